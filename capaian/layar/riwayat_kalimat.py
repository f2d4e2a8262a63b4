"""What is tracked of one indikator, and how each kind of change is said."""

from collections.abc import Sequence
from dataclasses import replace

from capaian.layar.riwayat_milik import diri_milik, milik, usulan_milik
from capaian.models import Bukti, Indikator, Realisasi, Target, UsulanTarget
from capaian.pilihan import JenisBukti, KeadaanNilai, StatusBukti, StatusRealisasi, SumberTarget
from konsolidasi.inti import angka, waktu
from konsolidasi.inti.riwayat import HAPUS, Asal, Cerita, Peristiwa, Perubahan
from konsolidasi.inti.waktu import Triwulan

MEDAN_NILAI = frozenset({"nilai", "batas_bawah", "batas_atas", "predikat", "teks_tercetak"})
MASA = ("periode__tahun_id", "periode__triwulan")
JENDELA = (
    "periode__dibuka_pada",
    "periode__batas_pada",
    "periode__tenggang_pada",
    "periode__terkunci",
)
# What a step writes beside its state, and what the sentence of the step says anyway.
PENANDA = frozenset(
    {
        "versi",
        "contoh",
        "target",
        "diubah_oleh",
        "diubah_pada",
        "diajukan_pada",
        "diajukan_pertama_pada",
        "terlambat_hari",
        "diverifikasi_pada",
        "diverifikasi_oleh",
        "diubah_setelah_verifikasi",
    }
)
PENANDA_BUKTI = frozenset(
    {"contoh", "diunggah_oleh", "diunggah_pada", "dinilai_oleh", "dinilai_pada"}
)
LANGKAH = {
    "serahkan": "menyerahkan {apa}{isi} kepada kepala OPD",
    "ajukan": "mengajukan {apa}{isi}{terlambat}",
    "kembalikan_kepala": "mengembalikan {apa}{isi} kepada operator",
    "terima": "menerima {apa}{isi}",
    "kembalikan": "meminta perbaikan {apa}{isi}",
    "buka_kembali": "membuka kembali {apa}{isi} yang sudah terverifikasi",
    "kunci": "mengunci {apa}{isi}",
    "buka_kunci": "membuka kunci {apa}{isi}",
}
UBAHAN = {
    "koreksi": "mengoreksi {apa} {lama} → {baru} setelah verifikasi",
    "pulihkan": "mengembalikan {apa} {lama} → {baru}",
}
BERUJAR = ("kembalikan", "kembalikan_kepala")
# How a state came about when no row of the log says it: by the new state, else by the old one.
MENURUT_STATUS = {
    StatusRealisasi.MENUNGGU_KEPALA: "serahkan",
    StatusRealisasi.DIAJUKAN: "ajukan",
    StatusRealisasi.TERVERIFIKASI: "terima",
    StatusRealisasi.TERKUNCI: "kunci",
}
MUNDUR = {
    StatusRealisasi.TERKUNCI: "buka_kunci",
    StatusRealisasi.TERVERIFIKASI: "buka_kembali",
    StatusRealisasi.MENUNGGU_KEPALA: "kembalikan_kepala",
}


def asal_realisasi(indikator: Indikator, pk: Sequence[int] | None = None) -> Asal:
    """Of all its quarters, or of the rows named by `pk`."""
    return Asal(
        Realisasi,
        milik(Realisasi) if pk is None else pk,
        indikator.pk,
        sebutan=lambda p: f"realisasi {masa(p).label}",
        nilai=lambda p: tulis_nilai(p, indikator.desimal),
        medan_nilai=MEDAN_NILAI | {"keadaan"},
        abaikan=PENANDA,
        tersirat=frozenset({"status"}),
        muat=(*MASA, *JENDELA, "predikat__kode"),
        ceritakan=lambda p: _bernomor_impor(p, _isian(p)),
        pelaku=lambda lama, p: _penyunting(lama, p, "diubah_oleh_id", "diubah_pada"),
    )


def asal_bukti(indikator: Indikator, pk: Sequence[int] | None = None) -> Asal:
    return Asal(
        Bukti,
        milik(Bukti) if pk is None else pk,
        indikator.pk,
        sebutan=lambda p: f"keterangan bukti {masa(p).label} “{p.nama}”",
        abaikan=PENANDA_BUKTI,
        tersirat=frozenset({"status", "alasan", "dicabut_pada"}),
        muat=MASA,
        ceritakan=_bukti,
        pelaku=_pelaku_bukti,
    )


