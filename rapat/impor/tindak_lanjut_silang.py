"""Rules between the cells of a follow-up: which step the row asks for, and what that step needs.

A row is written whole or not at all: one bad cell holds the others back.
"""

from collections.abc import Iterable, Mapping, Sequence

from capaian.impor.hasil import LEWATI, BarisPeriksa, SelPeriksa, Tanda
from konsolidasi.inti.alur import Transisi
from konsolidasi.inti.angka import kutip
from rapat.alur import ALUR_TINDAK_LANJUT
from rapat.impor.tindak_lanjut_muat import AcuanTindakLanjut, Daftar, longgar
from rapat.layanan.tindak_lanjut import PANJANG_ALASAN
from rapat.layanan.tindak_lanjut_kembali import dapat_dibalik
from rapat.pilihan import StatusTindakLanjut as Status

LENGKAP = "menunggu baris ini lengkap"
SIAPA = {
    "rapat.lapor_tindak_lanjut": "hanya OPD penanggung jawab yang melaporkan selesai.",
    "rapat.tutup_tindak_lanjut": "hanya Bapperida yang menutup atau membuka lagi tindak lanjut.",
}


def silang_lama(baris: BarisPeriksa, acuan: AcuanTindakLanjut) -> None:
    langkah = _langkah(baris, acuan)
    if baris.ditulis("batas") and not acuan.menutup:
        baris.abaikan("batas", "hanya Bapperida yang menggeser")
    _periksa_batas(baris, acuan, langkah)
    _periksa_laporan(baris, acuan, langkah)
    _periksa_alasan(baris, langkah)
    if baris.perlu_orang:
        baris.tahan(LENGKAP)
        return
    if langkah:
        baris.isi |= {"langkah": langkah.nama, "dari": acuan.status}
        if not dapat_dibalik(langkah.nama, acuan.status):
            baris.sel["keadaan"].kata += ", tanpa jalan kembali"
    for kunci in ("batas", "laporan", "tautan", "perkembangan", "alasan"):
        if baris.ditulis(kunci):
            baris.isi[kunci] = baris.sel[kunci].nilai


def _langkah(baris: BarisPeriksa, acuan: AcuanTindakLanjut) -> Transisi | None:
    """The transition from the state of the system to the one in the cell."""
    if not baris.ditulis("keadaan"):
        return None
    sel = baris.sel["keadaan"]
    dari, ke = Status(acuan.status).label, Status(sel.nilai).label
    for transisi in ALUR_TINDAK_LANJUT.transisi:
        if acuan.status in transisi.dari and transisi.ke == sel.nilai:
            milik = transisi.izin == "rapat.lapor_tindak_lanjut"
            if acuan.melapor if milik else acuan.menutup:
                return transisi
            sel.salahkan(SIAPA[transisi.izin], "tidak boleh", usul=dari)
            return None
    sel.salahkan(f"dari {dari} tidak bisa langsung menjadi {ke}.", "tidak boleh", usul=dari)
    return None


def _periksa_batas(baris: BarisPeriksa, acuan: AcuanTindakLanjut, langkah: Transisi | None) -> None:
    if not baris.ditulis("batas"):
        return
    if not acuan.terbuka or (langkah and langkah.ke != Status.TERBUKA):
        baris.sel["batas"].salahkan("batas waktu digeser hanya selama masih terbuka.")
    elif len(_teks(baris, "alasan")) < PANJANG_ALASAN:
        _tempat(baris, "alasan", "batas").salahkan(
            f"tulis alasan bergeser, minimal {PANJANG_ALASAN} huruf.", "alasan belum ada"
        )


def _periksa_laporan(
    baris: BarisPeriksa, acuan: AcuanTindakLanjut, langkah: Transisi | None
) -> None:
    if langkah and langkah.nama == "lapor":
        if not _teks(baris, "laporan", acuan.isi["laporan"]):
            _tempat(baris, "laporan", "keadaan").salahkan(
                "tulis apa yang sudah dikerjakan.", "laporan belum ada"
            )
        return
    for kunci in ("laporan", "tautan"):
        if baris.ditulis(kunci) and acuan.melapor and acuan.status == Status.TERBUKA:
            baris.sel[kunci].salahkan(
                f"dikirim bersama keadaan “{Status.DILAPORKAN.label}”. Pilih itu di kolom Keadaan,"
                " atau pindahkan ke kolom Perkembangan."
            )
        baris.abaikan(kunci, "ditulis OPD saat melaporkan selesai")


def _periksa_alasan(baris: BarisPeriksa, langkah: Transisi | None) -> None:
    """A reason stands beside a step. Without one it is what an earlier step was given."""
    if langkah and langkah.wajib_catatan and not _teks(baris, "alasan"):
        _tempat(baris, "alasan", "keadaan").salahkan("tulis alasannya.", "alasan belum ada")
    elif baris.ditulis("alasan") and not (
        baris.ditulis("batas") or (langkah and langkah.nama != "lapor")
    ):
        baris.sel["alasan"].tanda = Tanda.SAMA
        baris.sel["alasan"].kata = "tidak dipakai"


