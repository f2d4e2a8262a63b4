"""What a berita acara still lacks before it may be final, each in a sentence."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from capaian.models import Indikator
from konsolidasi.inti import waktu
from rapat.layanan.hadir import belum_dicocokkan
from rapat.layanan.konfirmasi import disepakati, usang
from rapat.layanan.penetapan import belum_diputuskan, tetap_berlaku
from rapat.layanan.temuan_sesi import belum_diputus
from rapat.models import Agenda, BeritaAcara, Kesepakatan, Sesi, TanggapanBeritaAcara
from rapat.pilihan import (
    DISEPAKATI,
    KeadaanHadir,
    StatusBeritaAcara,
    StatusKonfirmasi,
    StatusTanggapan,
)


@dataclass(frozen=True)
class Kurang:
    """`hal` without full stop. `agenda`: where it is put right, None for the sesi as a whole.

    `tunda`: undecided indikator, which may also be postponed on the spot. `tanggapan`: an answer.
    """

    hal: str
    agenda: Agenda | None = None
    tunda: bool = False
    tanggapan: bool = False

    @property
    def kalimat(self) -> str:
        return f"{self.agenda.nama}: {self.hal}." if self.agenda else f"{self.hal}."


def kekurangan(
    sesi: Sesi,
    induk: BeritaAcara | None,
    pada: datetime,
    sisa: Sequence[tuple[Agenda, Indikator]] | None = None,
) -> list[Kurang]:
    """The undecided first, then each item in order. A fixed number of queries.

    `sisa`: what belum_diputuskan says, for one who asked it already.
    """
    belum = Counter(butir.pk for butir, _ in (belum_diputuskan(sesi) if sisa is None else sisa))
    temuan = belum_diputus(sesi)
    menulis_diri = set(belum_dicocokkan(sesi).values_list("agenda_id", flat=True))
    agenda = list(
        sesi.agenda.select_related("opd", "kehadiran", "konfirmasi")
        .annotate(
            _sepakat=Count("kesepakatan", Q(kesepakatan__putusan__in=DISEPAKATI), distinct=True),
            _putusan=Count("kesepakatan", distinct=True),
            _catatan=Count("catatan_agenda", ~Q(catatan_agenda__teks=""), distinct=True),
        )
        .order_by("urutan", "pk")
    )
    hasil = [
        Kurang(f"{belum[a.pk]} indikator belum diputuskan", a, tunda=True)
        for a in agenda
        if belum[a.pk]
    ]
    sepakat = defaultdict(list)
    for satu in disepakati([a.pk for a in agenda if hasattr(a, "konfirmasi")]):
        sepakat[satu.agenda_id].append(satu)
    bertahan = defaultdict(list)
    for satu, target in tetap_berlaku(sesi):
        nilai = target.tertulis(satu.indikator.desimal)
        bertahan[satu.agenda_id].append(
            f"{satu.indikator.nama} tidak disepakati lagi, tetapi target {nilai} tetap berlaku;"
            " belum ada target sebelum rapat"
        )
    for satu in agenda:
        kalimat = _butir(satu, sepakat[satu.pk], bool(belum[satu.pk]), satu.pk in menulis_diri)
        if sisa_temuan := temuan.get(satu.pk):
            kalimat.append(f"{len(sisa_temuan)} temuan keselarasan belum diputuskan")
        hasil += [Kurang(k, satu) for k in [*kalimat, *bertahan[satu.pk]]]
    if None in menulis_diri:
        hasil.append(Kurang("Tamu yang mengisi lewat kode QR belum dicocokkan"))
    return hasil + _tanggapan(induk, pada)


def _butir(
    agenda: Agenda, sepakat: Sequence[Kesepakatan], belum: bool, menulis_diri: bool
) -> list[str]:
    kehadiran = getattr(agenda, "kehadiran", None)
    kalimat = []
    if menulis_diri:
        kalimat.append("yang mengisi lewat kode QR belum dicocokkan")
    elif kehadiran is None:
        kalimat.append("kehadiran belum dicatat")
    if not (belum or agenda._putusan or agenda._catatan):
        kalimat.append("belum ada putusan atau catatan pembahasan")
    diwakili = kehadiran is not None and kehadiran.keadaan == KeadaanHadir.DIWAKILI
    if agenda._sepakat and diwakili:
        kalimat += _konfirmasi(agenda, sepakat)
    return kalimat


def _konfirmasi(agenda: Agenda, sepakat: Sequence[Kesepakatan]) -> list[str]:
    satu = getattr(agenda, "konfirmasi", None)
    if satu is not None and usang(satu, sepakat):
        return ["kesepakatan berubah setelah diputus kepala OPD"]
    match satu.status if satu else "":
        case StatusKonfirmasi.MENUNGGU:
            sampai = waktu.tanggal(satu.sampai_tanggal)
            return [f"menunggu konfirmasi kepala OPD, paling lambat {sampai}"]
        case StatusKonfirmasi.DITOLAK:
            alasan = f" (“{satu.alasan}”)" if satu.alasan else ""
            return [f"kesepakatan tidak dikonfirmasi kepala OPD{alasan}"]
        case "":
            return ["diwakili, dan konfirmasi kepala OPD belum diminta"]
        case _:
            return []


def _tanggapan(induk: BeritaAcara | None, pada: datetime) -> list[Kurang]:
    if induk is None or induk.pk is None:
        return []
    hasil = []
    batas = induk.tanggapan_sampai
    if induk.status == StatusBeritaAcara.TANGGAPAN and batas and pada < batas:
        kata = f"{waktu.tanggal(batas)}, {waktu.pukul(batas)}"
        hasil.append(Kurang(f"Masa tanggapan OPD masih berjalan sampai {kata}"))
    menunggu = TanggapanBeritaAcara.objects.filter(
        berita_acara=induk, status=StatusTanggapan.MENUNGGU
    )
    for satu in menunggu.select_related("agenda__opd").order_by("agenda__urutan", "pk"):
        hasil.append(Kurang("tanggapannya belum dijawab", satu.agenda, tanggapan=True))
    return hasil
