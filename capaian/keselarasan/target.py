"""Rules about the target of one indikator. Each asks a question, or says nothing. Pure."""

from decimal import Decimal

from capaian import harapan
from capaian.keselarasan.bahan import (
    Angka,
    Bahan,
    Berteks,
    Didapat,
    ada,
    bersatuan,
    daftar,
    dari,
    tulis,
)
from capaian.peringatan import Pembanding, bandingkan, batas, lebih_ringan, triwulan_tidak_cocok
from capaian.pilihan import CaraIsian, CaraKonsolidasi, SumberTarget
from capaian.rumus import Predikat, Target
from konsolidasi.inti import angka, waktu

TAHUN_RIWAYAT = 5
PERUBAHAN_TERSEDIKIT = 2
BAGIAN_TERKECIL = Decimal("0.05")
"""Where nothing ever improved, only a promise of more than this share of the value is a jump."""
PELAKSANAAN = (SumberTarget.RKPD, SumberTarget.RENJA, SumberTarget.DPA, SumberTarget.PK)
"""Documents of one year that must say the same."""
RPJM = (SumberTarget.RPJMD, SumberTarget.RENSTRA)


def melunak(b: Bahan) -> Didapat | None:
    """The target asks less than RPJMD, Renstra, last year's realisasi or last year's target.

    Satuan: that of the indikator, in the direction of its formula; of a range the bound that is
        easier to reach counts (capaian.peringatan).
    Galat: None without a target, or where nothing asks more.
    Sumber: fitur B14, C9, C10; Permendagri 86/2017 ps. 180.
    """
    if not ada(b.dinilai):
        return None
    lawan = [b.dokumen[s] for s in RPJM if s in b.dokumen and not _sama(b.dokumen[s], b.dinilai)]
    lalu = b.realisasi.get(b.tahun - 1)
    if lalu is not None:
        ket = "sementara" if lalu.sementara else ""
        lawan.append(Berteks(f"realisasi {b.tahun - 1}", lalu.nilai, b.i.desimal, ket))
    if b.target_lalu is not None:
        lawan.append(b.target_lalu)
    # A proposal is also held against what is in force for the same year, told once.
    if b.target is not None and b.target is not b.dinilai:
        lawan += [] if any(_sama(b.target, satu) for satu in lawan) else [b.target]
    kena, kalimat = [], []
    for satu in lawan:
        if not _lebih_ringan(b, satu.nilai):
            continue
        teks = bersatuan(b.i, satu.teks)
        kena.append(Angka(satu.kata, teks, satu.asal))
        ekor = ", sementara" if satu.asal == "sementara" else ""
        lawan_ = Pembanding(_kecil(satu.kata), satu.nilai, teks + ekor)
        kalimat.append(lebih_ringan(b.i, b.dinilai.nilai, lawan_))
    if not kena:
        return None
    return dari(
        b,
        "melunak",
        f"{b.i.nama}: {b.dinilai.kata.lower()} lebih ringan daripada {_kecil(kena[0].label)}",
        f"{b.dinilai.kata} {bersatuan(b.i, b.dinilai.teks)}. {' '.join(kalimat)}",
        (Angka(b.dinilai.kata, bersatuan(b.i, b.dinilai.teks), b.dinilai.asal), *kena),
    )


def lonjakan(b: Bahan) -> Didapat | None:
    """The target asks a bigger step than the best step of the last five years.

    Satuan: that of the indikator, in the direction of its formula; at least two steps.
    Galat: None without last year's realisasi, for a predikat, "makin dekat", no better target.
    Sumber: domain facts §6.3 (target 81 beside realisasi 76,7); issue 5.
    """
    target = harapan.batas(b.dinilai.nilai, b.i.formula) if ada(b.dinilai) else None
    lalu = _angka(b, b.tahun - 1)
    if target is None or lalu is None:
        return None
    arah = -1 if b.i.formula in harapan.MAKIN_KECIL else 1
    tahun = range(b.tahun - TAHUN_RIWAYAT, b.tahun)
    langkah = [
        arah * (kini - dulu)
        for t in tahun
        if (kini := _angka(b, t)) is not None and (dulu := _angka(b, t - 1)) is not None
    ]
    perlu = arah * (target - lalu)
    if len(langkah) < PERUBAHAN_TERSEDIKIT or perlu <= max(*langkah, Decimal(0)):
        return None
    terbaik = max(langkah)
    if terbaik <= 0 and perlu <= BAGIAN_TERKECIL * abs(lalu):
        return None
    dulu = "tidak pernah membaik"
    if terbaik > 0:
        dulu = f"paling banyak {_selisih(b, terbaik)} setahun"
    return dari(
        b,
        "lonjakan",
        f"{b.i.nama}: {b.dinilai.kata.lower()} melompat {_selisih(b, perlu)}",
        f"Realisasi {b.tahun - 1} {bersatuan(b.i, angka.tulis(lalu, b.i.desimal))},"
        f" {b.dinilai.kata.lower()} {bersatuan(b.i, b.dinilai.teks)}. Lima tahun terakhir {dulu}.",
        (
            Angka(b.dinilai.kata, bersatuan(b.i, b.dinilai.teks), b.dinilai.asal),
            Angka(f"Realisasi {b.tahun - 1}", bersatuan(b.i, angka.tulis(lalu, b.i.desimal))),
            Angka("Langkah terbaik lima tahun", _selisih(b, terbaik)),
        ),
    )


