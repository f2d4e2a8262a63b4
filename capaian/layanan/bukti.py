"""Evidence: added, described, withdrawn by the OPD; accepted or refused by Bapperida."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from capaian.alur import jendela_terbuka
from capaian.models import Bukti, Indikator, Periode, Realisasi
from capaian.pilihan import DAPAT_DIISI, JenisBukti, StatusBukti, StatusRealisasi
from konsolidasi.inti import lampiran as simpanan
from konsolidasi.inti.galat import (
    GalatDomain,
    SalahKeadaan,
    SudahBerubah,
    TidakBoleh,
    TidakLengkap,
)
from konsolidasi.inti.jenis_berkas import GAMBAR, XLSX

KETERANGAN = ("nama", "jenis", "nomor_dokumen", "dokumen_tanggal", "halaman")


def halangan_bukti(indikator: Indikator, periode: Periode, status: str | None) -> str:
    """Why the evidence of this row cannot be changed now; "" when it can. At most one query.

    `status`: of the realisasi, None when nobody typed one yet.
    """
    if periode.terkunci or status == StatusRealisasi.TERKUNCI:
        return f"{periode.tw.label} sudah terkunci."
    if status is not None and status not in DAPAT_DIISI:
        return f"Baris ini berstatus {StatusRealisasi(status).label}, jadi buktinya tetap."
    if not jendela_terbuka(periode, indikator.opd_id):
        return f"Pengisian {periode.tw.label} sudah ditutup atau belum dibuka."
    return ""


@dataclass(frozen=True)
class HasilUnggah:
    """Of several files sent at once: the good ones are stored also when others are refused."""

    baru: tuple[Bukti, ...]
    sudah_ada: tuple[Bukti, ...]
    ditolak: tuple[tuple[str, GalatDomain], ...]


@transaction.atomic
def unggah_bukti(
    *,
    indikator: Indikator,
    periode: Periode,
    isi: dict[str, Any],
    oleh: AbstractBaseUser,
    berkas: File | None = None,
    tautan: str = "",
) -> tuple[Bukti, bool]:
    """One file or one link; False when the row already had exactly this: twice is once.

    Raises TidakBoleh, SalahKeadaan, or what inti.lampiran says of the file; nothing is stored then.
    """
    if berkas is None:
        _siapkan(indikator, periode, oleh)
        return _tambah(indikator, periode, isi, oleh, tautan=tautan, mime="", nama=tautan)
    hasil = unggah_semua(indikator=indikator, periode=periode, isi=isi, oleh=oleh, berkas=[berkas])
    for _, galat in hasil.ditolak:
        raise galat
    return (hasil.baru or hasil.sudah_ada)[0], bool(hasil.baru)


@transaction.atomic
def unggah_semua(
    *,
    indikator: Indikator,
    periode: Periode,
    isi: dict[str, Any],
    oleh: AbstractBaseUser,
    berkas: Sequence[File],
) -> HasilUnggah:
    """Several files, each refused or stored by itself. Raises TidakBoleh or SalahKeadaan."""
    _pastikan_boleh(indikator, periode, oleh)
    terperiksa, ditolak = [], []
    for satu in berkas:
        try:
            terperiksa.append(simpanan.periksa(satu))
        except GalatDomain as galat:
            ditolak.append((satu.name, galat))
    # Locked only now: looking into a file takes its time.
    _siapkan(indikator, periode, oleh)
    # Always in the same order: two people who send the same files never wait for each other.
    menurut_sidik = {t.sha256: t for t in terperiksa}
    lampiran = {
        sha: simpanan.simpan(menurut_sidik[sha], oleh=oleh) for sha in sorted(menurut_sidik)
    }
    baru, sudah_ada = [], []
    for satu in terperiksa:
        bukti, ditambah = _tambah(
            *(indikator, periode, isi, oleh),
            lampiran=lampiran[satu.sha256],
            mime=satu.jenis.mime,
            nama=satu.nama,
        )
        (baru if ditambah else sudah_ada).append(bukti)
    return HasilUnggah(tuple(baru), tuple(sudah_ada), tuple(ditolak))


@transaction.atomic
def pakai_lagi(
    *,
    bukti: Bukti,
    indikator: Indikator,
    periode: Periode,
    isi: dict[str, Any],
    oleh: AbstractBaseUser,
) -> tuple[Bukti, bool]:
    """The file or link of a bukti of the same OPD proves this row too; nothing is sent again."""
    _siapkan(indikator, periode, oleh)
    if bukti.indikator.opd_id != indikator.opd_id:
        raise TidakBoleh("Hanya bukti OPD yang sama dapat dipakai lagi.", "lama")
    sumber = {n: getattr(bukti, n) for n in ("nama", "jenis", "nomor_dokumen", "dokumen_tanggal")}
    return _tambah(
        *(indikator, periode, sumber | {n: v for n, v in isi.items() if v}, oleh),
        lampiran=bukti.lampiran,
        tautan=bukti.tautan,
        mime="",
        nama=bukti.nama,
    )


@transaction.atomic
def ubah_keterangan(
    *, bukti: Bukti, isi: dict[str, Any], asal: str, oleh: AbstractBaseUser
) -> Bukti:
    """`asal`: `sidik` of what the person saw. What was judged is judged again after a change."""
    segar = _kunci_bukti(bukti, oleh)
    baru = {n: isi[n] for n in KETERANGAN if n in isi}
    if segar.lampiran and "nama" in baru:
        baru["nama"] = simpanan.bersihkan_nama(baru["nama"], segar.lampiran.jenis)
    if all(getattr(segar, n) == nilai for n, nilai in baru.items()):
        return segar
    if asal != sidik(segar):
        raise SudahBerubah(sekarang=segar)
    for nama, nilai in baru.items():
        setattr(segar, nama, nilai)
    segar.status, segar.alasan = StatusBukti.MENUNGGU, ""
    segar.dinilai_oleh = segar.dinilai_pada = None
    segar.save(update_fields=[*baru, "status", "alasan", "dinilai_oleh", "dinilai_pada"])
    return segar


@transaction.atomic
def cabut_bukti(*, bukti: Bukti, oleh: AbstractBaseUser) -> Bukti:
    """It stays in the history; the file stays where others use it. Twice is once."""
    segar = _kunci_bukti(bukti, oleh, termasuk_dicabut=True)
    if segar.dicabut_pada is None:
        segar.dicabut_pada = timezone.now()
        segar.save(update_fields=["dicabut_pada"])
    return segar


@transaction.atomic
def nilai_bukti(*, bukti: Bukti, terima: bool, oleh: AbstractBaseUser, alasan: str = "") -> Bukti:
    """Bapperida accepts or refuses one file, until the quarter is locked."""
    if not oleh.has_perm("capaian.verifikasi", bukti):
        raise TidakBoleh("Menilai bukti dilakukan Bapperida.")
    segar = _ambil(bukti)
    if segar.dicabut_pada is not None:
        raise SalahKeadaan("Bukti ini sudah dicabut OPD. Muat ulang halaman ini.")
    if segar.periode.terkunci:
        raise SalahKeadaan(f"{segar.periode.tw.label} sudah terkunci.")
    alasan = "" if terima else alasan.strip()
    if not terima and not alasan:
        kalimat = "Tulis mengapa bukti ini ditolak. OPD membacanya apa adanya."
        raise TidakLengkap([kalimat], kalimat, "alasan")
    status = StatusBukti.DITERIMA if terima else StatusBukti.DITOLAK
    if (segar.status, segar.alasan) == (status, alasan):
        return segar
    segar.status, segar.alasan = status, alasan
    segar.dinilai_oleh, segar.dinilai_pada = oleh, timezone.now()
    segar.save(update_fields=["status", "alasan", "dinilai_oleh", "dinilai_pada"])
    return segar


def sidik(bukti: Bukti) -> str:
    """What the person saw when the form was opened, short enough for a hidden field."""
    teks = "\n".join(str(getattr(bukti, nama)) for nama in KETERANGAN)
    return sha256(teks.encode()).hexdigest()[:16]


def _siapkan(indikator: Indikator, periode: Periode, oleh: AbstractBaseUser) -> None:
    """May they; and nobody else adds to or submits this row until we are done."""
    # The row of the realisasi may not exist yet; the indikator always does.
    Indikator.objects.select_for_update(of=("self",), no_key=True).get(pk=indikator.pk)
    list(
        Realisasi.objects.select_for_update(of=("self",))
        .filter(indikator=indikator, periode=periode)
        .order_by("indikator_id")
        .values_list("pk")
    )
    _pastikan_boleh(indikator, periode, oleh)


def _pastikan_boleh(indikator: Indikator, periode: Periode, oleh: AbstractBaseUser) -> None:
    if not oleh.has_perm("capaian.unggah_bukti", Realisasi(indikator=indikator, periode=periode)):
        raise TidakBoleh("Anda tidak mengisi indikator OPD ini.")
    baris = Realisasi.objects.filter(indikator=indikator, periode=periode).order_by("pk")
    if sebab := halangan_bukti(indikator, periode, baris.values_list("status", flat=True).first()):
        raise SalahKeadaan(sebab)


def _tambah(
    indikator: Indikator,
    periode: Periode,
    isi: dict[str, Any],
    oleh: AbstractBaseUser,
    *,
    nama: str,
    mime: str,
    lampiran: Any = None,
    tautan: str = "",
) -> tuple[Bukti, bool]:
    kunci = {"indikator": indikator, "periode": periode, "lampiran": lampiran, "tautan": tautan}
    ada = Bukti.objects.berlaku().filter(**kunci).order_by("pk").first()
    if ada is not None:
        return ada, False
    medan = {n: isi[n] for n in KETERANGAN if isi.get(n)}
    medan.setdefault("nama", nama[: simpanan.NAMA_TERPANJANG])
    medan.setdefault("jenis", _jenis(mime))
    return Bukti.objects.create(**kunci, **medan, diunggah_oleh=oleh), True


def _jenis(mime: str) -> str:
    if mime in GAMBAR:
        return JenisBukti.FOTO
    if mime == XLSX:
        return JenisBukti.DATA
    return JenisBukti.DOKUMEN if mime else JenisBukti.TAUTAN


def _kunci_bukti(bukti: Bukti, oleh: AbstractBaseUser, *, termasuk_dicabut: bool = False) -> Bukti:
    _siapkan(bukti.indikator, bukti.periode, oleh)
    segar = _ambil(bukti)
    if segar.dicabut_pada is not None and not termasuk_dicabut:
        raise SalahKeadaan("Bukti ini sudah dicabut. Muat ulang halaman ini.")
    return segar


def _ambil(bukti: Bukti) -> Bukti:
    return (
        Bukti.objects.select_for_update(of=("self",))
        .select_related("indikator__opd", "periode", "lampiran")
        .get(pk=bukti.pk)
    )
