"""The preview before agreed targets come into force, and the record afterwards."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from capaian.models import Indikator, Target
from capaian.perhitungan import muat_versi_target
from rapat.layanan.penetapan import Sebelumnya, belum_diputuskan, versi_sebelumnya
from rapat.layar.baris import tertulis
from rapat.models import Agenda, Kesepakatan, Sesi
from rapat.pilihan import DISEPAKATI, Putusan


@dataclass(frozen=True)
class Baris:
    kesepakatan: Kesepakatan
    lama_teks: str
    baru_teks: str
    disela: Target | None
    """A version that came, or takes effect, after the one the room saw; it will be replaced."""
    disela_teks: str
    menunggu: bool
    """Whether that version takes effect only after the berita acara."""
    tetap: bool
    """In force from before the sesi was opened again, and not changed since."""
    sebelumnya: str
    """As it was put in force then."""

    @property
    def contoh(self) -> bool:
        k = self.kesepakatan
        return k.indikator.contoh or bool(k.target_lama and k.target_lama.contoh)


@dataclass(frozen=True)
class Kelompok:
    agenda: Agenda
    baris: tuple[Baris, ...]


@dataclass(frozen=True)
class Penetapan:
    kelompok: tuple[Kelompok, ...]
    belum: tuple[tuple[Agenda, Indikator], ...]
    ditunda: tuple[Kesepakatan, ...]
    dicabut: tuple[Kesepakatan, ...] = ()
    """In force before the sesi was opened again, no longer agreed: the old target comes back."""

    def hanya(self, agenda: Collection[int]) -> "Penetapan":
        """What belongs to these agenda items."""
        return replace(
            self,
            kelompok=tuple(k for k in self.kelompok if k.agenda.pk in agenda),
            belum=tuple(b for b in self.belum if b[0].pk in agenda),
            ditunda=tuple(k for k in self.ditunda if k.agenda_id in agenda),
            dicabut=tuple(k for k in self.dicabut if k.agenda_id in agenda),
        )

    @property
    def jumlah(self) -> int:
        return sum(len(k.baris) for k in self.kelompok)

    @property
    def disela(self) -> int:
        return sum(1 for k in self.kelompok for b in k.baris if b.disela)

    @property
    def contoh(self) -> bool:
        return any(b.contoh for k in self.kelompok for b in k.baris)


def susun_penetapan(sesi: Sesi) -> Penetapan:
    """A fixed number of queries, whatever the number of agreements."""
    semua = list(
        Kesepakatan.objects.filter(agenda__sesi=sesi)
        .select_related(
            "agenda__opd",
            "indikator__opd",
            "predikat",
            "target_lama__predikat",
            "target_baru",
        )
        .order_by("agenda__urutan", "agenda", "indikator__opd__urutan", "indikator__urutan", "pk")
    )
    sepakat = [k for k in semua if k.putusan in DISEPAKATI]
    tahun = sesi.rapat.tahun_target_id
    versi = muat_versi_target([k.indikator_id for k in sepakat], tahun)
    pernah = {} if sesi.terkunci else versi_sebelumnya(semua, tahun)
    kelompok: dict[int, list[Baris]] = {}
    agenda: dict[int, Agenda] = {}
    for k in sepakat:
        agenda[k.agenda_id] = k.agenda
        ada = versi[k.indikator_id]
        kelompok.setdefault(k.agenda_id, []).append(
            _baris(k, ada[-1] if ada else None, pernah.get(k.pk), sesi)
        )
    return Penetapan(
        kelompok=tuple(Kelompok(agenda[pk], tuple(baris)) for pk, baris in kelompok.items()),
        belum=() if sesi.terkunci else tuple(belum_diputuskan(sesi)),
        ditunda=tuple(k for k in semua if k.putusan == Putusan.DITUNDA),
        dicabut=tuple(
            k
            for k in semua
            if k.putusan not in DISEPAKATI and (s := pernah.get(k.pk)) and s.kini and k.target_lama
        ),
    )


def _baris(
    kesepakatan: Kesepakatan, terakhir: Target | None, pernah: Sebelumnya | None, sesi: Sesi
) -> Baris:
    tetap = pernah is not None and pernah.sama_dengan(kesepakatan)
    dikenal = {kesepakatan.target_lama_id, pernah.target.pk if pernah else None}
    disela = None
    if terakhir and not (sesi.terkunci or tetap) and terakhir.pk not in dikenal:
        disela = terakhir
    return Baris(
        kesepakatan=kesepakatan,
        lama_teks=tertulis(kesepakatan.indikator, kesepakatan.target_lama),
        baru_teks=tertulis(kesepakatan.indikator, kesepakatan),
        disela=disela,
        disela_teks=tertulis(kesepakatan.indikator, disela),
        menunggu=bool(disela and disela.mulai > sesi.tanggal),
        tetap=tetap,
        sebelumnya=tertulis(kesepakatan.indikator, pernah.target if pernah else None),
    )
