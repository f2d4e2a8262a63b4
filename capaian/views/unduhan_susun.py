"""A large file made by the view of its direct download: the same rule, the same figures."""

from email.message import Message

from django.http import HttpRequest, QueryDict
from django.urls import resolve

from capaian.layanan.unduhan_kerja import Jadi
from capaian.models import Unduhan
from capaian.views.unduhan_besar import periksa_alamat
from konsolidasi.inti.galat import TidakLengkap


def susun(unduhan: Unduhan) -> Jadi:
    """Asks as the person would. Raises what the view raises."""
    view = periksa_alamat(unduhan.alamat, unduhan.pemilik)
    request = HttpRequest()
    request.method, request.path = "GET", unduhan.alamat
    request.path_info, request.GET = unduhan.alamat, QueryDict(unduhan.kueri)
    request.user, request.htmx = unduhan.pemilik, False
    cocok = request.resolver_match = resolve(unduhan.alamat)
    balasan = view(request, *cocok.args, **cocok.kwargs)
    nama = _nama(balasan.get("Content-Disposition", ""))
    if balasan.status_code != 200 or not nama:
        raise TidakLengkap([], "Unduhan ini tidak dapat disusun di belakang layar.")
    isi = balasan.streaming_content if balasan.streaming else (balasan.content,)
    return Jadi(isi, nama, balasan["Content-Type"])


def _nama(kepala: str) -> str:
    pesan = Message()
    pesan["Content-Disposition"] = kepala
    return pesan.get_filename("")
