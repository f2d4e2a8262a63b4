"""Rules about priorities: who answers for one, and what stands under none. Pure."""

from collections.abc import Sequence

from capaian.keselarasan.bahan import Angka, Didapat, OpdTanpaPrioritas, PrioritasDinilai, daftar

SEBUT_TERBANYAK = 4


def tanpa_pj(p: PrioritasDinilai) -> Didapat | None:
    """A priority that nobody has an indikator for, or that only has supporters.

    Satuan: indikator. Galat: None where somebody is named, or nobody was asked and some work.
    Sumber: fitur B14; mockup 06.
    """
    if p.penanggung_jawab or (p.opd and p.penanggung_jawab is None):
        return None
    sebut = [f"{nama} ({banyak} indikator)" for _, nama, banyak in p.opd]
    if len(sebut) > 1:
        kalimat = f"{daftar(sebut)} sama-sama pendukung."
    elif sebut:
        kalimat = f"Hanya {sebut[0]}, sebagai pendukung."
    else:
        kalimat = "Belum ada OPD yang punya indikator di bawah prioritas ini."
    return Didapat(
        "tanpa_pj",
        str(p.pk),
        f"{p.nama} belum punya penanggung jawab",
        f"{kalimat} Tanpa penanggung jawab, prioritas {p.kode} tidak dilaporkan siapa pun.",
        tuple(Angka(nama, f"{banyak} indikator", "pendukung") for _, nama, banyak in p.opd)
        or (Angka("OPD", "belum ada"),),
        p.indikator,
        tuple(pk for pk, _, _ in p.opd),
        p.contoh,
    )


def tanpa_prioritas(opd: OpdTanpaPrioritas) -> Didapat | None:
    """The indikator of an OPD that serve no priority: one question for all of them.

    Satuan: indikator. Galat: None without any. Sumber: fitur B14; PermenPANRB 89/2021.
    """
    semua = opd.indikator
    if not semua:
        return None
    nama = [satu.nama for satu in semua]
    siapa = nama[0] if len(nama) == 1 else f"{len(nama)} indikator {opd.singkatan}"
    return Didapat(
        "tanpa_prioritas",
        str(opd.pk),
        f"{siapa} tidak di bawah prioritas mana pun",
        f"{_sebut(nama)}.",
        tuple(Angka(f"{satu.kode} {satu.nama}", "tanpa prioritas") for satu in semua),
        tuple(satu.pk for satu in semua),
        (opd.pk,),
        any(satu.contoh for satu in semua),
    )


def _sebut(nama: Sequence[str]) -> str:
    if len(nama) <= SEBUT_TERBANYAK + 1:
        return daftar(list(nama))
    return daftar([*nama[:SEBUT_TERBANYAK], f"{len(nama) - SEBUT_TERBANYAK} lainnya"])
