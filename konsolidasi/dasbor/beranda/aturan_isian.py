"""Rules of the front page about what OPD type: each a sentence, or None when it does not fire."""

from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse

from capaian.models import Periode
from konsolidasi.dasbor.beranda.bahan import Bahan, Sebagian
from konsolidasi.dasbor.beranda.tindakan import (
    NETRAL,
    SINI,
    Tindakan,
    hari_dari,
    kata_hari,
    lencana,
    sebut,
)
from konsolidasi.inti import waktu

HARI_SEBELUM = 3
"""So many days before a window or an extension ends it is spoken of."""


def opd_terlambat(b: Bahan) -> Tindakan | None:
    """The deadline has passed; these OPD have not handed in everything."""
    p, kurang = b.isian.periode, b.isian.terlambat
    if p is None or not kurang:
        return None
    batas, tenggang = hari_dari(p.batas_pada), hari_dari(p.tenggang_pada)
    lama = (b.hari - batas).days
    lewat = f"sudah lewat {lama} hari" if lama > 0 else "lewat hari ini"
    if b.isian.pada <= p.tenggang_pada:
        kapan = kata_hari(tenggang, b.hari)
        akhir = f"Tenggang berakhir {kapan}, {waktu.pukul(p.tenggang_pada)}."
    else:
        akhir = f"Tenggang berakhir {waktu.tanggal(tenggang)}; perlu perpanjangan untuk mengisi."
    kata, ragam = lencana(tenggang, b.hari)
    return Tindakan(
        "opd_terlambat",
        f"{len(kurang)} OPD belum melengkapi isian {p.tw.singkat} dan batasnya {lewat}.",
        f"{_rinci(kurang)}. {akhir}",
        "#terlambat",
        "Salin pengingat" if b.isian.boleh_ingatkan else "Lihat OPD",
        kata,
        ragam,
        tenggang,
        len(kurang),
    )


def jendela_menutup(b: Bahan) -> Tindakan | None:
    """The deadline is near and OPD have rows left."""
    p, kurang = b.isian.periode, b.isian.belum
    if p is None or not kurang:
        return None
    batas = hari_dari(p.batas_pada)
    if not b.hari <= batas <= b.hari + timedelta(days=HARI_SEBELUM):
        return None
    kata, ragam = lencana(batas, b.hari)
    kapan = kata_hari(batas, b.hari)
    return Tindakan(
        "jendela_menutup",
        f"Batas isian {p.tw.singkat} {kapan} dan {len(kurang)} OPD belum melengkapinya.",
        f"{_rinci(kurang)}. Batasnya pukul {waktu.pukul(p.batas_pada)}.",
        reverse("capaian:ingatkan", args=[p.tahun_id, p.triwulan])
        if b.isian.boleh_ingatkan
        else _matriks(p, "belum"),
        "Ingatkan OPD" if b.isian.boleh_ingatkan else "Lihat OPD",
        kata,
        ragam,
        batas,
        len(kurang),
    )


def perpanjangan_habis(b: Bahan) -> Tindakan | None:
    """An extension ends soon and its OPD still owes rows."""
    p = b.isian.periode
    dekat = [
        satu
        for satu in b.isian.lanjut
        if satu.belum and hari_dari(satu.sampai) <= b.hari + timedelta(days=HARI_SEBELUM)
    ]
    if p is None or not dekat:
        return None
    awal = min(satu.sampai for satu in dekat)
    batas = hari_dari(awal)
    kata, ragam = lencana(batas, b.hari)
    baris = sum(satu.belum for satu in dekat)
    kapan = kata_hari(batas, b.hari)
    return Tindakan(
        "perpanjangan_habis",
        f"Perpanjangan {sebut(s.opd for s in dekat)} berakhir {kapan}"
        f" dan {baris} baris {p.tw.singkat} belum diajukan.",
        f"Yang pertama berakhir pukul {waktu.pukul(awal)}.",
        _matriks(p, "belum"),
        "Lihat OPD",
        kata,
        ragam,
        batas,
        len(dekat),
    )


