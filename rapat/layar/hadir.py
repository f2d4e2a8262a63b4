"""The attendance of a sesi: the OPD as the unit, then the people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from konsolidasi.inti import waktu
from rapat.layanan.hadir import belum_dicocokkan, isian_sendiri
from rapat.models import Agenda, Peserta, Sesi
from rapat.pilihan import HADIR, CaraHadir, KeadaanHadir, Kedudukan

SARING = ("semua", "belum", "susulan", "batal")
SENDIRI = "isi sendiri lewat QR, belum dicocokkan notulis"


@dataclass(frozen=True)
class Orang:
    peserta: Peserta
    pukul: str
    keterangan: str
    """How and when it was recorded, where that is worth saying."""


@dataclass(frozen=True)
class Keterwakilan:
    """Whom an OPD sent over the years, this sesi included."""

    tahun: tuple[tuple[int, str], ...]
    """Newest first: 2026, "diwakili"; several sesi of one year are joined."""
    rapat: int
    diwakili: int
    berturut: int

    @property
    def kalimat(self) -> str:
        if not self.rapat:
            return ""
        if not self.diwakili:
            return f"Selalu pimpinan, {self.rapat} kali"
        bagian = f"Diwakili {self.diwakili} dari {self.rapat} kali hadir"
        return f"{bagian}, {self.berturut} kali terakhir diwakili" if self.berturut > 1 else bagian


@dataclass(frozen=True)
class HadirOpd:
    agenda: Agenda
    kata: str
    ragam: str
    gambar: str
    nama: str
    """Who sits for the OPD, with office and surat tugas."""
    pukul: str
    sendiri: bool
    """Entered through the QR, not matched yet."""
    orang: int
    belum: int
    wakil: Keterwakilan


@dataclass(frozen=True)
class DaftarHadir:
    opd: tuple[HadirOpd, ...]
    hadir: int
    banyak_orang: int
    tamu: int
    belum: int
    sampai: int
    """The newest entry on this page; what comes later is not matched with it."""


def susun_daftar(sesi: Sesi) -> DaftarHadir:
    """Four queries, whatever the number of people."""
    agenda = list(sesi.agenda.select_related("opd", "kehadiran").order_by("urutan", "pk"))
    sendiri, wakil = isian_sendiri(sesi), keterwakilan(sesi, [a.opd_id for a in agenda])
    aktif = Q(dibatalkan_pada=None)
    belum = aktif & Q(cara=CaraHadir.QR, dicatat_oleh=None)
    hitung = {
        baris["agenda"]: baris
        for baris in sesi.peserta.order_by()
        .values("agenda")
        .annotate(orang=Count("pk", aktif), belum=Count("pk", belum), sampai=Max("pk"))
    }
    kosong = {"orang": 0, "belum": 0, "sampai": 0}
    opd = tuple(
        _opd(a, sendiri.get(a.pk), hitung.get(a.pk, kosong), wakil[a.opd_id]) for a in agenda
    )
    semua = hitung.values()
    return DaftarHadir(
        opd=opd,
        hadir=sum(1 for o in opd if o.ragam in ("baik", "info", "waspada")),
        banyak_orang=sum(b["orang"] for b in semua),
        tamu=hitung.get(None, kosong)["orang"],
        belum=sum(b["belum"] for b in semua),
        sampai=max((b["sampai"] for b in semua), default=0),
    )


def orang_sesi(sesi: Sesi, saring: str, opd: int | None) -> QuerySet[Peserta]:
    """The people of one filter, in the order they came. `opd`: the agenda item; 0 for guests."""
    semua = sesi.peserta.select_related("dicatat_oleh", "agenda__opd")
    if saring == "belum":
        semua = belum_dicocokkan(sesi).select_related("dicatat_oleh", "agenda__opd")
    elif saring == "susulan":
        semua = semua.filter(susulan=True)
    elif saring == "batal":
        semua = semua.exclude(dibatalkan_pada=None)
    if opd is not None:
        semua = semua.filter(agenda=opd or None)
    return semua.order_by("hadir_pada", "pk")


def susun_orang(peserta: Iterable[Peserta]) -> tuple[Orang, ...]:
    return tuple(Orang(satu, _pukul(satu), keterangan(satu)) for satu in peserta)


def keadaan_hadir(agenda: Agenda, sendiri: Peserta | None) -> str:
    """What the notulis recorded, else what somebody of the OPD entered through the QR, else ""."""
    kehadiran = getattr(agenda, "kehadiran", None)
    if kehadiran is not None and (sendiri is None or kehadiran.keadaan in HADIR):
        return kehadiran.keadaan
    if sendiri is None:
        return ""
    pimpinan = sendiri.kedudukan == Kedudukan.PIMPINAN
    return KeadaanHadir.PIMPINAN if pimpinan else KeadaanHadir.DIWAKILI


def _opd(
    agenda: Agenda, sendiri: Peserta | None, hitung: dict[str, int], wakil: Keterwakilan
) -> HadirOpd:
    kehadiran = getattr(agenda, "kehadiran", None)
    lain = {"orang": hitung["orang"], "belum": hitung["belum"], "wakil": wakil}
    if sendiri is not None and (kehadiran is None or kehadiran.keadaan not in HADIR):
        kata = KeadaanHadir(keadaan_hadir(agenda, sendiri)).label
        nama, pukul = _sebut(sendiri), waktu.jam(sendiri.hadir_pada)
        return HadirOpd(agenda, kata, "info", "user", nama, pukul, True, **lain)
    if kehadiran is None:
        return HadirOpd(agenda, "Belum hadir", "kosong", "clock", "", "", False, **lain)
    ragam = {KeadaanHadir.PIMPINAN: "baik", KeadaanHadir.DIWAKILI: "waspada"}
    return HadirOpd(
        agenda,
        kehadiran.get_keadaan_display(),
        ragam.get(kehadiran.keadaan, "kosong"),
        "user-check" if kehadiran.keadaan in HADIR else "alert-triangle",
        _sebut(kehadiran) if kehadiran.nama else "",
        waktu.jam(kehadiran.hadir_pukul) if kehadiran.hadir_pukul else "",
        False,
        **lain,
    )


def _sebut(orang: object) -> str:
    surat = f"surat tugas {orang.surat_tugas}" if orang.surat_tugas else ""
    return ", ".join(filter(None, (orang.nama, orang.jabatan, surat)))


def keterwakilan(sesi: Sesi, opd: Sequence[int]) -> dict[int, Keterwakilan]:
    """Who came for each OPD in the sesi up to this one. One query."""
    baris = (
        Agenda.objects.filter(opd__in=opd, kehadiran__isnull=False)
        .filter(sesi__tanggal__lte=sesi.tanggal)
        .order_by("opd", "-sesi__tanggal", "-sesi__nomor", "-pk")
        .values_list("opd_id", "sesi__tanggal__year", "kehadiran__keadaan")
    )
    per_opd: dict[int, list[tuple[int, str]]] = {pk: [] for pk in opd}
    for pk, tahun, keadaan in baris:
        per_opd[pk].append((tahun, keadaan))
    return {pk: _keterwakilan(riwayat) for pk, riwayat in per_opd.items()}


def _keterwakilan(riwayat: Sequence[tuple[int, str]]) -> Keterwakilan:
    hadir = [keadaan for _, keadaan in riwayat if keadaan in HADIR]
    berturut = next(
        (n for n, keadaan in enumerate(hadir) if keadaan != KeadaanHadir.DIWAKILI), len(hadir)
    )
    tahun: dict[int, list[str]] = {}
    for satu, keadaan in riwayat:
        kata = KeadaanHadir(keadaan).label.removeprefix("Hadir, ").lower()
        if kata not in tahun.setdefault(satu, []):
            tahun[satu].append(kata)
    return Keterwakilan(
        tahun=tuple((satu, " dan ".join(kata)) for satu, kata in tahun.items()),
        rapat=len(hadir),
        diwakili=hadir.count(KeadaanHadir.DIWAKILI),
        berturut=berturut,
    )


def _pukul(satu: Peserta) -> str:
    pulang = f"–{waktu.jam(satu.pulang_pada)}" if satu.pulang_pada else ""
    return f"{waktu.jam(satu.hadir_pada)}{pulang}"


def keterangan(satu: Peserta) -> str:
    """How and when the entry came to be, where that is worth saying."""
    if satu.dibatalkan_pada is not None:
        return f"dibatalkan: {satu.alasan_batal}"
    oleh = f" oleh {satu.dicatat_oleh.nama}" if satu.dicatat_oleh else ""
    bagian = []
    if satu.cara == CaraHadir.QR:
        bagian.append(f"isi sendiri lewat QR, dicocokkan{oleh}" if oleh else SENDIRI)
        oleh = ""
    if satu.susulan:
        saat = f"{waktu.tanggal(satu.dicatat_pada)}, {waktu.pukul(satu.dicatat_pada)}"
        bagian.append(f"ditambahkan {saat}{oleh}")
    return "; ".join(bagian)
