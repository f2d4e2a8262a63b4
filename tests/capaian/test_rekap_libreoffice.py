"""LibreOffice opens the workbook, counts again, and agrees with rumus to the last digit."""

import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from capaian.ekspor.persen_lembar import BAWAH, REALISASI, TARGET, rumus_persen
from capaian.ekspor.rekap import susun_rekap
from capaian.models import Indikator
from capaian.rumus import Formula, Rentang, hitung
from konsolidasi.inti import xlsx
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Kolom, Lembar, Rumus
from opd.models import Pengguna

pytestmark = pytest.mark.libreoffice
DUA = Decimal("0.01")


def lupakan_hasil(isi: bytes) -> bytes:
    """The stored results are taken out, so that what comes back was really calculated."""
    keluar = BytesIO()
    with ZipFile(BytesIO(isi)) as asal, ZipFile(keluar, "w") as tujuan:
        for nama in asal.namelist():
            xml = asal.read(nama)
            if nama.startswith("xl/worksheets/"):
                xml = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1<v></v>", xml)
            tujuan.writestr(nama, xml)
    return keluar.getvalue()


def libreoffice(folder: Path, semua: Sequence[bytes], jenis: str) -> list[bytes]:
    """What LibreOffice makes of workbooks, all in one start, with a profile of its own."""
    asal, tujuan = folder / f"asal-{jenis}", folder / f"jadi-{jenis}"
    asal.mkdir(exist_ok=True)
    for n, isi in enumerate(semua):
        (asal / f"{n}.xlsx").write_bytes(isi)
    hasil = subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profil",
            "--headless",
            "--convert-to",
            jenis,
            "--outdir",
            str(tujuan),
            *(str(asal / f"{n}.xlsx") for n in range(len(semua))),
        ],
        capture_output=True,
        text=True,
        timeout=240,
        check=True,
    )
    keluaran = hasil.stdout + hasil.stderr
    assert "rror" not in keluaran.replace("javaldx", ""), keluaran
    return [(tujuan / f"{n}.{jenis}").read_bytes() for n in range(len(semua))]


@pytest.fixture
def ubah(tmp_path: Path):
    """`ubah(isi, "pdf")`: one workbook."""
    return lambda isi, jenis: libreoffice(tmp_path, [isi], jenis)[0]


@pytest.fixture
def unduhan(transactional_db, masuk_sebagai) -> bytes:
    call_command("data_contoh", ulang=True, verbosity=0)
    rina = Pengguna.objects.get(username="rina")
    balasan = masuk_sebagai(rina).get(reverse("capaian:rekap_unduh"), {"tahun": 2025})
    assert balasan.status_code == 200
    return balasan.content


def angka(isi: object) -> Decimal | None:
    return None if isinstance(isi, str) or isi is None else Decimal(repr(isi)).quantize(DUA)


def test_every_percentage_and_mean_recalculates_to_ours(unduhan, ubah):
    hitung_ulang = load_workbook(BytesIO(ubah(lupakan_hasil(unduhan), "xlsx")), data_only=True)
    rekap = susun_rekap(Indikator.objects.all().pada_tahun(2025), 2025)
    assert len(hitung_ulang.sheetnames) == len(rekap.klaster) == 3
    diperiksa = 0
    for lembar, klaster in zip(hitung_ulang, rekap.klaster, strict=True):
        baris = lembar.iter_rows(min_row=1, values_only=True)
        isi = [b for b in baris if isinstance(b[0], int) and b[2] != 3]
        rata = [b for b in lembar.iter_rows(values_only=True) if str(b[0]).startswith("Rata-rata")]
        for tertulis, punya in zip(isi, klaster.baris, strict=True):
            assert tertulis[2] == punya.indikator.kode
            assert angka(tertulis[9]) == punya.hasil.hasil.persen, punya.indikator
            diperiksa += punya.hasil.hasil.persen is not None
        rata_rata = [o.ringkas.rata.persen for o in klaster.opd] + [klaster.ringkas.rata.persen]
        assert [angka(b[9]) for b in rata] == rata_rata
    assert diperiksa > 100


def test_workbook_prints_on_landscape_pages(unduhan, ubah):
    pdf = ubah(unduhan, "pdf")
    kotak = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    assert (round(Decimal(kotak[1].decode())), round(Decimal(kotak[2].decode()))) == (842, 595)


def kasus_tanggung() -> list[tuple[Formula, object, Decimal]]:
    """Results that end exactly on a half, where binary arithmetic likes to tip."""
    semua = []
    for formula in (Formula.POSITIF, Formula.NEGATIF, Formula.NEGATIF_RASIO, Formula.STABIL):
        for n in range(1, 60):
            target = Decimal(n * 37 % 9000 + 1) / (10 ** (n % 3))
            for setengah in ("0.675", "1.005", "57.735", "99.995", "104.445", "201.115"):
                realisasi = target * Decimal(setengah) / 100
                if realisasi == realisasi.quantize(Decimal("0.000001")):
                    semua.append((formula, target, realisasi))
                    semua.append((formula, Rentang(target / 2, target), realisasi))
    return semua


def test_exact_halves_are_rounded_up_as_by_rumus(ubah):
    kolom = tuple(Kolom(k, k, 12) for k in (BAWAH, TARGET, REALISASI, "persen"))
    baris, harapan = [], []
    for formula, target, realisasi in kasus_tanggung():
        persen = hitung(formula, target, realisasi).persen
        rentang = isinstance(target, Rentang)
        isi = {
            TARGET: Angka(target.atas if rentang else target, 6),
            REALISASI: Angka(realisasi, 6),
            "persen": Rumus(rumus_persen(formula, target, realisasi, persen), persen),
        }
        if rentang:
            isi[BAWAH] = Angka(target.bawah, 6)
        baris.append(Baris(isi))
        harapan.append(persen)
    buku = Buku("Uji", (Lembar("Uji", kolom, baris),), datetime(2026, 1, 21, tzinfo=UTC), "Uji")
    jadi = ubah(lupakan_hasil(xlsx.tulis(buku)), "xlsx")
    lembar = load_workbook(BytesIO(jadi), data_only=True).active
    dapat = [angka(b[3]) for b in lembar.iter_rows(min_row=4, values_only=True)]
    assert len(harapan) > 1000
    assert dapat == harapan
