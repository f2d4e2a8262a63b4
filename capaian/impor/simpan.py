"""The steps of an import: read, answer, apply, take back. The only writer of Impor.status."""

from collections.abc import Iterable, Mapping
from typing import Any

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from capaian.impor.baris import periksa
from capaian.impor.hasil import DITULIS, BarisPeriksa, Pratinjau
from capaian.impor.jenis import Jenis, Tempat, cari_jenis
from capaian.impor.lembar import LembarIsian, baca_berkas, dari_json, sebagai_json
from capaian.lembar_isian import Cap
from capaian.models import Impor, StatusImpor
from capaian.querysets_impor import ImporQuerySet
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh
from konsolidasi.inti.jenis_berkas import XLSX
from konsolidasi.inti.jenis_berkas import Jenis as JenisBerkas
from konsolidasi.inti.lampiran import Terperiksa, bersihkan_nama, simpan
from konsolidasi.inti.waktu import Triwulan
from konsolidasi.inti.xlsx_wadah import BukuDitolak


def jenis_impor(impor: Impor) -> Jenis:
    return cari_jenis(impor.jenis)


def tempat_impor(impor: Impor) -> Tempat:
    """No query where opd and periode are loaded."""
    p = impor.periode
    return Tempat(
        impor.jenis,
        impor.opd,
        p.tahun_id if p else impor.tahun,
        p.triwulan if p else None,
        impor.acuan,
        periode=p,
    )


def impor_di(tempat: Tempat) -> ImporQuerySet:
    """Imports that belong to exactly this place."""
    masa = {"periode": tempat.periode} if tempat.periode else {"tahun": tempat.tahun}
    return Impor.objects.filter(jenis=tempat.jenis, opd=tempat.opd, acuan=tempat.acuan, **masa)


def boleh_impor(impor: Impor, oleh: AbstractBaseUser) -> bool:
    return jenis_impor(impor).boleh(tempat_impor(impor), oleh)


def baca_impor(*, isi: bytes, nama: str, tempat: Tempat, oleh: AbstractBaseUser) -> Impor:
    """Read a filled template and keep it.

    Raises BukuDitolak: then nothing is kept, not even the file.
    """
    cap, lembar = baca_berkas(isi, cari_jenis(tempat.jenis))
    _pastikan_tempat(cap, tempat)
    return simpan_impor(isi=isi, nama=nama, tempat=tempat, cap=cap, lembar=lembar, oleh=oleh)


@transaction.atomic
def simpan_impor(
    *,
    isi: bytes,
    nama: str,
    tempat: Tempat,
    cap: Cap,
    lembar: LembarIsian,
    oleh: AbstractBaseUser,
) -> Impor:
    """Keep what was read; the same file again before it is applied is the same import."""
    terperiksa = Terperiksa(isi, JenisBerkas(XLSX), bersihkan_nama(nama, XLSX))
    lampiran = simpan(terperiksa, oleh=oleh)
    sama = impor_di(tempat).filter(lampiran=lampiran, oleh=oleh)
    if lama := sama.filter(status=StatusImpor.DIBACA).first():
        return lama
    impor = Impor.objects.create(
        jenis=tempat.jenis,
        opd=tempat.opd,
        periode=tempat.periode,
        tahun=None if tempat.periode else tempat.tahun,
        acuan=tempat.acuan,
        lampiran=lampiran,
        nama=terperiksa.nama,
        isi=sebagai_json(cap, lembar),
        oleh=oleh,
    )
    impor.banyak = dict(pratinjau(impor, oleh).banyak)
    impor.save(update_fields=["banyak"])
    return impor


def _pastikan_tempat(cap: Cap, tempat: Tempat) -> None:
    """The stamp has to name this place."""
    ini = " ".join(filter(None, (tempat.opd_singkat, tempat.masa)))
    ambil = f"Unduh templat {ini}, lalu isi yang itu."
    if cap.opd != (tempat.opd.pk if tempat.opd else None):
        milik = cap.opd_nama or ("OPD lain" if cap.opd else "semua OPD")
        raise BukuDitolak(f"Templat ini untuk {milik}, bukan {tempat.opd_nama}. {ambil}")
    if (cap.tahun, cap.triwulan, cap.acuan) != (tempat.tahun, tempat.triwulan, tempat.acuan):
        halaman = tempat.masa or "yang lain"
        raise BukuDitolak(
            f"Templat ini untuk {_masa(cap)}, sedangkan halaman ini {halaman}. {ambil}"
        )


def _masa(cap: Cap) -> str:
    if cap.triwulan:
        sah = cap.tahun and cap.triwulan in (1, 2, 3, 4)
        return Triwulan(cap.tahun, cap.triwulan).label if sah else "triwulan lain"
    return f"tahun {cap.tahun}" if cap.tahun else "masa lain"


