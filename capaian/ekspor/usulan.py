"""The targets that an OPD proposes as a workbook: the columns of the page, in their order."""

from collections.abc import Sequence
from decimal import Decimal

from capaian.ekspor.daftar import BELUM_ADA, Keterangan, susun_buku
from capaian.hasil import VersiTarget
from capaian.layar.usulan import BarisUsulan
from capaian.models import UsulanTarget
from konsolidasi.inti import waktu
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Isi, Kolom
from opd.models import Opd

CATATAN = ("Usulan dibahas di rapat; yang mengikat ialah target yang berlaku.",)


def judul(opd: Opd, tahun: int) -> str:
    return f"Usulan target {tahun} {opd.singkatan}"


def susun_lembar(opd: Opd, baris: Sequence[BarisUsulan], tahun: int, ket: Keterangan) -> Buku:
    lalu, kini = f"Tahun {tahun - 1}", f"Tahun {tahun}"
    kolom = (
        Kolom("kode", "Kode", 12),
        Kolom("nama", "Indikator", 44),
        Kolom("opd", "OPD", 14),
        Kolom("satuan", "Satuan", 12),
        Kolom("target", "Target", 13, lalu, "right"),
        Kolom("realisasi", "Realisasi", 13, lalu, "right"),
        Kolom("keadaan", "Keadaan", 13, lalu),
        Kolom("rpjmd", "RPJMD", 13, kini, "right"),
        Kolom("berlaku", "Yang berlaku", 13, kini, "right"),
        Kolom("sumber", "Sumber", 18, kini),
        Kolom("usulan", "Usulan OPD", 13, kini, "right"),
        Kolom("alasan", "Alasan", 40, kini),
        Kolom("pada", "Diusulkan", 18),
        Kolom("oleh", "Oleh", 20),
    )
    return susun_buku(
        judul(opd, tahun),
        kolom,
        [_baris(b) for b in baris],
        ket,
        benda="indikator",
        gulir_mulai="opd",
        contoh=any(b.contoh for b in baris),
        catatan=CATATAN,
    )


def _baris(b: BarisUsulan) -> Baris:
    i, lalu, usulan = b.indikator, b.baris.lalu, b.usulan
    nilai = lalu.realisasi.nilai
    isi: dict[str, Isi] = {
        "kode": i.kode,
        "nama": i.nama,
        "opd": i.opd.singkatan,
        "satuan": i.satuan,
        "target": _target(b.target_lalu, i.desimal),
        "realisasi": Angka(nilai, i.desimal) if isinstance(nilai, Decimal) else b.baris.lalu_teks,
        "keadaan": "sementara" if lalu.sementara else "",
        "rpjmd": _target(b.baris.rpjmd, i.desimal),
        "berlaku": _target(b.berlaku, i.desimal),
        "sumber": b.berlaku.get_sumber_display() if b.berlaku else "",
        "usulan": _target(usulan, i.desimal),
        "alasan": b.alasan,
        "pada": f"{waktu.tanggal(b.saat)} {waktu.jam(b.saat)}" if b.saat else "",
        "oleh": usulan.diusulkan_oleh.nama if usulan and usulan.diusulkan_oleh else "",
    }
    return Baris(isi, redup=frozenset(k for k, v in isi.items() if v == BELUM_ADA))


def _target(target: VersiTarget | UsulanTarget | None, desimal: int) -> Isi:
    """A range is text: one cell holds one number."""
    if target is None:
        return BELUM_ADA
    return Angka(target.nilai, desimal) if target.nilai is not None else target.tertulis(desimal)
