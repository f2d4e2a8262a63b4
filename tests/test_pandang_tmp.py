import pytest, os
from tests.peramban.conftest import *
def test_p(buka, aksesibel):
    h = buka("rina", "/rapat/")
    h.screenshot(path="/tmp/w/shots/r1.png", full_page=True)
    h.click("text=Sesi I: >> nth=0") if False else h.goto(h.url.split("/rapat/")[0]+"/rapat/sesi/1/")
    h.screenshot(path="/tmp/w/shots/r2.png", full_page=True)
    print(h.url)
    h.click("text=Mulai sesi")
    h.wait_for_load_state()
    g=h.locator(".k-giliran a >> nth=2"); g.click(); h.wait_for_load_state()
    h.screenshot(path="/tmp/w/shots/r3.png")
    t=h.locator("tbody.k-sesi__baris input[name^=target]").first
    t.fill("85"); h.locator("tbody.k-sesi__baris select").first.select_option("sepakat"); h.keyboard.press("Tab")
    h.locator("tbody.k-sesi__baris select >> nth=1").focus()
    h.wait_for_timeout(1500)
    h.screenshot(path="/tmp/w/shots/r4.png")
    aksesibel(h)
    h.set_viewport_size({"width":360,"height":740}); h.screenshot(path="/tmp/w/shots/r5.png", full_page=True)
