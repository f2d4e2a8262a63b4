"""The scanned attendance sheets of a sesi, each seen in place."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from konsolidasi.inti import waktu
from konsolidasi.inti.jenis_berkas import GAMBAR, KATA
from konsolidasi.inti.lampiran import ukuran_kata
from rapat.layanan.lembar import CABUT
from rapat.models import LembarHadir, LogSesi, Sesi


@dataclass(frozen=True)
class Lembar:
    """`gambar`: the picture of the page that is open; `sebelum`, `sesudah`: its neighbours."""

    lembar: LembarHadir
    fakta: str
    gambar: str
    teks_gambar: str
    sebelum: str
    sesudah: str
    unduh: str


@dataclass(frozen=True)
class LayarLembar:
    lembar: tuple[Lembar, ...]
    dicabut: tuple[str, ...]


def lembar_sesi(sesi: Sesi) -> QuerySet[LembarHadir]:
    return sesi.lembar_hadir.select_related("lampiran", "diunggah_oleh").order_by("pk")


def susun_lembar(sesi: Sesi, halaman: dict[int, int]) -> LayarLembar:
    """`halaman`: which page of which PDF is open. Two queries."""
    cabut = LogSesi.objects.filter(sesi=sesi, transisi=CABUT).select_related("oleh")
    return LayarLembar(
        lembar=tuple(_lembar(satu, halaman.get(satu.pk, 1)) for satu in lembar_sesi(sesi)),
        dicabut=tuple(_dicabut(satu) for satu in cabut.order_by("-pada", "-pk")),
    )


def _lembar(satu: LembarHadir, diminta: int) -> Lembar:
    lampiran = satu.lampiran
    oleh = satu.diunggah_oleh.nama if satu.diunggah_oleh else "sistem"
    fakta = [
        KATA[lampiran.jenis],
        ukuran_kata(lampiran.ukuran),
        f"diunggah {oleh}, {waktu.tanggal(satu.diunggah_pada)}, {waktu.pukul(satu.diunggah_pada)}",
    ]
    berkas = reverse("rapat:lembar_berkas", args=[satu.pk])
    dasar = reverse("rapat:lembar", args=[satu.sesi_id])
    gambar, teks, sebelum, sesudah = berkas, f"Isi {satu.nama}", "", ""
    if lampiran.jenis not in GAMBAR:
        jumlah = lampiran.halaman or 1
        kini = min(max(diminta, 1), jumlah)
        gambar = reverse("rapat:lembar_halaman", args=[satu.pk, kini])
        teks = f"Halaman {kini} dari {satu.nama}. Bila tidak tampil, unduh berkasnya."
        fakta.insert(0, f"halaman {kini} dari {jumlah}")
        sebelum = f"{dasar}?l{satu.pk}={kini - 1}#lembar-{satu.pk}" if kini > 1 else ""
        sesudah = f"{dasar}?l{satu.pk}={kini + 1}#lembar-{satu.pk}" if kini < jumlah else ""
    return Lembar(
        *(satu, ", ".join(fakta), gambar, teks, sebelum, sesudah), unduh=f"{berkas}?unduh=1"
    )


def _dicabut(log: LogSesi) -> str:
    return f"{waktu.tanggal(log.pada)}, {waktu.pukul(log.pada)}, {log.oleh.nama}: {log.catatan}"
