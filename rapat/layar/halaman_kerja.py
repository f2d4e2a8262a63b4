"""The work page of one OPD, ready to print: who comes, what is asked, what was promised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q
from django.utils import timezone

from capaian.models import Indikator
from capaian.perhitungan import Penghitung
from konsolidasi.inti import waktu
from opd.lingkup import lingkup
from rapat.layanan.halaman_kerja import batas_kerja, sebab_tutup
from rapat.layar.agenda import indikator_agenda
from rapat.layar.baris import Baris, susun_baris
from rapat.layar.janji import BarisJanji, daftar_janji, susun_janji
from rapat.layar.perhatian import Data, susun_data, triwulan_terakhir
from rapat.layar.tindak_lanjut import BarisTindakLanjut, siap_cetak
from rapat.layar.tindak_lanjut import susun_baris as susun_tindak_lanjut
from rapat.models import Agenda, RencanaHadir, TanggapanIndikator, TindakLanjut, Undangan
from rapat.perhitungan import opd_agenda
from rapat.pilihan import KeadaanHadir, StatusTindakLanjut


@dataclass(frozen=True)
class Jawaban:
    """Who will come, as far as the reader may know: through the link only initials."""

    kata: str
    ragam: str
    orang: str
    nip: str
    surat_tugas: str
    saat: str
    lewat: str


@dataclass(frozen=True)
class BalasanKerja:
    """What a refused remark or report looked like."""

    ketikan: Mapping[str, str] = field(default_factory=dict)
    galat: str = ""
    lawan: TanggapanIndikator | None = None


@dataclass(frozen=True)
class BarisKerja:
    """One row that deserves a remark, with the remark."""

    baris: Baris
    sebab: str
    merah: bool
    """Red or not computable: asked first, and its field stands open."""
    teks: str
    versi: int
    tersimpan: str
    boleh: bool
    balasan: BalasanKerja

    @property
    def indikator(self) -> Indikator:
        return self.baris.indikator

    @property
    def terbuka(self) -> bool:
        return self.merah or bool(self.teks or self.balasan.galat)


@dataclass(frozen=True)
class LanjutanKerja:
    satu: BarisTindakLanjut
    boleh: bool


@dataclass(frozen=True)
class LayarKerja:
    agenda: Agenda
    tutup: str
    """Why nothing can be written any more; "" while the page is open."""
    batas: datetime
    jawaban: Jawaban | None
    baris: tuple[BarisKerja, ...]
    lanjutan: tuple[LanjutanKerja, ...]
    usulan: tuple[Baris, ...]
    janji: tuple[BarisJanji, ...]

    @property
    def ditanggapi(self) -> int:
        return sum(1 for b in self.baris if b.versi)

    @property
    def dijawab(self) -> int:
        dilaporkan = StatusTindakLanjut.DILAPORKAN
        return sum(1 for t in self.lanjutan if t.satu.satu.status == dilaporkan)

    @property
    def diusulkan(self) -> int:
        return sum(1 for b in self.usulan if b.usulan.teks)

    @property
    def contoh(self) -> bool:
        return any(b.contoh for b in self.usulan)


def jawaban_tertutup(rencana: RencanaHadir | None) -> Jawaban | None:
    """For whoever holds the link: that there is an answer, not who it names."""
    if rencana is None:
        return None
    inisial = " ".join(f"{kata[0].upper()}." for kata in rencana.nama.split() if kata[0].isalpha())
    return _jawaban(rencana, inisial, _samarkan(rencana.nip), "")


def jawaban_terbuka(rencana: RencanaHadir | None) -> Jawaban | None:
    """For internal pages. No query when `dijawab_oleh` is loaded."""
    if rencana is None:
        return None
    orang = ", ".join(filter(None, (rencana.nama, rencana.jabatan)))
    return _jawaban(rencana, orang, rencana.nip, rencana.surat_tugas)


def _jawaban(rencana: RencanaHadir, orang: str, nip: str, surat_tugas: str) -> Jawaban:
    akun = rencana.dijawab_oleh_id is not None
    return Jawaban(
        kata=rencana.get_keadaan_display(),
        ragam="netral" if rencana.keadaan == KeadaanHadir.PIMPINAN else "waspada",
        orang=orang,
        nip=nip,
        surat_tugas=surat_tugas,
        saat=f"{waktu.tanggal(rencana.dijawab_pada)}, {waktu.pukul(rencana.dijawab_pada)}",
        lewat="dari akun OPD" if akun else "lewat tautan undangan",
    )


def _samarkan(nip: str) -> str:
    return f"{'•' * (len(nip) - 3)}{nip[-3:]}" if len(nip) > 6 else "•" * len(nip)


def susun_kerja(
    agenda: Agenda,
    surat: Undangan | None,
    pengguna: AbstractBaseUser,
    pada: datetime,
    balasan: Mapping[int, BalasanKerja] | None = None,
) -> LayarKerja:
    """A fixed number of queries. `balasan`: refused remarks, by indikator."""
    sesi, hari_ini = agenda.sesi, timezone.localdate(pada)
    tutup = sebab_tutup(sesi, surat, pada)
    semua = list(sesi.agenda.select_related("opd").order_by("urutan", "pk"))
    indikator = indikator_agenda(agenda, semua, pengguna)
    baris = susun_baris(agenda, indikator, {})
    boleh = not tutup and pengguna.has_perm("rapat.siapkan", agenda)
    milik = [opd for opd, pk in opd_agenda(semua).items() if pk == agenda.pk]
    tahun = sesi.rapat.tahun_capaian_id
    janji = daftar_janji(pengguna, tahun).filter(indikator__in=[i.pk for i in indikator])
    rencana = RencanaHadir.objects.filter(agenda=agenda).select_related("dijawab_oleh").first()
    return LayarKerja(
        agenda=agenda,
        tutup=tutup,
        batas=batas_kerja(sesi, surat),
        jawaban=jawaban_terbuka(rencana),
        baris=_baris(agenda, baris, pengguna, boleh=boleh, balasan=balasan or {}),
        lanjutan=_lanjutan(milik, pengguna, hari_ini, boleh=boleh),
        usulan=baris,
        janji=susun_janji(janji.exclude(agenda__sesi=sesi), tahun, hari_ini) if indikator else (),
    )


def _baris(
    agenda: Agenda,
    semua: Sequence[Baris],
    pengguna: AbstractBaseUser,
    *,
    boleh: bool,
    balasan: Mapping[int, BalasanKerja],
) -> tuple[BarisKerja, ...]:
    """Rows to explain, and rows that carry a remark although they have become good since."""
    data = _data(agenda, semua)
    ada = {
        t.indikator_id: t
        for t in TanggapanIndikator.objects.filter(agenda=agenda).select_related("diubah_oleh")
    }
    milik = lingkup(pengguna).opd_ids
    hasil = []
    for b in semua:
        pk, sebab = b.indikator.pk, data[b.indikator.pk].sebab
        satu, jawab = ada.get(pk), balasan.get(pk, BalasanKerja())
        if not (sebab or satu or jawab.galat or jawab.lawan):
            continue
        versi = satu.versi if satu else 0
        hasil.append(
            BarisKerja(
                baris=b,
                sebab=sebab,
                merah=data[pk].merah,
                teks=jawab.ketikan.get("teks", satu.teks if satu else ""),
                versi=int(jawab.ketikan.get("versi", versi)),
                tersimpan=_tersimpan(satu),
                boleh=boleh and b.indikator.opd_id in milik,
                balasan=jawab,
            )
        )
    return tuple(sorted(hasil, key=lambda b: not b.merah))


def _data(agenda: Agenda, semua: Sequence[Baris]) -> dict[int, Data]:
    """The rows know last year already; one more look only when the last quarter is of another."""
    indikator, tw = [b.indikator for b in semua], triwulan_terakhir(agenda.sesi)
    lalu = {b.indikator.pk: b.lalu for b in semua}
    sama = tw.tahun == agenda.sesi.rapat.tahun_capaian_id
    lain = lalu if sama else Penghitung(tw.tahun).hitung(indikator)
    return susun_data(indikator, lalu, lain, tw.nomor)


def _tersimpan(satu: TanggapanIndikator | None) -> str:
    if satu is None:
        return ""
    oleh = f" oleh {satu.diubah_oleh.nama}" if satu.diubah_oleh else ""
    return f"tersimpan {waktu.tanggal(satu.diubah_pada)}, {waktu.pukul(satu.diubah_pada)}{oleh}"


def _lanjutan(
    milik: Sequence[int], pengguna: AbstractBaseUser, hari_ini: date, *, boleh: bool
) -> tuple[LanjutanKerja, ...]:
    """Open ones that this OPD answers for or supports, oldest first. Two queries."""
    buka = TindakLanjut.objects.terbuka().filter(
        pk__in=TindakLanjut.objects.untuk(pengguna).order_by().values("pk")
    )
    buka = buka.filter(Q(opd__in=milik) | Q(pendukung__in=milik)).distinct()
    return tuple(
        LanjutanKerja(
            satu=satu,
            boleh=boleh
            and satu.satu.status == StatusTindakLanjut.TERBUKA
            and pengguna.has_perm("rapat.lapor_tindak_lanjut", satu.satu),
        )
        for satu in susun_tindak_lanjut(siap_cetak(buka).order_by("batas_awal", "pk"), hari_ini)
    )