def verifikasi_menunggu(b: Bahan) -> Tindakan | None:
    """Rows wait for verification; those that raise a question are named first."""
    p, menunggu = b.isian.periode, b.isian.menunggu
    banyak = sum(satu.ada for satu in menunggu)
    if p is None or not banyak or not b.isian.boleh_periksa:
        return None
    kueri = {"tahun": p.tahun_id, "tw": p.triwulan}
    ragu, sesi = b.isian.ragu, b.rapat.sesi
    dari = f"Dari {len(menunggu)} OPD: {_banyak(menunggu)}."
    if ragu is not None and ragu.banyak:
        kalimat = (
            f"{ragu.banyak} dari {banyak} baris {p.tw.singkat} yang menunggu verifikasi meragukan."
        )
        keterangan = f"Yang teratas: {ragu.teratas}. {dari}"
        kueri["jenis"], tombol = "meragukan", f"Periksa {ragu.banyak} baris"
    else:
        kalimat = f"{banyak} baris {p.tw.singkat} menunggu verifikasi."
        keterangan, tombol = dari, f"Periksa {banyak} baris"
    batas = sesi.tanggal if sesi is not None and sesi.tanggal >= b.hari else None
    kapan, ragam = "", NETRAL
    if batas is not None:
        kata = lencana(batas, b.hari)[0]
        dekat = kata in ("Besok", "Hari ini")
        kapan = f"Sebelum sesi {kata.lower()}" if dekat else f"Sebelum sesi, {kata}"
        ragam = SINI if dekat else NETRAL
    return Tindakan(
        "verifikasi_menunggu",
        kalimat,
        keterangan,
        f"{reverse('capaian:verifikasi')}?{urlencode(kueri)}",
        tombol,
        kapan,
        ragam,
        batas,
        len(menunggu),
    )


def baris_kembali(b: Bahan) -> Tindakan | None:
    """Rows that were returned and not answered."""
    p, kembali = b.isian.periode, b.isian.kembali
    banyak = sum(satu.ada for satu in kembali)
    if p is None or not banyak:
        return None
    lama = (b.hari - b.isian.kembali_sejak).days if b.isian.kembali_sejak else 0
    tertua = f" Yang terlama menunggu {lama} hari." if lama > 0 else ""
    return Tindakan(
        "baris_kembali",
        f"{banyak} baris {p.tw.singkat} dikembalikan belum dijawab OPD.",
        f"{_banyak(kembali)}.{tertua}",
        _matriks(p, "perbaikan"),
        "Lihat OPD",
        f"{lama} hari menunggu" if lama > 0 else "Baru dikembalikan",
        opd=len(kembali),
    )


def siap_dikunci(b: Bahan) -> Tindakan | None:
    """Everything of the quarter is verified, its deadline is over, and it is not locked."""
    p, wajib = b.isian.periode, b.isian.wajib
    if p is None or p.terkunci or not b.isian.boleh_kunci or b.isian.pada <= p.batas_pada:
        return None
    if not wajib or b.isian.pasti < wajib:
        return None
    return Tindakan(
        "siap_dikunci",
        f"Semua {wajib} baris {p.tw.label} terverifikasi; triwulannya belum dikunci.",
        "Setelah dikunci angkanya tetap dan dapat dipakai dokumen resmi.",
        reverse("capaian:periode_rinci", args=[p.tahun_id, p.triwulan]),
        "Buka triwulan",
        "Kapan saja",
    )


def _rinci(kurang: Sequence[Sebagian]) -> str:
    return sebut(f"{s.opd} {s.ada} dari {s.dari}" for s in kurang)


def _banyak(semua: Sequence[Sebagian]) -> str:
    return sebut(f"{s.opd} {s.ada}" for s in semua)


def _matriks(p: Periode, keadaan: str) -> str:
    kueri = {"tahun": p.tahun_id, "triwulan": p.triwulan, "keadaan": keadaan}
    return f"{reverse('capaian:matriks')}?{urlencode(kueri)}"


ATURAN_ISIAN = (
    opd_terlambat,
    jendela_menutup,
    perpanjangan_habis,
    verifikasi_menunggu,
    baris_kembali,
    siap_dikunci,
)
