"""What meetings and findings ask of an OPD, read for its own front page."""

from collections.abc import Collection
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Exists, OuterRef
from django.urls import reverse

from capaian.models import PelaksanaPrioritas, StatusPelaksana, StatusTemuan, Temuan
from capaian.querysets_temuan import ada_penjelasan
from konsolidasi.dasbor.beranda.bahan_opd import Janji, Tunggu, Undangan
from konsolidasi.dasbor.beranda.tindakan import hari_dari
from konsolidasi.inti import waktu
from opd.lingkup import lingkup
from rapat.models import Agenda, BeritaAcara, KonfirmasiKepala, TanggapanBeritaAcara, TindakLanjut
from rapat.models.sesi import ROMAWI
from rapat.pilihan import (
    StatusBeritaAcara,
    StatusKonfirmasi,
    StatusSesi,
    StatusTindakLanjut,
)


def muat_janji(pengguna: AbstractBaseUser) -> tuple[Janji, ...]:
    """Open follow-ups that the OPD answers for or supports, by due date. One query."""
    milik = lingkup(pengguna).opd_ids
    semua = TindakLanjut.objects.untuk(pengguna).terbuka().order_by("batas_tanggal", "pk")
    kolom = ("pk", "uraian", "opd", "opd__singkatan", "batas_tanggal", "status")
    return tuple(
        Janji(
            pk,
            uraian,
            singkatan,
            batas,
            status == StatusTindakLanjut.DILAPORKAN,
            opd in milik,
            reverse("rapat:tindak_lanjut_rinci", args=[pk]),
        )
        for pk, uraian, opd, singkatan, batas, status in semua.values_list(*kolom)
    )


def muat_undangan(pengguna: AbstractBaseUser) -> tuple[Undangan, ...]:
    """Own agenda items of sesi that are not ditetapkan, by date. One query."""
    semua = Agenda.objects.untuk(pengguna).exclude(sesi__status=StatusSesi.DITETAPKAN)
    urut = semua.order_by("sesi__tanggal", "sesi__nomor", "urutan", "pk")
    kolom = (
        "pk",
        "sesi__nomor",
        "sesi__nama",
        "sesi__tanggal",
        "opd__singkatan",
        "rencana_hadir",
    )
    return tuple(
        Undangan(pk, f"Sesi {ROMAWI[nomor]}: {nama}", tanggal, singkatan, hadir is not None)
        for pk, nomor, nama, tanggal, singkatan, hadir in urut.values_list(*kolom)
    )


def muat_konfirmasi(pengguna: AbstractBaseUser) -> tuple[Tunggu, ...]:
    """Agreements that wait for this kepala OPD. One query, none for anybody else."""
    kepala = lingkup(pengguna).kepala_ids
    if not kepala:
        return ()
    menunggu = KonfirmasiKepala.objects.filter(
        status=StatusKonfirmasi.MENUNGGU, agenda__opd__in=kepala
    )
    kolom = ("agenda", "agenda__sesi__nomor", "agenda__opd__singkatan", "sampai_tanggal")
    return tuple(
        Tunggu(
            f"{singkatan} di Sesi {ROMAWI[nomor]}, paling lambat {waktu.tanggal(sampai)}.",
            reverse("rapat:konfirmasi", args=[agenda]),
            sampai,
        )
        for agenda, nomor, singkatan, sampai in menunggu.order_by(
            "sampai_tanggal", "pk"
        ).values_list(*kolom)
    )


def muat_tanggapan(pengguna: AbstractBaseUser, hari: date) -> tuple[Tunggu, ...]:
    """Berita acara that circulate and that the OPD has not responded to. One query."""
    milik = lingkup(pengguna).undangan_ids
    sudah = TanggapanBeritaAcara.objects.filter(berita_acara=OuterRef("pk"), agenda__opd__in=milik)
    beredar = (
        BeritaAcara.objects.untuk(pengguna)
        .filter(status=StatusBeritaAcara.TANGGAPAN)
        .exclude(Exists(sudah))
        .order_by("tanggapan_sampai", "pk")
    )
    hasil = []
    for sesi, nomor, sampai in beredar.values_list("sesi", "sesi__nomor", "tanggapan_sampai"):
        batas = hari_dari(sampai) if sampai else None
        if batas is not None and batas < hari:
            continue
        kapan = f" sampai {waktu.hari_tanggal(batas)}" if batas else ""
        url = reverse("rapat:berita_acara", args=[sesi])
        hasil.append(Tunggu(f"Berita acara Sesi {ROMAWI[nomor]}{kapan}.", url, batas))
    return tuple(hasil)


def muat_penjelasan(pengguna: AbstractBaseUser) -> tuple[Tunggu, ...]:
    """Findings that ask this OPD for an explanation it has not given. One query."""
    diminta = Temuan.objects.untuk(pengguna).filter(
        ~ada_penjelasan(opd__in=lingkup(pengguna).opd_ids), status=StatusTemuan.JELASKAN
    )
    urut = diminta.order_by("-berat", "-tahun", "pk").only("judul")
    return tuple(Tunggu(f"{t.judul.rstrip('.')}.", t.get_absolute_url()) for t in urut)


def muat_permintaan(opd: Collection[int]) -> tuple[Tunggu, ...]:
    """Requests to take part in a prioritas that this OPD has to answer. One query."""
    diminta = PelaksanaPrioritas.objects.filter(
        opd__in=list(opd), status=StatusPelaksana.DIUSULKAN, mengajukan_diri=False
    )
    urut = diminta.select_related("prioritas", "opd").order_by("-tahun", "prioritas__urutan", "pk")
    return tuple(
        Tunggu(
            f"{p.prioritas.nama} {p.tahun_id}: {p.opd.singkatan} diminta menjadi"
            f" {p.get_peran_display().lower()}.",
            p.get_absolute_url(),
        )
        for p in urut
    )
