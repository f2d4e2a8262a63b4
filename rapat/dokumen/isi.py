"""Assembles the berita acara of a sesi: written by nobody, taken from what was recorded."""

from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from capaian.skala import Skala
from konsolidasi.inti import angka, waktu
from rapat.dokumen.bagian import konfirmasi, pada_hari, susun_bagian
from rapat.dokumen.hadir import susun_hadir, susun_peserta
from rapat.dokumen.lanjutan import susun_tindak_lanjut
from rapat.dokumen.muatan import Muatan
from rapat.dokumen.naskah import (
    BagianOpd,
    BarisTindakLanjut,
    Butir,
    IsiBeritaAcara,
    NaskahRusak,
    Nilai,
    Penanda,
    sidik_jari,
    sidik_pendek,
)
from rapat.dokumen.pengesahan import penanda_bapperida, susun_kop
from rapat.models import BeritaAcara, Sesi
from rapat.pilihan import HADIR, JenisBeritaAcara, Putusan, StatusKonfirmasi

__all__ = [
    "IsiBeritaAcara",
    "Nilai",
    "Penanda",
    "sidik_jari",
    "sidik_pendek",
    "susun_isi",
]

ACARA = "konsolidasi capaian kinerja dan target prioritas pembangunan"
TANPA_NOMOR = "." * 40


def susun_isi(
    sesi: Sesi, *, pada: datetime, berita_acara: BeritaAcara | None = None
) -> IsiBeritaAcara:
    """The content as it is at this moment; `pada` is printed as "data per". At most 30 queries.

    Without `berita_acara` it is that of the sesi itself, whose row may not exist yet.
    """
    muatan = Muatan(sesi)
    induk = BeritaAcara.objects.filter(sesi=sesi, jenis=JenisBeritaAcara.INDUK).first()
    satu = berita_acara or induk or BeritaAcara(sesi=muatan.sesi)
    if satu.jenis == JenisBeritaAcara.ADENDUM and induk is not None and induk.isi:
        return _adendum(satu, induk)
    tanggal = satu.tanggal or muatan.sesi.tanggal
    bagian, hadir = susun_bagian(muatan), susun_hadir(muatan)
    lanjut = susun_tindak_lanjut(muatan)
    sesi, rapat = muatan.sesi, muatan.rapat
    return IsiBeritaAcara(
        kop=susun_kop(muatan.penerbit),
        jenis=satu.jenis,
        rapat=rapat.nama,
        sesi=sesi.judul,
        nomor=satu.nomor,
        tanggal=waktu.tanggal(tanggal),
        hari_tanggal=waktu.hari_tanggal(sesi.tanggal),
        waktu=f"{waktu.jam(sesi.jam_mulai)}–{_selesai(muatan)} WIB",
        tempat=sesi.tempat_sesi,
        tahun_capaian=rapat.tahun_capaian_id,
        tahun_target=rapat.tahun_target_id,
        pembukaan=_pembukaan(muatan, sum(1 for b in hadir if b.keadaan in HADIR)),
        dasar=rapat.dasar.strip(),
        memperhatikan=_memperhatikan(muatan, pada),
        kesimpulan=_kesimpulan(muatan),
        butir=_butir(muatan, bagian, lanjut),
        data_per=data_per(pada),
        bapperida=penanda_bapperida(muatan.penerbit),
        hadir=hadir,
        peserta=susun_peserta(muatan),
        bagian=bagian,
        tindak_lanjut=lanjut,
        skala=_skala(muatan.angka.penghitung.skala),
        uraian=satu.uraian.strip(),
        induk=_induk(induk) if satu.jenis == JenisBeritaAcara.ADENDUM else "",
        notulis=_notulis(muatan),
        contoh=any(b.contoh for satu_opd in bagian for b in satu_opd.baris),
    )


def _adendum(satu: BeritaAcara, induk: BeritaAcara) -> IsiBeritaAcara:
    """The frozen content it belongs to, figures and attendance as they were; only what it corrects
    is new. Raises NaskahRusak when that content is not the fingerprinted one any more."""
    if sidik_jari(induk.isi) != induk.sidik_jari:
        raise NaskahRusak
    return replace(
        IsiBeritaAcara.dari_json(induk.isi),
        jenis=satu.jenis,
        nomor=satu.nomor,
        tanggal=waktu.tanggal(satu.tanggal or satu.sesi.tanggal),
        uraian=satu.uraian.strip(),
        induk=_induk(induk),
    )


def data_per(pada: datetime) -> str:
    saat = timezone.localtime(pada)
    return f"{waktu.tanggal(saat)}, {waktu.pukul(saat)}"


def _pembukaan(muatan: Muatan, hadir: int) -> str:
    sesi = muatan.sesi
    hari = sesi.tanggal
    return (
        f"Pada hari ini, {tanggal_huruf(hari)} ({hari:%d-%m-%Y}), bertempat di "
        f"{sesi.tempat_sesi}, telah diselenggarakan rapat {ACARA} daerah {sesi.judul}, yang "
        f"dihadiri {hadir} ({waktu.terbilang(hadir)}) perangkat daerah sesuai daftar hadir pada "
        "Lampiran I."
    )


