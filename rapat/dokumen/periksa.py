"""What the check page says about a berita acara, to anybody who has the paper in hand."""

from dataclasses import dataclass
from typing import Any

from konsolidasi.inti import waktu
from rapat.dokumen.arsip import baca_beku, utuh
from rapat.dokumen.naskah import sidik_pendek
from rapat.models import BeritaAcara
from rapat.pilihan import JenisBeritaAcara, StatusBeritaAcara

FINAL, DIBUKA, BELUM = "final", "dibuka", "belum"
KATA = {
    FINAL: ("Final", "baik", "lock"),
    DIBUKA: ("Dibuka kembali", "waspada", "alert-triangle"),
    BELUM: ("Belum final", "kosong", "circle-dashed"),
}
PENDEK = 16
"""Digits of the fingerprint that stand on paper."""


@dataclass(frozen=True)
class Pemeriksaan:
    """`umum` is None without a frozen content; nothing of it comes from anywhere else."""

    sebutan: str
    nomor: str
    tanggal: str
    rapat: str
    sesi: str
    keadaan: str
    kata: str
    ragam: str
    ikon: str
    final_pada: str
    sidik: str
    """All 64 digits, in groups that a narrow screen can break."""
    sidik_pendek: str
    cocok: bool
    """The stored content still has the stored fingerprint."""
    umum: dict[str, Any] | None
    kaitan: tuple[str, ...]
    """Adendum of it, or what it is an adendum of."""


def periksa(satu: BeritaAcara) -> Pemeriksaan:
    """Two queries at most, with sesi and rapat loaded."""
    isi = baca_beku(satu)
    keadaan = _keadaan(satu)
    kata, ragam, ikon = KATA[keadaan]
    return Pemeriksaan(
        sebutan=_sebutan(satu),
        nomor=satu.nomor,
        tanggal=waktu.tanggal(satu.tanggal) if satu.tanggal else "",
        rapat=satu.sesi.rapat.nama,
        sesi=satu.sesi.judul,
        keadaan=keadaan,
        kata=kata,
        ragam=ragam,
        ikon=ikon,
        final_pada=_saat(satu),
        sidik=" ".join(satu.sidik_jari[n : n + 8] for n in range(0, 64, 8)).strip(),
        sidik_pendek=sidik_pendek(satu.sidik_jari),
        cocok=utuh(satu),
        umum=isi.untuk_umum() if isi and keadaan != BELUM else None,
        kaitan=tuple(_kaitan(satu)),
    )


def cocokkan(satu: BeritaAcara, sidik: str) -> tuple[str, str]:
    """Colour and sentence for a fingerprint (16 or 64 digits, lower case) read from paper."""
    if not satu.sidik_jari:
        return "waspada", "Belum dapat dicocokkan: dokumen ini belum bersidik jari."
    if satu.sidik_jari.startswith(sidik):
        tambahan = "" if len(sidik) > PENDEK else " pada 16 angka pertamanya"
        if _keadaan(satu) == FINAL:
            return "baik", f"Cocok{tambahan}: kertas ini naskah final yang terdaftar."
        return "waspada", f"Cocok{tambahan}, tetapi naskah ini sedang dibuka kembali."
    lama = _naskah_lama(satu, sidik)
    if lama is not None:
        saat = f"{waktu.tanggal(lama.final_pada)}, {waktu.pukul(lama.final_pada)}"
        return "waspada", f"Tidak cocok: ini sidik jari naskah terdahulu, final {saat}."
    return "buruk", "Tidak cocok: kertas ini bukan naskah yang terdaftar pada alamat ini."


def _naskah_lama(satu: BeritaAcara, sidik: str) -> Any:
    """A final text that was opened again and replaced, from the history. One query."""
    return (
        satu.events.filter(sidik_jari__startswith=sidik, status=StatusBeritaAcara.FINAL)
        .exclude(final_pada=None)
        .order_by("-pgh_id")
        .first()
    )


def _keadaan(satu: BeritaAcara) -> str:
    if satu.status == StatusBeritaAcara.FINAL:
        return FINAL
    return DIBUKA if satu.final_pada else BELUM


def _saat(satu: BeritaAcara) -> str:
    if satu.final_pada is None:
        return ""
    return f"{waktu.tanggal(satu.final_pada)}, {waktu.pukul(satu.final_pada)}"


def _sebutan(satu: BeritaAcara) -> str:
    adendum = satu.jenis == JenisBeritaAcara.ADENDUM
    return "Adendum berita acara" if adendum else "Berita acara"


def _kaitan(satu: BeritaAcara) -> list[str]:
    """One query."""
    lain = BeritaAcara.objects.filter(sesi=satu.sesi_id, status=StatusBeritaAcara.FINAL)
    if satu.jenis == JenisBeritaAcara.ADENDUM:
        lain, awal = lain.filter(jenis=JenisBeritaAcara.INDUK), "Memperbaiki berita acara nomor"
    else:
        lain, awal = lain.filter(jenis=JenisBeritaAcara.ADENDUM), "Diperbaiki dengan adendum nomor"
    lain = lain.exclude(pk=satu.pk).order_by("tanggal", "pk").values_list("nomor", "tanggal")
    return [f"{awal} {nomor}, {waktu.tanggal(tanggal)}." for nomor, tanggal in lain]
