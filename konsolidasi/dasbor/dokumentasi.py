"""docs/rumus.md and docs/alur.md, made from the code that computes and decides."""

from decimal import Decimal

from capaian import rumus
from capaian.alur import ALUR_REALISASI
from capaian.pilihan import FormulaCapaian, StatusRealisasi
from capaian.rumus import Formula, Predikat, Rentang
from capaian.skala import BAWAAN
from konsolidasi.inti import angka
from konsolidasi.inti.alur import Alur
from rapat.alur import ALUR_BERITA_ACARA, ALUR_SESI, ALUR_TINDAK_LANJUT
from rapat.pilihan import StatusBeritaAcara, StatusSesi, StatusTindakLanjut

CATATAN = "<!-- Made by `manage.py dokumentasi`; a test fails when it is not current. -->\n\n"
A, B = Decimal("10"), Decimal("12")
CONTOH: tuple[tuple[Formula, rumus.Target, rumus.Realisasi], ...] = (
    (Formula.POSITIF, A, B),
    (Formula.NEGATIF, A, B),
    (Formula.NEGATIF_RASIO, A, B),
    (Formula.STABIL, A, B),
    (Formula.ANGGARAN, Decimal(60_000_000), Decimal(0)),
    (Formula.PREDIKAT, Predikat("B", Decimal(4)), Predikat("BB", Decimal(5))),
    (Formula.PREDIKAT, Predikat("B", Decimal(4)), Predikat("CC", Decimal(3))),
    (Formula.NEGATIF, Rentang(Decimal("1.70"), Decimal("1.80")), Decimal("1.86")),
    (Formula.POSITIF, Rentang(Decimal(70), Decimal(80)), Decimal(75)),
    (Formula.POSITIF, Decimal(2), Decimal("-1.41")),
    (Formula.NEGATIF, Decimal(0), Decimal(0)),
    (Formula.POSITIF, Decimal(0), Decimal(3)),
    (Formula.NEGATIF_RASIO, A, Decimal(0)),
    (Formula.POSITIF, None, B),
    (Formula.POSITIF, A, None),
    (Formula.POSITIF, rumus.TakTerbaca("107,602,76"), B),
)


def rumus_md() -> str:
    baris = [
        CATATAN + f"# Rumus, versi {rumus.VERSI_RUMUS}\n",
        "Every percentage comes from `capaian/rumus.py`. T is the target, R the realisasi.",
        "Results are rounded once, half-up, to two decimals; they are neither capped nor floored.",
        "What cannot be computed has a reason, never 0.\n",
        "| Formula | Label |",
        "|---|---|",
        *(f"| `{f.value}` | {f.label} |" for f in FormulaCapaian),
        "",
        "## Worked examples",
        "",
        "| Formula | Target | Realisasi | The sentence the page shows |",
        "|---|---|---|---|",
    ]
    for formula, target, realisasi in CONTOH:
        kalimat = rumus.hitung(formula, target, realisasi).kalimat
        baris.append(f"| `{formula}` | {_tulis(target)} | {_tulis(realisasi)} | {kalimat} |")
    baris += [
        "",
        "## Default scale",
        "",
        "The scale is a dated table in the admin site; this one counts while the table is empty.",
        "",
        "| Peringkat | From (%) |",
        "|---|---|",
        *(
            f"| {p.kata} | {'below' if p.batas_bawah is None else p.batas_bawah} |"
            for p in BAWAAN.langkah
        ),
    ]
    return "\n".join(baris) + "\n"


def alur_md() -> str:
    return (
        CATATAN
        + "# Alur\n\n`status` is written by these tables only.\n\n"
        + _alur("Realisasi", ALUR_REALISASI, dict(StatusRealisasi.choices))
        + "\n"
        + _alur("Sesi", ALUR_SESI, dict(StatusSesi.choices))
        + "\n"
        + _alur("Berita acara", ALUR_BERITA_ACARA, dict(StatusBeritaAcara.choices))
        + "\n"
        + _alur("Tindak lanjut", ALUR_TINDAK_LANJUT, dict(StatusTindakLanjut.choices))
    )


def _alur(judul: str, alur: Alur, kata: dict[str, str]) -> str:
    baris = [
        f"## {judul}",
        "",
        "| Step | From | To | Action asked | Conditions |",
        "|---|---|---|---|---|",
    ]
    for t in alur.transisi:
        dari = ", ".join(str(kata[s]) for s in sorted(t.dari))
        syarat = ", ".join(f"`{s.__name__}`" for s in t.syarat) or "none"
        baris.append(f"| {t.label} | {dari} | {kata[t.ke]} | `{t.izin}` | {syarat} |")
    return "\n".join(baris) + "\n"


def _tulis(nilai: rumus.Target | rumus.Realisasi) -> str:
    match nilai:
        case None:
            return "none"
        case Decimal():
            return angka.tulis(nilai)
        case Rentang():
            return angka.tulis_rentang(nilai.bawah, nilai.atas, 2)
        case Predikat():
            return nilai.kode
        case _:
            return nilai.teks
