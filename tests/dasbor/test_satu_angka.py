"""The same thing at the same moment is the same number on every page, and that of the rows."""

from collections import defaultdict
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from capaian import rumus
from capaian.layanan.ringkasan import perbarui
from capaian.models import Indikator
from capaian.skala import BAWAAN
from konsolidasi.inti import angka
from tests.capaian.kota_ringkasan import hitung_lurus
from tests.dasbor.kota_aneh import KotaAneh


def tulis(rata) -> str:
    return "" if rata is None else f"{angka.tulis(rata, 2)}\u00a0%"


def rata(persen: list):
    ada = [p for p in persen if p is not None]
    return rumus.bulatkan(sum(ada) / len(ada), 2) if ada else None


class Halaman:
    """What every page says about the same things, by name of the page."""

    def __init__(self, klien, pimpinan, sampai: int) -> None:
        self.klien, self.pimpinan = klien, pimpinan
        self.kueri = {"tahun": "2025", "triwulan": str(sampai)}
        self.kata: dict[tuple, dict[str, tuple]] = defaultdict(dict)

    def buka(self, nama: str, *args, klien=None, **lain):
        balasan = (klien or self.klien).get(reverse(nama, args=args), {**self.kueri, **lain})
        assert balasan.status_code == 200, nama
        return balasan

    def baris(self, halaman: str, kunci: tuple, b) -> None:
        r = b.ringkas
        hijau = b.peringkat is not None and b.peringkat.ragam in ("4", "5")
        assert not (hijau and r.sementara), (halaman, kunci)
        assert bool(b.persen) != bool(b.alasan), (halaman, kunci)
        self.kata[kunci][halaman] = (b.persen, r.pasti, r.indikator)


def kumpulkan(h: Halaman, kota: KotaAneh) -> None:
    nama = {p.nama: p for p in kota.prioritas} | {str(p): p for p in kota.prioritas}
    opd = {o.nama: o for o in kota.opd}
    klaster = {k.nama: k for o in kota.opd if (k := o.klaster)}

    def kenali(halaman: str, b) -> None:
        for jenis, dikenal in (("prioritas", nama), ("opd", opd), ("klaster", klaster)):
            if b.nama in dikenal:
                h.baris(halaman, (jenis, dikenal[b.nama].pk), b)

    isi = h.buka("capaian_kota").context["isi"]
    h.baris("kota", ("kota",), isi.semua)
    for k in isi.kelompok:
        for b in k.baris:
            kenali("kota", b)
    for k in h.buka("beranda").context["beranda"].capaian.kelompok:
        for b in k.baris:
            kenali("beranda", b)
    for p in kota.prioritas:
        kenali("prioritas", h.buka("prioritas_rinci", p.pk).context["isi"].ringkas)
    for k in klaster.values():
        halaman = h.buka("klaster_rinci", k.pk).context["isi"]
        kenali("klaster", halaman.ringkas)
        for b in halaman.opd:
            kenali("klaster", b)
    for o in kota.opd:
        kenali("opd", h.buka("opd_rinci", o.pk).context["isi"].ringkas)


def kumpulkan_lain(h: Halaman, kota: KotaAneh):
    pimpinan = h.buka("pimpinan", klien=h.pimpinan).context["isi"]
    for b in pimpinan.prioritas:
        p = next(p for p in kota.prioritas if p.nama == b.nama)
        h.baris("pimpinan", ("prioritas", p.pk), b)
    pohon = h.buka("capaian:pohon").context["pohon"]
    simpul = [s for akar in pohon.akar for s in (akar, *akar.anak)]
    for kunci, s in [(("kota",), pohon.seluruh)] + [
        (("prioritas", int(s.kunci[1:])), s.angka) for s in simpul if s.kunci[0] == "r"
    ]:
        kata = s.pasti.split(" pasti")[0].split(" dari ")
        h.kata[kunci]["pohon"] = (s.tanda.persen, *map(int, kata))
    buku = load_workbook(BytesIO(h.buka("capaian_kota_unduh").content)).worksheets[0]
    dari = {b[1]: b for b in buku.values}
    for o in kota.opd:
        persen, pasti, indikator = h.kata["opd", o.pk]["kota"]
        excel = dari[o.nama]
        assert (tulis(Decimal(f"{excel[4]:.2f}")) if persen else "") == persen, o.nama
        assert (excel[-1], excel[-2]) == (pasti, indikator), o.nama
    return pimpinan


def kumpulkan_setahun(h: Halaman, kota: KotaAneh) -> None:
    for k in h.buka("capaian:rekap").context["rekap"].klaster:
        for o in k.opd:
            pasti = sum(not b.hasil.sementara for b in o.baris)
            h.kata["opd", o.opd.pk]["rekap"] = (tulis(o.ringkas.rata.persen), pasti, len(o.baris))
    for b in h.buka("beranda").context["beranda"].matriks.baris:
        r = b.ringkas
        h.kata["opd", b.opd.pk]["matriks"] = (tulis(r.rata), r.pasti, r.indikator)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("benih", "sampai"), [(1, 4), (2, 2)])
def test_every_page_says_the_same_number(
    dinkes, disdik, rina, pak_budi, masuk_sebagai, benih, sampai
):
    kota = KotaAneh(dinkes, disdik, benih)
    if benih == 1:
        perbarui()
        Indikator.objects.filter(opd=disdik).first().realisasi.update(status_data="sementara")
    h = Halaman(masuk_sebagai(rina), masuk_sebagai(pak_budi), sampai)
    kumpulkan(h, kota)
    pimpinan = kumpulkan_lain(h, kota)
    if sampai == 4:
        kumpulkan_setahun(h, kota)
    for kunci, per in h.kata.items():
        assert len(set(per.values())) == 1, (kunci, per)
    assert all(len(per) >= 2 for per in h.kata.values())
    periksa_baris(h, kota, sampai, pimpinan)


def periksa_baris(h: Halaman, kota: KotaAneh, sampai: int, pimpinan) -> None:
    """Against the rows themselves, one after the other."""
    per_opd = {
        pk: isi["persen"] for (t, pk), isi in hitung_lurus(sampai, "opd").items() if t == 2025
    }
    per_prioritas = {
        pk: isi["persen"] for (t, pk), isi in hitung_lurus(sampai, "prioritas").items() if t == 2025
    }
    semua = [p for milik in per_opd.values() for p in milik]
    harap = {("kota",): semua}
    harap |= {("opd", pk): milik for pk, milik in per_opd.items()}
    harap |= {("prioritas", pk): milik for pk, milik in per_prioritas.items() if pk}
    for o in kota.opd:
        kunci = ("klaster", kota.atas(o).klaster_id)
        harap[kunci] = harap.get(kunci, []) + per_opd[o.pk]
    assert set(harap) == set(h.kata)
    for kunci, persen in harap.items():
        for halaman, (tertulis, _, indikator) in h.kata[kunci].items():
            assert (tertulis, indikator) == (tulis(rata(persen)), len(persen)), (kunci, halaman)
    merah = sorted(p for p in semua if p is not None and BAWAAN.peringkat(p).urutan <= 2)
    assert pimpinan.merah_banyak == len(merah)
    assert [m.persen for m in pimpinan.merah] == merah[:4]
    assert f"{len(merah)} dari " in pimpinan.kalimat[2].kalimat
    assert tulis(rata(semua)) in pimpinan.kalimat[0].kalimat
