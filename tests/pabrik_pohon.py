"""Builders of the tree: misi to sasaran, prioritas, program to sub kegiatan."""

from datetime import date
from itertools import count
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
from opd.models import Opd
from tests import pabrik

_urut = count(1)


def buat_visi(**lain: Any) -> Visi:
    lain = {"uraian": "Visi", "tahun_mulai": 2025, "tahun_selesai": 2029} | lain
    return Visi.objects.create(nama=lain.pop("nama", f"Visi {next(_urut)}"), **lain)


def buat_misi(*, visi: Visi | None = None, **lain: Any) -> Misi:
    kode = lain.pop("kode", str(next(_urut)))
    return Misi.objects.create(visi=visi or buat_visi(), kode=kode, nama=f"Misi {kode}", **lain)


def buat_tujuan(*, misi: Misi | None = None, **lain: Any) -> Tujuan:
    kode = lain.pop("kode", str(next(_urut)))
    return Tujuan.objects.create(misi=misi or buat_misi(), kode=kode, nama=f"Tujuan {kode}", **lain)


def buat_sasaran(*, tujuan: Tujuan | None = None, **lain: Any) -> Sasaran:
    kode = lain.pop("kode", str(next(_urut)))
    nama = f"Sasaran {kode}"
    return Sasaran.objects.create(tujuan=tujuan or buat_tujuan(), kode=kode, nama=nama, **lain)


def buat_prioritas(*, sasaran: Sasaran | None = None, **lain: Any) -> Prioritas:
    visi = lain.pop("visi", None) or (sasaran.tujuan.misi.visi if sasaran else buat_visi())
    kode = lain.pop("kode", f"P{next(_urut)}")
    return Prioritas.objects.create(
        visi=visi, sasaran=sasaran, kode=kode, nama=f"Prioritas {kode}", **lain
    )


def buat_program(*, opd: Opd | None = None, kode: str = "", **lain: Any) -> Program:
    kode = kode or f"1.02.{next(_urut) % 100:02}"
    return Program.objects.create(
        opd=opd or pabrik.buat_opd(), kode=kode, nama=f"Program {kode}", **lain
    )


def buat_kegiatan(*, program: Program | None = None, nomor: int = 1, **lain: Any) -> Kegiatan:
    program = program or buat_program()
    kode = f"{program.kode}.2.{nomor:02}"
    return Kegiatan.objects.create(program=program, kode=kode, nama=f"Kegiatan {kode}", **lain)


def buat_sub(*, kegiatan: Kegiatan | None = None, nomor: int = 1, **lain: Any) -> SubKegiatan:
    kegiatan = kegiatan or buat_kegiatan()
    kode = f"{kegiatan.kode}.{nomor:04}"
    return SubKegiatan.objects.create(kegiatan=kegiatan, kode=kode, nama=f"Sub {kode}", **lain)


def buat_pagu(*, nilai: int = 1_000, tahun: int = 2025, sumber: str = "dpa", **lain: Any) -> Pagu:
    lain.setdefault("mulai", date(tahun, 1, 2))
    return Pagu.objects.create(tahun=pabrik.buat_tahun(tahun), nilai=nilai, sumber=sumber, **lain)
