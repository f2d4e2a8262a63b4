"""All OPD as a sheet in Excel needs them. A fixed number of queries."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from capaian.impor.opd.kolom import TIDAK, YA, AcuanOpd, DaftarOpd, KonteksOpd, polos_urusan
from capaian.impor.opd.sebutan import SatuOpd, SebutanOpd
from capaian.lembar_isian import rapikan, tanggal_polos
from opd.layanan.impor_jejak import sentuhan, versi
from opd.layanan.impor_opd import JEJAK, isi_opd, muat_urusan
from opd.models import Klaster, NamaOpd, Opd, Urusan


def muat_sebutan() -> tuple[SebutanOpd, list[Opd]]:
    """One query."""
    semua = list(Opd.objects.order_by("urutan", "kode", "pk"))
    kode = {opd.pk: opd.kode for opd in semua}
    satu = (
        SatuOpd(o.pk, o.kode, o.nama, o.singkatan, kode.get(o.induk_id, ""), o.aktif) for o in semua
    )
    return SebutanOpd(satu), semua


def muat_daftar(pada: datetime) -> DaftarOpd:
    """Nine queries."""
    sebutan, semua = muat_sebutan()
    konteks = KonteksOpd(
        sebutan=sebutan,
        klaster=dict(Klaster.objects.order_by("urutan", "pk").values_list("nama", "pk")),
        urusan=dict(Urusan.objects.order_by("kode").values_list("kode", "pk")),
        hari=timezone.localtime(pada).date(),
    )
    kunci = [opd.pk for opd in semua]
    urusan, akhir = muat_urusan(kunci), sentuhan(JEJAK, kunci)
    sejak = _nama_sejak()
    hasil = DaftarOpd()
    hasil.konteks = konteks
    kode = {opd.pk: opd.kode for opd in semua}
    klaster = {pk: nama for nama, pk in konteks.klaster.items()}
    for opd in semua:
        akhirnya = akhir.get(opd.pk)
        hasil[opd.kode] = AcuanOpd(
            pk=opd.pk,
            kode=opd.kode,
            nama=opd.nama,
            isi=_isi_polos(opd, kode, klaster, urusan[opd.pk], konteks),
            versi=versi(isi_opd(opd, urusan[opd.pk])),
            oleh=akhirnya.oleh if akhirnya else "",
            pada=akhirnya.pada if akhirnya else None,
            konteks=konteks,
            nama_sejak=sejak.get(opd.pk),
        )
    return hasil


def _nama_sejak() -> dict[int, date]:
    akhir = NamaOpd.objects.order_by().values("opd").annotate(akhir=Max("selesai"))
    isi = akhir.filter(akhir__isnull=False).values_list("opd", "akhir")
    return {pk: hari + timedelta(days=1) for pk, hari in isi}


def _isi_polos(
    opd: Opd,
    kode: Mapping[int, str],
    klaster: Mapping[int, str],
    urusan: Mapping[int, bool],
    konteks: KonteksOpd,
) -> dict[str, str]:
    utama = {k for k, pk in konteks.urusan.items() if urusan.get(pk)}
    lain = {k for k, pk in konteks.urusan.items() if pk in urusan} - utama
    return {
        "nama": rapikan(opd.nama),
        "singkatan": rapikan(opd.singkatan),
        "jenis": opd.jenis,
        "induk": kode.get(opd.induk_id, ""),
        "klaster": klaster.get(opd.klaster_id, ""),
        "urusan_utama": polos_urusan(utama),
        "urusan": polos_urusan(lain),
        "kop_nama": rapikan(opd.kop_nama),
        "alamat": rapikan(opd.alamat),
        "wajib_rilis_kepala": YA if opd.wajib_rilis_kepala else TIDAK,
        "aktif": YA if opd.aktif else TIDAK,
        "nonaktif_tanggal": tanggal_polos(opd.nonaktif_tanggal),
        "penerus": kode.get(opd.penerus_id, ""),
        "nama_mulai": "",
        "dasar_hukum": "",
    }
