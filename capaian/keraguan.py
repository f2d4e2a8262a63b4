"""What deserves a second look in one submitted row: questions, never refusals. Pure, Decimal only.

A row without a doubt may be accepted together with others; a row with one is read by a person.
"""

from collections.abc import Callable
from decimal import Decimal, localcontext

from capaian.kalimat import KERAS
from capaian.keraguan_bahan import Bahan, BuktiDinilai, Keraguan, Koreksi, Ukuran, tulis
from capaian.keraguan_riwayat import (
    TRIWULAN_BERUNTUN,
    lonjakan,
    luar_rentang,
    nilai_hilang,
    seratus_beruntun,
    turun,
)
from capaian.rumus import PRESISI_TINGGI, SERATUS, Keadaan, Realisasi, Target

__all__ = ["Bahan", "BuktiDinilai", "Keraguan", "Koreksi", "Ukuran", "keraguan", "persis"]

PERSEN_TINGGI, PERSEN_RENDAH = Decimal(150), Decimal(50)
DIGIT_BERARTI = 2
PANJANG_PENGHAMBAT = 10
KEMBALI_TERSEDIKIT, KEMBALI_SATU_DARI = 3, 3


def keraguan(bahan: Bahan) -> tuple[Keraguan, ...]:
    """All doubts about one row, the heaviest first.

    Satuan: values in the unit of the indikator, written with its decimals; capaian in percent.
    Galat: never raises; what is unknown (no history, no target, no capaian) raises no doubt.
    Sumber: fitur B2, C10, C12, C20.
    """
    semua = [k for periksa in PEMERIKSAAN if (k := periksa(bahan)) is not None]
    kode = {k.kode for k in semua}
    # One finding, one doubt: a fall is not told again as a jump, nor 100 % beside its cause.
    semua = [
        k
        for k in semua
        if not (k.kode == "lonjakan" and "turun" in kode)
        and not (k.kode == "seratus" and "persis_target" in kode)
    ]
    semua += _bukti(bahan)
    return tuple(sorted(semua, key=lambda k: -k.bobot))


def persis(nilai: Realisasi, target: Target) -> bool:
    """Whether a value repeats its target to the digit; never for a predikat or a range.

    Satuan: that of the indikator. Galat: none. Sumber: fitur C10 (same digits as target).
    """
    return isinstance(nilai, Decimal) and isinstance(target, Decimal) and nilai == target


def capaian_janggal(bahan: Bahan) -> Keraguan | None:
    """Capaian above 150 % or below 50 %.

    Satuan: percent; the bounds themselves are no doubt.
    Galat: None where no capaian can be computed.
    Sumber: fitur C10; issue 3 (Verification).
    """
    if bahan.persen is None or PERSEN_RENDAH <= bahan.persen <= PERSEN_TINGGI:
        return None
    target = tulis(bahan.target, bahan)
    asal = f" Target {target} ditetapkan di {bahan.asal_target}." if bahan.asal_target else ""
    if bahan.persen > PERSEN_TINGGI:
        judul, tanya = f"Capaian di atas 150{KERAS}%", "Apakah target dan satuannya benar?"
        return Keraguan("capaian_tinggi", judul, tanya + asal, 3)
    judul, tanya = f"Capaian di bawah 50{KERAS}%", "Apakah angka dan satuannya benar?"
    return Keraguan("capaian_rendah", judul, tanya + asal, 2)


def persis_target(bahan: Bahan) -> Keraguan | None:
    """The same digits as the target, and for how many quarters on end.

    Satuan: that of the indikator; full coverage (100 of 100 %) and none at all (0 of 0) are
        ends, not coincidences.
    Galat: None for a predikat, a range, or without a target.
    Sumber: fitur C10.
    """
    if not persis(bahan.nilai, bahan.target):
        return None
    if bahan.nilai == 0 or (bahan.nilai == SERATUS and bahan.ukuran.satuan.strip() == "%"):
        return None
    beruntun = bahan.persis_lalu + 1
    if beruntun == 1:
        return Keraguan("persis_target", "Persis target", "Apakah angka ini hasil pengukuran?", 1)
    return Keraguan(
        "persis_target",
        f"Persis target, {beruntun} triwulan",
        f"Realisasinya sama dengan target {beruntun} triwulan berturut-turut."
        " Apakah angka ini hasil pengukuran?",
        2 if beruntun < TRIWULAN_BERUNTUN else 3,
    )


