"""Who carries which prioritas in the year of the targets: asked, answered, refused, not discussed.

The state and its log are written as the verbs would leave them, on the days of the story.
"""

from datetime import datetime

from capaian.alur_pelaksana import ALUR_PELAKSANA, TERIMA, TOLAK, USUL
from capaian.models import LogPelaksana, PelaksanaPrioritas, StatusPelaksana
from konsolidasi.contoh.berkas import baca_toml
from konsolidasi.contoh.muatan import Muatan
from konsolidasi.contoh.pemuat.periode import BUKA, saat
from opd.models import Pengguna

S = StatusPelaksana
LANGKAH = {
    S.BELUM_DIBAHAS: (),
    S.DIUSULKAN: (USUL,),
    S.DISETUJUI: (USUL, TERIMA),
    S.DITOLAK: (USUL, TOLAK),
}


def muat(muatan: Muatan) -> None:
    isi = baca_toml("pelaksana.toml")
    pengusul = muatan.pengguna[isi["pengusul"]]
    tanya, jawab = saat(isi["diusulkan"], BUKA), saat(isi["dijawab"], BUKA)
    baris = []
    for kode, opd, peran, status in isi["pelaksana"]:
        satu = PelaksanaPrioritas(
            tahun_id=isi["tahun"],
            prioritas=muatan.prioritas[kode],
            opd=muatan.opd[opd],
            peran=peran,
            status=status,
            contoh=True,
        )
        _tanyakan(satu, pengusul, tanya)
        if status in (S.DISETUJUI, S.DITOLAK):
            satu.dijawab_oleh, satu.dijawab_pada = muatan.pengisi[opd], jawab
        if status == S.DITOLAK:
            satu.alasan = isi["alasan"][opd]
        satu.versi = len(LANGKAH[S(status)]) or 1
        baris.append(satu)
    PelaksanaPrioritas.objects.bulk_create(baris)
    LogPelaksana.objects.bulk_create(
        _log(satu, nama) for satu in baris for nama in LANGKAH[S(satu.status)]
    )


def _tanyakan(satu: PelaksanaPrioritas, oleh: Pengguna, pada: datetime) -> None:
    if satu.status != S.BELUM_DIBAHAS:
        satu.diusulkan_oleh, satu.diusulkan_pada = oleh, pada


def _log(satu: PelaksanaPrioritas, nama: str) -> LogPelaksana:
    langkah = ALUR_PELAKSANA[nama]
    tanya = nama == USUL
    return LogPelaksana(
        pelaksana=satu,
        transisi=nama,
        dari=S.BELUM_DIBAHAS if tanya else S.DIUSULKAN,
        ke=langkah.ke,
        peran=satu.peran,
        oleh=satu.diusulkan_oleh if tanya else satu.dijawab_oleh,
        catatan="" if tanya else satu.alasan,
    )
