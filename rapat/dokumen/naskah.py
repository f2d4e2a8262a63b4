"""The content of a berita acara as data: what is printed, frozen and fingerprinted. No query.

Every number stands there as it is printed. A field with a default is left out of the JSON while
it has that default, so that a field added later does not change the fingerprint of an old one.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from konsolidasi.inti.galat import GalatDomain
from rapat.dokumen.naskah_baku import dari_json, ke_json, sidik_jari
from rapat.pilihan import DISEPAKATI, HADIR, JenisBeritaAcara, Putusan


@dataclass(frozen=True)
class Nilai:
    """`teks` as printed; `angka` the plain decimal when it is one number, for the workbook."""

    teks: str = ""
    angka: str = ""


@dataclass(frozen=True)
class Kop:
    pemerintah: str
    nama: str
    alamat: str
    kota: str
    logo: str = ""
    """SHA-256 of the emblem: what was printed once is printed again with the same one."""


@dataclass(frozen=True)
class Penanda:
    """A signature block: the lines above the room for the signature, and who signs."""

    atas: tuple[str, ...]
    nama: str = ""
    pangkat: str = ""
    nip: str = ""


@dataclass(frozen=True)
class BarisIndikator:
    pk: int
    kode: str
    nama: str
    satuan: str
    desimal: int
    putusan: str
    putusan_teks: str
    target: Nilai = Nilai()
    realisasi: Nilai = Nilai()
    capaian: Nilai = Nilai()
    """Percent; without a number `teks` is the reason."""
    peringkat: str = ""
    sementara: bool = False
    rpjmd: Nilai = Nilai()
    usulan: Nilai = Nilai()
    lama: Nilai = Nilai()
    """In force before the sesi."""
    sepakat: Nilai = Nilai()
    catatan: str = ""
    saat_rapat: str = ""
    """The capaian that the room saw, when it is another one by now."""
    contoh: bool = False

    @property
    def keputusan(self) -> str:
        """Decision and note in one cell."""
        bagian = [self.putusan_teks]
        if self.catatan:
            pisah = ". " if self.putusan == Putusan.SEPAKAT else ": "
            bagian = [f"{self.putusan_teks}{pisah}{self.catatan}"]
        if self.saat_rapat:
            bagian.append(f"Capaian yang dilihat rapat: {self.saat_rapat}.")
        return " ".join(bagian)


@dataclass(frozen=True)
class BarisHadir:
    """One OPD on the attendance list; `keadaan` is a KeadaanHadir, "" when nothing was recorded."""

    agenda: int
    nomor: int
    opd: str
    keadaan: str
    kehadiran: str
    orang: tuple[str, ...] = ()
    pukul: str = ""


@dataclass(frozen=True)
class BarisPeserta:
    """A person beside the one who sat for the OPD. Without NIP, phone and signature."""

    agenda: int
    nama: str
    jabatan: str
    asal: str
    kedudukan: str
    waktu: str = ""
    keterangan: str = ""


@dataclass(frozen=True)
class BarisTemuan:
    """A finding, with the sentence that was settled."""

    pk: int
    kalimat: str
    putusan: str
    putusan_teks: str
    alasan: str = ""

    @property
    def hasil(self) -> str:
        return f"{self.putusan_teks}: {self.alasan}" if self.alasan else f"{self.putusan_teks}."


@dataclass(frozen=True)
class BarisPeran:
    """A role in a priority that the sesi agreed or refused."""

    prioritas: str
    opd: str
    peran: str
    putusan_teks: str
    alasan: str = ""

    @property
    def kalimat(self) -> str:
        alasan = f" ({self.alasan})" if self.alasan else ""
        return f"{self.opd}, {self.peran} {self.prioritas}: {self.putusan_teks}{alasan}."


@dataclass(frozen=True)
class BagianOpd:
    agenda: int
    nomor: int
    nama: str
    singkatan: str
    baris: tuple[BarisIndikator, ...] = ()
    waktu: str = ""
    pembahasan: str = ""
    keberatan: str = ""
    konfirmasi: str = ""
    penanda: Penanda | None = None
    temuan: tuple[BarisTemuan, ...] = ()
    peran: tuple[BarisPeran, ...] = ()

    def hitung(self, *putusan: str) -> int:
        return sum(1 for b in self.baris if b.putusan in putusan)


@dataclass(frozen=True)
class BarisTindakLanjut:
    """`agenda`: the items of this sesi that it concerns."""

    pk: int
    agenda: tuple[int, ...]
    uraian: str
    penanggung_jawab: str
    batas: str
    asal: str
    pendukung: str = ""
    indikator: str = ""
    status: str = ""


@dataclass(frozen=True)
class Butir:
    kata: str
    teks: str


@dataclass(frozen=True)
class IsiBeritaAcara:
    kop: Kop
    jenis: str
    rapat: str
    sesi: str
    nomor: str
    tanggal: str
    hari_tanggal: str
    waktu: str
    tempat: str
    tahun_capaian: int
    tahun_target: int
    pembukaan: str
    memperhatikan: tuple[str, ...]
    kesimpulan: str
    butir: tuple[Butir, ...]
    data_per: str
    bapperida: Penanda
    hadir: tuple[BarisHadir, ...] = ()
    peserta: tuple[BarisPeserta, ...] = ()
    bagian: tuple[BagianOpd, ...] = ()
    tindak_lanjut: tuple[BarisTindakLanjut, ...] = ()
    skala: str = ""
    dasar: str = ""
    uraian: str = ""
    """What an adendum changes."""
    induk: str = ""
    """Number and date of the berita acara that an adendum belongs to."""
    notulis: tuple[str, ...] = ()
    contoh: bool = False
    petikan_dari: str = ""
    """Fingerprint of the whole, on an extract of it."""

    @property
    def adendum(self) -> bool:
        return self.jenis == JenisBeritaAcara.ADENDUM

    def ke_json(self) -> dict[str, Any]:
        return ke_json(self)

    @classmethod
    def dari_json(cls, isi: Mapping[str, Any]) -> Self:
        """Raises KeyError or TypeError for something that was never written by ke_json."""
        return dari_json(cls, isi)

    def sidik_jari(self) -> str:
        return sidik_jari(self.ke_json())

    def petikan(self, agenda: int) -> "IsiBeritaAcara":
        """Only what belongs to one agenda item. Raises KeyError when it is not in here."""
        if agenda not in {b.agenda for b in self.bagian}:
            raise KeyError(agenda)
        return replace(
            self,
            hadir=tuple(b for b in self.hadir if b.agenda == agenda),
            peserta=tuple(b for b in self.peserta if b.agenda == agenda),
            bagian=tuple(b for b in self.bagian if b.agenda == agenda),
            tindak_lanjut=tuple(b for b in self.tindak_lanjut if agenda in b.agenda),
            petikan_dari=self.petikan_dari or self.sidik_jari(),
        )

    def untuk_umum(self) -> dict[str, Any]:
        """What the public check page may show: agreed targets, but no person, no note, no NIP."""
        return {
            "jenis": self.jenis,
            "rapat": self.rapat,
            "sesi": self.sesi,
            "nomor": self.nomor,
            "tanggal": self.tanggal,
            "tahun_target": self.tahun_target,
            "data_per": self.data_per,
            "contoh": self.contoh,
            "opd": [
                {
                    "nama": b.nama,
                    "indikator": len(b.baris),
                    "sepakat": b.hitung(*DISEPAKATI),
                    "target": [_target_umum(i) for i in b.baris if i.putusan in DISEPAKATI],
                }
                for b in self.bagian
            ],
        }

    def hitung_hadir(self) -> Counter[str]:
        return Counter(b.keadaan for b in self.hadir)

    @property
    def opd_hadir(self) -> int:
        return sum(1 for b in self.hadir if b.keadaan in HADIR)


class NaskahRusak(GalatDomain):
    """The frozen content is not the one that was fingerprinted, so it is not printed."""

    kode_http = 503

    def __init__(self) -> None:
        super().__init__(
            "Isi beku berita acara ini tidak cocok lagi dengan sidik jarinya, jadi tidak dicetak."
            " Pakai naskah bertanda tangan, dan beri tahu admin Konsolidasi."
        )


def sidik_pendek(sidik: str) -> str:
    """The first sixteen digits as they are printed: 7F3A 91C4 0D2E 5B60."""
    return " ".join(sidik[n : n + 4].upper() for n in range(0, 16, 4))


def _target_umum(baris: BarisIndikator) -> dict[str, str]:
    return {
        "nama": baris.nama,
        "satuan": baris.satuan,
        "lama": baris.lama.teks,
        "sepakat": baris.sepakat.teks,
        "putusan": baris.putusan_teks,
    }
