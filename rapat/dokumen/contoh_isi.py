"""A berita acara that never happened: what a template is tried on. All of it is invented."""

from dataclasses import replace

from rapat.dokumen.naskah import (
    BagianOpd,
    BarisHadir,
    BarisIndikator,
    BarisPeran,
    BarisPeserta,
    BarisTemuan,
    BarisTindakLanjut,
    Butir,
    IsiBeritaAcara,
    Kop,
    Nilai,
    Penanda,
)
from rapat.pilihan import HasilTemuan, JenisBeritaAcara, KeadaanHadir, Putusan


def isi_contoh() -> IsiBeritaAcara:
    """Two OPD: one came with its head and agreed, one was represented and postponed."""
    return IsiBeritaAcara(
        kop=Kop("PEMERINTAH KOTA TANJUNGBALAI", "BAPPERIDA", "Jalan Contoh 1", "Tanjungbalai"),
        jenis=JenisBeritaAcara.INDUK,
        rapat="Rapat Konsolidasi Contoh",
        sesi="Sesi I: Pembangunan Manusia",
        nomor="000.7.2/057/Bapperida/2026",
        tanggal="20 Januari 2026",
        hari_tanggal="Selasa, 20 Januari 2026",
        waktu="09.00–16.10 WIB",
        tempat="Aula Bapperida",
        tahun_capaian=2025,
        tahun_target=2026,
        pembukaan=(
            "Pada hari ini, Selasa tanggal Dua Puluh bulan Januari tahun Dua Ribu Dua Puluh Enam "
            "(20-01-2026), bertempat di Aula Bapperida, telah diselenggarakan rapat konsolidasi."
        ),
        memperhatikan=(
            "realisasi kinerja Triwulan IV Tahun 2025;",
            "paparan perangkat daerah; dan",
        ),
        kesimpulan="maka pada hari Selasa, 20 Januari 2026, para peserta rapat",
        butir=(
            Butir("KESATU", "Target prioritas Tahun 2026 sebagaimana Lampiran II."),
            Butir("KEDUA", "Tindak lanjut sebagaimana Lampiran III."),
        ),
        data_per="20 Januari 2026, 09.00 WIB",
        bapperida=Penanda(("Kepala Bapperida",), "Nama Kepala Bapperida", "Pembina", "19700101"),
        hadir=(
            BarisHadir(1, 1, "Dinas Contoh", KeadaanHadir.PIMPINAN, "Pimpinan", ("Nama",), "08.51"),
            BarisHadir(2, 2, "Badan Contoh", KeadaanHadir.DIWAKILI, "Diwakili", ("Wakil",), ""),
        ),
        peserta=(BarisPeserta(1, "Nama Pendamping", "Kasubbag", "Dinas Contoh", "Pendamping"),),
        bagian=(_sepakat(), _ditunda()),
        tindak_lanjut=(_tindak_lanjut(),),
        skala="≥ 91 Sangat Tinggi, ≥ 76 Tinggi, ≥ 66 Sedang, ≥ 51 Rendah",
        dasar="Undangan Sekretaris Daerah nomor 005/1",
        notulis=("Nama Notulis",),
        contoh=True,
    )


def ragam_contoh() -> tuple[IsiBeritaAcara, ...]:
    """Every shape that a template meets: the whole, a petikan, an adendum, an empty one."""
    utuh = isi_contoh()
    adendum = replace(
        utuh, jenis=JenisBeritaAcara.ADENDUM, uraian="Target dibaca 85,00.", induk="nomor 1"
    )
    kosong = replace(utuh, hadir=(), peserta=(), bagian=(), tindak_lanjut=(), dasar="", nomor="")
    return utuh, utuh.petikan(1), adendum, kosong


def _tindak_lanjut() -> BarisTindakLanjut:
    return BarisTindakLanjut(
        pk=1,
        agenda=(1,),
        uraian="Mengundang klinik swasta memakai sistem pencatatan",
        penanggung_jawab="Dinas Contoh",
        pendukung="Badan Contoh",
        batas="28 Februari 2026",
        asal="baru",
    )


def _sepakat() -> BagianOpd:
    baris = BarisIndikator(
        pk=1,
        kode="1.02.01",
        nama="Prevalensi balita stunting",
        satuan="%",
        desimal=2,
        putusan=Putusan.DENGAN_CATATAN,
        putusan_teks=Putusan.DENGAN_CATATAN.label,
        target=Nilai("1,80", "1.8"),
        realisasi=Nilai("1,86", "1.86"),
        capaian=Nilai("96,67", "96.67"),
        peringkat="Sangat Tinggi",
        sementara=True,
        rpjmd=Nilai("1,70", "1.7"),
        usulan=Nilai("1,75", "1.75"),
        lama=Nilai("1,75", "1.75"),
        sepakat=Nilai("1,70", "1.7"),
        catatan="stok vaksin dipastikan Maret",
    )
    return BagianOpd(
        agenda=1,
        nomor=1,
        nama="Dinas Contoh",
        singkatan="Dinas",
        baris=(baris,),
        waktu="09.10–09.50 WIB",
        pembahasan="Dinas memaparkan capaian dan usulan.",
        keberatan="Tidak ada.",
        penanda=Penanda(("Kepala Dinas Contoh",), "Nama Kepala", "Pembina", "19650101"),
        temuan=(
            BarisTemuan(
                pk=1,
                kalimat="Dinas Contoh menulis 118 unit, Badan Contoh 121 unit.",
                putusan=HasilTemuan.BUKAN_MASALAH,
                putusan_teks=HasilTemuan.BUKAN_MASALAH.label,
                alasan="dihitung pada bulan yang berbeda",
            ),
        ),
        peran=(BarisPeran("Menurunkan stunting", "Dinas Contoh", "pendukung", "disetujui"),),
    )


def _ditunda() -> BagianOpd:
    baris = BarisIndikator(
        pk=2,
        kode="1.05.01",
        nama="Indeks ketahanan",
        satuan="indeks",
        desimal=2,
        putusan=Putusan.DITUNDA,
        putusan_teks=Putusan.DITUNDA.label,
        capaian=Nilai("realisasi kosong"),
        realisasi=Nilai("belum diisi"),
        catatan="menunggu data provinsi",
    )
    return BagianOpd(
        agenda=2,
        nomor=2,
        nama="Badan Contoh",
        singkatan="Badan",
        baris=(baris,),
        konfirmasi="menunggu konfirmasi kepala OPD s.d. 23 Januari 2026",
        penanda=Penanda(("a.n. Kepala Badan Contoh", "Sekretaris"), "Nama Wakil"),
    )
