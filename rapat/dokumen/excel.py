"""The three lampiran of a berita acara as a workbook; the figures are those of the PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from konsolidasi.inti import xlsx
from konsolidasi.inti.tata_letak import Angka, Baris, Buku, Isi, Kolom, Lembar, Teks
from rapat.dokumen.logo import isi_logo
from rapat.dokumen.naskah import BagianOpd, BarisIndikator, IsiBeritaAcara, Nilai, sidik_pendek
from rapat.dokumen.tampilan import ARTI_BINTANG, RUMUS, Cetak, jumlah_hadir, keselarasan, sebutan

PEMBUAT = "Konsolidasi, Bapperida Kota Tanjungbalai"
BINTANG = "*"


@dataclass(frozen=True)
class _Naskah:
    isi: IsiBeritaAcara
    cetak: Cetak
    logo: bytes = b""

    def atas(self, lampiran: str, judul: str) -> tuple[Teks, ...]:
        kop, isi = self.isi.kop, self.isi
        keadaan = "DRAF, belum berlaku"
        if self.cetak.final:
            keadaan = f"Sidik jari {sidik_pendek(isi.petikan_dari or isi.sidik_jari())}"
        contoh = (Teks("DATA CONTOH, bukan angka resmi.", "peringatan"),) if isi.contoh else ()
        return (
            Teks(kop.pemerintah, "kop", 16),
            Teks(kop.nama, "kop_besar", 20),
            Teks(kop.alamat or kop.kota, "kop_alamat", 15),
            Teks("", tinggi=6),
            Teks(f"LAMPIRAN {lampiran}: {judul}", "judul", 18),
            Teks(f"{sebutan(isi)} Nomor {isi.nomor or '-'}, {isi.tanggal}. {isi.sesi}", "subjudul"),
            Teks(f"Data per {isi.data_per} · {keadaan} · {self.cetak.teks}"),
            *contoh,
        )


def lampiran_xlsx(
    isi: IsiBeritaAcara, *, final: bool, oleh: str, pada: datetime, kertas: str = "a4"
) -> bytes:
    """Sheets I to III. A number is a number; one that is not verified is followed by a star."""
    naskah = _Naskah(isi, Cetak(oleh, pada, final=final), isi_logo(isi.kop.logo))
    judul = f"Lampiran {sebutan(isi)} {isi.nomor}".strip()
    return xlsx.tulis(
        Buku(
            judul=judul,
            lembar=[_hadir(naskah), _capaian(naskah), _lanjut(naskah)],
            pada=pada,
            pembuat=PEMBUAT,
            kertas=kertas,
            kaki=f"{judul} · {isi.sesi}",
        )
    )


def nama_berkas(isi: IsiBeritaAcara, akhiran: str) -> str:
    """A name for a download: without the slashes of the number."""
    bagian = (sebutan(isi), isi.nomor or "draf", isi.sesi.partition(":")[0])
    petikan = f" {isi.bagian[0].singkatan}" if isi.petikan_dari else ""
    aman = "".join(h if h.isalnum() or h in " .-" else "-" for h in " ".join(bagian) + petikan)
    return f"{'Petikan ' if isi.petikan_dari else ''}{aman[:120]}.{akhiran}"


def _hadir(naskah: _Naskah) -> Lembar:
    isi = naskah.isi
    kolom = (
        Kolom("no", "No", 5, rata="center"),
        Kolom("opd", "Perangkat daerah atau instansi", 42),
        Kolom("nama", "Nama dan jabatan", 36),
        Kolom("hadir", "Kehadiran", 34),
        Kolom("pukul", "Pukul", 13, rata="center"),
    )
    baris = [
        Baris(
            {
                "no": b.nomor,
                "opd": b.opd,
                "nama": "\n".join(b.orang),
                "hadir": b.kehadiran,
                "pukul": b.pukul,
            }
        )
        for b in isi.hadir
    ]
    if isi.peserta:
        baris.append(Baris({"no": "Peserta lain"}, "kelompok", ("no", "pukul")))
    baris += [
        Baris(
            {
                "no": n,
                "opd": b.asal,
                "nama": f"{b.nama}\n{b.jabatan}",
                "hadir": " ".join(filter(None, (b.kedudukan, b.keterangan))),
                "pukul": b.waktu,
            }
        )
        for n, b in enumerate(isi.peserta, start=1)
    ]
    return Lembar(
        nama="Lampiran I",
        kolom=kolom,
        baris=baris or [_nihil("no", "pukul")],
        logo=naskah.logo,
        atas=naskah.atas("I", "DAFTAR HADIR"),
        bawah=[Teks(jumlah_hadir(isi))],
    )


def _capaian(naskah: _Naskah) -> Lembar:
    isi = naskah.isi
    lalu, target = f"Tahun {isi.tahun_capaian}", f"Tahun {isi.tahun_target}"
    kolom = (
        Kolom("no", "No", 5, rata="center"),
        Kolom("nama", "Indikator", 38),
        Kolom("satuan", "Satuan", 11),
        Kolom("target", "Target", 12, lalu, "right"),
        Kolom("realisasi", "Realisasi", 12, lalu, "right"),
        Kolom("tanda", "", 3, lalu, lebur=True),
        Kolom("capaian", "Capaian (%)", 11, lalu, "right"),
        Kolom("peringkat", "Peringkat", 13, lalu),
        Kolom("rpjmd", "RPJMD", 12, target, "right"),
        Kolom("usulan", "Usulan OPD", 12, target, "right"),
        Kolom("sepakat", "Sepakat", 12, target, "right"),
        Kolom("putusan", "Putusan dan catatan", 40, target),
    )
    baris = [baris for satu in isi.bagian for baris in _bagian(satu)]
    skala = f"Peringkat menurut tabel skala tahun {isi.tahun_capaian}: {isi.skala}."
    return Lembar(
        nama="Lampiran II",
        kolom=kolom,
        baris=baris or [_nihil("no", "putusan")],
        logo=naskah.logo,
        atas=naskah.atas(
            "II",
            f"CAPAIAN KINERJA TAHUN {isi.tahun_capaian} DAN TARGET PRIORITAS "
            f"TAHUN {isi.tahun_target}",
        ),
        bawah=[Teks(RUMUS), Teks(f"{skala} {ARTI_BINTANG}")],
        gulir_mulai="satuan",
    )


def _bagian(satu: BagianOpd) -> Sequence[Baris]:
    seluruh = ("no", "putusan")
    sebut = f" ({satu.konfirmasi})" if satu.konfirmasi else ""
    baris = [Baris({"no": f"{satu.nomor}. {satu.nama}{sebut}"}, "kelompok", seluruh)]
    baris += [_baris(n, b) for n, b in enumerate(satu.baris, start=1)]
    for awal, teks in (
        ("Pembahasan", satu.pembahasan),
        ("Catatan atau keberatan perangkat daerah", satu.keberatan),
        *(("Keselarasan", teks) for teks in keselarasan(satu)),
    ):
        if teks:
            # Not merged: a spreadsheet never fits the height of a merged row to its text.
            baris.append(Baris({"nama": awal, "putusan": teks}))
    return baris


def _baris(nomor: int, b: BarisIndikator) -> Baris:
    isi: dict[str, Isi] = {
        "no": nomor,
        "nama": b.nama,
        "satuan": b.satuan,
        "target": _isi(b.target, b.desimal),
        "realisasi": _isi(b.realisasi, b.desimal),
        "tanda": BINTANG if b.sementara else None,
        "capaian": _isi(b.capaian, 2),
        "peringkat": b.peringkat,
        "rpjmd": _isi(b.rpjmd, b.desimal),
        "usulan": _isi(b.usulan, b.desimal),
        "sepakat": _isi(b.sepakat, b.desimal),
        "putusan": b.keputusan,
    }
    redup = {"realisasi", "tanda", "capaian", "peringkat"} if b.sementara else set()
    return Baris(isi, redup=frozenset(redup))


def _lanjut(naskah: _Naskah) -> Lembar:
    kolom = (
        Kolom("no", "No", 5, rata="center"),
        Kolom("uraian", "Tindak lanjut", 44),
        Kolom("indikator", "Indikator", 30),
        Kolom("opd", "Penanggung jawab", 30),
        Kolom("pendukung", "Pendukung", 20),
        Kolom("batas", "Batas waktu", 18),
        Kolom("asal", "Asal", 30),
    )
    baris = [
        Baris(
            {
                "no": n,
                "uraian": t.uraian,
                "indikator": t.indikator,
                "opd": t.penanggung_jawab,
                "pendukung": t.pendukung,
                "batas": t.batas,
                "asal": t.asal,
            }
        )
        for n, t in enumerate(naskah.isi.tindak_lanjut, start=1)
    ]
    return Lembar(
        nama="Lampiran III",
        kolom=kolom,
        baris=baris or [_nihil("no", "asal")],
        logo=naskah.logo,
        atas=naskah.atas("III", "TINDAK LANJUT"),
    )


def _nihil(dari: str, sampai: str) -> Baris:
    return Baris({"no": "Nihil."}, "kelompok", (dari, sampai))


def _isi(nilai: Nilai, desimal: int) -> Isi:
    return Angka(Decimal(nilai.angka), desimal) if nilai.angka else nilai.teks
