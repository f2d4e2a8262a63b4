import pytest
from pathlib import Path
pytestmark = pytest.mark.peramban
def test_lihat(buka, aksesibel):
    h = buka("rina", "/capaian/rekap/?tahun=2025")
    h.screenshot(path="/tmp/rekap/h1440.png")
    h.screenshot(path="/tmp/rekap/h1440p.png", full_page=True)
    aksesibel(h)
    with h.expect_download() as d:
        h.click("text=Unduh Excel")
    print(d.value.suggested_filename); d.value.save_as("/tmp/rekap/rina_a4.xlsx")
    with h.expect_download() as d:
        h.click("text=Excel kertas F4")
    d.value.save_as("/tmp/rekap/rina_f4.xlsx")
    h.set_viewport_size({"width":360,"height":740}); h.screenshot(path="/tmp/rekap/h360.png", clip={"x":0,"y":0,"width":360,"height":2200}, full_page=True)
    s = buka("sari", "/capaian/rekap/?cari=zzz"); s.screenshot(path="/tmp/rekap/kosong.png"); aksesibel(s)
