"""The figures of one OPD as the room had them, beside those of today."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from capaian.perhitungan import berlaku_pada
from konsolidasi.inti import angka, waktu
from rapat.dokumen.arsip import baca_beku, induk_sesi, utuh
from rapat.dokumen.bagian import nilai_target, susun_baris
from rapat.dokumen.muatan import Muatan
from rapat.dokumen.naskah import BarisIndikator, Nilai
from rapat.models import Agenda, BeritaAcara, Kesepakatan
from rapat.pilihan import DISEPAKATI, JenisBeritaAcara, StatusBeritaAcara

KOSONG = "kosong"


@dataclass(frozen=True)
class BarisPadaRapat:
    """`dulu`: as of the meeting; `beda`: a sentence for each figure that is another one today."""

    dulu: BarisIndikator
    beda: tuple[str, ...]


@dataclass(frozen=True)
class PadaRapat:
    agenda: Agenda
    baris: tuple[BarisPadaRapat, ...]
    sumber: str
    beku: bool
    peringatan: str
    adendum: tuple[str, ...]
    tahun_capaian: int
    tahun_target: int

    @property
    def banyak_beda(self) -> int:
        return sum(1 for b in self.baris if b.beda)


def susun_pada_rapat(agenda: Agenda, pada: date) -> PadaRapat:
    """From the frozen berita acara, else from what each decision kept. At most thirty queries."""
    muatan = Muatan(agenda.sesi)
    induk = induk_sesi([agenda.sesi]).get(agenda.sesi_id)
    final = induk is not None and induk.status == StatusBeritaAcara.FINAL
    beku = _beku(induk, agenda) if final else None
    kini = _kini(muatan, agenda, pada)
    dulu = beku if beku is not None else _tersimpan(muatan, agenda)
    return PadaRapat(
        agenda=agenda,
        baris=tuple(BarisPadaRapat(b, tuple(_beda(b, kini.get(b.pk), muatan))) for b in dulu),
        sumber=_sumber(induk if beku is not None else None),
        beku=beku is not None,
        peringatan=_peringatan(induk) if final and beku is None else "",
        adendum=tuple(_adendum(agenda)),
        tahun_capaian=muatan.rapat.tahun_capaian_id,
        tahun_target=muatan.rapat.tahun_target_id,
    )


def _beku(induk: BeritaAcara, agenda: Agenda) -> Sequence[BarisIndikator] | None:
    isi = baca_beku(induk) if utuh(induk) else None
    if isi is None:
        return None
    return next((b.baris for b in isi.bagian if b.agenda == agenda.pk), None)


def _tersimpan(muatan: Muatan, agenda: Agenda) -> list[BarisIndikator]:
    return [
        _dari_kesepakatan(k)
        for (butir, _), k in muatan.angka.kesepakatan.items()
        if butir == agenda.pk
    ]


def _dari_kesepakatan(k: Kesepakatan) -> BarisIndikator:
    i = k.indikator
    capaian = angka.tulis(k.capaian_lalu, 2) if k.capaian_lalu is not None else ""
    return BarisIndikator(
        pk=i.pk,
        kode=i.kode,
        nama=i.nama,
        satuan=i.satuan,
        desimal=i.desimal,
        putusan=k.putusan,
        putusan_teks=k.get_putusan_display(),
        capaian=Nilai(capaian),
        lama=nilai_target(k.target_lama, i),
        sepakat=nilai_target(k if k.putusan in DISEPAKATI else None, i),
        catatan=k.catatan,
        saat_rapat=k.capaian_lalu_kalimat,
    )


def _kini(muatan: Muatan, agenda: Agenda, pada: date) -> dict[int, tuple[BarisIndikator, str]]:
    """By indikator: its figures of today, and the target in force today."""
    data, hasil = muatan.angka, {}
    for i in data.indikator[agenda.pk]:
        berlaku = nilai_target(berlaku_pada(data.versi[i.pk], pada), i).teks
        hasil[i.pk] = susun_baris(i, data, agenda, muatan.sesi), berlaku
    return hasil


def _beda(
    dulu: BarisIndikator, kini: tuple[BarisIndikator, str] | None, muatan: Muatan
) -> Iterator[str]:
    if kini is None:
        yield "Indikator ini tidak dipakai lagi, jadi tidak ada angka sekarang."
        return
    baris, berlaku = kini
    lalu, depan = muatan.rapat.tahun_capaian_id, muatan.rapat.tahun_target_id
    target = dulu.sepakat.teks if dulu.putusan in DISEPAKATI else dulu.lama.teks
    for label, lama, baru in (
        (f"Target {lalu}", dulu.target.teks, baris.target.teks),
        (f"Realisasi {lalu}", dulu.realisasi.teks, baris.realisasi.teks),
        (f"Capaian {lalu}", _persen(dulu.capaian.teks), _persen(baris.capaian.teks)),
    ):
        # What was not kept is not known: it says nothing about today.
        if lama and lama != baru:
            yield f"{label} waktu rapat {lama}, sekarang {baru or KOSONG}."
    if target != berlaku:
        sebut = "disepakati" if dulu.putusan in DISEPAKATI else "waktu rapat"
        yield f"Target {depan} {sebut} {target or KOSONG}, sekarang {berlaku or KOSONG}."


def _persen(teks: str) -> str:
    return f"{teks}\u00a0%" if teks[:1].isdigit() or teks[:1] in "-−" and teks else teks


def _sumber(induk: BeritaAcara | None) -> str:
    if induk is None or induk.tanggal is None:
        return "Belum ada berita acara final; yang tampil ialah yang tersimpan saat rapat memutus."
    return f"Dari berita acara nomor {induk.nomor}, {waktu.tanggal(induk.tanggal)}, yang dibekukan."


def _peringatan(induk: BeritaAcara) -> str:
    if utuh(induk):
        return "Berita acara dibekukan sebelum OPD ini masuk agenda."
    return (
        "Isi beku berita acara tidak cocok lagi dengan sidik jarinya, jadi tidak dipakai di sini."
        " Pegang naskah bertanda tangan."
    )


def _adendum(agenda: Agenda) -> list[str]:
    """One query."""
    baris = BeritaAcara.objects.filter(
        sesi=agenda.sesi_id, jenis=JenisBeritaAcara.ADENDUM, status=StatusBeritaAcara.FINAL
    )
    return [
        f"Adendum nomor {nomor}, {waktu.tanggal(tanggal)}: {uraian}"
        for nomor, tanggal, uraian in baris.order_by("tanggal", "pk").values_list(
            "nomor", "tanggal", "uraian"
        )
    ]
