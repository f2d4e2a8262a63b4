"""What the search finds of meetings: rapat, sesi, follow-ups, berita acara."""

from collections.abc import Callable, Collection

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from capaian.layar.cari import JenisCari, Opd, jawab, milik_opd
from capaian.layar.keselarasan import Lencana
from konsolidasi.inti import waktu
from konsolidasi.inti.alamat import alamat_halaman
from konsolidasi.inti.cari import Bidang, Butir, temukan
from konsolidasi.inti.pencarian import Pencarian
from rapat.layar.berita_acara import LENCANA as LENCANA_BERITA_ACARA
from rapat.layar.tindak_lanjut import LENCANA as LENCANA_TINDAK_LANJUT
from rapat.models import Agenda, BeritaAcara, Rapat, Sesi, TindakLanjut
from rapat.models.sesi import ROMAWI
from rapat.pilihan import (
    MASIH_TERBUKA,
    JenisBeritaAcara,
    StatusBeritaAcara,
    StatusSesi,
    StatusTindakLanjut,
)

LENCANA_SESI = {
    StatusSesi.TERJADWAL: ("netral", "calendar-event"),
    StatusSesi.BERLANGSUNG: ("sini", "player-play"),
    StatusSesi.DITETAPKAN: ("baik", "lock"),
}


def _pada_agenda(jalur: str) -> Callable[[Collection[int]], Q]:
    """Meetings that have one of these OPD on the agenda."""

    def milik(opd: Collection[int]) -> Q:
        agenda = Agenda.objects.filter(opd__in=opd, **{jalur: OuterRef("pk")})
        return Q(Exists(agenda.order_by()))

    return milik


def _rapat(pengguna: AbstractBaseUser, p: Pencarian, opd: Opd) -> QuerySet:
    tahun = ("mulai__year", "tahun_capaian", "tahun_target")
    bidang = Bidang(
        teks=(Value("Rapat"), "nama", "tempat"),
        tepat=("nama",),
        awal=("nama",),
        urut=("-mulai", "-pk"),
        lain=jawab(opd, _pada_agenda("sesi__rapat"), *tahun),
    )
    return temukan(
        Rapat.objects.untuk(pengguna),
        p,
        bidang,
        "rapat",
        judul="nama",
        keterangan="tempat",
        tanggal="mulai",
    )


def _sesi(pengguna: AbstractBaseUser, p: Pencarian, opd: Opd) -> QuerySet:
    bidang = Bidang(
        teks=(Value("Sesi"), "nama", "fokus", "klaster__nama", "rapat__nama"),
        tepat=("nama",),
        awal=("nama",),
        urut=("-tanggal", "nomor", "pk"),
        lain=jawab(opd, _pada_agenda("sesi"), "tanggal__year"),
    )
    return temukan(
        Sesi.objects.untuk(pengguna),
        p,
        bidang,
        "sesi",
        judul="nama",
        keterangan="rapat__nama",
        status="status",
        tanggal="tanggal",
        induk="nomor",
    )


def _tindak_lanjut(pengguna: AbstractBaseUser, p: Pencarian, opd: Opd) -> QuerySet:
    bidang = Bidang(
        teks=("uraian",),
        awal=("uraian",),
        urut=("c_induk", "-batas_tanggal", "pk"),
        lain=jawab(opd, milik_opd("opd"), "batas_tanggal__year"),
    )
    tertutup = Case(
        When(status__in=MASIH_TERBUKA, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return temukan(
        TindakLanjut.objects.untuk(pengguna),
        p,
        bidang,
        "tindak_lanjut",
        judul="uraian",
        opd="opd__singkatan",
        status="status",
        tanggal="batas_tanggal",
        induk=tertutup,
        contoh="contoh",
    )


def _berita_acara(pengguna: AbstractBaseUser, p: Pencarian, opd: Opd) -> QuerySet:
    jenis = Case(*(When(jenis=j, then=Value(j.label)) for j in JenisBeritaAcara), default=Value(""))
    bidang = Bidang(
        teks=(jenis, "nomor", "sesi__nama", "sesi__rapat__nama"),
        tepat=("nomor",),
        awal=("nomor", "sesi__nama"),
        urut=("-sesi__tanggal", "-pk"),
        lain=jawab(opd, _pada_agenda("sesi__berita_acara"), "sesi__tanggal__year"),
    )
    return temukan(
        BeritaAcara.objects.untuk(pengguna),
        p,
        bidang,
        "berita_acara",
        judul="sesi__nama",
        kode="nomor",
        keterangan=jenis,
        status="status",
        tanggal=F("sesi__tanggal"),
        induk="sesi_id",
    )


def _judul_sesi(b: Butir) -> str:
    return f"Sesi {ROMAWI[b.induk]}: {b.judul}"


def _tanggal(b: Butir) -> str:
    return waktu.tanggal(b.tanggal)


JENIS = (
    JenisCari(
        "tindak_lanjut",
        "tindak lanjut",
        _tindak_lanjut,
        lambda b: alamat_halaman("rapat:tindak_lanjut_rinci", b.pk),
        lambda b: Lencana(*LENCANA_TINDAK_LANJUT[b.status], StatusTindakLanjut(b.status).label),
        "rapat:tindak_lanjut_daftar",
        saat=lambda b: f"batas {_tanggal(b)}",
    ),
    JenisCari(
        "rapat",
        "rapat",
        _rapat,
        lambda b: alamat_halaman("rapat:rapat_rinci", b.pk),
        saat=_tanggal,
    ),
    JenisCari(
        "sesi",
        "sesi",
        _sesi,
        lambda b: alamat_halaman("rapat:sesi_rinci", b.pk),
        lambda b: Lencana(*LENCANA_SESI[b.status], StatusSesi(b.status).label),
        judul=_judul_sesi,
        saat=_tanggal,
    ),
    JenisCari(
        "berita_acara",
        "berita acara",
        _berita_acara,
        lambda b: alamat_halaman("rapat:berita_acara", b.induk),
        lambda b: Lencana(*LENCANA_BERITA_ACARA[b.status], StatusBeritaAcara(b.status).label),
        saat=_tanggal,
    ),
)
