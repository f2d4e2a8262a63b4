"""Rules between the cells of an OPD, and between the OPD of one sheet. No query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from capaian.impor.hasil import DITULIS, LEWATI, BarisPeriksa, SelPeriksa, Tanda
from capaian.impor.opd.kolom import TAUTAN, YA, AcuanOpd, KonteksOpd
from capaian.impor.opd.sebutan import rata
from opd.layanan.impor_opd import berputar

WAJIB_BARU = {"nama": "namanya", "singkatan": "singkatannya", "jenis": "jenisnya"}
NAMA = ("nama", "singkatan")
LANGSUNG = {
    "jenis": "jenis",
    "klaster": "klaster_id",
    "kop_nama": "kop_nama",
    "alamat": "alamat",
    "wajib_rilis_kepala": "wajib_rilis_kepala",
}


def periksa_silang(baris: BarisPeriksa, acuan: AcuanOpd) -> None:
    """Settles what the row would write into `baris.isi`, but for links to other OPD."""
    if baris.sel["induk"].nilai if baris.ditulis("induk") else acuan.isi["induk"]:
        baris.abaikan("klaster", "unit mengikuti klaster induknya")
    for kunci, medan in LANGSUNG.items():
        if baris.ditulis(kunci):
            baris.isi[medan] = baris.sel[kunci].nilai
    if acuan.baru:
        _baru(baris, acuan.konteks)
    else:
        _nama(baris, acuan)
    _keadaan(baris, acuan)
    _urusan(baris, acuan)


def _baru(baris: BarisPeriksa, konteks: KonteksOpd) -> None:
    for kunci, apa in WAJIB_BARU.items():
        if not _terisi(baris, kunci):
            _tempat(baris, kunci).salahkan(f"OPD baru: tulis {apa}.", "belum ada")
    for kunci in NAMA:
        if baris.ditulis(kunci):
            baris.isi[kunci] = baris.sel[kunci].nilai
    ada = konteks.sebutan.bernama(baris.sel["nama"].nilai) if baris.ditulis("nama") else None
    if ada:
        baris.sel["kode"].salahkan(
            f"{ada.nama} sudah ada dengan kode {ada.kode}. Pakai kode itu.", "kode lain"
        )
        baris.sel["kode"].pilihan = ((f"Lewati baris {baris.nomor}", LEWATI),)
    for kunci in ("nama_mulai", "dasar_hukum"):
        baris.abaikan(kunci, "hanya bila nama berganti")


def _nama(baris: BarisPeriksa, acuan: AcuanOpd) -> None:
    """A new name needs the day from which it is used; the old one is kept with its dates."""
    ganti = [kunci for kunci in NAMA if baris.ditulis(kunci)]
    if not ganti:
        for kunci in ("nama_mulai", "dasar_hukum"):
            baris.abaikan(kunci, "nama tidak berganti")
        return
    mulai = baris.sel.get("nama_mulai")
    hari = mulai.nilai if mulai and mulai.tanda in DITULIS else None
    if hari is None or (salah := _salah_mulai(hari, acuan)):
        tempat = mulai or baris.sel[ganti[0]]
        if tempat.tanda != Tanda.SALAH:
            kata = salah if hari else "nama berganti: sebutkan sejak kapan nama baru dipakai."
            tempat.salahkan(kata, "tanggal belum ada")
        for kunci in ganti:
            if baris.ditulis(kunci):
                baris.sel[kunci].tanda = Tanda.MENUNGGU
                baris.sel[kunci].kata = "menunggu tanggalnya"
        return
    baris.isi |= {kunci: baris.sel[kunci].nilai for kunci in ganti}
    baris.isi["nama_mulai"] = hari
    if baris.ditulis("dasar_hukum"):
        baris.isi["dasar_hukum"] = baris.sel["dasar_hukum"].nilai


def _salah_mulai(hari: Any, acuan: AcuanOpd) -> str:
    if hari > acuan.konteks.hari:
        return "nama baru dicatat pada atau sesudah hari mulai dipakai, bukan sebelumnya."
    if acuan.nama_sejak and hari <= acuan.nama_sejak:
        return (
            f"nama sekarang baru dipakai sejak {acuan.nama_sejak:%d-%m-%Y}. Tulis hari sesudahnya."
        )
    return ""


def _keadaan(baris: BarisPeriksa, acuan: AcuanOpd) -> None:
    """Active without a date, or not active with one."""
    aktif = (_polos(baris, "aktif") or acuan.isi["aktif"] or YA) == YA
    bertanggal = _polos(baris, "nonaktif_tanggal") or acuan.isi["nonaktif_tanggal"]
    if aktif:
        if baris.ditulis("nonaktif_tanggal"):
            baris.sel["nonaktif_tanggal"].salahkan("OPD ini aktif. Pilih Tidak di kolom Aktif.")
        baris.abaikan("penerus", "OPD ini aktif")
        if baris.ditulis("aktif"):
            baris.isi |= {"aktif": True, "nonaktif_tanggal": None, "penerus": None}
        return
    if not bertanggal:
        if _tempat(baris, "nonaktif_tanggal").tanda != Tanda.SALAH:
            _tempat(baris, "nonaktif_tanggal").salahkan("tulis tanggal nonaktifnya.", "belum ada")
        if baris.ditulis("aktif"):
            baris.sel["aktif"].tanda = Tanda.MENUNGGU
            baris.sel["aktif"].kata = "menunggu tanggalnya"
        return
    if baris.ditulis("aktif"):
        baris.isi["aktif"] = False
    if baris.ditulis("nonaktif_tanggal"):
        baris.isi["nonaktif_tanggal"] = baris.sel["nonaktif_tanggal"].nilai


def _urusan(baris: BarisPeriksa, acuan: AcuanOpd) -> None:
    """Both cells together are the urusan of an OPD; what is utama is not another one as well."""
    if not (baris.ditulis("urusan_utama") or baris.ditulis("urusan")):
        return
    utama, lain = (
        baris.sel[kunci].nilai if baris.ditulis(kunci) else _kunci(acuan, kunci)
        for kunci in ("urusan_utama", "urusan")
    )
    kini = {**dict.fromkeys(lain, False), **dict.fromkeys(utama, True)}
    dulu = {
        **dict.fromkeys(_kunci(acuan, "urusan"), False),
        **dict.fromkeys(_kunci(acuan, "urusan_utama"), True),
    }
    if kini == dulu:
        baris.abaikan("urusan", "sudah urusan utama")
    else:
        baris.isi["urusan"] = kini


def _kunci(acuan: AcuanOpd, kunci: str) -> list[int]:
    kode = (bagian.strip() for bagian in acuan.isi[kunci].split(";"))
    return [acuan.konteks.urusan[k] for k in kode if k]


def periksa_lembar(baris: Sequence[BarisPeriksa], semua: Mapping[str, AcuanOpd]) -> None:
    """Links: to an OPD that is there, or that is new in the same sheet; never in a circle."""
    tertaut = [b for b in baris if any(b.ditulis(kunci) for kunci in TAUTAN)]
    baru = {b.kode: b for b in baris if b.baru}
    kata = {rata(b.sel[k].nilai): b for b in baru.values() for k in NAMA if b.ditulis(k)}
    for satu in tertaut:
        for kunci in TAUTAN:
            if satu.ditulis(kunci):
                _tautkan(satu, kunci, baru, kata)
    _tolak_lingkaran(tertaut, semua)
    _tahan_yang_menunggu(tertaut, baru.values())


def _tautkan(
    baris: BarisPeriksa,
    kunci: str,
    baru: Mapping[str, BarisPeriksa],
    kata: Mapping[str, BarisPeriksa],
) -> None:
    sel, konteks = baris.sel[kunci], baris.acuan.konteks
    if sel.nilai is None:
        tujuan = baru.get(sel.polos) or kata.get(rata(sel.polos))
        if tujuan is None:
            kalimat, usul = konteks.sebutan.tidak_ada(sel.polos)
            sel.salahkan(kalimat, "tidak dikenal", usul=usul)
            return
        sel.nilai = sel.polos = tujuan.kode
    if sel.nilai == baris.kode:
        sel.salahkan(f"OPD tidak dapat menjadi {kunci}nya sendiri.")
        return
    baris.isi[kunci] = sel.nilai


def _tolak_lingkaran(tertaut: Sequence[BarisPeriksa], semua: Mapping[str, AcuanOpd]) -> None:
    induk = {kode: a.isi["induk"] or None for kode, a in semua.items()}
    induk |= {b.kode: b.isi["induk"] for b in tertaut if "induk" in b.isi}
    lingkaran = berputar(induk)
    for satu in tertaut:
        if "induk" in satu.isi and satu.kode in lingkaran:
            satu.sel["induk"].salahkan("induknya berputar: di atasnya ada OPD ini sendiri.")
            del satu.isi["induk"]


def _tahan_yang_menunggu(tertaut: Sequence[BarisPeriksa], baru: Iterable[BarisPeriksa]) -> None:
    """Links to a new row that is not written itself, because something in it is wrong."""
    menunggu: dict[str, list[tuple[BarisPeriksa, str]]] = defaultdict(list)
    for satu in tertaut:
        for kunci in TAUTAN:
            if satu.isi.get(kunci):
                menunggu[satu.isi[kunci]].append((satu, kunci))
    antrean = [b for b in baru if b.perlu_orang]
    while antrean:
        tujuan = antrean.pop()
        for satu, kunci in menunggu.pop(tujuan.kode, ()):
            if satu.isi.pop(kunci, None) is None:
                continue
            satu.sel[kunci].salahkan(f"baris {tujuan.nomor} ({tujuan.kode}) harus dibereskan dulu.")
            if satu.baru:
                antrean.append(satu)


def _terisi(baris: BarisPeriksa, kunci: str) -> bool:
    """Filled, well or not: what is filled badly has its own sentence."""
    sel = baris.sel.get(kunci)
    return sel is not None and (sel.tanda != Tanda.SAMA or bool(sel.polos))


def _polos(baris: BarisPeriksa, kunci: str) -> str:
    return baris.sel[kunci].polos if baris.ditulis(kunci) else ""


def _tempat(baris: BarisPeriksa, kunci: str) -> SelPeriksa:
    """The cell where something is missing; that of the kode where the sheet has no such column."""
    return baris.sel.get(kunci) or baris.sel["kode"]