def pratinjau(impor: Impor, pengguna: AbstractBaseUser) -> Pratinjau:
    """The workbook against the database as it is now. As many queries as `muat` of the kind."""
    asal, lembar = dari_json(impor.isi)
    jenis, tempat = jenis_impor(impor), tempat_impor(impor)
    acuan = jenis.muat(tempat, pengguna, timezone.now())
    return periksa(jenis, tempat, lembar, asal, acuan, impor.jawaban)


@transaction.atomic
def jawab_impor(
    *,
    impor: Impor,
    jawaban: Mapping[str, Mapping[str, str]],
    urung: Iterable[str] = (),
    oleh: AbstractBaseUser,
) -> Impor:
    """Keep what was typed or decided about cells; nothing is written into the rows."""
    segar = _kunci(impor, oleh)
    if segar.status != StatusImpor.DIBACA:
        raise SalahKeadaan(f"Impor ini sudah {segar.get_status_display().lower()}.")
    lama = segar.jawaban
    # A decision about a cell that was typed before is about what was typed.
    baru = {k: ({} if "teks" in isi else lama.get(k, {})) | isi for k, isi in jawaban.items()}
    segar.jawaban = {k: isi for k, isi in (lama | baru).items() if k not in set(urung)}
    segar.save(update_fields=["jawaban"])
    return segar


@transaction.atomic
def terapkan_impor(*, impor: Impor, sidik: str, oleh: AbstractBaseUser) -> Impor:
    """Write every good cell in one go. `sidik`: what the person saw. Twice is once.

    Raises TidakBoleh, SalahKeadaan, or SudahBerubah where the rows are no longer as on the page.
    """
    segar = _kunci(impor, oleh)
    if segar.status == StatusImpor.DITERAPKAN:
        return segar
    if segar.status != StatusImpor.DIBACA:
        raise SalahKeadaan("Impor ini sudah dibatalkan. Unggah lagi berkasnya bila perlu.")
    jenis, tempat = jenis_impor(segar), tempat_impor(segar)
    jenis.kunci(tempat)
    hasil = pratinjau(segar, oleh)
    if hasil.sidik != sidik:
        raise SudahBerubah(
            "Isian di sistem berubah sejak Anda membuka halaman ini. Periksa lagi, lalu terapkan.",
            sekarang=hasil,
        )
    baris = hasil.ditulis
    if not baris:
        raise SalahKeadaan("Tidak ada sel yang berubah, jadi tidak ada yang diterapkan.")
    with pghistory.context(impor=segar.pk):
        perubahan = jenis.tulis(tempat, baris, oleh)
    per_kode = {b.kode: b for b in baris}
    segar.perubahan = [_catat(jenis, satu, per_kode[satu["kode"]]) for satu in perubahan]
    segar.banyak = dict(hasil.banyak)
    segar.status = StatusImpor.DITERAPKAN
    segar.diterapkan_oleh, segar.diterapkan_pada = oleh, timezone.now()
    segar.save(
        update_fields=["perubahan", "banyak", "status", "diterapkan_oleh", "diterapkan_pada"]
    )
    return segar


@transaction.atomic
def batalkan_impor(*, impor: Impor, oleh: AbstractBaseUser) -> Impor:
    """Every row as it was before. Raises SalahKeadaan once somebody touched one. Twice is once."""
    segar = _kunci(impor, oleh)
    if segar.status == StatusImpor.DIBATALKAN:
        return segar
    if segar.status != StatusImpor.DITERAPKAN:
        raise SalahKeadaan("Impor ini belum diterapkan, jadi tidak ada yang dibatalkan.")
    with pghistory.context(batal_impor=segar.pk):
        jenis_impor(segar).kembalikan(tempat_impor(segar), segar.perubahan, oleh)
    segar.status = StatusImpor.DIBATALKAN
    segar.dibatalkan_oleh, segar.dibatalkan_pada = oleh, timezone.now()
    segar.save(update_fields=["status", "dibatalkan_oleh", "dibatalkan_pada"])
    return segar


def _kunci(impor: Impor, oleh: AbstractBaseUser) -> Impor:
    segar = (
        Impor.objects.select_for_update(of=("self",))
        .select_related("opd", "periode", "lampiran", "oleh")
        .get(pk=impor.pk)
    )
    if not boleh_impor(segar, oleh):
        raise TidakBoleh("Baris ini bukan wewenang Anda, jadi tidak dapat Anda impor.")
    return segar


def _catat(jenis: Jenis, perubahan: dict[str, Any], baris: BarisPeriksa) -> dict[str, Any]:
    """One row of Impor.perubahan: what the kind needs to take it back, and what is shown of it."""
    acuan = baris.acuan
    tampil = [
        [s.kunci, jenis.tampil(s.kunci, s.lama, acuan), jenis.tampil(s.kunci, s.polos, acuan)]
        for s in baris.sel.values()
        if s.tanda in DITULIS
    ]
    nama = (acuan.nama if acuan else "") or (baris.sel["nama"].polos if "nama" in baris.sel else "")
    return {"nama": nama, "tampil": tampil} | perubahan
