"""A sesi that was held: figures, decisions, people, notes and follow-ups of two OPD."""

from datetime import UTC, date, datetime, time

from capaian.pilihan import StatusRealisasi, SumberTarget
from opd.models import OpdUrusan, Pengguna, Urusan
from opd.pilihan import KedudukanPejabat, Peran
from rapat.models import (
    BahasanTindakLanjut,
    BeritaAcara,
    CatatanAgenda,
    Kehadiran,
    KonfirmasiKepala,
    LogTindakLanjut,
    PendukungTindakLanjut,
    Peserta,
    TindakLanjut,
)
from rapat.pilihan import CaraHadir, JenisCatatan, KeadaanHadir, Kedudukan, Putusan
from tests import pabrik

PADA = datetime(2026, 1, 22, 9, 5, tzinfo=UTC)
PAGI = datetime(2026, 1, 20, 1, 51, tzinfo=UTC)
NIP_KEPALA, NIP_PENDAMPING = "196501011990031001", "198801012010012001"
CETAK = {"oleh": "Rina Sinaga", "pada": PADA}


def gelar_sidang(meja, rina: Pengguna) -> None:
    """Dinkes came with its Plt. head, Disdik sent a representative; berita acara has a number."""
    _bapperida()
    _angka(meja)
    _kehadiran(meja, rina)
    _catatan(meja, rina)
    _tindak_lanjut(meja, rina)
    BeritaAcara.objects.create(
        sesi=meja.sesi, nomor="000.7.2/057/2026", tanggal=date(2026, 1, 20), kode_periksa="abc123"
    )


def _bapperida() -> None:
    urusan = Urusan.objects.create(kode="5.01", nama="Perencanaan", jenis="penunjang")
    opd = pabrik.buat_opd(nama="Badan Perencanaan Kota", singkatan="Bapperida", jenis="badan")
    OpdUrusan.objects.create(opd=opd, urusan=urusan, utama=True)
    kepala = pabrik.buat_pengguna(username="kepala_bapperida", nama="Rahma Lubis", nip="19700101")
    pabrik.buat_penugasan(pengguna=kepala, peran=Peran.KEPALA, opd=opd)


def _angka(meja) -> None:
    meja.stunting.realisasi.update(status=StatusRealisasi.DRAF)
    pabrik.buat_kesepakatan(
        agenda=meja.dinkes,
        indikator=meja.stunting,
        nilai="2.5",
        putusan=Putusan.DENGAN_CATATAN,
        catatan="stok vaksin baru pasti Maret",
        target_lama=meja.stunting.target.get(tahun=2026, sumber=SumberTarget.RPJMD),
    )
    pabrik.buat_kesepakatan(
        agenda=meja.disdik,
        indikator=meja.lulus,
        putusan=Putusan.DITUNDA,
        catatan="menunggu data sekolah",
    )


def _kehadiran(meja, rina: Pengguna) -> None:
    plt = pabrik.buat_pengguna(
        username="plt_dinkes", nama="dr. Ani Lubis", nip=NIP_KEPALA, jabatan="Sekretaris Dinas"
    )
    pabrik.buat_penugasan(
        pengguna=plt,
        peran=Peran.KEPALA,
        opd=meja.dinkes.opd,
        kedudukan=KedudukanPejabat.PLT,
    )
    hadir = {"dicatat_oleh": rina}
    Kehadiran.objects.create(
        agenda=meja.dinkes, keadaan=KeadaanHadir.PIMPINAN, hadir_pukul=time(8, 51), **hadir
    )
    Kehadiran.objects.create(
        agenda=meja.disdik,
        keadaan=KeadaanHadir.DIWAKILI,
        nama="Joko Siregar",
        jabatan="Kepala Bidang SMP",
        **hadir,
    )
    KonfirmasiKepala.objects.create(agenda=meja.disdik, sampai_tanggal=date(2026, 1, 23))
    orang = {"sesi": meja.sesi, "hadir_pada": PAGI, "cara": CaraHadir.NOTULIS} | hadir
    Peserta.objects.create(
        agenda=meja.dinkes,
        nama="Budi Pendamping",
        jabatan="Kasubbag",
        nip=NIP_PENDAMPING,
        kedudukan=Kedudukan.PENDAMPING,
        susulan=True,
        **orang,
    )
    Peserta.objects.create(
        nama="Tamu Provinsi",
        jabatan="Analis",
        instansi="Bappelitbang",
        kedudukan=Kedudukan.TAMU,
        **orang,
    )
    Peserta.objects.create(
        agenda=meja.dinkes,
        nama="Salah Ketik",
        jabatan="Staf",
        kedudukan=Kedudukan.PENDAMPING,
        dibatalkan_pada=PADA,
        alasan_batal="salah OPD",
        **orang,
    )


def _catatan(meja, rina: Pengguna) -> None:
    for jenis, teks in (
        (JenisCatatan.PEMBAHASAN, "Dinkes memaparkan stunting.\nBapperida menanyakan selisih."),
        (JenisCatatan.KEBERATAN, "Angka SSGI berbeda."),
    ):
        CatatanAgenda.objects.create(agenda=meja.dinkes, jenis=jenis, teks=teks, diubah_oleh=rina)


def _tindak_lanjut(meja, rina: Pengguna) -> None:
    """One made here, one of last year that was moved twice and discussed once before."""
    batas = {"batas_tanggal": date(2026, 3, 31), "batas_awal": date(2026, 3, 31)}
    baru = TindakLanjut.objects.create(
        asal=meja.disdik, opd=meja.disdik.opd, uraian="Menyamakan data lulusan", **batas
    )
    lalu = pabrik.buat_sesi(
        rapat=pabrik.buat_rapat(nama="Rapat 2025", mulai=date(2025, 1, 20)), nomor=2
    )
    lalu.tanggal = date(2025, 1, 20)
    lalu.save(update_fields=["tanggal"])
    lama = TindakLanjut.objects.create(
        asal=pabrik.buat_agenda(opd=meja.dinkes.opd, sesi=lalu),
        opd=meja.dinkes.opd,
        uraian="Memetakan posyandu tanpa kader",
        **batas,
    )
    PendukungTindakLanjut.objects.create(tindak_lanjut=lama, opd=meja.disdik.opd)
    BahasanTindakLanjut.objects.create(tindak_lanjut=lama, agenda=lama.asal)
    BahasanTindakLanjut.objects.create(tindak_lanjut=baru, agenda=meja.disdik)
    for alasan in ("menunggu anggaran", "pergantian kepala lingkungan"):
        LogTindakLanjut.objects.create(
            tindak_lanjut=lama,
            transisi="geser",
            dari="terbuka",
            ke="terbuka",
            oleh=rina,
            catatan=alasan,
        )
