"""The tree below the visi: misi to sasaran, program to sub kegiatan with pagu, all of it contoh."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from capaian.models import (
    Kegiatan,
    Misi,
    Pagu,
    Prioritas,
    Program,
    Sasaran,
    SubKegiatan,
    Tujuan,
    Visi,
)
from capaian.pilihan import SumberTarget
from konsolidasi.contoh.berkas import baca_csv, baca_toml
from konsolidasi.contoh.muatan import Muatan
from konsolidasi.inti import angka

PER_BAGIAN = {3: Program, 5: Kegiatan, 6: SubKegiatan}
"""Which level a code belongs to, by the number of its parts."""
MEDAN = {Program: "program", Kegiatan: "kegiatan", SubKegiatan: "sub_kegiatan"}
DPA_2026 = date(2026, 1, 5)


def muat(muatan: Muatan) -> None:
    """Before the indikator: `muatan.simpul` says under which node each of them is created."""
    sasaran = _sampai_sasaran(muatan)
    baris = baca_csv("pohon.csv")
    simpul = _nomenklatur(muatan, baris, sasaran)
    Pagu.objects.bulk_create(pagu for b in baris for pagu in _pagu(b, simpul[b["opd"], b["kode"]]))


def _sampai_sasaran(muatan: Muatan) -> dict[str, Sasaran]:
    isi = baca_toml("pohon.toml")
    visi = Visi.objects.get(prioritas=next(iter(muatan.prioritas.values())))
    hasil: dict[str, Sasaran] = {}
    ikut: list[Prioritas] = []
    lain = {"sumber": isi["sumber"], "contoh": True}
    for kode_misi, m in _bernomor(isi["misi"]):
        misi = _buat(Misi, m, kode_misi, visi=visi, **lain)
        for kode_tujuan, t in _bernomor(m["tujuan"], kode_misi):
            tujuan = _buat(Tujuan, t, kode_tujuan, misi=misi, **lain)
            _pasang(muatan, t, tujuan=tujuan)
            for kode, s in _bernomor(t["sasaran"], kode_tujuan):
                sasaran = hasil[kode] = _buat(Sasaran, s, kode, tujuan=tujuan, **lain)
                _pasang(muatan, s, sasaran=sasaran)
                for nama in s.get("prioritas", ()):
                    muatan.prioritas[nama].sasaran = sasaran
                    ikut.append(muatan.prioritas[nama])
    Prioritas.objects.bulk_update(ikut, ("sasaran",))
    return hasil


def _nomenklatur(
    muatan: Muatan, baris: list[dict[str, str]], sasaran: dict[str, Sasaran]
) -> dict[tuple[str, str], Program | Kegiatan | SubKegiatan]:
    """Level by level, because each needs the one above."""
    simpul: dict[tuple[str, str], Any] = {}
    for bagian, kelas in PER_BAGIAN.items():
        milik = [b for b in baris if b["kode"].count(".") == bagian - 1]
        dibuat = kelas.objects.bulk_create(
            kelas(kode=b["kode"], nama=b["nama"], contoh=True, **_atas(b, muatan, simpul, sasaran))
            for b in milik
        )
        for b, satu in zip(milik, dibuat, strict=True):
            simpul[b["opd"], b["kode"]] = satu
            for kode in b["indikator"].split():
                muatan.simpul[kode] = {MEDAN[kelas]: satu}
    return simpul


def _atas(
    b: dict[str, str], muatan: Muatan, simpul: dict[tuple[str, str], Any], sasaran: dict
) -> dict[str, Any]:
    bagian = b["kode"].split(".")
    if len(bagian) == 6:
        return {"kegiatan": simpul[b["opd"], ".".join(bagian[:5])]}
    if len(bagian) == 5:
        return {"program": simpul[b["opd"], ".".join(bagian[:3])]}
    opd, prioritas = muatan.opd[b["opd"]], muatan.prioritas.get(b["induk"])
    return {"opd": opd, "prioritas": prioritas, "sasaran": sasaran.get(b["induk"])}


def _pagu(b: dict[str, str], simpul: Program | Kegiatan | SubKegiatan) -> Iterator[Pagu]:
    dpa_2026 = b["dpa_2026"] or b["renja_2026"]
    for tahun, sumber, teks, mulai in (
        (2025, SumberTarget.RENJA, b["renja_2025"], date(2025, 1, 2)),
        (2025, SumberTarget.DPA, b["renja_2025"], date(2025, 1, 2)),
        (2026, SumberTarget.RENJA, b["renja_2026"], DPA_2026),
        (2026, SumberTarget.DPA, dpa_2026, DPA_2026),
    ):
        yield Pagu(
            tahun_id=tahun,
            sumber=sumber,
            nilai=angka.urai(teks, desimal=0),
            mulai=mulai,
            acuan=f"{sumber.label} {tahun} (contoh)",
            contoh=True,
            **{MEDAN[type(simpul)]: simpul},
        )


def _bernomor(baris: Iterable[dict], awalan: str = "") -> Iterator[tuple[str, dict]]:
    for n, satu in enumerate(baris, start=1):
        yield (f"{awalan}.{n}" if awalan else str(n)), satu


def _buat(kelas: type, baris: dict, kode: str, **lain: Any) -> Any:
    urutan = int(kode.rpartition(".")[2])
    return kelas.objects.create(kode=kode, nama=baris["nama"], urutan=urutan, **lain)


def _pasang(muatan: Muatan, baris: dict, **simpul: Any) -> None:
    for kode in baris.get("indikator", ()):
        muatan.simpul[kode] = simpul
