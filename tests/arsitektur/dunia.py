"""What the permission matrix is asked of: one small world."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from capaian.models import (
    Impor,
    KunciPeriode,
    PelaksanaPrioritas,
    PetaKolom,
    Temuan,
    TemuanIndikator,
    Visi,
)
from konsolidasi.inti.lampiran import periksa, simpan
from opd.models import Opd, Pengguna
from rapat.models import (
    BeritaAcara,
    KonfirmasiKepala,
    LembarHadir,
    PutusanTemuan,
    TemplatBeritaAcara,
    Undangan,
)
from tests import berkas, pabrik
from tests.buku import buku_biasa
from tests.rapat.test_dokumen_word import templat_kantor

LEMBAR_KOSONG = {
    "nama": "Isian",
    "bagian": "xl/worksheets/sheet1.xml",
    "kepala": 5,
    "huruf": {"kode": "A", "nilai": "E"},
    "baris": [],
    "gabung": {},
    "tersembunyi": 0,
    "asal": {},
}


@dataclass(frozen=True)
class Dunia:
    """One OPD with one indikator, one open quarter, one sesi under way."""

    opd: int
    indikator: int
    rapat: int
    sesi: int
    agenda: int
    terjadwal: int
    realisasi: int
    bukti: int
    terverifikasi: int
    tindak_lanjut: int
    peserta: int
    ba: int
    adendum: int
    pindai: int
    tanggapan: int
    lembar: int
    templat: int
    temuan: int
    impor: int
    peta: int


def gelar_dunia(dinkes: Opd, pengguna: Pengguna) -> Dunia:
    indikator = pabrik.buat_indikator(opd=dinkes)
    pabrik.buat_target(indikator=indikator)
    pabrik.buat_target(indikator=indikator, tahun=2026)
    pabrik.buat_periode()
    lain = pabrik.buat_indikator(opd=dinkes)
    realisasi = pabrik.buat_realisasi(indikator=lain, status="diajukan")
    terverifikasi = pabrik.buat_realisasi(
        indikator=indikator, periode=pabrik.buat_periode(triwulan=3), status="terverifikasi"
    )
    bukti = berkas.buat_bukti(indikator=indikator, isi=berkas.pdf())
    KunciPeriode.objects.create(periode=pabrik.buat_periode(triwulan=2), versi_rumus=1)
    rapat = pabrik.buat_rapat()
    agenda = pabrik.buat_agenda(opd=dinkes, sesi=pabrik.buat_sesi(rapat=rapat))
    terjadwal = pabrik.buat_sesi(rapat=rapat, nomor=2, status="terjadwal")
    pabrik.buat_agenda(opd=dinkes, sesi=terjadwal)
    pabrik.buat_kesepakatan(agenda=agenda, indikator=indikator)
    Undangan.objects.create(sesi=agenda.sesi, hal="Undangan", tutup_pada=pabrik.JAUH)
    KonfirmasiKepala.objects.create(agenda=agenda, sampai_tanggal=agenda.sesi.tanggal)
    induk = BeritaAcara.objects.create(
        sesi=agenda.sesi,
        kode_periksa="induk",
        status="tanggapan",
        tanggapan_sampai=datetime(2099, 1, 1, tzinfo=UTC),
    )
    pindai = simpan(periksa(berkas.kirim(berkas.pdf(2))), oleh=pengguna)
    adendum = BeritaAcara.objects.create(
        sesi=agenda.sesi,
        jenis="adendum",
        kode_periksa="adendum",
        nomor="A/1",
        tanggal=date(2026, 1, 21),
        status="final",
        isi={"a": 1},
        sidik_jari="0" * 64,
        final_pada=datetime(2026, 1, 22, tzinfo=UTC),
        final_oleh=pengguna,
        pindaian=pindai,
    )
    word = simpan(periksa(berkas.kirim(templat_kantor("{{ nomor }}"), "T.docx")), oleh=pengguna)
    temuan = Temuan.objects.create(
        tahun_id=2026,
        aturan="melunak",
        kunci="melunak:1",
        sidik="a",
        judul="T",
        kalimat="T",
        angka=[["Target", "80", ""]],
    )
    TemuanIndikator.objects.create(temuan=temuan, indikator=indikator)
    PelaksanaPrioritas.objects.create(
        tahun_id=2026,
        opd=dinkes,
        prioritas=Visi.objects.create(
            nama="V", uraian="V", tahun_mulai=2025, tahun_selesai=2029
        ).prioritas.create(kode="PR", nama="P"),
    )
    butir = {"sesi": agenda.sesi, "agenda": agenda, "temuan": temuan}
    PutusanTemuan.objects.create(kalimat="T", sidik="a", **butir)
    impor = Impor.objects.create(
        opd=dinkes,
        periode=realisasi.periode,
        lampiran=simpan(periksa(berkas.kirim(berkas.office(), "I.xlsx")), oleh=pengguna),
        nama="I.xlsx",
        isi=LEMBAR_KOSONG,
        oleh=pengguna,
    )
    peta = PetaKolom.objects.create(
        opd=dinkes,
        tahun_id=2025,
        lampiran=simpan(
            periksa(berkas.kirim(buku_biasa([["Kode", "Nama"]]), "S.xlsx")), oleh=pengguna
        ),
        nama="S.xlsx",
        lembar="Sheet",
        kepala=1,
        oleh=pengguna,
    )
    return Dunia(
        *(dinkes.pk, indikator.pk, rapat.pk, agenda.sesi_id, agenda.pk, terjadwal.pk),
        *(realisasi.pk, bukti.pk, terverifikasi.pk),
        pabrik.buat_tindak_lanjut(agenda=agenda).pk,
        pabrik.buat_peserta(agenda=agenda).pk,
        induk.pk,
        adendum.pk,
        pindai.pk,
        induk.tanggapan.create(agenda=agenda, teks="x", oleh=pengguna).pk,
        LembarHadir.objects.create(sesi=agenda.sesi, lampiran=pindai, nama="L.pdf").pk,
        TemplatBeritaAcara.objects.create(lampiran=word, nama="T.docx").pk,
        temuan.pk,
        impor.pk,
        peta.pk,
    )