def asal_target(indikator: Indikator) -> tuple[Asal, dict[tuple[int, int], str]]:
    """Also a table of what each version says, to be filled once the versions are loaded."""
    isi: dict[tuple[int, int], str] = {}
    asal = Asal(
        Target,
        milik(Target),
        indikator.pk,
        sebutan=lambda p: f"target {p.tahun_id}",
        nilai=lambda p: tulis_nilai(p, indikator.desimal),
        medan_nilai=MEDAN_NILAI,
        muat=("predikat__kode",),
        ceritakan=lambda p: _bernomor_impor(p, _target(p, isi)),
        pelaku=lambda lama, p: p.ditetapkan_oleh_id,
    )
    return asal, isi


def asal_usulan(indikator: Indikator) -> Asal:
    return Asal(
        UsulanTarget,
        usulan_milik,
        indikator.pk,
        sebutan=lambda p: f"usulan target {p.tahun_id}",
        nilai=lambda p: tulis_nilai(p, indikator.desimal),
        medan_nilai=MEDAN_NILAI,
        abaikan=frozenset({"contoh", "diusulkan_oleh", "diusulkan_pada"}),
        tersirat=frozenset({"alasan"}),
        muat=("predikat__kode",),
        ceritakan=_usulan,
        pelaku=lambda lama, p: _penyunting(lama, p, "diusulkan_oleh_id", "diusulkan_pada"),
    )


def asal_diri(indikator: Indikator) -> Asal:
    return Asal(
        Indikator,
        diri_milik,
        indikator.pk,
        sebutan=lambda p: "indikator ini",
        abaikan=frozenset({"contoh", "urutan"}),
    )


def masa(p: Peristiwa) -> Triwulan:
    return Triwulan(p.periode__tahun_id, p.periode__triwulan)


def tulis_nilai(p: Peristiwa, desimal: int) -> str:
    """An event has the columns of its model, not its methods."""
    if p.nilai is not None:
        return angka.tulis(p.nilai, desimal)
    if getattr(p, "batas_bawah", None) is not None:
        return angka.tulis_rentang(p.batas_bawah, p.batas_atas, desimal)
    if p.predikat_id:
        return p.predikat__kode
    tanpa_nilai = getattr(p, "keadaan", KeadaanNilai.KOSONG)
    if tanpa_nilai != KeadaanNilai.KOSONG:
        return KeadaanNilai(tanpa_nilai).label
    return getattr(p, "teks_tercetak", "")


def _bernomor_impor(p: Perubahan, cerita: Cerita) -> Cerita:
    """An import names itself in the history of every row that it wrote or gave back."""
    for kunci, kata in (("impor", "Lewat"), ("batal_impor", "Pembatalan")):
        if nomor := p.konteks.get(kunci):
            kalimat = f"{cerita.susulan} {kata} Impor Excel no. {nomor}.".strip()
            return replace(cerita, susulan=kalimat)
    return cerita


def _isian(p: Perubahan) -> Cerita:
    apa, lama, baru = p.asal.sebut(p.sesudah), p.lama, p.baru
    if p.langkah is not None or _status(p):
        return _langkah(p)
    alasan = p.maksud.get("alasan", "")
    if not lama and baru:
        tetap = p.sesudah.keadaan != KeadaanNilai.NILAI
        isi = f"menandai {apa}: {baru}" if tetap else f"mengisi {apa} sebesar {baru}"
        tambahan = p.sesudah.alasan if tetap and p.sebelum is None else ""
        return Cerita(isi, "", baru, alasan or tambahan)
    if lama and not baru:
        return Cerita(f"mengosongkan {apa} (sebelumnya {lama})", lama, "", alasan)
    if lama != baru:
        return Cerita(f"mengubah {apa} {lama} → {baru}", lama, baru, alasan)
    awal = "membuka" if p.sebelum is None else "melengkapi"
    return Cerita(f"{awal} {apa}", alasan=alasan)


def _langkah(p: Perubahan) -> Cerita:
    """A step of the workflow, in the words of its row in the log when there is one."""
    nama = p.langkah.transisi if p.langkah else _nama_langkah(p.sebelum.status, _status(p))
    apa, lama, baru = p.asal.sebut(p.sesudah), p.lama, p.baru
    alasan = p.langkah.catatan if p.langkah else p.maksud.get("alasan", "")
    if nama in UBAHAN and p.sebelum is not None and lama != baru:
        isi = UBAHAN[nama].format(apa=apa, lama=lama or "kosong", baru=baru or "kosong")
        return Cerita(isi, lama, baru, alasan)
    bernilai = p.sesudah.keadaan == KeadaanNilai.NILAI
    sebesar = f" sebesar {baru}" if bernilai else f" ({baru})" if baru else ""
    hari = p.sesudah.terlambat_hari
    pola = LANGKAH.get(nama, "menjalankan langkah {nama} pada {apa}{isi}")
    isi = pola.format(
        nama=nama, apa=apa, isi=sebesar, terlambat=f", terlambat {hari} hari" if hari else ""
    )
    if p.sebelum is not None and lama != baru:
        isi += f", nilainya {lama or 'kosong'} → {baru or 'kosong'}"
    pengantar = "" if nama in BERUJAR else "; jawaban" if nama == "ajukan" else "; alasan"
    return Cerita(isi, alasan=alasan, pengantar=pengantar)


