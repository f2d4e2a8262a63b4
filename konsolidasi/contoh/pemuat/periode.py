"""Years and quarter windows. TW IV 2025 stays open, so that typing can be tried."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from capaian.models import Periode, Tahun
from konsolidasi.contoh.muatan import Muatan
from konsolidasi.inti.waktu import Triwulan

WIB = ZoneInfo("Asia/Jakarta")
TAHUN = range(2021, 2031)
TAHUN_PERIODE = range(2021, 2026)
TAHAP = {2026: "Tahap I, penguatan pondasi"}
BUKA, TUTUP = time(8), time(16)
TERBUKA = Triwulan(2025, 4)
PESAN = (
    "Jendela contoh: dibiarkan terbuka agar isian dapat dicoba. "
    "Pada jadwal biasa batasnya 16 Januari 2026."
)


def saat(tanggal: date, jam: time) -> datetime:
    return datetime.combine(tanggal, jam, tzinfo=WIB)


def muat(muatan: Muatan) -> None:
    Tahun.objects.bulk_create(Tahun(tahun=t, tahap=TAHAP.get(t, "")) for t in TAHUN)
    periode = Periode.objects.bulk_create(
        _periode(Triwulan(tahun, nomor)) for tahun in TAHUN_PERIODE for nomor in (1, 2, 3, 4)
    )
    muatan.periode = {(p.tahun_id, p.triwulan): p for p in periode}


def _periode(tw: Triwulan) -> Periode:
    """Window in the month after the quarter: deadline on the 16th, grace to the 19th."""
    if tw == TERBUKA:
        return Periode(
            tahun_id=tw.tahun,
            triwulan=tw.nomor,
            dibuka_pada=saat(date(2026, 1, 2), BUKA),
            batas_pada=saat(date(2026, 12, 31), TUTUP),
            tenggang_pada=saat(date(2030, 12, 31), TUTUP),
            ditutup_pada=saat(date(2030, 12, 31), TUTUP),
            pesan=PESAN,
        )
    awal = tw.akhir + timedelta(days=1)
    return Periode(
        tahun_id=tw.tahun,
        triwulan=tw.nomor,
        dibuka_pada=saat(awal, BUKA),
        batas_pada=saat(awal.replace(day=16), TUTUP),
        tenggang_pada=saat(awal.replace(day=19), TUTUP),
        ditutup_pada=saat(awal.replace(day=28), TUTUP),
    )