def silang_baru(baris: BarisPeriksa, acuan: AcuanTindakLanjut) -> None:
    """What can be said of a new row by itself; the names in it are looked up for all at once."""
    for kunci, apa in (
        ("uraian", "tulis apa yang harus dikerjakan."),
        ("opd", "tulis singkatan OPD penanggung jawab."),
        ("batas", "tulis batas waktunya, seperti 28-02-2026."),
    ):
        sel = baris.sel.get(kunci)
        if sel is None or (not sel.polos and sel.tanda == Tanda.SAMA):
            _tempat(baris, kunci, "kode").salahkan(apa, "belum ada")
    selesai = _keadaan_baru(baris, acuan)
    if not selesai:
        for kunci in ("laporan", "tautan"):
            if baris.ditulis(kunci):
                baris.sel[kunci].salahkan(
                    f"hanya untuk yang sudah {Status.SELESAI.label}. Pindahkan ke Perkembangan."
                )
        if baris.ditulis("alasan"):
            baris.sel["alasan"].tanda, baris.sel["alasan"].kata = Tanda.SAMA, "tidak dipakai"
    for kunci in ("uraian", "batas", "laporan", "tautan", "perkembangan", "alasan"):
        if baris.ditulis(kunci):
            baris.isi[kunci] = baris.sel[kunci].nilai
    if selesai:
        baris.isi["langkah"] = "selesai"


def _keadaan_baru(baris: BarisPeriksa, acuan: AcuanTindakLanjut) -> bool:
    """Whether a new row is closed from the start."""
    if not baris.ditulis("keadaan"):
        return False
    sel = baris.sel["keadaan"]
    if sel.nilai == Status.SELESAI and not acuan.menutup:
        sel.salahkan(SIAPA["rapat.tutup_tindak_lanjut"], "tidak boleh", usul=Status.TERBUKA.label)
    elif sel.nilai not in (Status.TERBUKA, Status.SELESAI):
        sel.salahkan(
            f"tindak lanjut baru dimulai {Status.TERBUKA.label} atau {Status.SELESAI.label}.",
            usul=Status.TERBUKA.label,
        )
    return sel.nilai == Status.SELESAI and baris.ditulis("keadaan")


def silang_lembar(baris: Sequence[BarisPeriksa], semua: Daftar) -> None:
    """OPD, indikator and date of the new rows, against what the city has."""
    baru = [satu for satu in baris if satu.baru and not satu.dilewati]
    for satu in baru:
        _isi_opd(satu, semua.opd)
        if satu.ditulis("indikator"):
            _isi_indikator(satu, semua.indikator)
        if satu.ditulis("batas") and satu.sel["batas"].nilai < semua.mulai:
            satu.sel["batas"].salahkan(
                f"batas waktu tidak boleh sebelum rapatnya ({semua.mulai:%d-%m-%Y})."
            )
    _tolak_ganda(baru, semua)


def _isi_opd(baris: BarisPeriksa, kamus: Mapping[str, Sequence[int]]) -> None:
    if baris.ditulis("opd"):
        baris.isi["opd"] = _cari(baris.sel["opd"], [baris.sel["opd"].polos], kamus)[:1]
    if baris.ditulis("pendukung"):
        sel = baris.sel["pendukung"]
        nama = [n for n in sel.polos.replace(";", ",").replace("\n", ",").split(",") if n.strip()]
        baris.isi["pendukung"] = _cari(sel, nama, kamus)


def _cari(sel: SelPeriksa, nama: Iterable[str], kamus: Mapping[str, Sequence[int]]) -> list[int]:
    pk = []
    for satu in nama:
        calon = kamus.get(longgar(satu), [])
        if len(calon) != 1:
            ada = "dipakai lebih dari satu OPD" if calon else "bukan OPD yang dikenal"
            sel.salahkan(f"“{kutip(satu.strip())}” {ada}. Tulis singkatan atau nama OPD-nya.")
            return []
        pk.extend(calon)
    return pk


def _isi_indikator(baris: BarisPeriksa, indikator: Mapping[str, int]) -> None:
    sel = baris.sel["indikator"]
    if sel.polos in indikator:
        baris.isi["indikator"] = indikator[sel.polos]
    else:
        sel.salahkan(f"kode indikator “{kutip(sel.polos)}” tidak ada. Kosongkan bila tidak tahu.")


def _tolak_ganda(baru: Sequence[BarisPeriksa], semua: Daftar) -> None:
    """The same promise of the same OPD, in the system or higher up in the sheet."""
    sudah = {(satu.opd_pk, longgar(satu.isi["uraian"])): satu.kode for satu in semua.values()}
    for satu in baru:
        if not satu.isi.get("opd") or not satu.isi.get("uraian"):
            continue
        kunci = (satu.isi["opd"][0], longgar(satu.isi["uraian"]))
        if kunci in sudah:
            sel = satu.sel["kode"]
            sel.salahkan(f"tindak lanjut ini sudah ada dengan kode {sudah[kunci]}.", "sudah ada")
            sel.pilihan = ((f"Lewati baris {satu.nomor}", LEWATI),)
        sudah.setdefault(kunci, satu.kode)


def _tempat(baris: BarisPeriksa, kunci: str, lain: str) -> SelPeriksa:
    """The cell itself, or another one where the sheet has no such column."""
    return baris.sel.get(kunci) or baris.sel[lain]


def _teks(baris: BarisPeriksa, kunci: str, lama: str = "") -> str:
    sel = baris.sel.get(kunci)
    return (sel.nilai or "").strip() if sel and baris.ditulis(kunci) else lama
