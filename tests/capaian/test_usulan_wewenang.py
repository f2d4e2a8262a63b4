"""Who may propose, who may only read, and withdrawing a proposal."""

import pytest
from django.urls import reverse

from capaian.forms.usulan import tulis_sidik
from capaian.layanan.target import IsiTarget
from capaian.layanan.usulan import IsiUsulan, simpan_usulan, tarik_usulan
from capaian.models import UsulanTarget
from konsolidasi.inti.galat import SudahBerubah
from tests import pabrik


@pytest.fixture
def imunisasi(dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes, kode="1.02.04", nama="Imunisasi lengkap")
    pabrik.buat_tahun(2025)
    pabrik.buat_tahun(2026)
    return indikator


@pytest.fixture
def usulan(imunisasi):
    return pabrik.buat_usulan(indikator=imunisasi)


def jalur(opd) -> str:
    return reverse("capaian:usulan_simpan", args=[opd.pk, 2026])


def kiriman(usulan: UsulanTarget, **lain) -> dict:
    pk = usulan.indikator_id
    sidik = tulis_sidik(usulan.diusulkan_pada, "85,00", usulan.alasan)
    return {f"nilai-{pk}": "85,00", f"alasan-{pk}": "", f"sidik-{pk}": sidik} | lain


@pytest.mark.parametrize("siapa", ["rina", "nana", "pak_budi", "admin"])
def test_others_read_the_proposals_and_cannot_write(masuk_sebagai, request, siapa, dinkes, usulan):
    client = masuk_sebagai(request.getfixturevalue(siapa))
    isi = client.get(reverse("capaian:usulan"), {"opd": dinkes.pk, "tahun": 2026}).content.decode()
    assert "85,00" in isi
    assert "Simpan usulan" not in isi
    assert "Tarik usulan" not in isi
    assert client.post(jalur(dinkes), kiriman(usulan)).status_code == 403
    tarik = kiriman(usulan, tarik=str(usulan.indikator_id))
    assert client.post(jalur(dinkes), tarik).status_code == 403
    assert UsulanTarget.objects.count() == 1


def test_joko_cannot_see_the_proposals_of_dinkes(masuk_sebagai, joko, dinkes, usulan):
    client = masuk_sebagai(joko)
    assert client.get(reverse("capaian:usulan"), {"opd": dinkes.pk}).status_code == 404
    assert client.post(jalur(dinkes), kiriman(usulan)).status_code == 404


def test_joko_cannot_smuggle_a_row_of_dinkes_into_his_own_form(masuk_sebagai, joko, disdik, usulan):
    isi = kiriman(usulan) | {f"nilai-{usulan.indikator_id}": "1"}
    assert masuk_sebagai(joko).post(jalur(disdik), isi).status_code == 404
    assert UsulanTarget.objects.get().nilai == 85


def test_tamu_sees_nothing(masuk_sebagai, tamu, dinkes, imunisasi):
    assert masuk_sebagai(tamu).get(reverse("capaian:usulan")).status_code == 403


def test_rina_chooses_an_opd_with_its_counts(masuk_sebagai, rina, dinkes, disdik, usulan):
    pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_usulan(indikator=usulan.indikator, tahun=2027)
    isi = masuk_sebagai(rina).get(reverse("capaian:usulan"), {"tahun": 2026}).content.decode()
    assert "Dinas Kesehatan" in isi
    assert "1 dari 2" in isi
    assert f"opd={dinkes.pk}" in isi
    assert "Dinas Pendidikan" not in isi


@pytest.mark.parametrize("rusak", ["x", "0", "99999999", "-1", "9" * 30])
def test_opd_that_is_no_opd_is_404(masuk_sebagai, rina, imunisasi, rusak):
    assert masuk_sebagai(rina).get(reverse("capaian:usulan"), {"opd": rusak}).status_code == 404


