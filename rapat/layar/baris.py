"""One indikator on the table of a sesi: last year, what is proposed, what is agreed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from capaian.models import Indikator, Target, UsulanTarget
from capaian.perhitungan import HasilTahun, Penghitung, berlaku_pada, muat_versi_target
from capaian.peringatan import Pembanding, lebih_ringan
from capaian.pilihan import SumberTarget
from konsolidasi.inti import angka, waktu
from rapat.layar.ketikan import BIASA, Balasan, sidik, teks_medan
from rapat.models import Agenda, Kesepakatan
from rapat.pilihan import DISEPAKATI, Putusan, StatusSesi


@dataclass(frozen=True)
class Acuan:
    """A target that the table shows beside the agreed one, with its text."""

    target: Target | UsulanTarget | None
    teks: str

    @property
    def contoh(self) -> bool:
        return bool(self.target and self.target.contoh)


@dataclass(frozen=True)
class Baris:
    """`teks` is what the fields show: typed text before stored."""

    indikator: Indikator
    lalu: HasilTahun
    lalu_teks: str
    """Realisasi of last year against its target: "71,20 dari 90,00"; empty without realisasi."""
    rpjmd: Acuan
    usulan: Acuan
    lama: Acuan
    kesepakatan: Kesepakatan | None
    teks: Mapping[str, str]
    pilihan: tuple[str, ...]
    petunjuk: tuple[str, ...]
    ditunda: str
    """That an earlier sesi put it off until this one, in words; else ""."""
    asal: str
    versi: int
    balasan: Balasan

    @property
    def putusan(self) -> Putusan:
        return Putusan(self.kesepakatan.putusan) if self.kesepakatan else Putusan.BELUM

    @property
    def berlaku(self) -> Target | None:
        """The version that this agreement became, once the sesi is ditetapkan."""
        return self.kesepakatan.target_baru if self.kesepakatan else None

    @property
    def lama_berbeda(self) -> bool:
        """Whether the target before the sesi is not the number of the RPJMD that stands there."""
        return self.lama.teks != self.rpjmd.teks

    @property
    def lawan_teks(self) -> str:
        return tertulis(self.indikator, self.balasan.lawan)

    @property
    def contoh(self) -> bool:
        return self.lalu.contoh or any(t.contoh for t in (self.rpjmd, self.usulan, self.lama))


def susun_baris(
    agenda: Agenda, indikator: Sequence[Indikator], balasan: Mapping[int, Balasan]
) -> tuple[Baris, ...]:
    """The rows of one item, or one row after it was saved. Eleven queries, whatever the number."""
    rapat = agenda.sesi.rapat
    pk = [i.pk for i in indikator]
    lalu = Penghitung(rapat.tahun_capaian_id).hitung(indikator)
    versi = muat_versi_target(pk, rapat.tahun_target_id)
    usulan = _per_indikator(
        UsulanTarget.objects.filter(indikator__in=pk, tahun=rapat.tahun_target_id).select_related(
            "predikat"
        )
    )
    kesepakatan = _per_indikator(
        Kesepakatan.objects.filter(agenda=agenda, indikator__in=pk).select_related(
            "predikat", "target_baru", "diubah_oleh"
        )
    )
    ditunda = ditunda_sebelum(agenda, pk)
    return tuple(
        _baris(
            agenda,
            i,
            lalu[i.pk],
            versi[i.pk],
            usulan.get(i.pk),
            kesepakatan.get(i.pk),
            balasan.get(i.pk, BIASA),
            ditunda.get(i.pk, ""),
        )
        for i in indikator
    )


def _baris(
    agenda: Agenda,
    indikator: Indikator,
    lalu: HasilTahun,
    versi: Sequence[Target],
    usulan: UsulanTarget | None,
    kesepakatan: Kesepakatan | None,
    balasan: Balasan,
    ditunda: str,
) -> Baris:
    rpjmd = next((v for v in reversed(versi) if v.sumber == SumberTarget.RPJMD), None)
    lama = _sebelum_sesi(versi, kesepakatan, agenda)
    tersimpan = teks_medan(indikator, kesepakatan)
    versi_baris = kesepakatan.versi if kesepakatan else 0
    if balasan.ketikan is not None and balasan.versi is not None:
        # Typed text keeps the version it was typed on, so that it never wins unseen.
        versi_baris = balasan.versi
    return Baris(
        indikator=indikator,
        lalu=lalu,
        lalu_teks=_lalu(indikator, lalu),
        rpjmd=Acuan(rpjmd, tertulis(indikator, rpjmd)),
        usulan=Acuan(usulan, tertulis(indikator, usulan)),
        lama=Acuan(lama, tertulis(indikator, lama)),
        kesepakatan=kesepakatan,
        teks=tersimpan | dict(balasan.ketikan or {}),
        pilihan=_pilihan(indikator),
        petunjuk=()
        if balasan.lawan
        else _petunjuk(indikator, agenda, lalu, rpjmd, usulan, kesepakatan),
        ditunda=ditunda,
        asal=sidik(tersimpan),
        versi=versi_baris,
        balasan=balasan,
    )


def ditunda_sebelum(agenda: Agenda, indikator: Sequence[int]) -> dict[int, str]:
    """What the last final sesi before this one that decided about it put off. One query."""
    sesi = agenda.sesi
    terakhir = (
        Kesepakatan.objects.filter(
            indikator__in=indikator,
            putusan__in=[*DISEPAKATI, Putusan.DITUNDA],
            agenda__sesi__status=StatusSesi.DITETAPKAN,
        )
        .filter(
            Q(agenda__sesi__tanggal__lt=sesi.tanggal)
            | Q(agenda__sesi__tanggal=sesi.tanggal, agenda__sesi__jam_mulai__lt=sesi.jam_mulai)
        )
        .select_related("agenda__sesi")
        .order_by("indikator_id", "-agenda__sesi__tanggal", "-agenda__sesi__jam_mulai", "-pk")
        .distinct("indikator_id")
    )
    return {
        k.indikator_id: f"Ditunda pada Sesi {k.agenda.sesi.nomor}"
        f" ({waktu.tanggal(k.agenda.sesi.tanggal)})"
        for k in terakhir
        if k.putusan == Putusan.DITUNDA
    }


def _sebelum_sesi(
    versi: Sequence[Target], kesepakatan: Kesepakatan | None, agenda: Agenda
) -> Target | None:
    if kesepakatan and agenda.sesi.terkunci:
        return next((v for v in versi if v.pk == kesepakatan.target_lama_id), None)
    return berlaku_pada(versi, agenda.sesi.tanggal)


def _petunjuk(
    indikator: Indikator,
    agenda: Agenda,
    lalu: HasilTahun,
    rpjmd: Target | None,
    usulan: UsulanTarget | None,
    kesepakatan: Kesepakatan | None,
) -> tuple[str, ...]:
    """Questions beside the input, never a refusal: what is asked is less than it was."""
    rapat = agenda.sesi.rapat
    kata, target = "Sepakat", kesepakatan
    if kesepakatan is None or kesepakatan.sebagai_target() is None:
        kata, target = "Usulan", usulan
    nilai = target.sebagai_target() if target else None
    if nilai is None:
        return ()
    lawan = [
        Pembanding(
            f"RPJMD {rapat.tahun_target_id}",
            rpjmd.sebagai_target() if rpjmd else None,
            tertulis(indikator, rpjmd),
        ),
        Pembanding(
            f"realisasi {rapat.tahun_capaian_id}",
            lalu.realisasi.nilai,
            _realisasi(indikator, lalu),
        ),
    ]
    kalimat = [lebih_ringan(indikator, nilai, satu) for satu in lawan if satu.nilai is not None]
    depan = f"{kata} {tertulis(indikator, target)}"
    return tuple(f"{depan} {k[0].lower()}{k[1:]}" for k in kalimat if k)


def _pilihan(indikator: Indikator) -> tuple[str, ...]:
    """Letters of the predikat scale, best first; empty for a number."""
    if not indikator.berpredikat:
        return ()
    butir = sorted(indikator.skala_predikat.butir.all(), key=lambda b: -b.nilai)
    return tuple(b.kode for b in butir)


def _lalu(indikator: Indikator, lalu: HasilTahun) -> str:
    nilai = _realisasi(indikator, lalu)
    target = tertulis(indikator, lalu.target)
    return f"{nilai} dari {target}" if nilai and target else nilai


def _realisasi(indikator: Indikator, lalu: HasilTahun) -> str:
    nilai = lalu.realisasi.nilai
    if nilai is None:
        return ""
    return getattr(nilai, "kode", None) or angka.tulis(nilai, indikator.desimal)


def tertulis(indikator: Indikator, target: Target | UsulanTarget | Kesepakatan | None) -> str:
    return target.tertulis(indikator.desimal) if target else ""


def _per_indikator(baris: Iterable) -> dict[int, object]:
    return {satu.indikator_id: satu for satu in baris}
