"""All people with their Penugasan as a sheet in Excel needs them. A fixed number of queries."""

from collections import defaultdict
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils import timezone

from capaian.impor.opd.kolom import TIDAK, YA
from capaian.impor.opd.muat import muat_sebutan
from capaian.impor.orang.kolom import TUGAS, AcuanOrang, DaftarOrang, KonteksOrang
from capaian.lembar_isian import rapikan, tanggal_polos
from opd.layanan.impor_jejak import sentuhan
from opd.layanan.impor_orang import JEJAK, kode_baris, versi_baris
from opd.models import Pengguna, Penugasan


def muat_daftar(oleh: AbstractBaseUser, pada: datetime) -> DaftarOrang:
    """Six queries."""
    sebutan, _ = muat_sebutan()
    semua = list(Pengguna.objects.defer("password").order_by("nama", "pk"))
    milik: dict[int, list[Penugasan]] = defaultdict(list)
    for tugas in Penugasan.objects.order_by("pk").select_related("opd"):
        milik[tugas.pengguna_id].append(tugas)
    akhir = sentuhan(JEJAK, [o.pk for o in semua])
    hasil = DaftarOrang()
    hasil.konteks = KonteksOrang(
        sebutan=sebutan,
        pengguna=frozenset(o.username for o in semua),
        surel={o.email.casefold(): o.username for o in semua if o.email},
        nip={o.nip: o.username for o in semua if o.nip},
        hari=timezone.localtime(pada).date(),
    )
    hasil.banyak = {o.username: len(milik[o.pk]) for o in semua}
    for orang in semua:
        terakhir = akhir.get(orang.pk)
        for nomor, tugas in enumerate(milik[orang.pk] or [None], start=1):
            kode = kode_baris(orang.username, nomor)
            hasil[kode] = AcuanOrang(
                pk=orang.pk,
                kode=kode,
                nama=orang.nama,
                isi=_isi_orang(orang) | _isi_tugas(tugas),
                versi=versi_baris(orang, tugas),
                oleh=terakhir.oleh if terakhir else "",
                pada=terakhir.pada if terakhir else None,
                konteks=hasil.konteks,
                username=orang.username,
                nomor=nomor,
                tugas=tugas.pk if tugas else 0,
                sendiri=orang.pk == oleh.pk,
            )
    return hasil


def _isi_orang(orang: Pengguna) -> dict[str, str]:
    return {
        "nama": rapikan(orang.nama),
        "nip": orang.nip,
        "jabatan": rapikan(orang.jabatan),
        "pangkat": rapikan(orang.pangkat),
        "surel": orang.email,
        "aktif": YA if orang.is_active else TIDAK,
    }


def _isi_tugas(tugas: Penugasan | None) -> dict[str, str]:
    if tugas is None:
        return dict.fromkeys(TUGAS, "")
    return {
        "peran": tugas.peran,
        "opd": tugas.opd.kode if tugas.opd else "",
        "kedudukan": tugas.kedudukan,
        "mulai": tanggal_polos(tugas.mulai),
        "selesai": tanggal_polos(tugas.selesai),
        "dasar": rapikan(tugas.dasar),
    }
