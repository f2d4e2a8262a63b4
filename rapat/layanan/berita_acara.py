"""The berita acara of a sesi: draft, circulated, final and frozen, opened again by right.

Whoever changes one holds its sesi first, then the berita acara: two at once wait for each other.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Protocol

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from konsolidasi.inti import waktu
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from rapat.alur import ALUR_BERITA_ACARA, ALUR_SESI
from rapat.layanan.kelengkapan import kekurangan
from rapat.layanan.konfirmasi import siapkan_konfirmasi
from rapat.layanan.penetapan import lepaskan, tetapkan_sesi
from rapat.layanan.tanggapan import batas_tanggapan, masih_terbuka, tidak_menanggapi
from rapat.layanan.temuan_sesi import selesaikan_temuan
from rapat.models import BeritaAcara, Sesi
from rapat.pilihan import JenisBeritaAcara, StatusBeritaAcara, StatusSesi

HURUF_KODE = "abcdefghjkmnpqrstuvwxyz23456789"
PANJANG_KODE = 16
"""Typed from paper too: without letters that look like digits."""
PANJANG_CATATAN = 2000
DITETAPKAN_TANPA = (
    "Sesi ini ditetapkan sebelum berita acaranya disusun di sini. Targetnya tetap berlaku; admin"
    " dapat membuka kembali sesi bila berita acaranya perlu disusun."
)


class Isi(Protocol):
    """The assembled content, whatever it is made of."""

    def ke_json(self) -> dict[str, Any]: ...

    def sidik_jari(self) -> str: ...


class Susun(Protocol):
    """Assembles the content as the data stand; given by the caller, who knows documents."""

    def __call__(self, sesi: Sesi, *, pada: datetime, berita_acara: BeritaAcara) -> Isi: ...


def induk_sesi(sesi: Sesi) -> BeritaAcara | None:
    """One query."""
    return (
        BeritaAcara.objects.filter(sesi=sesi, jenis=JenisBeritaAcara.INDUK)
        .select_related("final_oleh", "pindaian")
        .first()
    )


@transaction.atomic
def siapkan(*, sesi: Sesi, oleh: AbstractBaseUser) -> BeritaAcara:
    """The draft, made now or before. Two at the same moment make one."""
    if not oleh.has_perm("rapat.tetapkan", sesi):
        raise TidakBoleh("Berita acara disiapkan Bapperida.")
    segar, satu, _ = _pegang(sesi)
    _sesudah_penetapan(segar, satu)
    return satu


@transaction.atomic
def atur(*, sesi: Sesi, isi: Mapping[str, Any], versi: int, oleh: AbstractBaseUser) -> BeritaAcara:
    """Number, date, days for answers. `versi` is the one the form was opened with, 0: none yet.

    The same values twice are saved once. Raises TidakBoleh, SalahKeadaan or SudahBerubah
    (`.sekarang` is the row as it is now).
    """
    if not oleh.has_perm("rapat.tetapkan", sesi):
        raise TidakBoleh("Berita acara disiapkan Bapperida.")
    segar, satu, baru = _pegang(sesi)
    if satu.status == StatusBeritaAcara.FINAL:
        raise SalahKeadaan(_sudah_final(satu))
    _sesudah_penetapan(segar, satu)
    if all(getattr(satu, nama) == nilai for nama, nilai in isi.items()):
        return satu
    if satu.versi != versi and not (baru and versi == 0):
        raise SudahBerubah(sekarang=satu)
    for nama, nilai in isi.items():
        setattr(satu, nama, nilai)
    satu.versi += 1
    satu.save(update_fields=[*isi, "versi", "diubah_pada"])
    return satu


@transaction.atomic
def edarkan(*, sesi: Sesi, oleh: AbstractBaseUser, pada: datetime | None = None) -> BeritaAcara:
    """To the OPD, until a deadline in working days. Raises TidakBoleh or SalahKeadaan."""
    if not oleh.has_perm("rapat.tetapkan", sesi):
        raise TidakBoleh("Berita acara diedarkan Bapperida.")
    segar, satu, _ = _pegang(sesi)
    if segar.status == StatusSesi.TERJADWAL:
        raise SalahKeadaan("Sesi belum dimulai. Berita acara diedarkan sesudah dibahas.")
    _sesudah_penetapan(segar, satu)
    if satu.status == StatusBeritaAcara.DRAF:
        satu.tanggapan_sampai = batas_tanggapan(pada or timezone.now(), satu.hari_tanggapan)
        satu.save(update_fields=["tanggapan_sampai", "diubah_pada"])
    siapkan_konfirmasi(segar)
    catatan = ""
    if satu.tanggapan_sampai:
        catatan = f"Tanggapan sampai {_saat(satu.tanggapan_sampai)}."
    return ALUR_BERITA_ACARA.jalankan("edarkan", satu, oleh=oleh, catatan=catatan)


@transaction.atomic
def tarik(*, sesi: Sesi, alasan: str, oleh: AbstractBaseUser) -> BeritaAcara:
    _, satu, _ = _pegang(sesi)
    return ALUR_BERITA_ACARA.jalankan("tarik", satu, oleh=oleh, catatan=alasan)


@transaction.atomic
def finalkan(
    *,
    sesi: Sesi,
    nomor: str,
    tanggal: date,
    tunda_sisanya: bool,
    susun: Susun,
    oleh: AbstractBaseUser,
    alasan_kurang: str = "",
    dilihat: int | None = None,
) -> BeritaAcara:
    """Agreed targets come into force and the berita acara is frozen, in one transaction.

    `dilihat`: the versi_layar of the sesi the person looked at; another one by now is refused.
    Undecided indikator are postponed by `tunda_sisanya` or with a reason; what else is missing
    needs the reason. Raises TidakBoleh, SalahKeadaan or TidakLengkap; then nothing is written.
    """
    if not oleh.has_perm("rapat.tetapkan", sesi):
        raise TidakBoleh("Berita acara difinalkan Bapperida.")
    segar, satu, _ = _pegang(sesi)
    if satu.status == StatusBeritaAcara.FINAL:
        raise SalahKeadaan(_sudah_final(satu))
    if segar.status == StatusSesi.TERJADWAL:
        raise SalahKeadaan("Sesi belum dimulai.")
    if dilihat is not None and dilihat != segar.versi_layar:
        raise SalahKeadaan(
            "Isi sesi berubah sejak Anda membuka halaman ini. Periksa lagi di bawah, lalu finalkan."
        )
    siapkan_konfirmasi(segar)
    pada, alasan = timezone.now(), alasan_kurang.strip()
    kurang = kekurangan(segar, satu, pada)
    sisa = [k.kalimat for k in kurang if not (k.tunda and tunda_sisanya)]
    if sisa and not alasan:
        raise TidakLengkap(sisa, medan="alasan_kurang")
    selesaikan_temuan(segar, nomor=nomor, alasan=alasan, oleh=oleh)
    segar = tetapkan_sesi(
        sesi=segar,
        nomor=nomor,
        tanggal=tanggal,
        tunda_sisanya=tunda_sisanya or bool(alasan),
        oleh=oleh,
    )
    catatan = _catatan_final(satu, alasan if sisa else "", pada)
    satu.alasan_kurang = alasan if sisa else ""
    return _bekukan(
        satu, segar, {"nomor": nomor.strip(), "tanggal": tanggal}, susun, pada, oleh, catatan
    )


@transaction.atomic
def buka(*, sesi: Sesi, alasan: str, oleh: AbstractBaseUser) -> BeritaAcara:
    """Back to draft, with its agreements open again. What was final stays in the history.

    The targets stay in force; finalising again adds versions only for what changed. Of a sesi
    ditetapkan without a final berita acara, the sesi alone is opened.
    """
    segar, satu, _ = _pegang(sesi)
    if satu.status == StatusBeritaAcara.FINAL or not segar.terkunci:
        satu = ALUR_BERITA_ACARA.jalankan("buka", satu, oleh=oleh, catatan=alasan)
    ALUR_SESI.jalankan("buka", segar, oleh=oleh, catatan=alasan)
    lepaskan(segar)
    return satu


@transaction.atomic
def buat_adendum(
    *,
    sesi: Sesi,
    nomor: str,
    tanggal: date,
    uraian: str,
    susun: Susun,
    oleh: AbstractBaseUser,
) -> BeritaAcara:
    """Final in one step, frozen like the berita acara it belongs to, which it never edits.

    The same adendum twice is one. Raises TidakBoleh, SalahKeadaan or TidakLengkap.
    """
    if not oleh.has_perm("rapat.tetapkan", sesi):
        raise TidakBoleh("Adendum dibuat Bapperida.")
    segar, induk, _ = _pegang(sesi)
    if induk.status != StatusBeritaAcara.FINAL:
        raise SalahKeadaan("Berita acara belum final. Perbaiki langsung, tanpa adendum.")
    if not uraian.strip():
        raise TidakLengkap(["Tulis apa yang diperbaiki."], medan="uraian")
    nomor = nomor.strip()
    senomor = BeritaAcara.objects.filter(
        sesi=segar, jenis=JenisBeritaAcara.ADENDUM, nomor=nomor
    ).first()
    if senomor is not None and (senomor.tanggal, senomor.uraian) == (tanggal, uraian.strip()):
        return senomor
    if senomor is not None or nomor == induk.nomor:
        raise SalahKeadaan(f"Nomor {nomor} sudah dipakai pada sesi ini.", medan="nomor")
    satu = BeritaAcara.objects.create(
        sesi=segar,
        jenis=JenisBeritaAcara.ADENDUM,
        uraian=uraian.strip(),
        kode_periksa=get_random_string(PANJANG_KODE, HURUF_KODE),
    )
    catatan = f"Adendum atas berita acara nomor {induk.nomor}."
    isi = {"nomor": nomor, "tanggal": tanggal}
    return _bekukan(satu, segar, isi, susun, timezone.now(), oleh, catatan)


def _pegang(sesi: Sesi) -> tuple[Sesi, BeritaAcara, bool]:
    """Sesi and berita acara, locked; the last says whether the draft was made just now."""
    segar = Sesi.objects.select_for_update(of=("self",)).select_related("rapat").get(pk=sesi.pk)
    satu, baru = BeritaAcara.objects.get_or_create(
        sesi=segar,
        jenis=JenisBeritaAcara.INDUK,
        defaults={"kode_periksa": get_random_string(PANJANG_KODE, HURUF_KODE)},
    )
    if not baru:
        dasar = BeritaAcara.objects.select_for_update(of=("self",))
        satu = dasar.select_related("final_oleh").get(pk=satu.pk)
    return segar, satu, baru


def _sesudah_penetapan(sesi: Sesi, satu: BeritaAcara) -> None:
    if sesi.terkunci and satu.status != StatusBeritaAcara.FINAL:
        raise SalahKeadaan(DITETAPKAN_TANPA)


def _bekukan(
    satu: BeritaAcara,
    sesi: Sesi,
    isi: Mapping[str, Any],
    susun: Susun,
    pada: datetime,
    oleh: AbstractBaseUser,
    catatan: str,
) -> BeritaAcara:
    """Content and fingerprint are stored before the step, which refuses one without them."""
    for nama, nilai in isi.items():
        setattr(satu, nama, nilai)
    naskah = susun(sesi, pada=pada, berita_acara=satu)
    satu.isi, satu.sidik_jari = naskah.ke_json(), naskah.sidik_jari()
    satu.save(update_fields=[*isi, "alasan_kurang", "isi", "sidik_jari", "diubah_pada"])
    return ALUR_BERITA_ACARA.jalankan(
        "finalkan", satu, oleh=oleh, catatan=catatan[:PANJANG_CATATAN]
    )


def _catatan_final(satu: BeritaAcara, alasan: str, pada: datetime) -> str:
    """Silence counts as agreement once the deadline has passed; the log says of whom."""
    kalimat = [f"Belum lengkap, dengan alasan: {alasan}"] if alasan else []
    if satu.status == StatusBeritaAcara.TANGGAPAN and not masih_terbuka(satu, pada):
        diam = ", ".join(a.opd.singkatan for a in tidak_menanggapi(satu))
        if diam:
            batas = _saat(satu.tanggapan_sampai)
            kalimat.append(f"Tidak menanggapi sampai {batas}, dianggap sepakat: {diam}.")
    return " ".join(kalimat)


def _sudah_final(satu: BeritaAcara) -> str:
    return (
        f"Berita acara ini sudah difinalkan oleh {satu.final_oleh.nama} dengan nomor {satu.nomor}."
        " Kiriman Anda tidak mengubah apa pun."
    )


def _saat(pada: datetime) -> str:
    return f"{waktu.tanggal(pada)}, {waktu.pukul(pada)}"
