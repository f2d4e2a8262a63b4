"""A SIPD export from upload to import: kept, its columns guessed, then read by what people said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from capaian.impor.jenis import Jenis, Tempat, cari_jenis
from capaian.impor.lembar import LembarIsian, sebagai_json
from capaian.impor.program.sipd_baris import IsiSipd, baca_sipd, lembar_program
from capaian.impor.program.sipd_judul import (
    KEPALA_PALING_BAWAH,
    KODE,
    NAMA,
    REALISASI,
    KolomBerkas,
    baca_judul,
    baris_judul,
    pakai_ingatan,
    pilihan_arti,
    tebak_lembar,
    tebak_peta,
)
from capaian.impor.program.sipd_uang import lembar_realisasi
from capaian.impor.simpan import pratinjau, simpan_impor
from capaian.lembar_isian import LEMBAR_ASAL, Acuan, AsalBaris, Cap
from capaian.models import Impor, JenisImpor, Periode, PetaKolom, StatusImpor
from konsolidasi.inti.galat import TidakBoleh
from konsolidasi.inti.jenis_berkas import XLSX
from konsolidasi.inti.jenis_berkas import Jenis as JenisBerkas
from konsolidasi.inti.lampiran import BerkasHilang, Terperiksa, bersihkan_nama, simpan
from konsolidasi.inti.xlsx_baca import BukuMasuk, LembarMasuk
from konsolidasi.inti.xlsx_wadah import BukuDitolak
from opd.models import Opd

INGATAN_TERBANYAK = 20


@dataclass(frozen=True, slots=True)
class HasilPeta:
    """What was made of a file; `catatan`: what of it was left out, in a sentence."""

    program: Impor | None
    realisasi: Impor | None
    catatan: str


def boleh_peta(opd: Opd, tahun: int, oleh: AbstractBaseUser) -> tuple[bool, bool]:
    """May this person import program and pagu here; and what was spent, in a quarter that is."""
    program = _jenis(JenisImpor.PROGRAM).boleh(_tempat_program(opd, tahun), oleh)
    contoh = Tempat(JenisImpor.REALISASI, opd, tahun, 1, periode=Periode(tahun_id=tahun))
    return program, _jenis(JenisImpor.REALISASI).boleh(contoh, oleh)


@transaction.atomic
def terima_berkas(
    *, isi: bytes, nama: str, opd: Opd, tahun: int, oleh: AbstractBaseUser
) -> PetaKolom:
    """Keep a workbook with what its columns most likely are; the same one again is the same.

    Raises BukuDitolak: then nothing is kept, not even the file.
    """
    buku = BukuMasuk(isi)
    if any(n.casefold() == LEMBAR_ASAL for n in buku.lembar):
        raise BukuDitolak(
            "Berkas ini templat Konsolidasi, jadi kolomnya sudah dikenal. Unggah lewat Impor Excel."
        )
    lembar, kepala = tebak_lembar(buku)
    masuk = buku.baca(lembar)
    if not baris_judul(masuk):
        raise BukuDitolak(
            "Tidak satu lembar pun di berkas ini berjudul kolom. Ekspor lagi, lalu unggah."
        )
    peta = _tebak(masuk, kepala, opd)
    terperiksa = Terperiksa(isi, JenisBerkas(XLSX), bersihkan_nama(nama, XLSX))
    satu, baru = PetaKolom.objects.get_or_create(
        opd=opd,
        tahun_id=tahun,
        lampiran=simpan(terperiksa, oleh=oleh),
        oleh=oleh,
        defaults={
            "nama": terperiksa.nama,
            "lembar": lembar,
            "kepala": peta[0],
            "peta": peta[1],
            "periode": _periode_kini(tahun),
        },
    )
    if not baru and satu.dipakai_pada is None:
        satu.lembar, (satu.kepala, satu.peta) = lembar, peta
        satu.save(update_fields=["lembar", "kepala", "peta"])
    return satu


def _periode_kini(tahun: int) -> Periode | None:
    kini = Periode.objects.bawaan()
    return kini if kini is not None and kini.tahun_id == tahun else None


def _tebak(lembar: LembarMasuk, kepala: int, opd: Opd) -> tuple[int, dict[str, str]]:
    """Row of the head, and what its columns are by title: as remembered, else as guessed."""
    ingatan = _ingatan(opd)
    dekat = [kepala, *sorted(n for n in lembar.baris if n <= KEPALA_PALING_BAWAH)]
    for nomor in dekat if ingatan else ():
        kolom = baca_judul(lembar, nomor)
        if (arti := pakai_ingatan(kolom, ingatan)) is not None:
            return nomor, bertanda(kolom, arti)
    kolom = baca_judul(lembar, kepala)
    return kepala, bertanda(kolom, tebak_peta(kolom))


def tebak_kolom(kolom: Sequence[KolomBerkas], opd: Opd) -> dict[int, str]:
    """What these columns are, by number: as remembered for the OPD, else as guessed. One query."""
    arti = pakai_ingatan(kolom, _ingatan(opd))
    return tebak_peta(kolom) if arti is None else arti


def _ingatan(opd: Opd) -> list[dict[str, str]]:
    semua = PetaKolom.objects.ingatan(opd.pk).values_list("peta", flat=True)
    return list(semua[:INGATAN_TERBANYAK])


def bertanda(kolom: Sequence[KolomBerkas], arti: Mapping[int, str]) -> dict[str, str]:
    return {satu.tanda: arti[satu.nomor] for satu in kolom if arti.get(satu.nomor)}


def buka_berkas(peta: PetaKolom) -> tuple[BukuMasuk, bytes]:
    """The workbook that was kept. Raises BerkasHilang."""
    try:
        with peta.lampiran.berkas.open("rb") as berkas:
            isi = berkas.read()
    except FileNotFoundError:
        raise BerkasHilang from None
    return BukuMasuk(isi), isi


@transaction.atomic
def pakai_peta(
    *,
    peta: PetaKolom,
    lembar: str,
    kepala: int,
    arti: Mapping[int, str],
    periode: Periode | None,
    oleh: AbstractBaseUser,
) -> HasilPeta:
    """Read the file by this mapping and make its imports; the mapping is remembered for the OPD.

    Program and pagu are one import, what was spent another one, each where the person may. Raises
    TidakBoleh, or BukuDitolak where no row of the file can be used.
    """
    program, realisasi = boleh_peta(peta.opd, peta.tahun_id, oleh)
    ada = set(arti.values())
    if not (program and ada - {KODE, REALISASI}) and not (realisasi and REALISASI in ada):
        raise TidakBoleh("Kolom yang dipilih bukan kolom yang boleh Anda isi.")
    buku, bytes_ = buka_berkas(peta)
    masuk = buku.baca(lembar)
    isi = baca_sipd(masuk, kepala, arti)
    if not isi.baris:
        raise BukuDitolak(
            f"Di bawah baris {kepala} lembar “{lembar}” tidak ada kode program, kegiatan, atau sub"
            " kegiatan. Periksa baris judul dan kolom kodenya."
        )
    hasil = _impor(peta, isi, bytes_, (program, realisasi), periode, oleh)
    peta.lembar, peta.kepala, peta.periode = lembar, kepala, periode
    peta.peta = _diingat(peta, baca_judul(masuk, kepala), arti, pilihan_arti(program, realisasi))
    peta.program, peta.realisasi, peta.dipakai_pada = hasil.program, hasil.realisasi, timezone.now()
    peta.save(
        update_fields=[
            "lembar", "kepala", "periode", "peta", "program", "realisasi", "dipakai_pada",
        ]
    )  # fmt: skip
    return hasil


def _diingat(
    peta: PetaKolom, kolom: Sequence[KolomBerkas], arti: Mapping[int, str], pilihan: Sequence[str]
) -> dict[str, str]:
    """What a person may not import stays as it was understood for those who may."""
    ada = {satu.tanda for satu in kolom}
    tetap = {t: a for t, a in peta.peta.items() if t in ada and a not in pilihan}
    return tetap | bertanda(kolom, arti)


def _impor(
    peta: PetaKolom,
    isi: IsiSipd,
    berkas: bytes,
    boleh: tuple[bool, bool],
    periode: Periode | None,
    oleh: AbstractBaseUser,
) -> HasilPeta:
    ada = set(isi.peta.values())
    catatan = [f"dilewati {isi.kata_dilewati}"] if isi.kata_dilewati else []
    program = realisasi = None
    if boleh[0] and ada - {KODE, REALISASI}:
        di = _tempat_program(peta.opd, peta.tahun_id)
        nama = {k: a.isi[NAMA] for k, a in _jenis(di.jenis).muat(di, oleh, timezone.now()).items()}
        program = _simpan(peta, di, lembar_program(isi, nama), berkas, oleh)
    if boleh[1] and REALISASI in ada and periode is not None:
        di = Tempat(
            JenisImpor.REALISASI, peta.opd, peta.tahun_id, periode.triwulan, periode=periode
        )
        uang = lembar_realisasi(isi, peta.opd, periode)
        if uang.kata:
            catatan.append(f"realisasi anggaran tanpa tempat: {uang.kata}")
        if uang.lembar.baris:
            realisasi = _simpan(peta, di, uang.lembar, berkas, oleh)
    return HasilPeta(program, realisasi, "; ".join(catatan))


def _simpan(
    peta: PetaKolom, di: Tempat, lembar: LembarIsian, isi: bytes, oleh: AbstractBaseUser
) -> Impor:
    """An import of these rows. Nobody filled in a template: it is held against the system of now.

    The same file that waits already, read by another mapping, is read anew.
    """
    kini, jenis = timezone.now(), _jenis(di.jenis)
    acuan = jenis.muat(di, oleh, kini)
    dipakai = {baris[KODE].isi for _, baris in lembar.baris}
    cap = Cap(
        jenis=di.jenis,
        opd=peta.opd_id,
        opd_nama=peta.opd.nama,
        tahun=di.tahun,
        triwulan=di.triwulan,
        acuan=None,
        dibuat=kini,
        baris={k: _asal(jenis, a) for k, a in acuan.items() if k in dipakai},
    )
    impor = simpan_impor(isi=isi, nama=peta.nama, tempat=di, cap=cap, lembar=lembar, oleh=oleh)
    segar = sebagai_json(cap, lembar)
    if impor.status == StatusImpor.DIBACA and impor.isi != segar:
        impor.isi, impor.jawaban = segar, {}
        impor.banyak = dict(pratinjau(impor, oleh).banyak)
        impor.save(update_fields=["isi", "jawaban", "banyak"])
    return impor


def _asal(jenis: Jenis, acuan: Acuan) -> AsalBaris:
    dibaca = {nama: str(getattr(acuan, nama)) for nama in jenis.dibaca}
    return AsalBaris(acuan.versi, dibaca | dict(acuan.isi))


def _jenis(kode: str) -> Jenis:
    return cari_jenis(kode)


def _tempat_program(opd: Opd, tahun: int) -> Tempat:
    return Tempat(JenisImpor.PROGRAM, opd, tahun)
