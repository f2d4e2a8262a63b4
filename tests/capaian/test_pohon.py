"""The tree: figures are plain means of what hangs below, and it opens where the link says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest
from django.db.models import Count
from django.urls import reverse

from capaian.gabungan import rata_rata
from capaian.layar import pohon_angka
from capaian.layar.pohon import susun_pohon
from capaian.layar.pohon_buka import baca_kunci
from capaian.layar.pohon_jalur import susun_jalur
from capaian.layar.pohon_letak import MEDAN, berletak
from capaian.layar.pohon_simpul import Simpul
from capaian.models import Indikator, Visi
from capaian.perhitungan import Penghitung
from capaian.pilihan import StatusRealisasi
from konsolidasi.inti import angka
from konsolidasi.inti.waktu import Triwulan
from tests import pabrik, pabrik_pohon

ALAMAT = reverse("capaian:pohon")
NILAI = ("72", "95", "40", "101", "66.5", "88", "79.9", "55", "91", None)


@dataclass
class Kota:
    """A small city: two OPD, one visi down to sub kegiatan, and what hangs under each node."""

    visi: Visi
    milik: dict[str, list[Indikator]] = field(default_factory=dict)
    terdalam: dict[int, str] = field(default_factory=dict)

    def gantung(self, *kunci: str, opd, **simpul) -> Indikator:
        nomor = sum(map(len, self.milik.values()))
        i = pabrik.buat_indikator(opd=opd, **simpul)
        pabrik.buat_target(indikator=i)
        status = (StatusRealisasi.TERVERIFIKASI, StatusRealisasi.DRAF)[nomor % 2]
        nilai = NILAI[nomor % len(NILAI)]
        pabrik.buat_realisasi(indikator=i, nilai=nilai, status=status if nilai else "draf")
        for satu in kunci:
            self.milik.setdefault(satu, []).append(i)
        self.terdalam[i.pk] = kunci[-1].replace("x", "")
        return i


@pytest.fixture
def kota(dinkes, disdik) -> Kota:
    visi = pabrik_pohon.buat_visi()
    misi = pabrik_pohon.buat_misi(visi=visi)
    tujuan = pabrik_pohon.buat_tujuan(misi=misi)
    s = pabrik_pohon.buat_sasaran(tujuan=tujuan)
    lain = pabrik_pohon.buat_sasaran(tujuan=tujuan)
    r = pabrik_pohon.buat_prioritas(sasaran=s)
    program = pabrik_pohon.buat_program(opd=dinkes, prioritas=r)
    kegiatan = pabrik_pohon.buat_kegiatan(program=program)
    sub = pabrik_pohon.buat_sub(kegiatan=kegiatan)
    bebas = pabrik_pohon.buat_program(opd=disdik, sasaran=lain)
    yatim = pabrik_pohon.buat_program(opd=disdik)
    v, m, t = f"v{visi.pk}", f"m{misi.pk}", f"t{tujuan.pk}"
    atas, dua = (v, m, t, f"s{s.pk}"), (v, m, t, f"s{lain.pk}")
    pr, p, k, b = f"r{r.pk}", f"p{program.pk}", f"k{kegiatan.pk}", f"b{sub.pk}"
    kota = Kota(visi)
    kota.gantung(v, m, t, opd=disdik, tujuan=tujuan)
    kota.gantung(*atas, opd=disdik, sasaran=s)
    kota.gantung(*atas, pr, opd=disdik, prioritas=r)
    kota.gantung(*atas, pr, f"{pr}-{p}", opd=dinkes, prioritas=r, program=program)
    isi = {"opd": dinkes, "prioritas": r}
    kota.gantung(*atas, pr, f"{pr}-{p}", f"{pr}-{p}-{k}", kegiatan=kegiatan, **isi)
    for _ in range(2):
        dalam = (f"{pr}-{p}", f"{pr}-{p}-{k}", f"{pr}-{p}-{k}-{b}")
        kota.gantung(*atas, pr, *dalam, sub_kegiatan=sub, **isi)
    luar = f"l{s.pk}"
    kota.gantung(*atas, luar, f"{luar}-{p}", opd=dinkes, program=program)
    luar = f"l{lain.pk}"
    kota.gantung(*dua, luar, f"{luar}-p{bebas.pk}", opd=disdik, program=bebas)
    kota.gantung("y", f"y-p{yatim.pk}", opd=disdik, program=yatim)
    kota.gantung("x", opd=disdik)
    return kota


def susun(kota: Kota, buka: str = "", *, sampai: int = 4, opd: Iterable[int] | None = None):
    indikator = Indikator.objects.order_by("pk")
    if opd is not None:
        indikator = indikator.filter(opd__in=opd)
    milik = {i.opd_id for semua in kota.milik.values() for i in semua}
    letak = berletak(indikator).order_by().values_list(*MEDAN).annotate(banyak=Count("pk"))
    return susun_pohon(
        indikator=lambda: indikator,
        letak=list(letak),
        opd=sorted(milik if opd is None else opd),
        masa=Triwulan(2025, sampai),
        buka=(baca_kunci(buka), frozenset()),
        alamat=lambda keadaan, kunci: f"?{keadaan.kueri}#{kunci}",
    )


def semua_simpul(akar: Iterable[Simpul]) -> Iterator[Simpul]:
    for satu in akar:
        yield satu
        yield from semua_simpul(satu.anak)


def terbuka_semua(kota: Kota) -> str:
    return ",".join(k for k in kota.milik if k[0] not in "vmts")


def test_every_figure_is_the_plain_mean_of_what_hangs_below(kota):
    pohon = susun(kota, terbuka_semua(kota))
    simpul = {s.kunci: s for s in semua_simpul(pohon.akar)}
    assert set(simpul) == set(kota.milik)
    hasil = Penghitung(2025).hitung(Indikator.objects.all())
    for kunci, milik in kota.milik.items():
        if kunci == "x":
            continue
        rata = rata_rata(hasil[i.pk].hasil for i in milik)
        tulisan = "" if rata.persen is None else f"{angka.tulis(rata.persen, 2)}\u00a0%"
        assert simpul[kunci].angka.tanda.persen == tulisan, kunci
        pasti = sum(not hasil[i.pk].sementara for i in milik)
        assert simpul[kunci].angka.pasti.startswith(f"{pasti} dari {len(milik)} pasti"), kunci
        hijau = pasti == len(milik)
        assert (simpul[kunci].angka.tanda.ragam in ("4", "5")) <= hijau, kunci
    daun = sorted(d.kode for s in simpul.values() for d in s.daun)
    assert daun == sorted(i.kode for i in Indikator.objects.all())


def test_a_quarter_that_has_not_come_counts_nothing(kota):
    pohon = susun(kota, terbuka_semua(kota), sampai=3)
    for satu in semua_simpul(pohon.akar):
        assert not satu.angka.tanda.persen
        assert satu.kunci == "x" or "belum diisi" in satu.angka.tanda.kalimat


def test_only_what_is_open_is_there(kota):
    simpul = {s.kunci: s for s in semua_simpul(susun(kota).akar)}
    assert {k[0] for k in simpul} == set("vmtsrlyx")
    prioritas = next(s for k, s in simpul.items() if k[0] == "r")
    assert not prioritas.terbuka
    assert not prioritas.daun
    assert prioritas.url == f"?buka={prioritas.kunci}#{prioritas.kunci}"
    program = Indikator.objects.exclude(program=None).first().program
    lagi = {s.kunci: s for s in semua_simpul(susun(kota, f"p{program.pk}").akar)}
    assert lagi[prioritas.kunci].terbuka
    assert lagi[f"{prioritas.kunci}-p{program.pk}"].terbuka
    assert lagi[
        prioritas.kunci
    ].url == f"?buka={next(k for k in lagi if '-' in k and k[0] == 'l')}" + (f"#{prioritas.kunci}")


def test_a_large_city_is_computed_where_it_is_open(kota, monkeypatch):
    monkeypatch.setattr(pohon_angka, "TERBANYAK", 2)
    simpul = {s.kunci: s for s in semua_simpul(susun(kota).akar)}
    prioritas = next(s for k, s in simpul.items() if k[0] == "r")
    assert prioritas.angka.tanda.persen
    tanpa = [s for k, s in simpul.items() if k[0] in "vmtsly" and not s.angka.tanda.persen]
    assert {s.angka.tanda.kalimat for s in tanpa} == {pohon_angka.TERLALU_BANYAK}
    satu = next(k for k in simpul if k[0] == "y")
    dibuka = {s.kunci: s for s in semua_simpul(susun(kota, satu).akar)}
    assert "dari 1 pasti" in dibuka[satu].angka.pasti


def test_the_page_opens_at_a_node_and_keeps_its_filters(kota, masuk_sebagai, rina, dinkes):
    client = masuk_sebagai(rina)
    sub = Indikator.objects.exclude(sub_kegiatan=None).first().sub_kegiatan
    isi = client.get(f"{sub.get_absolute_url()}&tahun=2025&opd={dinkes.pk}").text
    assert sub.nama in isi
    assert "Bagian OPD yang dipilih" in isi
    assert 'aria-expanded="true"><svg' in isi
    assert re.search(rf'href="{ALAMAT}\?tahun=2025&amp;opd={dinkes.pk}&amp;buka=', isi)
    assert "Belum di bawah simpul mana pun" not in isi
    aneh = client.get(ALAMAT, {"tahun": "2025", "buka": "<b>,p0,r999", "triwulan": "9", "opd": "x"})
    assert aneh.status_code == 200
    assert "Seluruh kota" in aneh.text
    assert "Sebagian saringan tidak dikenal" in aneh.text
    assert "Belum di bawah simpul mana pun" in aneh.text


def test_an_opd_sees_its_own_indikator_only(kota, masuk_sebagai, sari, dinkes):
    isi = masuk_sebagai(sari).get(ALAMAT, {"tahun": "2025", "buka": "x,y"}).text
    milik = Indikator.objects.filter(opd=dinkes).count()
    assert f"dari {milik} pasti" in isi
    assert "Belum di bawah simpul mana pun" not in isi
    assert "Tanpa sasaran dan prioritas" not in isi
    for asing in Indikator.objects.exclude(opd=dinkes):
        assert asing.nama not in isi


def test_the_page_of_an_indikator_links_up_its_path(kota, masuk_sebagai, rina):
    client = masuk_sebagai(rina)
    i = Indikator.objects.exclude(sub_kegiatan=None).first()
    isi = client.get(f"{i.get_absolute_url()}?tahun=2025").text
    kegiatan = i.sub_kegiatan.kegiatan
    kunci = f"r{i.prioritas_id}-p{kegiatan.program_id}-k{kegiatan.pk}-b{i.sub_kegiatan_id}"
    assert (
        f'href="{ALAMAT}?tahun=2025&amp;buka={kunci}#{kunci}">Sub kegiatan {i.sub_kegiatan.kode}'
        in isi
    )
    urut = [
        isi.index(f">{kata} ") for kata in ("Misi", "Tujuan", "Sasaran", "Prioritas", "Program")
    ]
    assert urut == sorted(urut)
    for lain in Indikator.objects.all():
        jalur = susun_jalur(lain, 2025)
        akhir = jalur[-1][1].split("#")[1] if jalur else ""
        assert akhir == kota.terdalam[lain.pk]


@pytest.mark.parametrize("banyak", [5, 50])
def test_the_page_costs_the_same_queries(kota, banyak, masuk_sebagai, rina, jumlah_kueri, dinkes):
    i = Indikator.objects.exclude(kegiatan=None).first()
    for nomor in range(2, banyak):
        program = pabrik_pohon.buat_program(opd=dinkes, kode=f"2.0{nomor % 7}.{nomor:02}")
        lain = {"prioritas": i.prioritas} if nomor % 2 else {}
        kota.gantung("z", opd=dinkes, program=program, **lain)
        kegiatan = pabrik_pohon.buat_kegiatan(program=i.kegiatan.program, nomor=nomor)
        kota.gantung("z", opd=dinkes, kegiatan=kegiatan)
        pabrik_pohon.buat_pagu(kegiatan=kegiatan)
    client = masuk_sebagai(rina)
    alamat = f"{ALAMAT}?tahun=2025&buka=x,y,p{i.kegiatan.program_id}"
    client.get(alamat)
    with jumlah_kueri("capaian:pohon"):
        assert client.get(alamat).status_code == 200
