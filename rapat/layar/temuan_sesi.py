"""Findings of keselarasan on a run sheet, ready to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from capaian.layar.keselarasan import Penjelasan, susun_penjelasan
from konsolidasi.inti import waktu
from rapat.layanan.temuan_sesi import TemuanButir
from rapat.models import Agenda, PutusanTemuan
from rapat.pilihan import HasilTemuan

MEDAN = ("putusan", "alasan", "batas")
SEMUA_GALAT = (*MEDAN, "baris")
PILIHAN = tuple(HasilTemuan.choices)


@dataclass(frozen=True)
class BalasanTemuan:
    """What a save made of it: the texts as typed, and why they were not kept."""

    ketikan: Mapping[str, str] = field(default_factory=dict)
    galat: Mapping[str, str] = field(default_factory=dict)
    lawan: PutusanTemuan | None = None
    versi: int | None = None
    titipan: bool = False

    @property
    def ditolak(self) -> bool:
        return bool(self.lawan or any(self.galat.values()))


BIASA = BalasanTemuan()


@dataclass(frozen=True)
class KotakTemuan:
    """One finding. `di_butir` names the item it was settled under when that is another one."""

    butir: TemuanButir
    angka: tuple[tuple[str, str, str], ...]
    teks: Mapping[str, str]
    galat: Mapping[str, str]
    versi: int
    tersimpan: str
    di_butir: str
    berubah: bool
    """Its numbers are no longer those that were settled."""
    balasan: BalasanTemuan
    penjelasan: tuple[Penjelasan, ...]

    @property
    def pk(self) -> int:
        return self.butir.temuan.pk

    @property
    def putusan(self) -> PutusanTemuan | None:
        return self.butir.putusan


def teks_medan(putusan: PutusanTemuan | None) -> dict[str, str]:
    if putusan is None:
        return {"putusan": HasilTemuan.BELUM.value, "alasan": "", "batas": ""}
    lanjut = putusan.tindak_lanjut
    batas = f"{lanjut.batas_tanggal:%Y-%m-%d}" if lanjut else ""
    return {"putusan": putusan.putusan, "alasan": putusan.alasan, "batas": batas}


def susun_temuan(
    agenda: Agenda,
    semua: Sequence[TemuanButir],
    balasan: Mapping[int, BalasanTemuan] | None = None,
) -> tuple[KotakTemuan, ...]:
    """No query."""
    return tuple(susun_kotak(agenda, b, (balasan or {}).get(b.temuan.pk, BIASA)) for b in semua)


def susun_kotak(agenda: Agenda, butir: TemuanButir, balasan: BalasanTemuan = BIASA) -> KotakTemuan:
    putusan = butir.putusan
    lain = putusan is not None and putusan.agenda_id != agenda.pk and not butir.belum
    versi = putusan.versi if putusan else 0
    return KotakTemuan(
        butir=butir,
        angka=tuple((label, teks, asal) for label, teks, asal in butir.temuan.angka),
        teks=teks_medan(putusan) | dict(balasan.ketikan),
        galat=dict.fromkeys(SEMUA_GALAT, "") | dict(balasan.galat),
        versi=versi if balasan.versi is None else balasan.versi,
        tersimpan=f"tersimpan {waktu.jam(putusan.diubah_pada)}" if putusan else "",
        di_butir=putusan.agenda.nama if lain else "",
        berubah=bool(putusan)
        and (butir.beku or not butir.belum)
        and putusan.sidik != butir.temuan.sidik,
        balasan=balasan,
        penjelasan=susun_penjelasan(butir.temuan),
    )
