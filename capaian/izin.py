"""Who may do what with targets and achievements."""

from typing import TYPE_CHECKING

import rules
from django.contrib.auth.base_user import AbstractBaseUser

from opd.izin import admin, atur_di_admin, bertugas
from opd.lingkup import lingkup, memegang
from opd.pilihan import Peran

if TYPE_CHECKING:
    from capaian.models import PelaksanaPrioritas, Realisasi, Temuan

MODEL_DIATUR = (
    "tahun",
    "periode",
    "perpanjangan",
    "visi",
    "prioritas",
    "misi",
    "tujuan",
    "sasaran",
    "program",
    "kegiatan",
    "subkegiatan",
    "pagu",
    "skalapredikat",
    "butirpredikat",
    "skalaperingkat",
    "peringkatkinerja",
    "indikator",
    "indikatorpendukung",
    "alasanperbaikan",
    "rinciankota",
)
# Official numbers: the admin site shows them, nobody changes them there.
MODEL_DIBACA = (
    "target",
    "targettriwulan",
    "usulantarget",
    "realisasi",
    "logrealisasi",
    "bukti",
    "kunciperiode",
    "hasilterkunci",
    "pelaksanaprioritas",
    "logpelaksana",
)


@rules.predicate
def pengisi(pengguna: AbstractBaseUser) -> bool:
    return memegang(pengguna, Peran.OPERATOR, Peran.KEPALA)


@rules.predicate
def pengimpor(pengguna: AbstractBaseUser) -> bool:
    """Whoever writes something; of which kinds and where, the kinds of import say."""
    return memegang(
        pengguna, Peran.OPERATOR, Peran.KEPALA, Peran.BAPPERIDA, Peran.NOTULIS, Peran.ADMIN
    )


@rules.predicate
def opd_sendiri(pengguna: AbstractBaseUser, realisasi: "Realisasi | None" = None) -> bool:
    """Without an object: may the person ever do it. One query when indikator is not loaded."""
    return realisasi is None or realisasi.indikator.opd_id in lingkup(pengguna).opd_ids


@rules.predicate
def perencana(pengguna: AbstractBaseUser) -> bool:
    return memegang(pengguna, Peran.BAPPERIDA)


@rules.predicate
def wajib_rilis(pengguna: AbstractBaseUser, realisasi: "Realisasi | None" = None) -> bool:
    return realisasi is None or realisasi.indikator.opd.wajib_rilis_kepala


@rules.predicate
def kepala_opd(pengguna: AbstractBaseUser, realisasi: "Realisasi | None" = None) -> bool:
    kepala = lingkup(pengguna).kepala_ids
    return bool(kepala) if realisasi is None else realisasi.indikator.opd_id in kepala


@rules.predicate
def boleh_lepas(pengguna: AbstractBaseUser, realisasi: "Realisasi | None" = None) -> bool:
    """Where the OPD asks for it, only its kepala hands a row over to Bapperida."""
    return (
        realisasi is None or kepala_opd(pengguna, realisasi) or not wajib_rilis(pengguna, realisasi)
    )


@rules.predicate
def opd_temuan(pengguna: AbstractBaseUser, temuan: "Temuan | None" = None) -> bool:
    """Whether a finding is about an indikator of the person's own OPD, or is discussed with it.

    One query at most.
    """
    milik = lingkup(pengguna).opd_ids
    if temuan is None or temuan.dibahas_opd_id in milik:
        return True
    return temuan.tautan.filter(indikator__opd__in=milik).exists()


@rules.predicate
def pengusul_pelaksana(pengguna: AbstractBaseUser, p: "PelaksanaPrioritas | None" = None) -> bool:
    """For its own OPD, or as the OPD in charge that asks another to support. One query at most."""
    milik = lingkup(pengguna).opd_ids
    return p is None or p.opd_id in milik or p.dipimpin(milik)


@rules.predicate
def diminta(pengguna: AbstractBaseUser, p: "PelaksanaPrioritas | None" = None) -> bool:
    """The OPD that was asked answers; what it asked for itself, Bapperida settles."""
    return p is None or (p.opd_id in lingkup(pengguna).opd_ids and not p.mengajukan_diri)


rules.add_perm("capaian.lihat", bertugas)
rules.add_perm("capaian.isi", pengisi & opd_sendiri)
rules.add_perm("capaian.impor", pengimpor)
rules.add_perm("capaian.serahkan", pengisi & opd_sendiri & wajib_rilis)
rules.add_perm("capaian.ajukan", pengisi & opd_sendiri & boleh_lepas)
rules.add_perm("capaian.lepas", kepala_opd & wajib_rilis)
rules.add_perm("capaian.unggah_bukti", pengisi & opd_sendiri)
rules.add_perm("capaian.usulkan", pengisi & opd_sendiri)
rules.add_perm("capaian.verifikasi", perencana)
rules.add_perm("capaian.koreksi", perencana)
rules.add_perm("capaian.perpanjang", perencana)
rules.add_perm("capaian.kunci", perencana)
rules.add_perm("capaian.buka_kunci", admin)
rules.add_perm("capaian.ubah_target", perencana)
rules.add_perm("capaian.ekspor", bertugas)
rules.add_perm("capaian.putuskan_temuan", perencana)
rules.add_perm("capaian.jawab_temuan", pengisi & opd_temuan)
rules.add_perm("capaian.usulkan_pelaksana", perencana | (pengisi & pengusul_pelaksana))
rules.add_perm("capaian.jawab_pelaksana", pengisi & diminta)
rules.add_perm("capaian.putuskan_pelaksana", perencana)

atur_di_admin("capaian", MODEL_DIATUR)
for _model in MODEL_DIBACA:
    rules.add_perm(f"capaian.view_{_model}", admin)
