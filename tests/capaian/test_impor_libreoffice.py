"""LibreOffice writes the template anew, calculates a formula in it, and it comes back."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from capaian.impor.hasil import DITULIS
from capaian.impor.simpan import pratinjau
from konsolidasi.inti.xlsx_tandai import tandai
from tests import berkas, pabrik
from tests.buku import templat, ubah, unggah
from tests.capaian.test_rekap_libreoffice import ubah as libreoffice  # noqa: F401  fixture

gudang = berkas.gudang
pytestmark = [pytest.mark.libreoffice, pytest.mark.usefixtures("gudang")]


def isi_sel(buku: Workbook) -> None:
    ws = buku["Isian"]
    ws["E7"], ws["E8"], ws["M6"] = "=2*(E6-1)", "=1/0", "31/12/2025"
    ws["F7"] = "Rujukan terencana\ndan baik"
    ws.row_dimensions[7].hidden = True


def test_what_libreoffice_saved_is_imported(dinkes, sari, libreoffice):  # noqa: F811
    periode = pabrik.buat_periode()
    semua = [pabrik.buat_indikator(opd=dinkes, kode=f"1.02.{n}0") for n in (1, 2, 3)]
    pabrik.buat_target(indikator=semua[0], rentang=("1.6", "1.7"))
    pabrik.buat_realisasi(
        indikator=semua[0], nilai="41.6", sumber="=Profil", faktor_pendorong="A\nb"
    )
    asli = templat(dinkes, periode, sari)

    utuh = pratinjau(unggah(libreoffice(asli, "xlsx"), dinkes, periode, sari), sari)
    assert (utuh.banyak_ditulis, utuh.banyak_masalah, utuh.banyak["dikunci"]) == (0, 0, 0)
    assert utuh.banyak["sama"] == 6

    jadi = libreoffice(ubah(asli, isi_sel), "xlsx")
    impor = unggah(jadi, dinkes, periode, sari)
    hasil = pratinjau(impor, sari)
    assert {
        s.alamat: s.polos for b in hasil.ditulis for s in b.sel.values() if s.tanda in DITULIS
    } == {
        "E7": "81.2",
        "F7": "Rujukan terencana\ndan baik",
        "M6": "2025-12-31",
    }
    assert [s.alamat for _, s in hasil.masalah] == ["E8"] and hasil.tersembunyi == 1

    bertanda = tandai(jadi, impor.isi["bagian"], {"E8": "rumus membagi dengan nol"})
    ws = load_workbook(BytesIO(libreoffice(bertanda, "xlsx")))["Isian"]
    assert ws["E8"].comment.text.endswith("rumus membagi dengan nol")
