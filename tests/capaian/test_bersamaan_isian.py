"""Many people on Isian Saya at the same moment: nothing lost, nothing mixed, nothing twice.

Real requests in real threads, each with its own connection and transaction.
"""

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from threading import Barrier, Thread
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from capaian.alur import ALUR_REALISASI
from capaian.layanan.realisasi import simpan_realisasi
from capaian.models import Indikator, LogRealisasi, Periode, Realisasi
from capaian.pilihan import KeadaanNilai, StatusRealisasi
from konsolidasi.inti.galat import SalahKeadaan
from opd.models import Opd, Pengguna
from opd.pilihan import Peran
from tests import pabrik
from tests.formulir import isian

pytestmark = pytest.mark.django_db(transaction=True)
OPD_BANYAK, ORANG_PER_OPD, BARIS_PER_ORANG = 10, 3, 10
HTMX = {"HX-Request": "true"}
RiwayatRealisasi = Realisasi.pgh_event_model
TEKS = {
    "faktor_pendorong": "Anggaran cair sejak Januari",
    "faktor_penghambat": "Stok vaksin kosong tiga minggu",
    "akar_masalah": "Pengadaan vaksin menunggu pagu pusat",
}


@pytest.fixture
def periode(db: None) -> Periode:
    return pabrik.buat_periode()


@pytest.fixture
def indikator(dinkes: Opd, periode: Periode) -> Indikator:
    satu = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=satu, nilai="80")
    return satu


def serentak(*kerja: Callable[[], Any]) -> list[Any]:
    """Run all of them in threads that start at the same moment; what each returned or raised."""
    mulai, hasil = Barrier(len(kerja)), [None] * len(kerja)

    def jalan(n: int) -> None:
        try:
            mulai.wait(timeout=120)
            hasil[n] = kerja[n]()
        except Exception as galat:  # shown by the assertion of the test, in the main thread
            hasil[n] = galat
        finally:
            connection.close()

    benang = [Thread(target=jalan, args=(n,)) for n in range(len(kerja))]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join(timeout=300)
        assert not satu.is_alive()
    return hasil


def simpan(klien: Client, indikator: Indikator, *, versi: int = 0, **medan: str) -> HttpResponse:
    isi = {f"{nama}-{indikator.pk}": nilai for nama, nilai in medan.items()}
    isi[f"versi-{indikator.pk}"] = str(versi)
    url = reverse("capaian:realisasi_simpan", args=[2025, 4, indikator.pk])
    return klien.post(url, isi, headers=HTMX)


def teks(jawaban: HttpResponse) -> str:
    return " ".join(jawaban.content.decode().split())


def tiga_puluh_orang(masuk_sebagai: Callable) -> list[tuple[Pengguna, Client, list[Indikator]]]:
    """Ten OPD with three people each, ten rows of their own for every one of them."""
    hasil = []
    for nomor in range(OPD_BANYAK):
        opd = pabrik.buat_opd(nama=f"Dinas {nomor}", singkatan=f"D{nomor}")
        for ke in range(ORANG_PER_OPD):
            orang = pabrik.buat_pengguna(
                username=f"orang_{nomor}_{ke}",
                nama=f"Orang {nomor} {ke}",
                peran=Peran.OPERATOR,
                opd=opd,
            )
            baris = [pabrik.buat_indikator(opd=opd) for _ in range(BARIS_PER_ORANG)]
            hasil.append((orang, masuk_sebagai(orang), baris))
    return hasil


def test_thirty_people_saving_300_rows_lose_and_mix_nothing(periode, masuk_sebagai):
    semua = tiga_puluh_orang(masuk_sebagai)
    harapan = {
        satu.pk: (Decimal(orang.pk * 1000 + n), f"Ditulis {orang.username} baris {n}", orang.pk)
        for orang, _, baris in semua
        for n, satu in enumerate(baris)
    }
    for _, _, baris in semua:
        for satu in baris:
            pabrik.buat_target(indikator=satu, nilai="1000000000")

    def kerja(orang: Pengguna, klien: Client, baris: list[Indikator]) -> list[int]:
        jawaban = []
        for satu in baris:
            nilai, penghambat, _ = harapan[satu.pk]
            balasan = simpan(klien, satu, nilai=str(nilai), penghambat=penghambat)
            # The answer shows one's own row and no other.
            assert penghambat in teks(balasan) and f'name="versi-{satu.pk}"' in teks(balasan)
            jawaban.append(balasan.status_code)
        return jawaban

    hasil = serentak(*(lambda s=satu: kerja(*s) for satu in semua))
    assert hasil == [[200] * BARIS_PER_ORANG] * len(semua)
    medan = ("indikator", "nilai", "faktor_penghambat", "diubah_oleh")
    tersimpan = {pk: tuple(isi) for pk, *isi in Realisasi.objects.values_list(*medan)}
    assert len(tersimpan) == 300
    assert tersimpan == harapan
    riwayat = RiwayatRealisasi.objects.values_list(
        "indikator_id", "diubah_oleh_id", "pgh_context__metadata__pengguna"
    )
    # One line of history for each save, written in the name of the person whose request it was.
    assert Counter(riwayat) == Counter((pk, isi[2], isi[2]) for pk, isi in harapan.items())