def _nama_langkah(dari: str, ke: str) -> str:
    if dari == StatusRealisasi.TERKUNCI or ke == StatusRealisasi.PERBAIKAN:
        return MUNDUR.get(dari, "kembalikan")
    return MENURUT_STATUS.get(ke, "kembalikan")


def _status(p: Perubahan) -> str:
    """The state this change led to; "" when it led to none."""
    pindah = p.sebelum is not None and p.sebelum.status != p.sesudah.status
    return p.sesudah.status if pindah else ""


def _bukti(p: Perubahan) -> Cerita | None:
    lama, baru = p.sebelum, p.sesudah
    apa = f"bukti {masa(baru).label} “{baru.nama}”"
    if lama is None:
        rinci = [JenisBukti(baru.jenis).label, baru.nomor_dokumen]
        if baru.halaman:
            rinci.append(f"halaman {baru.halaman}")
        return Cerita(f"menambah {apa} ({', '.join(filter(None, rinci))})")
    if lama.dicabut_pada is None and baru.dicabut_pada is not None:
        return Cerita(f"mencabut {apa}")
    if lama.dicabut_pada is not None and baru.dicabut_pada is None:
        return Cerita(f"memasang kembali {apa}")
    if baru.status == StatusBukti.DITOLAK and (lama.status, lama.alasan) != (
        baru.status,
        baru.alasan,
    ):
        return Cerita(f"menolak {apa}", alasan=baru.alasan)
    if lama.status != baru.status:
        terima = baru.status == StatusBukti.DITERIMA
        return Cerita(f"menerima {apa}" if terima else f"meminta {apa} diperiksa lagi")
    return None


def _pelaku_bukti(lama: Peristiwa | None, p: Peristiwa) -> int | None:
    if lama is None:
        return p.diunggah_oleh_id
    return _penyunting(lama, p, "dinilai_oleh_id", "dinilai_pada")


def _target(p: Perubahan, isi: dict[tuple[int, int], str]) -> Cerita:
    baris, baru = p.sesudah, p.baru
    lama = isi.get((baris.tahun_id, baris.nomor - 1), "")
    apa = f"target {baris.tahun_id}"
    if not lama:
        kalimat = f"menetapkan {apa} sebesar {baru}"
    elif lama == baru:
        kalimat = f"menetapkan lagi {apa}, tetap {baru}"
    else:
        kalimat = f"menetapkan {apa} {lama} → {baru}"
    return Cerita(
        f"{kalimat} (versi {baris.nomor})", lama, baru, baris.alasan, susulan=dasar(baris)
    )


def dasar(p: Peristiwa | Target) -> str:
    tanggal = f", {waktu.tanggal(p.dokumen_tanggal)}" if p.dokumen_tanggal else ""
    sumber = SumberTarget(p.sumber).label
    return f"Dasar: {sumber}, {p.acuan}{tanggal}; berlaku mulai {waktu.tanggal(p.mulai)}."


def _usulan(p: Perubahan) -> Cerita:
    tahun, lama, baru, alasan = p.sesudah.tahun_id, p.lama, p.baru, p.sesudah.alasan
    if p.sesudah.pgh_label == HAPUS:
        return Cerita(f"menarik usulan target {tahun} sebesar {baru}", baru)
    if p.sebelum is None:
        return Cerita(f"mengusulkan target {tahun} sebesar {baru}", "", baru, alasan)
    if lama == baru:
        return Cerita(f"mengubah alasan usulan target {tahun}", alasan=alasan)
    return Cerita(f"mengubah usulan target {tahun} {lama} → {baru}", lama, baru, alasan)


def _penyunting(lama: Peristiwa | None, p: Peristiwa, orang: str, saat: str) -> int | None:
    """The editor named in the row itself, if this very change was an edit by a person."""
    sama = lama is not None and getattr(lama, saat) == getattr(p, saat)
    return None if sama else getattr(p, orang)


def catat_langkah(p: Perubahan, langkah: Peristiwa) -> Perubahan:
    """The change with the row of the log that belongs to it; the log knows who."""
    return replace(p, langkah=langkah, oleh=langkah.oleh_id)