@pytest.mark.parametrize(
    "rusak", [{"nilai-x": "5"}, {"nilai-99999999": "5"}, {"tarik": "x"}, {"tarik": "99999999"}]
)
def test_rows_that_do_not_exist_are_404(masuk_sebagai, sari, dinkes, usulan, rusak):
    balasan = masuk_sebagai(sari).post(jalur(dinkes), kiriman(usulan) | rusak)
    assert balasan.status_code == 404
    assert UsulanTarget.objects.count() == 1


def test_unknown_year_is_404(masuk_sebagai, sari, dinkes, usulan):
    alamat = reverse("capaian:usulan_simpan", args=[dinkes.pk, 1999])
    assert masuk_sebagai(sari).post(alamat, kiriman(usulan)).status_code == 404


def test_sari_withdraws_a_proposal_once(masuk_sebagai, sari, dinkes, usulan):
    client = masuk_sebagai(sari)
    isi = kiriman(usulan, tarik=str(usulan.indikator_id))
    assert client.post(jalur(dinkes), isi).status_code == 302
    assert not UsulanTarget.objects.exists()
    client.post(jalur(dinkes), isi)
    halaman = client.get(reverse("capaian:usulan"), {"tahun": 2026}).content.decode()
    assert "ditarik." in halaman
    assert "sudah tidak ada" in halaman


def test_withdrawing_keeps_what_was_typed_in_other_rows(masuk_sebagai, sari, dinkes, usulan):
    lain = pabrik.buat_indikator(opd=dinkes)
    isi = kiriman(usulan, tarik=str(usulan.indikator_id)) | {
        f"nilai-{lain.pk}": "7,5",
        f"alasan-{lain.pk}": "",
        f"sidik-{lain.pk}": tulis_sidik(None, "", ""),
    }
    balasan = masuk_sebagai(sari).post(jalur(dinkes), isi)
    halaman = balasan.content.decode()
    assert balasan.status_code == 200
    assert 'value="7,5"' in halaman
    assert "1 baris lain yang Anda ketik belum tersimpan" in halaman
    assert not UsulanTarget.objects.exists()


def test_proposal_changed_meanwhile_is_not_withdrawn(masuk_sebagai, sari, dinkes, usulan):
    isi = kiriman(usulan, tarik=str(usulan.indikator_id))
    UsulanTarget.objects.get().save(update_fields=["diusulkan_pada"])
    balasan = masuk_sebagai(sari).post(jalur(dinkes), isi)
    assert balasan.status_code == 409
    assert "Sekarang: <strong>85,00</strong>" in balasan.content.decode()
    assert UsulanTarget.objects.count() == 1


def test_withdrawn_proposal_is_a_conflict_for_who_still_sees_it(sari, imunisasi, usulan):
    tarik_usulan(indikator=imunisasi, tahun=2026, dilihat=usulan.diusulkan_pada)
    isi = IsiUsulan(imunisasi, IsiTarget(nilai=pabrik.Decimal(9)), dilihat=usulan.diusulkan_pada)
    with pytest.raises(SudahBerubah) as galat:
        simpan_usulan(usulan=[isi], tahun=2026, oleh=sari)
    assert galat.value.sekarang is None


def test_changing_a_proposal_keeps_its_row_and_its_history(sari, imunisasi, usulan):
    isi = IsiUsulan(imunisasi, IsiTarget(nilai=pabrik.Decimal(9)), "Alasan", usulan.diusulkan_pada)
    simpan_usulan(usulan=[isi], tahun=2026, oleh=sari)
    baru = UsulanTarget.objects.get()
    assert (baru.pk, baru.nilai, baru.diusulkan_oleh) == (usulan.pk, 9, sari)
    assert baru.diusulkan_pada > usulan.diusulkan_pada
    peristiwa = UsulanTarget.pgh_event_model.objects.filter(pgh_obj_id=usulan.pk)
    assert [p.nilai for p in peristiwa.order_by("pgh_id")] == [85, 9]