def test_two_people_with_the_same_page_open_keep_both_their_rows(
    periode, dinkes, sari, kepala_dinkes, masuk_sebagai
):
    """Without JavaScript the whole page is sent: rows of the other must not go back in time."""
    baris = [pabrik.buat_indikator(opd=dinkes) for _ in range(20)]
    for satu in baris:
        pabrik.buat_realisasi(indikator=satu, nilai="70")
    url = reverse("capaian:isian_simpan", args=[dinkes.pk, 2025, 4])
    klien = [masuk_sebagai(sari), masuk_sebagai(kepala_dinkes)]
    halaman = klien[0].get(reverse("capaian:isian_opd", args=[dinkes.pk, 2025, 4]))
    dikirim = halaman_terisi(halaman, baris)

    def kerja(siapa: int) -> int:
        isi = dikirim | {
            f"nilai-{satu.pk}": f"{siapa + 1}{n}" for n, satu in enumerate(baris) if n % 2 == siapa
        }
        return klien[siapa].post(url, isi).status_code

    assert serentak(lambda: kerja(0), lambda: kerja(1)) == [302, 302]
    nilai = dict(Realisasi.objects.values_list("indikator", "nilai"))
    assert nilai == {satu.pk: int(f"{n % 2 + 1}{n}") for n, satu in enumerate(baris)}
    assert set(Realisasi.objects.values_list("versi", flat=True)) == {2}


def halaman_terisi(jawaban: HttpResponse, baris: list[Indikator]) -> dict[str, str]:
    """The whole form as the browser would send it back, checked to hold every row."""
    # The cells stand outside the form and name it; here they are read as if they stood in it.
    polos = re.sub(r"</?form[^>]*>", "", jawaban.content.decode())
    isi = isian(SimpleNamespace(content=f'<form id="semua">{polos}</form>'.encode()), "semua")
    for satu in baris:
        assert (isi[f"nilai-{satu.pk}"], isi[f"versi-{satu.pk}"]) == ("70,00", "1")
    return isi | {"aksi": "simpan"}


@pytest.mark.parametrize("versi", [0, 1])
def test_two_people_on_one_row_the_second_sees_both_versions(
    versi: int, indikator, sari, kepala_dinkes, masuk_sebagai
):
    if versi:
        pabrik.buat_realisasi(indikator=indikator, nilai="70")
    ketikan = {sari: "71,5", kepala_dinkes: "75,25"}
    klien = {orang: masuk_sebagai(orang) for orang in ketikan}
    jawaban = dict(
        zip(
            ketikan,
            serentak(
                *(
                    lambda o=orang: simpan(
                        klien[o],
                        indikator,
                        versi=versi,
                        nilai=ketikan[o],
                        penghambat=f"Oleh {o.username}",
                    )
                    for orang in ketikan
                )
            ),
            strict=True,
        )
    )
    assert sorted(j.status_code for j in jawaban.values()) == [200, 409]
    pertama, kedua = sorted(jawaban, key=lambda orang: jawaban[orang].status_code)
    isi = teks(jawaban[kedua])
    assert f"<strong>{pertama.nama}</strong> menyimpan baris ini lebih dulu" in isi
    assert f"<strong>{ketikan[pertama].ljust(5, '0')}</strong>" in isi
    assert f'value="{ketikan[kedua]}"' in isi and f"Oleh {kedua.username}" in isi
    tersimpan = Realisasi.objects.get()
    assert tersimpan.versi == versi + 1
    assert tersimpan.diubah_oleh == pertama
    assert tersimpan.nilai == Decimal(ketikan[pertama].replace(",", "."))
    assert tersimpan.faktor_penghambat == f"Oleh {pertama.username}"


