"""One signed scan in place, page by page, beside what it is not: the frozen numbers."""

from django.urls import reverse

from capaian.layar.bukti_rinci import BerkasLayar
from konsolidasi.inti.jenis_berkas import PDF
from konsolidasi.inti.lampiran import ukuran_kata
from konsolidasi.inti.models import Lampiran
from rapat.models import BeritaAcara


def susun_pindaian(satu: BeritaAcara, lampiran: Lampiran, halaman: int | None) -> BerkasLayar:
    """The figure that capaian shows evidence with."""
    nama, jalur = nama_pindaian(satu), [satu.pk, lampiran.pk]
    unduh = reverse("rapat:pindaian_berkas", args=jalur)
    gambar, fakta, teks = unduh, ukuran_kata(lampiran.ukuran), f"Isi {nama}"
    sebelum = sesudah = ""
    if lampiran.jenis == PDF:
        jumlah = lampiran.halaman or 1
        kini = min(max(halaman or 1, 1), jumlah)
        gambar = reverse("rapat:pindaian_halaman", args=[*jalur, kini])
        fakta = f"halaman {kini} dari {jumlah}, {fakta}"
        teks = f"Halaman {kini} dari {nama}. Bila tidak tampil, unduh berkasnya."
        dasar = f"{reverse('rapat:pindaian', args=jalur)}?hal="
        sebelum = f"{dasar}{kini - 1}" if kini > 1 else ""
        sesudah = f"{dasar}{kini + 1}" if kini < jumlah else ""
    return BerkasLayar(
        pk=f"p{lampiran.pk}",
        nama=nama,
        fakta=fakta,
        gambar=gambar,
        teks_gambar=teks,
        sebelum=sebelum,
        sesudah=sesudah,
        unduh=f"{unduh}?unduh=1",
        tautan="",
    )


def nama_pindaian(satu: BeritaAcara) -> str:
    nomor = f" {satu.nomor}" if satu.nomor else ""
    return f"Pindaian {satu.get_jenis_display().lower()}{nomor}".replace("/", "-")
