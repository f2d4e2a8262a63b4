"""Rules about what is recorded of one indikator beside its target. Pure."""

import re

from capaian import keraguan_bahan, rumus
from capaian.gabungan import Isian, Konsolidasi
from capaian.keraguan_riwayat import seratus_beruntun
from capaian.keselarasan.bahan import Angka, Bahan, Didapat, ada, bersatuan, daftar, dari
from capaian.pilihan import JenisNilai
from capaian.rumus import SERATUS, Keadaan
from konsolidasi.inti import angka, waktu

BULAN_SEMENTARA = 6
_PERSEN = re.compile(r"\A(?:persentase|presentase|prosentase|persen|proporsi)\b", re.IGNORECASE)
_JUMLAH = re.compile(r"\A(?:jumlah|banyaknya)\b", re.IGNORECASE)
_UANG = re.compile(r"\b(?:rp|rupiah)\b", re.IGNORECASE)
_MASA = re.compile(
    r"\b(?:tw|triwulan|semester|tahun|bulan|januari|februari|maret|april|mei|juni|juli|agustus"
    r"|september|oktober|november|desember|i|ii|iii|iv|laporan|rekap|data|per|no|nomor)\b|[\d\W_]+",
    re.IGNORECASE,
)


def pagu(b: Bahan) -> Didapat | None:
    """Money without a target, or a target without its money.

    Satuan: Rupiah. Galat: None for an indikator without a budget. Sumber: issue 5.
    """
    berpagu = b.pagu is not None and b.pagu > 0
    if berpagu and not ada(b.dinilai):
        tercatat = b.target.teks if b.target is not None and b.target.teks else "belum ada"
        judul = f"{b.i.nama} punya pagu, belum punya target"
        kalimat = f"Pagu {b.tahun} {angka.rupiah(b.pagu)}, target {tercatat}."
        angka_ = (Angka("Pagu", angka.rupiah(b.pagu)), Angka("Target", tercatat))
    elif b.i.berpagu and not berpagu and ada(b.target):
        judul = f"{b.i.nama} punya target, belum punya pagu"
        kalimat = f"{b.target.kata} {bersatuan(b.i, b.target.teks)}, pagunya belum dicatat."
        angka_ = (Angka(b.target.kata, bersatuan(b.i, b.target.teks)), Angka("Pagu", "belum ada"))
    else:
        return None
    return dari(b, "pagu", judul, kalimat, angka_)


def dua_sumber(b: Bahan) -> Didapat | None:
    """One indikator, values from differently named sources; the period in the name is no name.

    Satuan: none. Galat: None with one source. Sumber: domain facts §6.3 (SSGI, e-PPGBM).
    """
    beda = {}
    for s in sorted(b.sumber, key=lambda s: (s.tw, s.teks), reverse=True):
        beda.setdefault(sumber_polos(s.teks), s)
    beda.pop("", None)
    if len(beda) < 2:
        return None
    sebut = [f"{s.tw.label} {bersatuan(b.i, s.nilai)} menurut “{s.teks}”" for s in beda.values()]
    return dari(
        b,
        "dua_sumber",
        f"{b.i.nama} memakai {len(beda)} sumber",
        f"{daftar(sebut)}.",
        tuple(Angka(s.teks, bersatuan(b.i, s.nilai), s.tw.label) for s in beda.values()),
    )


def satuan(b: Bahan) -> Didapat | None:
    """Name, kind of value and unit that do not fit each other.

    Satuan: none. Galat: None where nothing contradicts. Sumber: domain facts §7.1.
    """
    s, nama = b.i.satuan.strip(), b.i.nama
    persen = s in ("%", "persen")
    if _PERSEN.match(nama) and not persen:
        sebab = f"Namanya persentase, satuannya “{s}”."
    elif _JUMLAH.match(nama) and persen:
        sebab = f"Namanya jumlah, satuannya “{s}”."
    elif b.i.jenis_nilai == JenisNilai.PERSEN and not persen:
        sebab = f"Jenis nilainya persen, satuannya “{s}”."
    elif b.i.jenis_nilai == JenisNilai.RUPIAH and not _UANG.search(s):
        sebab = f"Jenis nilainya rupiah, satuannya “{s}”."
    else:
        return None
    isi = (Angka("Nama", nama), Angka("Satuan", s), Angka("Jenis nilai", b.i.jenis_nilai))
    return dari(b, "satuan", f"{nama} bersatuan {s}", sebab, isi)


def sementara(b: Bahan) -> Didapat | None:
    """Submitted values that are still called provisional long after their quarter.

    Satuan: months, counted by the caller from the end of the quarter.
    Galat: None without such a quarter. Sumber: issue 5.
    """
    if not b.sementara:
        return None
    tertua = min(b.sementara)
    sebut = daftar([tw.label for tw in sorted(b.sementara)])
    return dari(
        b,
        "sementara",
        f"{b.i.nama}: data {tertua.label} masih sementara",
        f"{sebut} masih berstatus sementara, padahal {tertua.label} berakhir"
        f" {waktu.tanggal(tertua.akhir)}, lebih dari {BULAN_SEMENTARA} bulan lalu.",
        tuple(Angka(tw.label, "sementara") for tw in sorted(b.sementara)),
    )


def seratus(b: Bahan) -> Didapat | None:
    """Satuan: percent. Galat: None for fewer than five quarters on end.

    Sumber: capaian.keraguan_riwayat.seratus_beruntun (fitur C10).
    """
    if not b.seratus or b.seratus_tw is None:
        return None
    ragu = seratus_beruntun(_sebagai_keraguan(b))
    if ragu is None:
        return None
    return dari(
        b,
        "seratus",
        f"{b.i.nama}: {ragu.judul[0].lower()}{ragu.judul[1:]}",
        f"{ragu.judul}, sampai {b.seratus_tw.label}. {ragu.kalimat}",
        (Angka("Triwulan berturut-turut", str(b.seratus), f"s.d. {b.seratus_tw.label}"),),
    )


def sumber_polos(teks: str) -> str:
    return " ".join(_MASA.sub(" ", teks.casefold()).split())


def _sebagai_keraguan(b: Bahan) -> keraguan_bahan.Bahan:
    return keraguan_bahan.Bahan(
        tw=b.seratus_tw,
        ukuran=keraguan_bahan.Ukuran(
            rumus.Formula(b.i.formula),
            Konsolidasi(b.i.konsolidasi),
            Isian(b.i.isian),
            b.i.satuan,
            b.i.desimal,
        ),
        keadaan=Keadaan.NILAI,
        nilai=None,
        target=None,
        asal_target="",
        persen=SERATUS,
        penghambat="",
        seratus_lalu=b.seratus - 1,
    )


ATURAN_CATATAN = (pagu, dua_sumber, satuan, sementara, seratus)
