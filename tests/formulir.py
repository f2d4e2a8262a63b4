"""Reads the form of a page as a browser would send it, so that a test types only what it means."""

from html.parser import HTMLParser

from django.http import HttpResponse

TAK_TERKIRIM = ("submit", "button", "image", "file", "reset")


class _Pembaca(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.di_dalam = form_id, False
        self.data: dict[str, str] = {}
        self.pilih = self.teks = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        if tag == "form":
            self.di_dalam = a.get("id") == self.form_id
        if not self.di_dalam or "disabled" in a:
            return
        nama, jenis = a.get("name") or "", a.get("type", "text")
        match tag:
            case "input" if nama and jenis not in TAK_TERKIRIM:
                if jenis not in ("checkbox", "radio") or "checked" in a:
                    self.data[nama] = a.get("value") or ("on" if jenis == "checkbox" else "")
            case "select":
                self.pilih = nama
            case "option" if self.pilih and ("selected" in a or self.pilih not in self.data):
                self.data[self.pilih] = a.get("value") or ""
            case "textarea":
                self.teks, self.data[nama] = nama, ""

    def handle_data(self, data: str) -> None:
        if self.teks:
            self.data[self.teks] += data

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "select":
                self.pilih = ""
            case "textarea":
                self.data[self.teks] = self.data[self.teks].removeprefix("\n")
                self.teks = ""
            case "form":
                self.di_dalam = False


def isian(jawaban: HttpResponse, form_id: str) -> dict[str, str]:
    """Names and values of the form with this id; rows of the empty inline template left out."""
    pembaca = _Pembaca(form_id)
    pembaca.feed(jawaban.content.decode())
    return {nama: nilai for nama, nilai in pembaca.data.items() if "__prefix__" not in nama}


def keluhan(jawaban: HttpResponse) -> str:
    """Every error sentence of an admin form: of the form, its inlines, and their rows."""
    konteks = jawaban.context
    bagian = [str(konteks["errors"])]
    for sisipan in konteks["inline_admin_formsets"]:
        bagian += [str(sisipan.formset.non_form_errors()), *map(str, sisipan.formset.errors)]
    return " ".join([*bagian, str(konteks["adminform"].form.errors)])
