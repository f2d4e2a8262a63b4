"""Whose material for a sesi is missing, and the words that ask for it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from capaian.models import Indikator, UsulanTarget
from konsolidasi.inti import waktu
from rapat.layanan.halaman_kerja import batas_kerja, sebab_tutup
from rapat.layar.halaman_kerja import Jawaban, jawaban_terbuka
from rapat.layar.perhatian import Data, muat_data, triwulan_terakhir
from rapat.models import Agenda, Sesi, TanggapanIndikator, TindakLanjut, Undangan
from rapat.perhitungan import indikator_sesi, opd_agenda
from rapat.pilihan import StatusTindakLanjut

DISEBUT = 5
"""So many names in a message; the work page has them all."""


@dataclass(frozen=True)
class Sel:
    """n of m with its word. Green only when nothing is missing."""

    ada: int
    dari: int
    kata: str
    ragam: str
    ikon: str
    kurang: tuple[str, ...] = ()
    """Names of what is missing."""

    @property
    def lengkap(self) -> bool:
        return self.ada >= self.dari


@dataclass(frozen=True)
class BarisKesiapan:
    agenda: Agenda
    halaman: str
    """Its work page behind the login: what may be said in a group."""
    jawaban: Jawaban | None
    tanggapan: Sel
    lanjutan: Sel
    usulan: Sel
    data: Sel
    kurang: tuple[str, ...]
    """One short phrase for each thing that is missing."""
    pengingat: str
    """Text to paste, with the signed link; "" when nothing is missing."""

    @property
    def lengkap(self) -> bool:
        sel = (self.tanggapan, self.lanjutan, self.usulan, self.data)
        return self.jawaban is not None and all(s.lengkap for s in sel)


@dataclass(frozen=True)
class LayarKesiapan:
    sesi: Sesi
    triwulan: str
    batas: datetime
    tutup: str
    semua: tuple[BarisKesiapan, ...]
    pengingat: str
    """One message for the group; "" when nobody is missing anything."""

    @property
    def belum(self) -> tuple[BarisKesiapan, ...]:
        return tuple(b for b in self.semua if not b.lengkap)


def susun_kesiapan(
    sesi: Sesi, tautan: Callable[[int], str], halaman: Callable[[int], str], pada: datetime
) -> LayarKesiapan:
    """Every OPD on the agenda. `tautan`: the signed link of an agenda item, `halaman`: its page
    behind the login. A fixed number of queries."""
    surat = Undangan.objects.filter(sesi=sesi).first()
    terkait = ("opd", "rencana_hadir__dijawab_oleh")
    agenda = list(sesi.agenda.select_related(*terkait).order_by("urutan", "pk"))
    indikator = indikator_sesi(agenda)
    data = muat_data(sesi, [i for baris in indikator.values() for i in baris])
    pk = list(data)
    ditanggapi = set(
        TanggapanIndikator.objects.filter(agenda__sesi=sesi).values_list("agenda", "indikator")
    )
    diusulkan = set(
        UsulanTarget.objects.filter(indikator__in=pk, tahun=sesi.rapat.tahun_target_id).values_list(
            "indikator", flat=True
        )
    )
    lanjutan = _lanjutan(agenda)
    batas, tw = batas_kerja(sesi, surat), triwulan_terakhir(sesi)
    semua = []
    for satu in agenda:
        milik = indikator[satu.pk]
        sel = (
            _tanggapan(milik, data, {i for a, i in ditanggapi if a == satu.pk}),
            _sel_lanjutan(lanjutan[satu.pk]),
            _usulan(milik, diusulkan),
            _data(milik, data),
        )
        jawaban = jawaban_terbuka(getattr(satu, "rencana_hadir", None))
        panjang = _kurang(jawaban, sel, sesi, tw.label)
        teks = _pengingat(satu, sesi, panjang, tautan(satu.pk), batas) if panjang else ""
        pendek = _pendek(jawaban, sel, tw.label)
        semua.append(BarisKesiapan(satu, halaman(satu.pk), jawaban, *sel, pendek, teks))
    return LayarKesiapan(
        sesi=sesi,
        triwulan=tw.label,
        batas=batas,
        tutup=sebab_tutup(sesi, surat, pada),
        semua=tuple(semua),
        pengingat=_pengingat_semua(semua, sesi, batas),
    )


def _lanjutan(agenda: Sequence[Agenda]) -> dict[int, list[TindakLanjut]]:
    """Open follow-ups that each OPD answers for, oldest first. Two queries."""
    tujuan = opd_agenda(agenda)
    hasil: dict[int, list[TindakLanjut]] = {a.pk: [] for a in agenda}
    buka = TindakLanjut.objects.terbuka().filter(opd__in=tujuan)
    for satu in buka.order_by("batas_awal", "pk"):
        hasil[tujuan[satu.opd_id]].append(satu)
    return hasil


def _tanggapan(milik: Iterable[Indikator], data: dict[int, Data], ada: set[int]) -> Sel:
    perlu = [i for i in milik if data[i.pk].sebab]
    return _sel([i.nama for i in perlu], [i.nama for i in perlu if i.pk not in ada], "ditanggapi")


def _sel_lanjutan(semua: Sequence[TindakLanjut]) -> Sel:
    belum = [t.uraian for t in semua if t.status == StatusTindakLanjut.TERBUKA]
    return _sel([t.uraian for t in semua], belum, "dijawab")


def _usulan(milik: Iterable[Indikator], ada: set[int]) -> Sel:
    nama = [i.nama for i in milik]
    return _sel(nama, [i.nama for i in milik if i.pk not in ada], "diusulkan")


def _data(milik: Sequence[Indikator], data: dict[int, Data]) -> Sel:
    """Complete once everything is handed in; green once it is verified, too."""
    hitung = Counter()
    for i in milik:
        hitung["ajukan"] += data[i.pk].diajukan
        hitung["pasti"] += data[i.pk].terverifikasi
    belum = [i.nama for i in milik if not data[i.pk].diajukan]
    sel = _sel([i.nama for i in milik], belum, "diajukan")
    if not milik:
        return sel
    semua = hitung["pasti"] == len(milik)
    ragam, ikon = ("baik", "circle-check") if semua else (sel.ragam, sel.ikon)
    if sel.lengkap and not semua:
        ragam, ikon = "info", "send"
    kata = f"{sel.kata}, {hitung['pasti']} terverifikasi"
    return Sel(sel.ada, sel.dari, kata, ragam, ikon, sel.kurang)


def _sel(semua: Sequence[str], belum: Sequence[str], kata: str) -> Sel:
    if not semua:
        return Sel(0, 0, "tidak ada", "kosong", "circle-minus")
    ada = len(semua) - len(belum)
    ragam, ikon = ("waspada", "alert-triangle") if belum else ("baik", "circle-check")
    return Sel(ada, len(semua), f"{ada} dari {len(semua)} {kata}", ragam, ikon, tuple(belum))


def _kurang(
    jawaban: Jawaban | None, sel: tuple[Sel, Sel, Sel, Sel], sesi: Sesi, triwulan: str
) -> list[str]:
    """One line for each thing that is missing."""
    tanggapan, lanjutan, usulan, data = sel
    baris = [] if jawaban else ["siapa yang hadir belum dikonfirmasi"]
    for satu, apa in (
        (tanggapan, "tanggapan atas indikator yang rendah atau belum diverifikasi"),
        (lanjutan, "jawaban tindak lanjut"),
        (usulan, f"usulan target {sesi.rapat.tahun_target_id}"),
        (data, f"data {triwulan}"),
    ):
        if not satu.lengkap:
            baris.append(f"{apa}: {satu.kata}, belum: {_sebut(satu.kurang)}")
    return baris


def _pendek(
    jawaban: Jawaban | None, sel: tuple[Sel, Sel, Sel, Sel], triwulan: str
) -> tuple[str, ...]:
    apa = ("tanggapan", "tindak lanjut", "usulan", f"data {triwulan}")
    baris = [f"{a}: {s.kata}" for a, s in zip(apa, sel, strict=True) if not s.lengkap]
    return (*(() if jawaban else ("kehadiran belum dijawab",)), *baris)


def _sebut(nama: Sequence[str]) -> str:
    sisa = len(nama) - DISEBUT
    lagi = f", dan {sisa} lagi" if sisa > 0 else ""
    return "; ".join(map(_polos, nama[:DISEBUT])) + lagi


def _pengingat(
    agenda: Agenda, sesi: Sesi, kurang: Sequence[str], tautan: str, batas: datetime
) -> str:
    return "\n".join(
        (
            f"Yth. Bapak/Ibu pimpinan dan operator {_polos(agenda.nama)}.",
            f"Untuk {_polos(sesi.rapat.nama)}, {_polos(sesi.judul)},"
            f" {waktu.hari_tanggal(sesi.tanggal)}, masih kami tunggu:",
            *(f"- {satu}" for satu in kurang),
            f"Mohon dilengkapi paling lambat {waktu.hari_tanggal(batas)},"
            f" {waktu.pukul(batas)}, di:",
            tautan,
            "Bila ada kendala, balas pesan ini. Terima kasih. (Bapperida)",
        )
    )


def _pengingat_semua(semua: Sequence[BarisKesiapan], sesi: Sesi, batas: datetime) -> str:
    """For a group that all OPD read: no signed link, whose holder could answer for another."""
    belum = [b for b in semua if not b.lengkap]
    if not belum:
        return ""
    baris = [
        f"Yth. Bapak/Ibu pimpinan dan operator OPD, {_polos(sesi.judul)}.",
        f"Bahan {_polos(sesi.rapat.nama)}, {waktu.hari_tanggal(sesi.tanggal)}, yang masih kami"
        f" tunggu paling lambat {waktu.hari_tanggal(batas)}, {waktu.pukul(batas)}:",
        "",
    ]
    for satu in belum:
        baris += [f"*{_polos(satu.agenda.nama)}*: {'; '.join(satu.kurang)}.", satu.halaman]
    return "\n".join([*baris, "", "Terima kasih atas kerja sama Bapak/Ibu. (Bapperida)"])


def _polos(teks: str) -> str:
    """Without the signs that WhatsApp takes for bold or italic."""
    for tanda in "*_~`":
        teks = teks.replace(tanda, "")
    return " ".join(teks.split())
