"""Who may do what in a meeting."""

from typing import TYPE_CHECKING

import rules
from django.contrib.auth.base_user import AbstractBaseUser

from capaian.izin import pengisi, perencana
from opd.izin import admin, atur_di_admin, bertugas
from opd.lingkup import lingkup, memegang
from opd.pilihan import Peran

if TYPE_CHECKING:
    from rapat.models import Agenda, TindakLanjut

MODEL_DIATUR = ("rapat", "sesi", "agenda", "templatberitaacara")
MODEL_DIBACA = ("kehadiran", "kesepakatan", "logsesi", "tindaklanjut", "beritaacara")


@rules.predicate
def pencatat(pengguna: AbstractBaseUser) -> bool:
    return memegang(pengguna, Peran.BAPPERIDA, Peran.NOTULIS)


@rules.predicate
def opd_agenda(pengguna: AbstractBaseUser, agenda: "Agenda | None" = None) -> bool:
    """The own agenda item, also for a unit that is discussed with the OPD above it."""
    return agenda is None or agenda.opd_id in lingkup(pengguna).undangan_ids


@rules.predicate
def kepala_agenda(pengguna: AbstractBaseUser, agenda: "Agenda | None" = None) -> bool:
    kepala = lingkup(pengguna).kepala_ids
    return bool(kepala) if agenda is None else agenda.opd_id in kepala


@rules.predicate
def opd_penanggung_jawab(pengguna: AbstractBaseUser, satu: "TindakLanjut | None" = None) -> bool:
    return satu is None or satu.opd_id in lingkup(pengguna).opd_ids


rules.add_perm("rapat.lihat", bertugas)
rules.add_perm("rapat.catat", pencatat)
rules.add_perm("rapat.tetapkan", perencana)
rules.add_perm("rapat.undang", perencana)
rules.add_perm("rapat.siapkan", pengisi & opd_agenda)
rules.add_perm("rapat.konfirmasi", kepala_agenda)
rules.add_perm("rapat.tanggapi", pengisi & opd_agenda)
rules.add_perm("rapat.jawab_tanggapan", perencana)
rules.add_perm("rapat.lapor_tindak_lanjut", pengisi & opd_penanggung_jawab)
rules.add_perm("rapat.tutup_tindak_lanjut", perencana)
rules.add_perm("rapat.buka_berita_acara", admin)

atur_di_admin("rapat", MODEL_DIATUR)
rules.add_perm("rapat.delete_agenda", admin)
for _model in MODEL_DIBACA:
    rules.add_perm(f"rapat.view_{_model}", admin)
