"""Evidence in full: the page of one row, and one file shown in place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import F, QuerySet
from django.urls import reverse

from capaian.layanan.bukti import halangan_bukti, sidik
from capaian.layar.bukti import Bahan, KepingBukti, susun_keping
from capaian.models import Bukti, Indikator, Periode, Realisasi
from capaian.pilihan import StatusBukti
from konsolidasi.inti import waktu
from konsolidasi.inti.jenis_berkas import GAMBAR, KATA, PDF
from konsolidasi.inti.lampiran import kalimat_batas, ukuran_kata
from konsolidasi.inti.waktu import Triwulan

LAMA_TERBANYAK = 60


@dataclass(frozen=True)
class RinciBukti:
    """One Bukti on the page of its row."""

    bukti: Bukti
    keping: KepingBukti
    fakta: tuple[tuple[str, str], ...]
    sidik: str


@dataclass(frozen=True)
class LayarBukti:
    indikator: Indikator
    periode: Periode
    rinci: tuple[RinciBukti, ...]
    bisa_ubah: bool
    tertutup: str
    """Why nothing can be added, for somebody who otherwise may; "" for all others."""
    bisa_nilai: bool
    batas: str
    lama: tuple[tuple[int, str], ...]
    """Evidence of the OPD that this row does not have yet: key and words."""


@dataclass(frozen=True)
class BerkasLayar:
    """One file, or one page of it, in place."""

    pk: str
    nama: str
    fakta: str
    gambar: str
    teks_gambar: str
    sebelum: str
    sesudah: str
    unduh: str
    tautan: str


def susun_bukti(indikator: Indikator, periode: Periode, pengguna: AbstractBaseUser) -> LayarBukti:
    """The page of one row. A fixed number of queries."""
    semua = list(
        _rinci(Bukti.objects.berlaku()).filter(indikator=indikator, periode=periode).order_by("pk")
    )
    baris = Realisasi.objects.filter(indikator=indikator, periode=periode).order_by("pk")
    realisasi = Realisasi(indikator=indikator, periode=periode)
    pengunggah = pengguna.has_perm("capaian.unggah_bukti", realisasi)
    tertutup = ""
    if pengunggah:
        status = baris.values_list("status", flat=True).first()
        tertutup = halangan_bukti(indikator, periode, status)
    bisa_ubah = pengunggah and not tertutup
    return LayarBukti(
        indikator=indikator,
        periode=periode,
        rinci=susun_rinci(semua, periode.tw, pengguna),
        bisa_ubah=bisa_ubah,
        tertutup=tertutup,
        bisa_nilai=not periode.terkunci and pengguna.has_perm("capaian.verifikasi"),
        batas=kalimat_batas(),
        lama=_lama(indikator, semua) if bisa_ubah else (),
    )


def susun_rinci(
    bukti: Sequence[Bukti], tw: Triwulan, pengguna: AbstractBaseUser
) -> tuple[RinciBukti, ...]:
    """At most one query beside those of `bukti` (which come from `_rinci`)."""
    keping = susun_keping([_bahan(b) for b in bukti], tw, pengguna)
    return tuple(RinciBukti(b, keping[b.pk], _fakta(b, keping[b.pk]), sidik(b)) for b in bukti)


def bukti_terlihat(pengguna: AbstractBaseUser) -> QuerySet[Bukti]:
    """What one person may open, withdrawn evidence too, with all that a page says about it."""
    return _rinci(Bukti.objects.untuk(pengguna)).select_related("indikator__opd", "periode")


def bukti_baris(pengguna: AbstractBaseUser, realisasi: Realisasi) -> list[Bukti]:
    """Evidence of one row, withdrawn evidence too. One query."""
    semua = _rinci(Bukti.objects.untuk(pengguna)).order_by("pk")
    return list(semua.filter(indikator=realisasi.indikator_id, periode=realisasi.periode_id))


def susun_berkas(rinci: RinciBukti, *, halaman: int | None = None, dasar: str = "") -> BerkasLayar:
    """The figure of one bukti. `dasar`: the page it stands on, which gets ?hal=2."""
    bukti = rinci.bukti
    lampiran, gambar, sebelum, sesudah = bukti.lampiran, "", "", ""
    fakta = [f"dipakai {rinci.keping.dipakai}×"] if rinci.keping.dipakai > 1 else []
    if lampiran is None:
        fakta = ["tautan", *fakta]
        return BerkasLayar(
            *(rinci.keping.pk, bukti.nama, ", ".join(fakta)), *[""] * 5, tautan=bukti.tautan
        )
    fakta = [ukuran_kata(lampiran.ukuran), *fakta]
    teks = f"Isi {bukti.nama}"
    unduh = reverse("capaian:bukti_berkas", args=[bukti.pk])
    if lampiran.jenis in GAMBAR:
        gambar = unduh
    elif lampiran.jenis == PDF:
        jumlah = lampiran.halaman or 1
        kini = min(max(halaman or _disebut(bukti.halaman) or 1, 1), jumlah)
        gambar = reverse("capaian:bukti_halaman", args=[bukti.pk, kini])
        fakta = [f"halaman {kini} dari {jumlah}", *fakta]
        teks = f"Halaman {kini} dari {bukti.nama}. Bila tidak tampil, unduh berkasnya."
        tanda = "&" if "?" in dasar else "?"
        dasar = (dasar or reverse("capaian:bukti_lihat", args=[bukti.pk])) + f"{tanda}hal="
        sebelum = f"{dasar}{kini - 1}" if kini > 1 else ""
        sesudah = f"{dasar}{kini + 1}" if kini < jumlah else ""
    return BerkasLayar(
        *(rinci.keping.pk, bukti.nama, ", ".join(fakta), gambar, teks, sebelum, sesudah),
        unduh=f"{unduh}?unduh=1",
        tautan="",
    )


def _rinci(bukti: QuerySet[Bukti]) -> QuerySet[Bukti]:
    """Of the two people only the names: reading them whole would cost more than the rest."""
    orang = {"pengunggah": F("diunggah_oleh__nama"), "penilai": F("dinilai_oleh__nama")}
    return bukti.select_related("lampiran").annotate(**orang)


def _disebut(halaman: str) -> int:
    """The first page that the description names: "hlm. 4–6" opens at 4."""
    angka = "".join(h if h.isascii() and h.isdigit() else " " for h in halaman).split()
    return int(angka[0][:6]) if angka else 0


def _bahan(bukti: Bukti) -> Bahan:
    lampiran = bukti.lampiran
    return Bahan(
        *(bukti.pk, bukti.indikator_id, bukti.nama, bukti.halaman, bukti.status, bukti.alasan),
        *(bukti.dokumen_tanggal, bukti.lampiran_id),
        *((lampiran.jenis, lampiran.halaman) if lampiran else (None, None)),
    )


def _fakta(bukti: Bukti, keping: KepingBukti) -> tuple[tuple[str, str], ...]:
    lampiran = bukti.lampiran
    isi = ""
    if lampiran:
        halaman = f", {lampiran.halaman} halaman" if lampiran.halaman else ""
        isi = f"{KATA[lampiran.jenis]}{halaman}, {ukuran_kata(lampiran.ukuran)}"
    dokumen = bukti.dokumen_tanggal
    oleh = bukti.pengunggah or "sistem"
    fakta = (
        ("Jenis", bukti.get_jenis_display()),
        ("Nomor dokumen", bukti.nomor_dokumen),
        ("Tanggal dokumen", waktu.tanggal(dokumen) if dokumen else ""),
        ("Halaman", bukti.halaman),
        ("Berkas", isi),
        ("Tautan", urlsplit(bukti.tautan).netloc),
        ("Dipakai", f"{keping.dipakai}×" if keping.dipakai > 1 else ""),
        ("Diunggah", f"{oleh}, {_saat(bukti.diunggah_pada)}"),
        ("Dinilai", _penilai(bukti)),
    )
    return tuple((nama, nilai) for nama, nilai in fakta if nilai)


def _penilai(bukti: Bukti) -> str:
    if not bukti.dinilai_pada or bukti.penilai is None:
        return ""
    return f"{bukti.penilai}, {_saat(bukti.dinilai_pada)}"


def _saat(pada: datetime) -> str:
    return f"{waktu.tanggal(pada)}, {waktu.pukul(pada)}"


def _lama(indikator: Indikator, sini: Iterable[Bukti]) -> tuple[tuple[int, str], ...]:
    """Files of the OPD, newest first, each once, without those this row has. One query."""
    baris = (
        Bukti.objects.berlaku()
        .exclude(status=StatusBukti.DITOLAK)
        .filter(indikator__opd=indikator.opd_id, lampiran__isnull=False)
        .exclude(lampiran__in={b.lampiran_id for b in sini if b.lampiran_id})
        .order_by("-pk")
        .values_list(
            "pk", "lampiran", "nama", "indikator__nama", "periode__tahun", "periode__triwulan"
        )
    )
    hasil, terlihat = [], set()
    for pk, lampiran, nama, untuk, tahun, triwulan in baris[: LAMA_TERBANYAK * 4]:
        if lampiran in terlihat or len(hasil) == LAMA_TERBANYAK:
            continue
        terlihat.add(lampiran)
        hasil.append((pk, f"{nama}, {untuk} {Triwulan(tahun, triwulan).label}"))
    return tuple(hasil)
