"""Rules between the cells of one row: a Penugasan that is whole, and nobody locks himself out."""

from datetime import date
from typing import Any

from capaian.impor.hasil import BarisPeriksa, SelPeriksa, Tanda
from capaian.impor.orang.kolom import ORANG, TANGGAL, TUGAS, AcuanOrang
from opd.pilihan import PERAN_OPD, Peran


def periksa_silang(baris: BarisPeriksa, acuan: AcuanOrang) -> None:
    """Settles what the row would write into `baris.isi`: "orang" and "tugas"."""
    if acuan.sendiri:
        _jaga_sendiri(baris, acuan)
    akun_baru = acuan.username not in acuan.konteks.pengguna
    if akun_baru and acuan.nomor == 1 and not _terisi(baris, "nama"):
        _tempat(baris, "nama").salahkan("orang baru: tulis nama lengkapnya.", "belum ada")
    _isikan(baris, "orang", ORANG)
    if acuan.tugas:
        _urut_tanggal(baris, acuan)
        _isikan(baris, "tugas", TUGAS)
    elif acuan.baru or any(_terisi(baris, kunci) for kunci in TUGAS):
        _tugas_baru(baris, acuan)


def _isikan(baris: BarisPeriksa, bagian: str, kolom: dict[str, str]) -> None:
    isi = {medan: baris.sel[k].nilai for k, medan in kolom.items() if baris.ditulis(k)}
    if isi:
        baris.isi[bagian] = isi


def _jaga_sendiri(baris: BarisPeriksa, acuan: AcuanOrang) -> None:
    if baris.ditulis("aktif") and baris.sel["aktif"].nilai is False:
        baris.sel["aktif"].salahkan("akun Anda sendiri tidak dapat dinonaktifkan lewat impor.")
    if acuan.isi["peran"] == Peran.ADMIN:
        for kunci in TANGGAL:
            if baris.ditulis(kunci):
                baris.sel[kunci].salahkan("tugas admin Anda sendiri tidak diubah lewat impor.")


def _tugas_baru(baris: BarisPeriksa, acuan: AcuanOrang) -> None:
    """All or nothing: half a Penugasan says nothing."""
    peran = baris.sel["peran"].nilai if baris.ditulis("peran") else None
    kurang = {"peran": "perannya", "mulai": "tanggal mulainya"}
    if peran in PERAN_OPD:
        kurang["opd"] = "OPD-nya"
    for kunci, apa in kurang.items():
        if not _terisi(baris, kunci):
            _tempat(baris, kunci).salahkan(f"penugasan baru: tulis {apa}.", "belum ada")
    _urut_tanggal(baris, acuan)
    if any(_salah(baris, kunci) for kunci in ("kode", *TUGAS)):
        for kunci in TUGAS:
            if baris.ditulis(kunci):
                baris.sel[kunci].tanda = Tanda.MENUNGGU
                baris.sel[kunci].kata = "menunggu yang lain"
        return
    _isikan(baris, "tugas", TUGAS)


def _urut_tanggal(baris: BarisPeriksa, acuan: AcuanOrang) -> None:
    mulai, selesai = (_tanggal(baris, acuan, kunci) for kunci in TANGGAL)
    if mulai and selesai and selesai < mulai:
        kunci = "selesai" if baris.ditulis("selesai") else "mulai"
        if baris.ditulis(kunci):
            baris.sel[kunci].salahkan("tanggal selesai tidak boleh sebelum tanggal mulai.")


def _tanggal(baris: BarisPeriksa, acuan: AcuanOrang, kunci: str) -> date | None:
    if baris.ditulis(kunci):
        return baris.sel[kunci].nilai
    return date.fromisoformat(acuan.isi[kunci]) if acuan.isi[kunci] else None


def _terisi(baris: BarisPeriksa, kunci: str) -> bool:
    """Filled, well or not: what is filled badly has its own sentence."""
    sel = baris.sel.get(kunci)
    return sel is not None and (sel.tanda != Tanda.SAMA or bool(sel.polos))


def _salah(baris: BarisPeriksa, kunci: str) -> bool:
    sel = baris.sel.get(kunci)
    return sel is not None and sel.tanda in (Tanda.SALAH, Tanda.TANYA, Tanda.BENTROK)


def _tempat(baris: BarisPeriksa, kunci: str) -> SelPeriksa:
    """The cell where something is missing; that of the kode where the sheet has no such column."""
    return baris.sel.get(kunci) or baris.sel["kode"]


def masa(isi: Any) -> tuple[date, date]:
    """First and last day of a Penugasan in plain form."""
    akhir = date.fromisoformat(isi["selesai"]) if isi["selesai"] else date.max
    return date.fromisoformat(isi["mulai"]), akhir
