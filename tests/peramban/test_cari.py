"""Search with the keyboard only: `/`, a word with a slip, Tab to what was found, Enter."""


def test_keyboard_alone_leads_from_any_page_to_what_was_meant(buka, aksesibel):
    halaman = buka("sari", "/akun/pemberitahuan/")
    halaman.keyboard.press("/")
    halaman.wait_for_url("**/cari/")
    assert halaman.evaluate("document.activeElement.id") == "cari-semua"
    halaman.keyboard.type("prevalensi/stuntng")  # a slash while typing is a letter
    assert halaman.input_value("#cari-semua") == "prevalensi/stuntng"
    halaman.fill("#cari-semua", "prevalensi stuntng")
    halaman.keyboard.press("Enter")
    halaman.wait_for_url("**/cari/?q=prevalensi*")
    assert "Mungkin maksud Anda prevalensi stunting" in halaman.inner_text("h2#j-hasil")
    aksesibel(halaman)
    for _ in range(30):
        if "/capaian/indikator/" in halaman.evaluate("document.activeElement.href || ''"):
            break
        halaman.keyboard.press("Tab")
    halaman.keyboard.press("Enter")
    halaman.wait_for_url("**/capaian/indikator/*/")
    assert "stunting" in halaman.inner_text("h1").lower()
    halaman.goto(halaman.url.split("/capaian/")[0] + "/capaian/indikator/")
    halaman.keyboard.press("/")
    assert halaman.evaluate("document.activeElement.name") == "cari"
    halaman.goto(halaman.url.split("/capaian/")[0] + "/cari/")
    aksesibel(halaman)
