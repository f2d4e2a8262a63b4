"""What `aksesibel` looked at before it does not look at again; what changed since it sees."""

import pytest

pytestmark = pytest.mark.peramban

RUSAK = {
    "image-alt": "document.querySelector('main form').append(new Image())",
    "color-contrast": "document.querySelector('main h1').style.color = '#ddd'",
    "label": "document.querySelector('main form label').remove()",
    "page-has-heading-one": "document.querySelector('main h1').outerHTML = '<p>Masuk</p>'",
    "sideways": "document.querySelector('main').style.width = '2000px'",
}


def test_a_page_seen_before_is_found_at_fault_once_something_in_it_changes(buka, aksesibel):
    halaman = buka("", "/akun/masuk/")
    aksesibel(halaman)
    aksesibel(halaman)
    for aturan, perbuatan in RUSAK.items():
        halaman.evaluate(perbuatan)
        with pytest.raises(AssertionError, match=aturan):
            aksesibel(halaman)
        halaman.reload()
    aksesibel(halaman)