def tanggal_huruf(hari: date) -> str:
    """Selasa tanggal Dua Puluh bulan Januari tahun Dua Ribu Dua Puluh Enam."""
    kata = [waktu.terbilang(n).title() for n in (hari.day, hari.year)]
    bulan = waktu.NAMA_BULAN[hari.month - 1]
    return f"{waktu.hari(hari)} tanggal {kata[0]} bulan {bulan} tahun {kata[1]}"


def _memperhatikan(muatan: Muatan, pada: datetime) -> tuple[str, ...]:
    rapat = muatan.rapat
    return (
        f"realisasi kinerja Triwulan IV Tahun {rapat.tahun_capaian_id} menurut data per "
        f"{data_per(pada).replace(', ', ' pukul ')};",
        f"paparan setiap perangkat daerah serta usulan target Tahun {rapat.tahun_target_id}; dan",
        "tanggapan dan hasil pemeriksaan keselarasan oleh Bapperida,",
    )


def _kesimpulan(muatan: Muatan) -> str:
    return (
        f"maka pada hari {waktu.hari_tanggal(muatan.sesi.tanggal)}, pukul {_selesai(muatan)} WIB, "
        "para peserta rapat"
    )


def _butir(
    muatan: Muatan, bagian: tuple[BagianOpd, ...], lanjut: tuple[BarisTindakLanjut, ...]
) -> tuple[Butir, ...]:
    rapat = muatan.rapat
    tunda = sum(b.hitung(Putusan.DITUNDA, Putusan.TIDAK_DIBAHAS, Putusan.BELUM) for b in bagian)
    sisa = ""
    if tunda:
        sisa = f" {tunda} indikator yang ditunda atau tidak dibahas dibawa ke rapat berikutnya."
    catatan = any(b.keberatan for b in bagian)
    return (
        Butir(
            "KESATU",
            f"Capaian kinerja Tahun {rapat.tahun_capaian_id} dan target prioritas Tahun "
            f"{rapat.tahun_target_id} per perangkat daerah sebagaimana Lampiran II.{sisa}",
        ),
        Butir(
            "KEDUA",
            "Tindak lanjut beserta penanggung jawab dan batas waktunya sebagaimana Lampiran III."
            if lanjut
            else "Tidak ada tindak lanjut; Lampiran III dinyatakan nihil.",
        ),
        Butir("KETIGA", _wewenang(muatan)),
        Butir(
            "KEEMPAT",
            "Catatan dan keberatan perangkat daerah dimuat pada Lampiran II dan merupakan bagian "
            "dari kesepakatan."
            if catatan
            else "Perangkat daerah tidak menyampaikan keberatan atas kesepakatan ini.",
        ),
        Butir(
            "KELIMA",
            "Lampiran I sampai dengan III merupakan satu kesatuan yang tidak terpisahkan dari "
            "berita acara ini.",
        ),
    )


def _wewenang(muatan: Muatan) -> str:
    """What a representative agreed waits for the kepala OPD."""
    semua = [a.konfirmasi for a in muatan.agenda if konfirmasi(a)]
    tunggu = [k.sampai_tanggal for k in semua if k.status == StatusKonfirmasi.MENUNGGU]
    if muatan.sesi.terkunci and any(k.status != StatusKonfirmasi.DIKONFIRMASI for k in semua):
        return (
            "Kesepakatan perangkat daerah yang diwakili berlaku bila sudah dikonfirmasi kepala "
            "perangkat daerah; yang tidak atau belum dikonfirmasi ditunda, sebagaimana Lampiran II."
        )
    if tunggu:
        return (
            "Kesepakatan perangkat daerah yang diwakili berlaku setelah dikonfirmasi kepala "
            f"perangkat daerah paling lambat {waktu.tanggal(max(tunggu))}."
        )
    if semua:
        return (
            "Kesepakatan perangkat daerah yang diwakili berlaku menurut konfirmasi kepala "
            "perangkat daerah yang dimuat pada Lampiran II."
        )
    return "Kesepakatan berlaku sejak tanggal berita acara ini."


def _selesai(muatan: Muatan) -> str:
    """When the last item ended that day; the planned hour when that is not known."""
    hari = muatan.sesi.tanggal
    akhir = [saat for a in muatan.agenda if (saat := pada_hari(a.selesai_pada, hari))]
    return waktu.jam(max(akhir) if akhir else muatan.sesi.jam_selesai)


def _skala(skala: Skala) -> str:
    turun = sorted(skala.langkah, key=lambda p: -p.urutan)
    bagian = [
        f"≥ {angka.tulis(p.batas_bawah)} {p.kata}" for p in turun if p.batas_bawah is not None
    ]
    akhir = [f"di bawahnya {p.kata}" for p in turun if p.batas_bawah is None]
    return ", ".join(bagian + akhir)


def _notulis(muatan: Muatan) -> tuple[str, ...]:
    nama = {c.diubah_oleh.nama: None for c in muatan.catatan.values() if c.diubah_oleh}
    return tuple(nama)


def _induk(induk: BeritaAcara | None) -> str:
    if induk is None or induk.tanggal is None:
        return TANPA_NOMOR
    return f"{induk.nomor or TANPA_NOMOR} tanggal {waktu.tanggal(induk.tanggal)}"
