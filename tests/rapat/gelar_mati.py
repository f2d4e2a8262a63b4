"""A program for test_mati_sidang: a sesi under way in an empty database, told as JSON.

python -m tests.rapat.gelar_mati
"""

import json

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from opd.models import Pengguna  # noqa: E402
from opd.pilihan import Peran  # noqa: E402
from rapat.kode import kode_layar  # noqa: E402
from rapat.layanan.jalannya import bahas  # noqa: E402
from tests import pabrik  # noqa: E402

INDIKATOR = 4


def kuki(orang: Pengguna) -> str:
    client = Client()
    client.force_login(orang, backend="konsolidasi.inti.izin.Backend")
    nama = settings.SESSION_COOKIE_NAME
    return f"{nama}={client.cookies[nama].value}"


def utama() -> None:
    opd = pabrik.buat_opd()
    indikator = [pabrik.buat_indikator(opd=opd) for _ in range(INDIKATOR)]
    agenda = pabrik.buat_agenda(opd=opd)
    orang = [
        pabrik.buat_pengguna(username=nama, nama=nama, peran=Peran.NOTULIS)
        for nama in ("satu", "dua")
    ]
    bahas(agenda=agenda, oleh=orang[0])
    butir = [agenda.sesi_id, agenda.pk]
    hasil = {
        "halaman": agenda.get_absolute_url(),
        "kuki": [kuki(satu) for satu in orang],
        "baris": {
            satu.pk: reverse("rapat:kesepakatan_simpan", args=[*butir, satu.pk])
            for satu in indikator
        },
        "kotak": reverse("rapat:catatan_simpan", args=[*butir, "pembahasan"]),
        "layar": reverse("rapat:layar_isi", args=[kode_layar(agenda.sesi_id)]),
    }
    print(json.dumps(hasil))


if __name__ == "__main__":
    utama()
