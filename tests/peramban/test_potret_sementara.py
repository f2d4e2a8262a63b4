from opd.models import *
from capaian.models import *
from rapat.models import *
import pytest

pytestmark = pytest.mark.peramban


def test_potret(buka):
    h = buka("admin", "/pengaturan/")
    asal = h.url
    from django.apps import apps

    for n, j in {
        "beranda": "",
        "opd": "opd/opd/",
        "opd1": f"opd/opd/{Opd.objects.first().pk}/change/",
        "pengguna": f"opd/pengguna/{Pengguna.objects.first().pk}/change/",
        "sandi": f"opd/pengguna/{Pengguna.objects.first().pk}/password/",
        "sesi": "rapat/sesi/",
        "sesi1": f"rapat/sesi/{Sesi.objects.order_by('pk').first().pk}/change/",
        "rapat1": f"rapat/rapat/{Rapat.objects.first().pk}/change/",
        "indikator": "capaian/indikator/",
        "target1": f"capaian/target/{Target.objects.first().pk}/change/",
        "periode1": f"capaian/periode/{Periode.objects.first().pk}/change/",
        "hasil": "capaian/realisasi/",
        "kesepakatan": "rapat/kesepakatan/",
    }.items():
        for w, hh in ((1440, 900), (360, 740)):
            h.set_viewport_size({"width": w, "height": hh})
            print(n, w, h.goto(asal + j).status)
            h.wait_for_timeout(200)
            h.screenshot(path=f"/tmp/w/adm_{n}_{w}.png", full_page=(w == 1440))