def koma_bergeser(bahan: Bahan) -> Keraguan | None:
    """The digits of the target with the comma elsewhere: 785 for 78,50.

    Satuan: that of the indikator; at least two significant digits.
    Galat: None unless both are plain numbers other than zero.
    Sumber: fitur C10 (same digits as target).
    """
    nilai, target = bahan.nilai, bahan.target
    if not (isinstance(nilai, Decimal) and isinstance(target, Decimal)) or nilai == target:
        return None
    digit = _digit(nilai)
    if len(digit) < DIGIT_BERARTI or digit != _digit(target):
        return None
    return Keraguan(
        "koma_bergeser",
        "Angka target dengan koma bergeser",
        f"Target {tulis(target, bahan)}, realisasi {tulis(nilai, bahan)}."
        " Apakah komanya pada tempatnya?",
        3,
    )


def nol_tanpa_penghambat(bahan: Bahan) -> Keraguan | None:
    """Zero, and nothing said about what got in the way.

    Satuan: that of the indikator; where zero is what was wanted (capaian 100 % or more), and
        where the penghambat is told in ten letters or more, it is no doubt.
    Galat: None for a predikat.
    Sumber: mockup 03; domain facts §4.7.
    """
    if not isinstance(bahan.nilai, Decimal) or bahan.nilai != 0:
        return None
    if bahan.persen is not None and bahan.persen >= SERATUS:
        return None
    if len(bahan.penghambat.strip()) >= PANJANG_PENGHAMBAT:
        return None
    tanya = "Apakah memang nol, atau belum diukur?"
    return Keraguan("nol_tanpa_penghambat", "Nol tanpa penghambat", tanya, 3)


def sering_dikembalikan(bahan: Bahan) -> Keraguan | None:
    """At least a third of what the OPD submitted in earlier quarters was once returned.

    Satuan: rows; fewer than three returned rows say nothing about an OPD.
    Galat: None without earlier submissions.
    Sumber: fitur C20.
    """
    k = bahan.koreksi
    if k is None or k.dikembalikan < KEMBALI_TERSEDIKIT:
        return None
    if k.dikembalikan * KEMBALI_SATU_DARI < k.diajukan:
        return None
    return Keraguan(
        "sering_dikembalikan",
        "OPD ini sering diminta memperbaiki",
        f"{k.dikembalikan} dari {k.diajukan} barisnya dalam setahun terakhir pernah dikembalikan.",
        1,
    )


def _bukti(bahan: Bahan) -> list[Keraguan]:
    """One doubt per file that has a warning, and one where evidence is missing altogether.

    Satuan: none. Galat: none; without a value nothing has to be proved. Sumber: fitur C12.
    """
    hasil = []
    if bahan.keadaan == Keadaan.NILAI and bahan.wajib_bukti and not bahan.bukti:
        tanya = "Indikator ini wajib berbukti. Dari mana angkanya?"
        hasil.append(Keraguan("tanpa_bukti", "Belum ada bukti", tanya, 3))
    for satu in bahan.bukti:
        if not satu.peringatan:
            continue
        pertama, *sisa = satu.peringatan
        kalimat = " ".join([*sisa, f"Berkas: {satu.nama}."])
        kode, bobot = ("bukti_ditolak", 3) if satu.ditolak else ("bukti", 2)
        hasil.append(Keraguan(kode, pertama.rstrip("."), kalimat, bobot))
    return hasil


def _digit(nilai: Decimal) -> tuple[int, ...]:
    """Significant digits without zeros at the end; of zero, none.

    Satuan: none. Galat: none. Sumber: fitur C10.
    """
    with localcontext(PRESISI_TINGGI):
        return nilai.normalize().as_tuple().digits if nilai else ()


PEMERIKSAAN: tuple[Callable[[Bahan], Keraguan | None], ...] = (
    capaian_janggal,
    turun,
    lonjakan,
    luar_rentang,
    koma_bergeser,
    nol_tanpa_penghambat,
    persis_target,
    seratus_beruntun,
    nilai_hilang,
    sering_dikembalikan,
)
