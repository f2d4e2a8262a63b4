"""Which forms there are, and one of them with its figures, ready to be written."""

from collections.abc import Sequence
from datetime import datetime

from capaian.ekspor.formulir.angka import Permintaan, muat_angka
from capaian.ekspor.formulir.e79 import E79
from capaian.ekspor.formulir.e81 import E81
from capaian.ekspor.formulir.lembar import Cetakan, susun_buku
from capaian.ekspor.formulir.pengesahan import Wakil
from capaian.ekspor.formulir.pohon import muat_pohon
from capaian.ekspor.formulir.tahunan import E78, E80
from capaian.ekspor.formulir.tata import Formulir
from capaian.ekspor.kop import Penerbit, muat_logo, muat_penerbit
from capaian.tindak_lanjut import janji_terbuka
from konsolidasi.inti.tata_letak import Buku
from konsolidasi.inti.waktu import Triwulan
from opd.models import Opd, Penugasan, Urusan

PER_OPD: dict[str, Formulir] = {"e81": E81, "e80": E80}
SE_KOTA: dict[str, Formulir] = {"e79": E79, "e78": E78}


def buat_opd(
    formulir: Formulir,
    opd: Opd,
    tw: Triwulan,
    *,
    pada: datetime,
    oleh: str,
    kertas: str,
    wakil: Wakil | None = None,
) -> Buku:
    """The form of one OPD and the units below it. Some twenty queries, whatever the rows."""
    hari = pada.date()
    bapperida = muat_penerbit(hari)
    semua = [opd.pk, *Opd.objects.filter(induk=opd).order_by("pk").values_list("pk", flat=True)]
    cetakan = Cetakan(
        pada=pada,
        oleh=oleh,
        bapperida=bapperida,
        logo=muat_logo(opd, bapperida.opd),
        opd=Penerbit(opd, Penugasan.objects.kepala([opd.pk], hari).get(opd.pk)),
        nama_opd=opd.nama_pada(tw.akhir),
        kertas=kertas,
        janji=janji_terbuka(semua),
        wakil=wakil,
    )
    return _buku(formulir, semua, tw, cetakan)


def buat_kota(formulir: Formulir, tw: Triwulan, *, pada: datetime, oleh: str, kertas: str) -> Buku:
    """The form of the whole city, every OPD in it. Twenty queries."""
    opd = list(Opd.objects.order_by("pk").values_list("pk", flat=True))
    bapperida = muat_penerbit(pada.date())
    cetakan = Cetakan(
        pada=pada,
        oleh=oleh,
        bapperida=bapperida,
        logo=muat_logo(bapperida.opd),
        kertas=kertas,
        urusan=dict(Urusan.objects.order_by("kode").values_list("kode", "nama")),
        janji=janji_terbuka(opd),
    )
    return _buku(formulir, opd, tw, cetakan)


def _buku(formulir: Formulir, opd: Sequence[int], tw: Triwulan, cetakan: Cetakan) -> Buku:
    pohon = muat_pohon(opd, tw.tahun, formulir.tingkat)
    minta = Permintaan(tw, formulir.sumber_akhir, formulir.sumber_tahun)
    return susun_buku(formulir, pohon, muat_angka(pohon, minta), cetakan)
