"""Doubts that come from earlier quarters of the same indikator. Pure, Decimal only."""

from decimal import Decimal

from capaian.gabungan import Isian, Konsolidasi
from capaian.kalimat import tulis_persen
from capaian.keraguan_bahan import MAKIN_KECIL, Bahan, Keraguan, Ukuran, tulis, tulis_selisih
from capaian.rumus import SERATUS, Formula, Keadaan, Predikat
from konsolidasi.inti.waktu import Triwulan

TAHUN_PEMBANDING_TERSEDIKIT = 2
TAHUN_PEMBANDING = 5
PERUBAHAN_TERSEDIKIT = 2
KALI_LONJAKAN = 2
TRIWULAN_BERUNTUN = 5


def luar_rentang(bahan: Bahan) -> Keraguan | None:
    """Outside what this quarter was in earlier years, by more than it ever moved in between.

    Satuan: that of the indikator. Two to five earlier years; a value that goes on at the pace of
        those years is no doubt, so the range is widened by the largest step between them.
    Galat: None with fewer than two such years, or for a predikat.
    Sumber: fitur B2, C10.
    """
    tahun = range(bahan.tw.tahun - TAHUN_PEMBANDING, bahan.tw.tahun)
    dulu = [(t, bahan.riwayat.get(Triwulan(t, bahan.tw.nomor))) for t in tahun]
    ada = [(t, nilai) for t, nilai in dulu if isinstance(nilai, Decimal)]
    if len(ada) < TAHUN_PEMBANDING_TERSEDIKIT or not isinstance(bahan.nilai, Decimal):
        return None
    nilai = [n for _, n in ada]
    bawah, atas = min(nilai), max(nilai)
    langkah = max(abs(b - a) for a, b in zip(nilai, nilai[1:], strict=False))
    if bawah - langkah <= bahan.nilai <= atas + langkah:
        return None
    kapan = f"{bahan.tw.singkat} {ada[0][0]}–{ada[-1][0]}"
    sebut = f"selalu {tulis(bawah, bahan)}"
    if bawah != atas:
        sebut = f"antara {tulis(bawah, bahan)} dan {tulis(atas, bahan)}"
    arah = "atas" if bahan.nilai > atas else "bawah"
    return Keraguan(
        "luar_rentang",
        f"Jauh di {arah} tahun-tahun lalu",
        f"{kapan} {sebut}. Apa yang berbeda tahun ini?",
        2,
    )


def turun(bahan: Bahan) -> Keraguan | None:
    """A value "s.d. triwulan" below that of the quarter before, in the same year.

    Satuan: that of the indikator; a predikat is compared by its rank. A position that should
        fall (makin kecil makin baik, posisi akhir) may do so; what is added up never falls.
    Galat: None in TW I, without the quarter before, or when entry is per triwulan.
    Sumber: fitur B2; issue 3 (realisasi worse than last quarter for a cumulative one).
    """
    u, sebelum = bahan.ukuran, bahan.tw.sebelum()
    boleh_turun = u.konsolidasi != Konsolidasi.JUMLAH and (
        u.formula in MAKIN_KECIL or u.formula == Formula.STABIL
    )
    if u.isian != Isian.KUMULATIF or sebelum.tahun != bahan.tw.tahun or boleh_turun:
        return None
    lama = bahan.riwayat.get(sebelum)
    if isinstance(lama, Predikat) and isinstance(bahan.nilai, Predikat):
        if bahan.nilai.nilai >= lama.nilai:
            return None
        judul = f"Turun dari {lama.kode} pada {sebelum.singkat}"
        return Keraguan("turun", judul, f"Apa yang membuatnya menjadi {bahan.nilai.kode}?", 3)
    if not (isinstance(lama, Decimal) and isinstance(bahan.nilai, Decimal)) or bahan.nilai >= lama:
        return None
    return Keraguan(
        "turun",
        f"Turun {tulis_selisih(lama - bahan.nilai, bahan)} dari {sebelum.singkat}",
        f"{sebelum.singkat} tercatat {tulis(lama, bahan)}, padahal angkanya kumulatif s.d."
        " triwulan. Triwulan mana yang perlu dibetulkan?",
        3,
    )


def lonjakan(bahan: Bahan) -> Keraguan | None:
    """The biggest change between two quarters so far, at least twice the largest before it.

    Satuan: that of the indikator. What is cumulative starts anew each year, so its changes are
        those inside a year.
    Galat: None without the quarter before, with fewer than two earlier changes, for a predikat.
    Sumber: fitur C10 (quarter jump); mockup 03.
    """
    lama = bahan.riwayat.get(bahan.tw.sebelum())
    if not (isinstance(lama, Decimal) and isinstance(bahan.nilai, Decimal)):
        return None
    if _mulai_baru(bahan.tw, bahan.ukuran):
        return None
    beda = bahan.nilai - lama
    if not beda:
        return None
    dulu = [
        abs(nilai - awal)
        for tw, nilai in bahan.riwayat.items()
        if not _mulai_baru(tw, bahan.ukuran)
        and isinstance(nilai, Decimal)
        and isinstance(awal := bahan.riwayat.get(tw.sebelum()), Decimal)
    ]
    if len(dulu) < PERUBAHAN_TERSEDIKIT or abs(beda) < KALI_LONJAKAN * max(dulu):
        return None
    arah, sebelum = "Naik" if beda > 0 else "Turun", bahan.tw.sebelum().singkat
    terbesar = "Sebelumnya angkanya tidak pernah berubah."
    if max(dulu):
        terbesar = f"Perubahan terbesar sebelumnya {tulis_selisih(max(dulu), bahan)} per triwulan."
    judul = f"{arah} {tulis_selisih(abs(beda), bahan)} dari {sebelum}"
    return Keraguan("lonjakan", judul, f"{terbesar} Apa sebabnya?", 2)


def seratus_beruntun(bahan: Bahan) -> Keraguan | None:
    """Exactly 100 % in this quarter and the four before it.

    Satuan: percent.
    Galat: None where no capaian can be computed, now or in between.
    Sumber: fitur C10.
    """
    if bahan.persen != SERATUS or bahan.seratus_lalu + 1 < TRIWULAN_BERUNTUN:
        return None
    judul = f"Capaian {tulis_persen(SERATUS)}, {bahan.seratus_lalu + 1} triwulan berturut-turut"
    return Keraguan("seratus", judul, "Apakah targetnya masih menantang?", 1)


def nilai_hilang(bahan: Bahan) -> Keraguan | None:
    """No value now, although the quarter before had one.

    Satuan: none.
    Galat: None when there is a value, or none in the quarter before.
    Sumber: fitur B1, four kinds of absence.
    """
    if bahan.keadaan == Keadaan.NILAI or bahan.riwayat.get(bahan.tw.sebelum()) is None:
        return None
    sebelum = bahan.tw.sebelum().label
    judul = f"Tanpa nilai, padahal {sebelum} terisi"
    return Keraguan("nilai_hilang", judul, "Apakah alasannya cukup?", 2)


def _mulai_baru(tw: Triwulan, ukuran: Ukuran) -> bool:
    """The first quarter of what is cumulative has nothing to be compared with.

    Satuan: none. Galat: none. Sumber: Permendagri 86/2017 E.81, realisasi s.d. triwulan.
    """
    return ukuran.isian == Isian.KUMULATIF and tw.nomor == 1
