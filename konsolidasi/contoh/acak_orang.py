"""OPD and people as the imports load them, for workbooks that are broken on purpose."""

from datetime import date

from capaian.impor.opd import kolom as kolom_opd
from capaian.impor.opd.kolom import AcuanOpd, DaftarOpd, KonteksOpd
from capaian.impor.opd.sebutan import SatuOpd, SebutanOpd
from capaian.impor.orang import kolom as kolom_orang
from capaian.impor.orang.kolom import AcuanOrang, DaftarOrang, KonteksOrang

HARI = date(2026, 3, 1)
NIP_AGUS = "198501012010011001"
OPD = (
    SatuOpd(1, "1.02", "Dinas Kesehatan", "Dinkes"),
    SatuOpd(2, "1.02.1", "RSUD Kota", "RSUD", "1.02"),
    SatuOpd(3, "1.01", "Dinas Pendidikan", "Disdik"),
    SatuOpd(4, "1.01.9", "Sekolah Dinas", "Disdik"),
)
TUGAS = (
    ("agus", 1, {"peran": "admin"}),
    ("sari", 1, {"peran": "operator", "opd": "1.01", "selesai": "2024-12-31"}),
    ("sari", 2, {"peran": "operator", "opd": "1.02", "mulai": "2025-01-01"}),
    ("tamu", 1, {}),
)


def contoh_opd() -> DaftarOpd:
    """Dinkes, called so since 2021, with RSUD below it; two that are called Disdik."""
    hasil = DaftarOpd()
    hasil.konteks = KonteksOpd(
        sebutan=SebutanOpd(OPD),
        klaster={"Pembangunan Manusia": 7},
        urusan={"1.01": 11, "1.02": 12, "2.10": 20},
        hari=HARI,
    )
    for opd in OPD:
        isi = {"nama": opd.nama, "singkatan": opd.singkatan, "jenis": "dinas", "induk": opd.induk}
        isi |= {"wajib_rilis_kepala": "tidak", "aktif": "ya"}
        hasil[opd.kode] = AcuanOpd(
            pk=opd.pk,
            kode=opd.kode,
            nama=opd.nama,
            isi=dict.fromkeys(kolom_opd.DIISI, "") | isi,
            versi=1,
            konteks=hasil.konteks,
            nama_sejak=date(2021, 1, 1) if opd.pk == 1 else None,
        )
    return hasil


def contoh_orang() -> DaftarOrang:
    """agus: admin, at the keyboard. sari: operator of Disdik, then Dinkes. tamu: no Penugasan."""
    hasil = DaftarOrang()
    hasil.konteks = KonteksOrang(
        sebutan=SebutanOpd(OPD),
        pengguna=frozenset({"agus", "sari", "tamu"}),
        surel={"agus@kota.id": "agus"},
        nip={NIP_AGUS: "agus"},
        hari=HARI,
    )
    hasil.banyak = {"agus": 1, "sari": 2, "tamu": 0}
    for pk, (nama, nomor, tugas) in enumerate(TUGAS, start=1):
        kode = nama if nomor == 1 else f"{nama}#{nomor}"
        bawaan = {"mulai": "2020-01-01", "kedudukan": "definitif"} if tugas else {}
        isi = {"nama": nama.title(), "aktif": "ya"} | bawaan | tugas
        hasil[kode] = AcuanOrang(
            pk=pk,
            kode=kode,
            nama=nama.title(),
            isi=dict.fromkeys(kolom_orang.DIISI, "") | isi,
            versi=1,
            konteks=hasil.konteks,
            username=nama,
            nomor=nomor,
            tugas=pk if tugas else 0,
            sendiri=nama == "agus",
        )
    return hasil
