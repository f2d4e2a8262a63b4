"""Bahan rapat of each OPD: one or two pages that nobody has to put together by hand."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from capaian.models import Indikator
from capaian.perhitungan import HasilTahun, HasilTriwulan, Penghitung, hitung_hasil
from konsolidasi.inti import angka, waktu
from konsolidasi.inti.waktu import Triwulan
from rapat.dokumen.bagian import nilai_realisasi, nilai_target, susun_baris
from rapat.dokumen.isi import data_per
from rapat.dokumen.lanjutan import pendukung, riwayat
from rapat.dokumen.muatan import Muatan, muat_tindak_lanjut
from rapat.dokumen.naskah import Kop
from rapat.dokumen.pengesahan import susun_kop
from rapat.layanan.temuan_sesi import temuan_terbuka
from rapat.layar.perhatian import sebab
from rapat.models import Agenda, Kehadiran, Kesepakatan, Sesi, TanggapanIndikator, TindakLanjut
from rapat.pilihan import DISEPAKATI, StatusSesi

SERATUS = 100
TEMUAN_TERBANYAK = 6


@dataclass(frozen=True)
class BarisBahan:
    nama: str
    satuan: str
    triwulan: tuple[str, ...]
    """Capaian of the last four quarters, oldest first; * is not verified."""
    target: str
    realisasi: str
    capaian: str
    peringkat: str
    rpjmd: str
    usulan: str
    perhatian: str
    """Why it deserves a question; "" when it does not."""
    tanggapan: str
    contoh: bool


@dataclass(frozen=True)
class BarisLanjutan:
    uraian: str
    peran: str
    batas: str
    keadaan: str
    riwayat: str


@dataclass(frozen=True)
class BarisJanji:
    """An agreement of an earlier rapat and what became of it."""

    nama: str
    sumber: str
    sepakat: str
    kenyataan: str


@dataclass(frozen=True)
class BahanOpd:
    kop: Kop
    agenda: int
    opd: str
    rapat: str
    sesi: str
    hari_tanggal: str
    tempat: str
    triwulan: tuple[str, ...]
    tahun_capaian: int
    tahun_target: int
    baris: tuple[BarisBahan, ...]
    lanjutan: tuple[BarisLanjutan, ...]
    janji: tuple[BarisJanji, ...]
    temuan: tuple[str, ...]
    temuan_lain: int
    """Findings that are not printed, because bahan is one or two pages."""
    kehadiran: str
    rencana: str
    data_per: str

    @property
    def contoh(self) -> bool:
        return any(b.contoh for b in self.baris)


def susun_bahan(
    sesi: Sesi, *, pada: datetime, agenda: Agenda | None = None
) -> tuple[BahanOpd, ...]:
    """One per OPD on the agenda, or that of one item. At most forty queries in all."""
    muat = _Muatan(sesi)
    return tuple(
        _bahan(muat, satu, pada)
        for satu in muat.dasar.agenda
        if agenda is None or satu.pk == agenda.pk
    )


class _Muatan:
    """What the bahan needs beside the rest of the sesi."""

    def __init__(self, sesi: Sesi) -> None:
        self.dasar = dasar = Muatan(sesi)
        self.sesi = dasar.sesi
        semua = {i.pk: i for baris in dasar.angka.indikator.values() for i in baris}
        self.triwulan = _empat_terakhir(self.sesi.tanggal)
        self.tahun: dict[int, dict[int, HasilTahun]] = {}
        for tahun in sorted({tw.tahun for tw in self.triwulan}):
            sama = tahun == dasar.rapat.tahun_capaian_id
            self.tahun[tahun] = (
                dasar.angka.lalu if sama else Penghitung(tahun).hitung(semua.values())
            )
        tanggapan = TanggapanIndikator.objects.filter(agenda__sesi=self.sesi).order_by("pk")
        self.tanggapan = {(t.agenda_id, t.indikator_id): t.teks for t in tanggapan}
        self.janji = self._janji(semua)
        self.lanjutan = self._lanjutan()
        self.kehadiran = self._kehadiran()
        self.temuan = temuan_terbuka(dasar.keluarga, dasar.rapat.tahun_target_id)

    def _janji(self, semua: dict[int, Indikator]) -> dict[int, list[Kesepakatan]]:
        """What came into force for the year whose capaian is reviewed now. One query."""
        hasil: dict[int, list[Kesepakatan]] = defaultdict(list)
        baris = Kesepakatan.objects.filter(
            indikator__in=semua,
            agenda__sesi__rapat__tahun_target=self.dasar.rapat.tahun_capaian_id,
            agenda__sesi__status=StatusSesi.DITETAPKAN,
        ).exclude(agenda__sesi=self.sesi)
        for satu in baris.select_related("predikat", "agenda__sesi").order_by(
            "agenda__sesi__tanggal", "pk"
        ):
            hasil[satu.indikator_id].append(satu)
        return hasil

    def _lanjutan(self) -> dict[int, list[TindakLanjut]]:
        """Open follow-ups per agenda item, oldest first; also those that an OPD supports."""
        keluarga = self.dasar.keluarga
        hasil: dict[int, list[TindakLanjut]] = defaultdict(list)
        buka = TindakLanjut.objects.terbuka()
        buka = buka.filter(Q(opd__in=keluarga) | Q(pendukung__in=keluarga))
        for satu in muat_tindak_lanjut(buka):
            opd = (satu.opd_id, *(p.opd_id for p in satu.pendukung_baris.all()))
            for pk in dict.fromkeys(keluarga[o] for o in opd if o in keluarga):
                hasil[pk].append(satu)
        return hasil

    def _kehadiran(self) -> dict[int, list[Kehadiran]]:
        """Attendance of the same OPD at earlier sesi, newest first. One query."""
        hasil: dict[int, list[Kehadiran]] = defaultdict(list)
        baris = Kehadiran.objects.filter(
            agenda__opd__in=[a.opd_id for a in self.dasar.agenda],
            agenda__sesi__tanggal__lt=self.sesi.tanggal,
        )
        urut = baris.select_related("agenda__sesi").order_by("-agenda__sesi__tanggal", "-pk")
        for satu in urut:
            hasil[satu.agenda.opd_id].append(satu)
        return hasil


def _bahan(muat: _Muatan, agenda: Agenda, pada: datetime) -> BahanOpd:
    sesi, rapat = muat.sesi, muat.dasar.rapat
    indikator = muat.dasar.angka.indikator[agenda.pk]
    return BahanOpd(
        kop=susun_kop(muat.dasar.penerbit),
        agenda=agenda.pk,
        opd=agenda.nama,
        rapat=rapat.nama,
        sesi=sesi.judul,
        hari_tanggal=waktu.hari_tanggal(sesi.tanggal),
        tempat=sesi.tempat_sesi,
        triwulan=tuple(tw.label for tw in muat.triwulan),
        tahun_capaian=rapat.tahun_capaian_id,
        tahun_target=rapat.tahun_target_id,
        baris=tuple(_baris(muat, agenda, i) for i in indikator),
        lanjutan=tuple(_lanjutan(t, agenda, muat) for t in muat.lanjutan[agenda.pk]),
        janji=tuple(_janji(k, i, muat) for i in indikator for k in muat.janji[i.pk]),
        temuan=tuple(t.kalimat for t in muat.temuan.get(agenda.pk, ())[:TEMUAN_TERBANYAK]),
        temuan_lain=max(0, len(muat.temuan.get(agenda.pk, ())) - TEMUAN_TERBANYAK),
        kehadiran=_kehadiran(muat.kehadiran[agenda.opd_id]),
        rencana=_rencana(agenda),
        data_per=data_per(pada),
    )


def _baris(muat: _Muatan, agenda: Agenda, indikator: Indikator) -> BarisBahan:
    satu = susun_baris(indikator, muat.dasar.angka, agenda, muat.sesi)
    lalu = muat.dasar.angka.lalu[indikator.pk]
    per_triwulan = [muat.tahun[tw.tahun][indikator.pk].triwulan[tw.nomor] for tw in muat.triwulan]
    usulan = muat.dasar.angka.usulan.get(indikator.pk)
    alasan = f" ({usulan.alasan})" if usulan and usulan.alasan else ""
    return BarisBahan(
        nama=indikator.nama,
        satuan=indikator.satuan,
        triwulan=tuple(map(_triwulan, per_triwulan)),
        target=satu.target.teks,
        realisasi=satu.realisasi.teks + ("*" if satu.sementara else ""),
        capaian=satu.capaian.teks,
        peringkat=satu.peringkat,
        rpjmd=satu.rpjmd.teks,
        usulan=satu.usulan.teks + alasan,
        perhatian=sebab(lalu, per_triwulan[-1]),
        tanggapan=muat.tanggapan.get((agenda.pk, indikator.pk), ""),
        contoh=satu.contoh,
    )


def _triwulan(hasil: HasilTriwulan) -> str:
    """Percent of the quarter; without one the reason in short."""
    if hasil.hasil.persen is not None:
        return angka.tulis(hasil.hasil.persen, 2) + ("*" if hasil.sementara else "")
    return hasil.hasil.alasan.value if hasil.hasil.alasan else ""


def _lanjutan(satu: TindakLanjut, agenda: Agenda, muat: _Muatan) -> BarisLanjutan:
    milik = muat.dasar.keluarga.get(satu.opd_id) == agenda.pk
    bantu = pendukung(satu)
    peran = f"pendukung; penanggung jawab {satu.opd.singkatan}"
    if milik:
        peran = "penanggung jawab" + (f"; pendukung {bantu}" if bantu else "")
    keadaan = satu.get_status_display()
    if satu.batas_tanggal < muat.sesi.tanggal:
        keadaan = f"{keadaan}, lewat batas"
    if satu.laporan:
        keadaan = f"{keadaan}: {satu.laporan}"
    return BarisLanjutan(
        satu.uraian, peran, waktu.tanggal(satu.batas_tanggal), keadaan, riwayat(satu)
    )


def _janji(satu: Kesepakatan, indikator: Indikator, muat: _Muatan) -> BarisJanji:
    sesi, lalu = satu.agenda.sesi, muat.dasar.angka.lalu[indikator.pk]
    sumber = sesi.berita_acara_nomor or sesi.judul
    sepakat = nilai_target(satu, indikator).teks
    if satu.putusan not in DISEPAKATI:
        return BarisJanji(indikator.nama, sumber, satu.get_putusan_display(), satu.catatan)
    hasil = hitung_hasil(
        indikator, satu.sebagai_target(), lalu.realisasi.nilai, lalu.realisasi.keadaan
    )
    realisasi = nilai_realisasi(lalu).teks
    if hasil.persen is None:
        return BarisJanji(indikator.nama, sumber, sepakat, hasil.alasan.value)
    kata = "tercapai" if hasil.persen >= SERATUS else "belum tercapai"
    sementara = ", sementara" if lalu.sementara else ""
    kenyataan = f"{realisasi} ({angka.tulis(hasil.persen, 2)}%): {kata}{sementara}"
    return BarisJanji(indikator.nama, sumber, sepakat, kenyataan)


def _kehadiran(lalu: Sequence[Kehadiran]) -> str:
    bagian = [
        f"{waktu.tanggal(k.agenda.sesi.tanggal)} {k.get_keadaan_display().lower()}"
        for k in lalu[:4]
    ]
    return "; ".join(bagian) or "belum pernah tercatat"


def _rencana(agenda: Agenda) -> str:
    rencana = getattr(agenda, "rencana_hadir", None)
    if rencana is None:
        return "belum dikonfirmasi"
    orang = ", ".join(filter(None, (rencana.nama, rencana.jabatan)))
    kata = rencana.get_keadaan_display()
    return f"{kata}: {orang}" if orang else kata


def _empat_terakhir(tanggal: date) -> tuple[Triwulan, ...]:
    """The four quarters that had ended by a date, oldest first."""
    hasil = [Triwulan.dari(tanggal).sebelum()]
    while len(hasil) < 4:
        hasil.insert(0, hasil[0].sebelum())
    return tuple(hasil)


def data_bahan(semua: Sequence[BahanOpd]) -> dict[str, Any]:
    """Ready for the template. Raises ValueError without any OPD."""
    if not semua:
        raise ValueError("Tidak ada OPD pada agenda.")
    satu = semua[0]
    contoh = " · DATA CONTOH" if any(b.contoh for b in semua) else ""
    return {
        "judul-dokumen": f"Bahan rapat {satu.sesi}",
        "kop": asdict(satu.kop),
        "bahan": [asdict(b) for b in semua],
        "kaki": f"Bahan {satu.rapat} · data per {satu.data_per}{contoh}",
    }
