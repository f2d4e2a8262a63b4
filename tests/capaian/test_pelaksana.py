"""Who carries a prioritas: asked, answered, settled, copied; findings follow; each step logged."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from capaian.layanan.keselarasan import perbarui_tahun
from capaian.layanan.pelaksana import jawab, putuskan_di_sesi, salin_tahun, usulkan
from capaian.models import LogPelaksana, PelaksanaPrioritas, Prioritas, Temuan
from konsolidasi.inti.galat import SalahKeadaan, SudahBerubah, TidakBoleh, TidakLengkap
from opd.models import Opd
from tests import pabrik
from tests.capaian.prioritas import buat_pelaksana, buat_prioritas

ALASAN = "Tidak dianggarkan pada DPA 2026"
ACUAN = "Berita Acara Sesi I nomor 050/12"


@pytest.fixture
def air(db) -> Prioritas:
    pabrik.buat_tahun(2026)
    return buat_prioritas()


def kunci(prioritas: Prioritas, opd: Opd, tahun: int = 2026) -> dict[str, int]:
    return {"tahun": tahun, "prioritas": prioritas.pk, "opd": opd.pk}


def minta(prioritas: Prioritas, opd: Opd, oleh: Any, **lain: Any) -> PelaksanaPrioritas:
    return usulkan(**kunci(prioritas, opd), **({"peran": "pendukung"} | lain), oleh=oleh)


def tetapkan(prioritas: Prioritas, opd: Opd, oleh: Any, **lain: Any) -> PelaksanaPrioritas:
    isi = {"peran": "pj", "setuju": True, "alasan": ALASAN, "acuan": ACUAN, "versi": 0} | lain
    return putuskan_di_sesi(**kunci(prioritas, opd), **isi, oleh=oleh)


def langkah(p: PelaksanaPrioritas) -> list[tuple[str, ...]]:
    semua = p.log.order_by("pk").values_list("transisi", "dari", "ke", "peran", "catatan")
    return list(semua)


def test_asked_and_accepted(air, dinkes, rina, sari):
    p = minta(air, dinkes, rina)
    assert (p.status, p.diusulkan_oleh, p.mengajukan_diri, p.versi) == ("diusulkan", rina, False, 1)
    p = jawab(**kunci(air, dinkes), terima=True, versi=1, oleh=sari)
    assert (p.status, p.dijawab_oleh, p.versi) == ("disetujui", sari, 2)
    assert langkah(p) == [
        ("usul", "belum_dibahas", "diusulkan", "pendukung", ""),
        ("terima", "diusulkan", "disetujui", "pendukung", ""),
    ]


def test_refusal_needs_a_reason_and_can_be_asked_again(air, dinkes, rina, sari):
    minta(air, dinkes, rina)
    with pytest.raises(TidakLengkap, match="Tulis alasannya"):
        jawab(**kunci(air, dinkes), terima=False, catatan=" ", versi=1, oleh=sari)
    p = jawab(**kunci(air, dinkes), terima=False, catatan=ALASAN, versi=1, oleh=sari)
    assert (p.status, p.alasan) == ("ditolak", ALASAN)
    p = minta(air, dinkes, rina, versi=2)
    assert (p.status, p.alasan, p.dijawab_oleh, p.versi) == ("diusulkan", "", None, 3)
    assert [satu[4] for satu in langkah(p)] == ["", ALASAN, ""]


def test_an_opd_takes_back_its_word_until_a_session_settled_it(air, dinkes, rina, sari):
    minta(air, dinkes, rina)
    jawab(**kunci(air, dinkes), terima=True, versi=1, oleh=sari)
    with pytest.raises(TidakLengkap, match="Tulis alasannya"):
        jawab(**kunci(air, dinkes), terima=False, versi=2, oleh=sari)
    for _ in range(2):
        p = jawab(**kunci(air, dinkes), terima=False, catatan=ALASAN, versi=2, oleh=sari)
    assert (p.status, p.alasan, p.versi) == ("ditolak", ALASAN, 3)
    assert langkah(p)[-1][:3] == ("tarik", "disetujui", "ditolak")
    tetapkan(air, dinkes, rina, versi=3)
    with pytest.raises(TidakLengkap, match=f"ditetapkan dalam {ACUAN}"):
        jawab(**kunci(air, dinkes), terima=False, catatan=ALASAN, versi=4, oleh=sari)


def test_who_may_ask_and_answer(air, dinkes, disdik, rina, sari, joko, nana, pak_budi):
    for orang in (joko, nana, pak_budi):
        with pytest.raises(TidakBoleh):
            minta(air, dinkes, orang)
    minta(air, dinkes, rina)
    for orang in (joko, rina, pak_budi):
        with pytest.raises(TidakBoleh):
            jawab(**kunci(air, dinkes), terima=True, versi=1, oleh=orang)
    for orang in (sari, nana):
        with pytest.raises(TidakBoleh):
            tetapkan(air, dinkes, orang, versi=1)
        with pytest.raises(TidakBoleh):
            salin_tahun(tahun=2026, oleh=orang)
    assert LogPelaksana.objects.count() == 1


def test_what_an_opd_asks_for_itself_bapperida_settles(air, dinkes, rina, sari):
    p = minta(air, dinkes, sari, peran="pj")
    assert p.mengajukan_diri
    with pytest.raises(TidakBoleh):
        jawab(**kunci(air, dinkes), terima=True, versi=1, oleh=sari)
    p = tetapkan(air, dinkes, rina, versi=1)
    assert (p.status, p.acuan, p.peran) == ("disetujui", ACUAN, "pj")
    assert p.log.get(transisi="tetapkan").acuan == ACUAN


def test_the_opd_in_charge_asks_others_to_support_it(air, dinkes, disdik, sari, joko):
    buat_pelaksana(prioritas=air, opd=dinkes, peran="pj", status="disetujui")
    with pytest.raises(TidakBoleh):
        minta(buat_prioritas(kode="P6"), disdik, sari)
    p = minta(air, disdik, sari)
    assert not p.mengajukan_diri
    assert jawab(**kunci(air, disdik), terima=True, versi=1, oleh=joko).status == "disetujui"


def test_no_step_from_a_wrong_state(air, dinkes, rina, sari):
    with pytest.raises(SalahKeadaan, match="Belum dibahas"):
        jawab(**kunci(air, dinkes), terima=True, versi=0, oleh=sari)
    assert not PelaksanaPrioritas.objects.exists()
    buat_pelaksana(prioritas=air, opd=dinkes, status="disetujui")
    with pytest.raises(SalahKeadaan, match="Disetujui"):
        jawab(**kunci(air, dinkes), terima=True, versi=1, oleh=sari)
    with pytest.raises(SalahKeadaan, match="sudah disetujui"):
        minta(air, dinkes, rina, versi=1)
    with pytest.raises(TidakBoleh):
        minta(air, dinkes, sari, peran="pj", versi=1)


def test_a_role_is_changed_by_bapperida_with_a_reason_and_asked_again(air, dinkes, rina):
    buat_pelaksana(prioritas=air, opd=dinkes, status="disetujui")
    with pytest.raises(TidakLengkap, match="alasan"):
        minta(air, dinkes, rina, peran="pj", versi=1)
    p = minta(air, dinkes, rina, peran="pj", catatan=ALASAN, versi=1)
    assert (p.peran, p.status) == ("pj", "diusulkan")
    assert langkah(p) == [("ubah", "disetujui", "diusulkan", "pj", ALASAN)]


def test_a_session_settles_whatever_was_said_before(air, dinkes, disdik, rina):
    buat_pelaksana(prioritas=air, opd=dinkes, status="ditolak")
    for kurang in ({"acuan": " "}, {"alasan": ""}):
        with pytest.raises(TidakLengkap):
            tetapkan(air, dinkes, rina, versi=1, **kurang)
    assert tetapkan(air, dinkes, rina, versi=1).status == "disetujui"
    p = tetapkan(air, disdik, rina, setuju=False)
    assert (p.status, p.peran, p.alasan) == ("ditolak", "pendukung", ALASAN)


def test_one_opd_in_charge_at_a_time(air, dinkes, disdik, rina):
    buat_pelaksana(prioritas=air, opd=dinkes, peran="pj", status="ditolak")
    tetapkan(air, disdik, rina)
    for coba in (minta, tetapkan):
        with pytest.raises(SalahKeadaan, match="sudah Disdik"):
            coba(air, dinkes, rina, peran="pj", versi=1)
    with pytest.raises(IntegrityError, match="pelaksana_satu_pj"), transaction.atomic():
        lain = pabrik.buat_opd(nama="Dinas Sosial", singkatan="Dinsos")
        buat_pelaksana(prioritas=air, opd=lain, peran="pj", status="belum_dibahas")
    with pytest.raises(IntegrityError, match="beralasan"), transaction.atomic():
        buat_pelaksana(prioritas=air, opd=lain_opd(), status="ditolak", alasan="")


def lain_opd() -> Opd:
    return pabrik.buat_opd(nama="Dinas Lain", singkatan="Lain")


def test_a_unit_and_a_prioritas_of_another_visi_are_refused(air, dinkes, rina):
    rsud = pabrik.buat_opd(nama="RSUD", singkatan="RSUD", induk=dinkes)
    with pytest.raises(TidakLengkap, match="RSUD bukan OPD induk"):
        minta(air, rsud, rina)
    pabrik.buat_tahun(2024)
    with pytest.raises(TidakLengkap, match="tidak berlaku pada tahun 2024"):
        usulkan(**kunci(air, dinkes, 2024), peran="pendukung", oleh=rina)


def test_sent_twice_is_once_and_an_old_page_decides_nothing(air, dinkes, rina, sari):
    assert minta(air, dinkes, rina).pk == minta(air, dinkes, rina).pk
    with pytest.raises(SudahBerubah) as galat:
        minta(air, dinkes, sari)
    assert galat.value.sekarang.status == "diusulkan"
    isi = {"terima": False, "catatan": ALASAN, "versi": 1, "oleh": sari}
    jawab(**kunci(air, dinkes), **isi)
    jawab(**kunci(air, dinkes), **isi)
    with pytest.raises(SudahBerubah):
        jawab(**kunci(air, dinkes), **(isi | {"terima": True}))
    assert LogPelaksana.objects.count() == 2


def test_last_year_is_taken_over_once_as_not_discussed(air, dinkes, disdik, rina):
    pabrik.buat_tahun(2027)
    buat_pelaksana(prioritas=air, opd=dinkes, peran="pj", status="disetujui")
    buat_pelaksana(prioritas=air, opd=disdik, status="ditolak")
    lama = buat_prioritas(kode="P6", nama="Rumah layak huni")
    buat_pelaksana(prioritas=lama, opd=dinkes, peran="pj", status="disetujui")
    buat_pelaksana(prioritas=lama, opd=disdik, peran="pj", status="diusulkan", tahun=2027)
    assert salin_tahun(tahun=2027, oleh=rina) == 1
    assert salin_tahun(tahun=2027, oleh=rina) == 0
    baru = PelaksanaPrioritas.objects.get(tahun=2027, prioritas=air)
    assert (baru.opd, baru.peran, baru.status) == (dinkes, "pj", "belum_dibahas")
    assert langkah(baru) == [("salin", "belum_dibahas", "belum_dibahas", "pj", "Dari tahun 2026")]
    assert salin_tahun(tahun=2030, oleh=rina) == 0


def test_finding_without_an_opd_in_charge_follows_at_once(air, dinkes, disdik, rina, sari):
    """An OPD outside the meeting counts, asked or agreed; a refusal brings the question back."""

    def menunggu() -> list[str]:
        terbuka = Temuan.objects.filter(aturan="tanpa_pj", status="baru")
        return list(terbuka.values_list("judul", flat=True))

    luar = pabrik.buat_opd(nama="BKPSDM", singkatan="BKPSDM")
    pabrik.buat_indikator(opd=dinkes, prioritas=air)
    perbarui_tahun(tahun=2026)
    assert menunggu() == []
    minta(air, dinkes, rina)
    assert menunggu() == ["Air bersih belum punya penanggung jawab"]
    p = minta(air, luar, rina, peran="pj")
    assert menunggu() == []
    tetapkan(air, luar, rina, setuju=False, versi=p.versi)
    assert menunggu() == ["Air bersih belum punya penanggung jawab"]
    tetapkan(air, dinkes, rina, versi=1)
    assert menunggu() == []


def test_history_is_append_only(air, dinkes, rina):
    p = minta(air, dinkes, rina)
    for ubah in (
        lambda: p.log.update(pada=timezone.now()),
        lambda: p.log.all().delete(),
        p.delete,
    ):
        with pytest.raises(Exception, match=r"Cannot|PROTECT|protected"), transaction.atomic():
            ubah()
