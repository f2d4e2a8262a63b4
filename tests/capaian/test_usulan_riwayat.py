"""A withdrawn proposal stays in the history of its indikator."""

from django.urls import reverse

from capaian.forms.usulan import tulis_sidik
from capaian.layar.riwayat import RiwayatIndikator
from tests import pabrik


def test_withdrawing_is_told_with_who_did_it(masuk_sebagai, sari, dinkes):
    indikator = pabrik.buat_indikator(opd=dinkes)
    usulan = pabrik.buat_usulan(indikator=indikator)
    jalur = reverse("capaian:usulan_simpan", args=[dinkes.pk, 2026])
    sidik = tulis_sidik(usulan.diusulkan_pada, "85,00", "")
    isi = {"tarik": str(indikator.pk), f"sidik-{indikator.pk}": sidik}
    assert masuk_sebagai(sari).post(jalur, isi).status_code == 302
    riwayat = RiwayatIndikator(indikator)
    catatan = riwayat.catatan(riwayat[:1])[0]
    assert catatan.kalimat == "menarik usulan target 2026 sebesar 85,00."
    assert catatan.siapa.startswith("Sari")
