"""A final berita acara made by hand, as the workflow freezes it."""

from datetime import UTC, date, datetime
from typing import Any

from rapat.dokumen.isi import susun_isi
from rapat.models import BeritaAcara
from rapat.pilihan import StatusBeritaAcara
from tests.rapat.sidang import PADA

KODE = "kode-periksa-abc123"
FINAL_PADA = datetime(2026, 1, 22, 9, 5, tzinfo=UTC)


def finalkan(satu: BeritaAcara, **ganti: Any) -> BeritaAcara:
    """Frozen from what its sesi holds now."""
    satu.nomor = satu.nomor or "000.7.2/057/2026"
    satu.tanggal = satu.tanggal or date(2026, 1, 20)
    isi = susun_isi(satu.sesi, pada=PADA, berita_acara=satu)
    satu.isi, satu.sidik_jari = isi.ke_json(), isi.sidik_jari()
    satu.status, satu.final_pada = StatusBeritaAcara.FINAL, FINAL_PADA
    for nama, nilai in ganti.items():
        setattr(satu, nama, nilai)
    satu.save()
    return satu


def buat_final(meja, **ganti: Any) -> BeritaAcara:
    """The one that gelar_sidang made, else a new one."""
    satu = BeritaAcara.objects.filter(sesi=meja.sesi).first()
    return finalkan(satu or BeritaAcara(sesi=meja.sesi, kode_periksa=KODE), **ganti)
