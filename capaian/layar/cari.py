"""What the search finds of indikator, the tree above them, findings and evidence."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, TextField, Value, When

from capaian.keselarasan.kata import HENTI, SAMA, SINGKATAN, UKURAN
from capaian.layar.keselarasan import RAGAM as RAGAM_TEMUAN
from capaian.layar.keselarasan import Lencana
from capaian.models import (
    Bukti,
    Indikator,
    Kegiatan,
    Prioritas,
    Program,
    StatusTemuan,
    SubKegiatan,
    Temuan,
    TemuanIndikator,
)
from capaian.pilihan import StatusBukti
from konsolidasi.inti.alamat import alamat_halaman
from konsolidasi.inti.cari import Bidang, Butir, temukan
from konsolidasi.inti.pencarian import Kata, Pencarian

Opd = Mapping[str, Sequence[int]]
"""By word, in small letters: the OPD with this singkatan, today or before."""
TIDAK_AKTIF = "Tidak aktif"
RAGAM_BUKTI = {
    StatusBukti.MENUNGGU: ("kosong", "circle-dashed"),
    StatusBukti.DITERIMA: ("baik", "circle-check"),
    StatusBukti.DITOLAK: ("buruk", "circle-x"),
}


@dataclass(frozen=True, slots=True)
class JenisCari:
    """One kind of thing that is found. `benda`: what a number of them is called."""

    kode: str
    benda: str
    baris: Callable[[AbstractBaseUser, Pencarian, Opd], QuerySet]
    url: Callable[[Butir], str]
    lencana: Callable[[Butir], Lencana | None] = lambda _: None
    daftar: str = ""
    """Name of the URL of the list that takes `?cari=`."""
    judul: Callable[[Butir], str] = lambda b: b.judul
    saat: Callable[[Butir], str] = lambda b: str(b.tahun or "")


def arti(kata: str) -> tuple[str, ...]:
    """What an abbreviation stands for, and the other word for the same.

    "AKI" is "kematian ibu" too: whether it is counted as angka or jumlah, a name may leave out.
    """
    panjang = [k for k in SINGKATAN.get(kata, "").split() if k not in UKURAN]
    return tuple(filter(None, (" ".join(panjang), SAMA.get(kata))))


def ringan(kata: str) -> bool:
    """Says little about which row is meant."""
    return kata in HENTI or kata in UKURAN or kata in SAMA.values() & UKURAN.keys()


def jawab(
    opd: Opd, milik: Callable[[Collection[int]], Q] | None = None, *medan_tahun: str
) -> Callable[[Kata], Q | None]:
    """Rows of an OPD answer its singkatan, rows of a year that year."""

    def lain(kata: Kata) -> Q | None:
        if kata.tahun is not None and not medan_tahun:
            return None
        hasil = Q()
        for medan in medan_tahun if kata.tahun is not None else ():
            hasil |= Q(**{medan: kata.tahun})
        disebut = opd.get(kata.tulis.casefold())
        return hasil | milik(disebut) if disebut and milik else hasil

    return lain


def milik_opd(medan: str) -> Callable[[Collection[int]], Q]:
    return lambda opd: Q(**{f"{medan}__in": opd})


def keadaan(**syarat: bool) -> Case:
    """Empty while all of this is true."""
    return Case(
        When(**syarat, then=Value("")), default=Value(TIDAK_AKTIF), output_field=TextField()
    )


def redup(b: Butir) -> Lencana | None:
    return Lencana("netral", "circle-minus", b.status) if b.status else None


def _indikator(pengguna: AbstractBaseUser, p: Pencarian, opd: Opd) -> QuerySet:
    bidang = Bidang(
        teks=("kode", "nama"),
        tepat=("kode",),
        awal=("kode", "nama"),
        urut=("c_status", "opd__urutan", "urutan", "kode", "pk"),
        lain=jawab(opd, milik_opd("opd")),
    )
    return temukan(
        Indikator.objects.untuk(pengguna),
        p,
        bidang,
        "indikator",
        judul="nama",
        kode="kode",
        opd="opd__singkatan",
        status=keadaan(aktif=True, opd__aktif=True),
        contoh="contoh",
    )


def _prioritas(pengguna: AbstractBaseUser, p: Pencarian, opd: Opd) -> QuerySet:
    bidang = Bidang(
        teks=("kode", "nama"),
        tepat=("kode",),
        awal=("kode", "nama"),
        urut=("-visi__tahun_mulai", "urutan", "pk"),
        lain=jawab(opd),
    )
    return temukan(
        Prioritas.objects.all(),
        p,
        bidang,
        "prioritas",
        judul="nama",
        kode="kode",
        keterangan="visi__nama",
        contoh="contoh",
    )


def _nomenklatur(
    model: type[Program | Kegiatan | SubKegiatan], jalur: str
) -> Callable[[AbstractBaseUser, Pencarian, Opd], QuerySet]:
    def baris(pengguna: AbstractBaseUser, p: Pencarian, opd: Opd) -> QuerySet:
        bidang = Bidang(
            teks=("kode", "nama"),
            tepat=("kode",),
            awal=("kode", "nama"),
            urut=("c_status", f"{jalur}opd__urutan", "kode", "pk"),
            lain=jawab(opd, milik_opd(f"{jalur}opd")),
        )
        return temukan(
            model.objects.untuk(pengguna),
            p,
            bidang,
            model._meta.model_name,
            judul="nama",
            kode="kode",
            opd=f"{jalur}opd__singkatan",
            status=keadaan(aktif=True),
            contoh="contoh",
        )

    return baris


def _menyangkut(opd: Collection[int]) -> Q:
    tautan = TemuanIndikator.objects.filter(temuan=OuterRef("pk"), indikator__opd__in=opd)
    return Q(Exists(tautan.order_by()))


def _temuan(pengguna: AbstractBaseUser, p: Pencarian, opd: Opd) -> QuerySet:
    bidang = Bidang(
        teks=("judul",),
        awal=("judul",),
        urut=("-tahun", "-berat", "pk"),
        lain=jawab(opd, _menyangkut, "tahun"),
    )
    return temukan(
        Temuan.objects.untuk(pengguna).exclude(status=StatusTemuan.HILANG),
        p,
        bidang,
        "temuan",
        judul="judul",
        tahun="tahun_id",
        status="status",
        contoh="contoh",
    )


def _bukti(pengguna: AbstractBaseUser, p: Pencarian, opd: Opd) -> QuerySet:
    bidang = Bidang(
        teks=("nama", "nomor_dokumen"),
        tepat=("nomor_dokumen",),
        awal=("nama", "nomor_dokumen"),
        urut=("-periode__tahun", "-periode__triwulan", "pk"),
        lain=jawab(opd, milik_opd("indikator__opd"), "periode__tahun"),
    )
    return temukan(
        Bukti.objects.untuk(pengguna).berlaku(),
        p,
        bidang,
        "bukti",
        judul="nama",
        kode="nomor_dokumen",
        opd="indikator__opd__singkatan",
        keterangan="indikator__nama",
        tahun="periode__tahun_id",
        status="status",
        contoh="contoh",
    )


def _url_pohon(awalan: str) -> Callable[[Butir], str]:
    return lambda b: f"{alamat_halaman('capaian:pohon')}?buka={awalan}{b.pk}#{awalan}{b.pk}"


JENIS = (
    JenisCari(
        "indikator",
        "indikator",
        _indikator,
        lambda b: alamat_halaman("capaian:indikator_rinci", b.pk),
        redup,
        "capaian:indikator_daftar",
    ),
    JenisCari(
        "prioritas",
        "prioritas",
        _prioritas,
        lambda b: f"{alamat_halaman('capaian:indikator_daftar')}?prioritas={b.pk}",
    ),
    JenisCari("program", "program", _nomenklatur(Program, ""), _url_pohon("p"), redup),
    JenisCari(
        "kegiatan",
        "kegiatan",
        _nomenklatur(Kegiatan, "program__"),
        _url_pohon("k"),
        redup,
    ),
    JenisCari(
        "subkegiatan",
        "sub kegiatan",
        _nomenklatur(SubKegiatan, "kegiatan__program__"),
        _url_pohon("b"),
        redup,
    ),
    JenisCari(
        "temuan",
        "temuan keselarasan",
        _temuan,
        lambda b: alamat_halaman("capaian:temuan_rinci", b.pk),
        lambda b: Lencana(*RAGAM_TEMUAN[b.status], StatusTemuan(b.status).label),
    ),
    JenisCari(
        "bukti",
        "bukti",
        _bukti,
        lambda b: alamat_halaman("capaian:bukti_lihat", b.pk),
        lambda b: Lencana(*RAGAM_BUKTI[b.status], StatusBukti(b.status).label),
    ),
)