def test_eight_windows_of_one_row_save_it_once(indikator, sari, masuk_sebagai):
    pabrik.buat_realisasi(indikator=indikator, nilai="70")
    klien = [masuk_sebagai(sari) for _ in range(8)]
    kerja = (
        lambda n=n, k=k: simpan(k, indikator, versi=1, nilai=str(n)).status_code
        for n, k in enumerate(klien)
    )
    hasil = serentak(*kerja)
    assert Counter(hasil) == {200: 1, 409: 7}
    tersimpan = Realisasi.objects.get()
    assert (tersimpan.nilai, tersimpan.versi) == (hasil.index(200), 2)
    assert RiwayatRealisasi.objects.count() == 2


def test_a_double_click_on_save_is_one_save_and_no_conflict(indikator, sari, masuk_sebagai):
    """Both answers are good: the second sees that exactly this is stored already."""
    klien = [masuk_sebagai(sari) for _ in range(2)]
    kerja = (lambda k=k: simpan(k, indikator, nilai="71,5").status_code for k in klien)
    assert serentak(*kerja) == [200, 200]
    assert Realisasi.objects.get().versi == 1
    assert RiwayatRealisasi.objects.count() == 1


def test_a_double_click_on_submit_is_one_submission(periode, dinkes, sari, masuk_sebagai):
    baris = [pabrik.buat_indikator(opd=dinkes) for _ in range(10)]
    for satu in baris:
        pabrik.buat_target(indikator=satu)
        pabrik.buat_realisasi(indikator=satu, **TEKS)
    url = reverse("capaian:isian_ajukan", args=[dinkes.pk, 2025, 4])
    klien = [masuk_sebagai(sari) for _ in range(3)]
    jawaban = serentak(*(lambda k=k: k.post(url).status_code for k in klien))
    assert jawaban == [302, 302, 302]
    assert set(Realisasi.objects.values_list("status", "versi")) == {(StatusRealisasi.DIAJUKAN, 2)}
    log = LogRealisasi.objects.values_list("realisasi__indikator", "transisi", "oleh")
    assert Counter(log) == Counter((satu.pk, "ajukan", sari.pk) for satu in baris)


def test_a_row_that_is_being_submitted_is_not_changed_behind_bapperidas_back(
    periode, dinkes, sari, kepala_dinkes, masuk_sebagai
):
    """Saving and submitting meet on each row: a figure after the submission was never accepted."""
    baris = [pabrik.buat_indikator(opd=dinkes) for _ in range(12)]
    for satu in baris:
        pabrik.buat_realisasi(indikator=satu, nilai="70", **TEKS)
    klien = masuk_sebagai(kepala_dinkes)

    def simpan_semua() -> dict[int, bool]:
        hasil = {}
        for satu in baris:
            try:
                simpan_realisasi(
                    indikator=satu,
                    periode=periode,
                    isi={"nilai": Decimal(99), "keadaan": KeadaanNilai.NILAI},
                    versi=1,
                    oleh=Pengguna.objects.get(pk=sari.pk),
                )
                hasil[satu.pk] = True
            except SalahKeadaan:
                hasil[satu.pk] = False
        return hasil

    ajukan = reverse("capaian:isian_ajukan", args=[dinkes.pk, 2025, 4])
    diterima, jawaban = serentak(simpan_semua, lambda: klien.post(ajukan).status_code)
    assert jawaban == 302
    for realisasi in Realisasi.objects.select_related("indikator"):
        disimpan = diterima[realisasi.indikator_id]
        assert realisasi.nilai == (99 if disimpan else 70)
        assert realisasi.status == StatusRealisasi.DIAJUKAN
        # One step for the submission, one for a save that came before it.
        assert realisasi.versi == (3 if disimpan else 2)


def test_two_opposite_decisions_at_once_are_one_decision(indikator, rina):
    baris = pabrik.buat_realisasi(indikator=indikator, status=StatusRealisasi.DIAJUKAN, **TEKS)

    def putuskan(nama: str) -> Realisasi:
        oleh = Pengguna.objects.get(pk=rina.pk)
        return ALUR_REALISASI.jalankan(nama, baris, oleh=oleh, catatan="Angka beda dari LKjIP.")

    langkah = ["terima", "kembalikan"] * 3
    hasil = serentak(*(lambda nama=nama: putuskan(nama) for nama in langkah))
    assert Counter(map(type, hasil)) == {Realisasi: 1, SalahKeadaan: 5}
    menang = next(n for n, satu in enumerate(hasil) if isinstance(satu, Realisasi))
    log = LogRealisasi.objects.get()
    baris.refresh_from_db()
    assert (log.transisi, log.ke) == (langkah[menang], baris.status)
    assert baris.versi == 2
