"""The matrix prioritas × OPD as a workbook: the cells in words, and every promised number."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from capaian.ekspor.daftar import Keterangan, susun_buku
from capaian.layar.pelaksana import Janji
from capaian.layar.selaras_bentuk import BarisPrioritas, MatriksPrioritas, SelPelaksana
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Isi, Kolom, Lembar, Teks, termuat

CATATAN = (
    "PJ = penanggung jawab. Angka dalam kurung = jumlah indikator OPD di bawah prioritas itu.",
    "OPD tanpa klaster tidak ikut rapat; perannya di kolom OPD lain.",
)
CATATAN_JANJI = (
    "Target yang berlaku hari ini, atau pada akhir tahun itu bila tahunnya sudah lewat atau belum"
    " mulai. Indikator OPD di luar lingkup Anda hanya disebut jumlahnya."
)
SINGKAT = {"pj": "PJ", "pendukung": "Pendukung"}


def judul(tahun: int) -> str:
    return f"Matriks target prioritas {tahun}"


def susun(matriks: MatriksPrioritas, janji: Sequence[Janji], ket: Keterangan) -> Buku:
    if matriks.klaster:
        nama = dict(matriks.semua_klaster)[matriks.klaster]
        bagian = filter(None, (ket.saringan, f"klaster {nama}"))
        ket = replace(ket, saringan=", ".join(bagian))
    kolom = (
        Kolom("kode", "Kode", 8),
        Kolom("prioritas", "Prioritas", 36),
        *(Kolom(f"opd{k.pk}", k.singkatan, 16, b.nama) for b in matriks.bagian for k in b.kolom),
        Kolom("luar", "OPD lain", 30),
        Kolom("temuan", "Temuan menunggu", 12, rata="right"),
        Kolom("ket", "Keterangan", 26),
    )
    buku = susun_buku(
        judul(matriks.tahun),
        kolom,
        [_baris(b) for b in matriks.baris],
        ket,
        benda="prioritas",
        gulir_mulai=kolom[2].kunci,
        contoh=matriks.contoh or any(j.contoh for j in janji),
        catatan=CATATAN,
    )
    return replace(buku, lembar=[*buku.lembar, _lembar_janji(matriks, janji, ket)])


def _baris(b: BarisPrioritas) -> Baris:
    isi: dict[str, Isi] = {"kode": b.kode, "prioritas": b.nama, "temuan": b.temuan}
    isi |= {f"opd{s.opd}": _kata(s) for s in b.sel}
    isi["luar"] = "; ".join(f"{s.singkatan}: {_kata(s)} ({tempat})" for s, tempat in b.luar)
    isi["ket"] = "Tanpa penanggung jawab" if b.tanpa_pj else ""
    return Baris(isi)


def _kata(s: SelPelaksana) -> str:
    if not s.isi:
        return ""
    awal = f"{SINGKAT[s.peran]}, {_status(s)}" if s.peran else s.keadaan
    return f"{awal} ({s.indikator})"


def _status(s: SelPelaksana) -> str:
    return s.keadaan.partition(", ")[2].partition(",")[0]


def _lembar_janji(matriks: MatriksPrioritas, janji: Sequence[Janji], ket: Keterangan) -> Lembar:
    kolom = (
        Kolom("prioritas", "Prioritas", 34),
        Kolom("opd", "OPD", 18),
        Kolom("peran", "Peran", 18),
        Kolom("keadaan", "Keadaan", 16),
        Kolom("kode", "Kode indikator", 16),
        Kolom("indikator", "Indikator", 48),
        Kolom("target", f"Target {matriks.tahun}", 14, rata="right"),
        Kolom("satuan", "Satuan", 14),
        Kolom("acuan", "Acuan target", 32),
    )
    per: dict[tuple[int, int], list[Janji]] = defaultdict(list)
    for j in janji:
        per[j.prioritas, j.opd].append(j)
    atas = [
        Teks(f"YANG DIJANJIKAN PER PRIORITAS {matriks.tahun}", "judul", 18),
        Teks(ket.data_per),
    ]
    if ket.saringan:
        atas.append(Teks(f"Hanya memuat: {ket.saringan}"))
    return Lembar(
        nama="Janji",
        kolom=kolom,
        baris=list(_baris_janji(matriks, per)),
        atas=tuple(atas),
        bawah=[Teks(CATATAN_JANJI)],
        gulir_mulai="kode",
    )


def _baris_janji(
    matriks: MatriksPrioritas, per: dict[tuple[int, int], list[Janji]]
) -> Iterator[Baris]:
    """One klaster is only its own OPD."""
    for b in matriks.baris:
        luar = () if matriks.klaster else (s for s, _ in b.luar)
        for s in (*b.sel, *luar):
            if not s.isi:
                continue
            isi = per[b.pk, s.opd]
            for j in isi:
                yield Baris(_depan(b, s, j.singkatan) | _angka(j))
            if tersembunyi := s.indikator - len(isi):
                teks = f"{tersembunyi} indikator di luar lingkup Anda"
                yield Baris(_depan(b, s, s.singkatan) | {"indikator": teks})
            elif not isi:
                yield Baris(_depan(b, s, s.singkatan) | {"indikator": "Belum ada indikator"})


def _depan(b: BarisPrioritas, s: SelPelaksana, opd: str) -> dict[str, Isi]:
    peran = {"pj": "Penanggung jawab", "pendukung": "Pendukung"}.get(s.peran, "")
    keadaan = _status(s) if s.peran else s.keadaan
    return {"prioritas": f"{b.kode} {b.nama}", "opd": opd, "peran": peran, "keadaan": keadaan}


def _angka(j: Janji) -> dict[str, Isi]:
    target: Isi = j.teks or "belum ada"
    if j.nilai is not None and termuat(j.nilai):
        target = Angka(j.nilai, j.desimal)
    nama = f"{j.nama} (data contoh)" if j.contoh else j.nama
    return {
        "kode": j.kode,
        "indikator": nama,
        "target": target,
        "satuan": j.satuan,
        "acuan": j.acuan,
    }
