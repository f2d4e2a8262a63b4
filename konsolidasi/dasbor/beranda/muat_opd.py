"""What an OPD owes, read for its own front page; in scope of the person who asks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.urls import reverse

from capaian.layar.dokumen import alamat_opd
from capaian.layar.isian import susun_semua
from capaian.layar.isian_lencana import SIAP
from capaian.layar.isian_muat import baca_indikator
from capaian.layar.matriks import Matriks
from capaian.layar.matriks_hitung import TERISI, Hitungan
from capaian.layar.matriks_opd import OpdMatriks
from capaian.models import Indikator, LogRealisasi, Periode, Perpanjangan, Realisasi
from capaian.pilihan import StatusRealisasi
from konsolidasi.dasbor.beranda.bahan_opd import IsianOpd, Kembali
from konsolidasi.dasbor.beranda.tindakan import hari_dari
from opd.models import Opd

S = StatusRealisasi


def muat_isian(
    matriks: Matriks, pengguna: AbstractBaseUser, pada: datetime
) -> tuple[IsianOpd, ...]:
    """One entry for each OPD on top of what the person sees, its units counted with it.

    One query for extensions, and those of susun_semua() while there are drafts.
    """
    p = matriks.periode
    if p is None:
        return ()
    kini = matriks.kini - 1
    baris = {b.opd.pk: (b.opd, b.hitungan[kini]) for b in matriks.baris}
    atas = {pk: _atas(pk, baris) for pk in baris}
    jumlah: dict[int, Hitungan] = {}
    for pk, (_, h) in baris.items():
        jumlah[atas[pk]] = jumlah.get(atas[pk], Hitungan()) + h
    ada_draf = any(h.draf or h.perbaikan for h in jumlah.values())
    siap = hitung_siap(p, pengguna, pada) if ada_draf else Counter()
    per_atas = Counter()
    for pk, banyak in siap.items():
        per_atas[atas.get(pk, pk)] += banyak
    sampai = Perpanjangan.objects.filter(periode=p).sampai(jumlah)
    return tuple(
        _isian(baris[pk][0], h, p, per_atas[pk], sampai.get((pk, p.pk))) for pk, h in jumlah.items()
    )


def _atas(pk: int, baris: Mapping[int, tuple[OpdMatriks, Hitungan]]) -> int:
    while baris[pk][0].induk in baris:
        pk = baris[pk][0].induk
    return pk


def _isian(
    o: OpdMatriks, h: Hitungan, periode: Periode, siap: int, sampai: datetime | None
) -> IsianOpd:
    return IsianOpd(
        opd=o.pk,
        singkatan=o.singkatan,
        nama=o.nama,
        wajib=h.wajib,
        diajukan=h.diajukan + h.pasti,
        siap=siap,
        kembali=h.perbaikan,
        lepas=h.kepala,
        belum_diisi=h.belum_diisi,
        url=reverse("capaian:isian_opd", args=[o.pk, periode.tahun_id, periode.triwulan]),
        sampai=sampai,
        formulir=alamat_opd("e81", o.pk, periode.tw),
    )


def hitung_siap(periode: Periode, pengguna: AbstractBaseUser, pada: datetime) -> Counter[int]:
    """Rows by OPD that could be submitted as they are, judged as Isian Saya judges them.

    Only drafts with a value and returned rows are read. At most twelve queries.
    """
    dicari = Realisasi.objects.filter(TERISI, periode=periode, status__in=(S.DRAF, S.PERBAIKAN))
    indikator = (
        Indikator.objects.untuk(pengguna)
        .aktif()
        .filter(pk__in=dicari.order_by().values("indikator"))
        .order_by("pk")
    )
    # Whose page it would be on does not matter for being ready.
    baris = susun_semua(
        baca_indikator(indikator),
        periode,
        opd=Opd(pk=0),
        pengguna=pengguna,
        pada=pada,
        balasan={},
    )
    return Counter(b.indikator.opd_id for b in baris if b.bentuk.kesiapan == SIAP)


def muat_kembali(
    periode: Periode | None, opd: Sequence[int], pengguna: AbstractBaseUser
) -> tuple[Kembali, ...]:
    """Returned rows, the longest waiting first, each with the sentence it has to answer."""
    if periode is None or not opd:
        return ()
    log = (
        LogRealisasi.objects.filter(
            realisasi__periode=periode,
            realisasi__status=S.PERBAIKAN,
            realisasi__indikator__in=Indikator.objects.untuk(pengguna).aktif(),
            ke=S.PERBAIKAN,
        )
        .order_by("realisasi_id", "-pada", "-pk")
        .distinct("realisasi_id")
        .values_list(
            "realisasi__indikator__nama",
            "realisasi__indikator__opd",
            "realisasi__indikator__opd__singkatan",
            "catatan",
            "oleh__nama",
            "pada",
            "realisasi__indikator",
        )
    )
    semua = []
    for nama, pemilik, singkatan, catatan, oleh, kapan, indikator in log:
        halaman = reverse("capaian:isian_opd", args=[pemilik, periode.tahun_id, periode.triwulan])
        satu = Kembali(nama, singkatan, catatan, oleh, hari_dari(kapan), f"{halaman}#b{indikator}")
        semua.append((kapan, satu))
    return tuple(satu for _, satu in sorted(semua, key=lambda s: s[0]))