def triwulan(b: Bahan) -> Didapat | None:
    """Satuan: that of the indikator. Galat: None where quarters are missing or add up.

    Sumber: capaian.peringatan.triwulan_tidak_cocok (quarter rules of E.81).
    """
    if not ada(b.target) or _mengulang_tahun(b):
        return None
    kalimat = triwulan_tidak_cocok(b.i, b.target.nilai, b.triwulanan)
    if not kalimat:
        return None
    return dari(
        b,
        "triwulan",
        f"{b.i.nama}: target triwulan tidak membentuk target tahun",
        kalimat,
        (
            Angka(b.target.kata, bersatuan(b.i, b.target.teks), b.target.asal),
            *(
                Angka(f"TW {waktu.ROMAWI[n - 1]}", bersatuan(b.i, tulis(t, b.i.desimal)))
                for n, t in sorted(b.triwulanan.items())
            ),
        ),
    )


def dokumen(b: Bahan) -> Didapat | None:
    """Documents of the year (RKPD, Renja, DPA and PK) that differ.

    Satuan: that of the indikator. Galat: None with fewer than two. Sumber: domain facts §1.1.
    """
    ada = [b.dokumen[s] for s in PELAKSANAAN if s in b.dokumen and b.dokumen[s].ada]
    if len({isi(d.nilai) for d in ada}) < 2:
        return None
    sebut = [f"{d.kata} {bersatuan(b.i, d.teks)}" for d in ada]
    return dari(
        b,
        "dokumen",
        f"{b.i.nama}: target {daftar([d.kata for d in ada])} berbeda",
        f"{daftar(sebut)}, untuk indikator dan tahun yang sama.",
        tuple(Angka(d.kata, bersatuan(b.i, d.teks), d.asal) for d in ada),
    )


def _mengulang_tahun(b: Bahan) -> bool:
    """TW IV is the year and says the same: by far the most frequent case, seen without a sum."""
    akhir = b.i.konsolidasi == CaraKonsolidasi.POSISI_AKHIR or b.i.isian == CaraIsian.KUMULATIF
    return akhir and b.triwulanan.get(4) == b.target.nilai


def _lebih_ringan(b: Bahan, lawan: Target) -> bool:
    """Inside a range is not weaker: only the bound that is easier to reach counts.

    Satuan: that of the indikator. Galat: False where it cannot be said.
    Sumber: PermenPANRB 8/2021 Lampiran hlm. 99; capaian.peringatan.bandingkan.
    """
    if bandingkan(b.i, b.dinilai.nilai, lawan) != -1:
        return False
    kini, dulu = (harapan.batas(t, b.i.formula) for t in (b.dinilai.nilai, lawan))
    return kini is None or kini != dulu


def _angka(b: Bahan, tahun: int) -> Decimal | None:
    satu = b.realisasi.get(tahun)
    return satu.nilai if satu is not None and isinstance(satu.nilai, Decimal) else None


def _selisih(b: Bahan, beda: Decimal) -> str:
    """A difference of percentages is told in points; the best step may have been one back."""
    satuan = "poin" if b.i.satuan.strip() == "%" else b.i.satuan.strip()
    return f"{angka.tulis(beda, b.i.desimal)} {satuan}"


def _sama(satu: Berteks, dua: Berteks) -> bool:
    return isi(satu.nilai) == isi(dua.nilai)


def isi(nilai: Target) -> object:
    """Equal for values that say the same, whatever their form."""
    return nilai.kode if isinstance(nilai, Predikat) else batas(nilai)


def _kecil(kata: str) -> str:
    """Inside a sentence, where it is no name of a document."""
    return kata[0].lower() + kata[1:] if kata.startswith(("Target", "Usulan")) else kata


ATURAN_TARGET = (melunak, lonjakan, triwulan, dokumen)
