"""A berita acara of 16 OPD × 10 indikator against typst compiling the same document from a file."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from itertools import count
from pathlib import Path

from konsolidasi.contoh.tolok.ukur import median_cpu
from konsolidasi.inti import dokumen, waktu
from rapat.dokumen.naskah import (
    BagianOpd,
    BarisHadir,
    BarisIndikator,
    BarisTindakLanjut,
    Butir,
    IsiBeritaAcara,
    Kop,
    Nilai,
    Penanda,
)
from rapat.dokumen.pdf import CETAKAN, berita_acara_pdf
from rapat.dokumen.tampilan import Cetak, susun_data
from rapat.pilihan import Putusan

PADA = datetime(2026, 1, 22, 16, 5, tzinfo=waktu.ZONA)
KODE_URL = "https://konsolidasi.contoh/periksa/3f9c2a7d51e84b06"
BACA_MASUKAN = "json(bytes(sys.inputs.data))"
PUTUSAN = (Putusan.SEPAKAT, Putusan.DENGAN_CATATAN, Putusan.DITUNDA)


def ukur_berita_acara(*, ulang: int = 15) -> tuple[Decimal, Decimal]:
    """Median milliseconds of the clock: ours from the frozen JSON, and the floor from a file.

    Each run has another text, so that typst does not find the whole document in its memory.
    """
    beku = isi_contoh().ke_json()
    nomor = count(1)

    def kita() -> bytes:
        isi = IsiBeritaAcara.dari_json(beku | {"dasar": f"Dasar {next(nomor)}"})
        return berita_acara_pdf(isi, final=True, kode_url=KODE_URL, oleh="Rina Sinaga", pada=PADA)

    with tempfile.TemporaryDirectory() as folder:
        dasar = dari_berkas(Path(folder), beku, nomor)
        return median_cpu(kita, ulang)[1], median_cpu(lambda: next(dasar), ulang)[1]


def dari_berkas(folder: Path, beku: dict, nomor: Iterator[int]) -> Iterator[bytes]:
    """The same sources with the data in a file beside them, as somebody by hand would do it."""
    shutil.copytree(CETAKAN, folder, dirs_exist_ok=True)
    umum = folder / "naskah.typ"
    umum.write_text(umum.read_text().replace(BACA_MASUKAN, 'json("data.json")'))
    isi = susun_data(
        IsiBeritaAcara.dari_json(beku), Cetak("Rina Sinaga", PADA, final=True, kode_url=KODE_URL)
    )
    isi |= {
        "kertas": {"lebar": 210, "tinggi": 297},
        "gambar": {"qr": dokumen.qr_svg(KODE_URL)},
    }
    while True:
        (folder / "data.json").write_text(json.dumps(isi | {"dasar": f"Dasar {next(nomor)}"}))
        yield dokumen.pdf_dari_berkas(folder / "berita_acara.typ")


def isi_contoh(*, opd: int = 16, indikator: int = 10, pembahasan: str = "") -> IsiBeritaAcara:
    """The agenda item of OPD n has pk n, its indikator i has pk 100 × n + i."""
    nama = [f"Dinas Contoh {n} Pemberdayaan Masyarakat" for n in range(1, opd + 1)]
    return IsiBeritaAcara(
        kop=Kop("PEMERINTAH KOTA TANJUNGBALAI", "BAPPERIDA", "Jalan Contoh 1", "Tanjungbalai"),
        jenis="induk",
        rapat="Rapat Konsolidasi Januari 2026",
        sesi="Sesi I: Pembangunan Manusia dan Pemerintahan",
        nomor="000.7.2/057/Bapperida/2026",
        tanggal="20 Januari 2026",
        hari_tanggal="Selasa, 20 Januari 2026",
        waktu="09.00–16.10 WIB",
        tempat="Lantai 2, Ruang Kerja Kepala Bapperida",
        tahun_capaian=2025,
        tahun_target=2026,
        pembukaan=f"Pada hari ini, Selasa, dihadiri {opd} perangkat daerah.",
        memperhatikan=("realisasi kinerja;", "paparan; dan", "tanggapan,"),
        kesimpulan="maka pada hari Selasa, 20 Januari 2026, pukul 16.10 WIB, para peserta rapat",
        butir=(
            Butir("KESATU", "Capaian dan target sebagaimana Lampiran II."),
            Butir("KEDUA", "Tindak lanjut sebagaimana Lampiran III."),
        ),
        data_per="20 Januari 2026, 09.00 WIB",
        bapperida=Penanda(("Kepala Bapperida",), "Rahma Lubis", "Pembina", "197001011995032001"),
        hadir=tuple(
            BarisHadir(n, n, satu, "pimpinan", "Pimpinan", (f"Orang {n}", "Kepala Dinas"), "08.51")
            for n, satu in enumerate(nama, start=1)
        ),
        bagian=tuple(
            BagianOpd(
                agenda=n,
                nomor=n,
                nama=satu,
                singkatan=f"D{n}",
                baris=tuple(_baris(n, i) for i in range(1, indikator + 1)),
                waktu="09.10–09.45 WIB",
                pembahasan=pembahasan or f"{satu} memaparkan capaian triwulan IV.",
                penanda=Penanda((f"Kepala {satu}",), f"Orang {n}", "Pembina", f"19650101{n:010}"),
            )
            for n, satu in enumerate(nama, start=1)
        ),
        tindak_lanjut=tuple(
            BarisTindakLanjut(n, (n,), f"Pekerjaan {n}", satu, "31 Maret 2026", "baru")
            for n, satu in enumerate(nama, start=1)
        ),
        skala="≥ 91 Sangat Tinggi, ≥ 76 Tinggi, di bawahnya Rendah",
        contoh=True,
    )


def _baris(opd: int, nomor: int) -> BarisIndikator:
    nilai = Decimal(opd * 100 + nomor) / 100
    teks = f"{nilai:f}".replace(".", ",")
    putusan = PUTUSAN[nomor % 3]
    return BarisIndikator(
        pk=opd * 100 + nomor,
        kode=f"{opd}.{nomor:04}",
        nama=f"Indikator {opd}.{nomor} yang namanya cukup panjang",
        satuan="%",
        desimal=2,
        putusan=putusan.value,
        putusan_teks=putusan.label,
        target=Nilai("1,70–1,80"),
        realisasi=Nilai(teks, f"{nilai:f}"),
        capaian=Nilai("96,67", "96.67"),
        peringkat="Sangat Tinggi",
        sementara=nomor % 2 == 0,
        rpjmd=Nilai(teks, f"{nilai:f}"),
        usulan=Nilai(teks, f"{nilai:f}"),
        lama=Nilai(teks, f"{nilai:f}"),
        sepakat=Nilai() if putusan == Putusan.DITUNDA else Nilai(teks, f"{nilai:f}"),
        catatan="" if putusan == Putusan.SEPAKAT else "menunggu data 8 klinik swasta",
    )
