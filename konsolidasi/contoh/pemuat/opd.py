"""OPD with urusan, former names, accounts and who heads them."""

from django.contrib.auth.hashers import make_password

from konsolidasi.contoh.akun import AKUN
from konsolidasi.contoh.berkas import baca_toml
from konsolidasi.contoh.muatan import Muatan
from opd.models import NamaOpd, Opd, OpdUrusan, Pengguna, Penugasan
from opd.pilihan import KedudukanPejabat, Peran


def muat(muatan: Muatan) -> None:
    isi = baca_toml("opd.toml")
    muatan.baris_opd = {b["kunci"]: b for b in isi["opd"]}
    for urutan, baris in enumerate(isi["opd"], start=1):
        muatan.opd[baris["kunci"]] = Opd.objects.create(
            kode=baris["kode"],
            nama=baris["nama"],
            singkatan=baris["singkatan"],
            jenis=baris["jenis"],
            induk=muatan.opd.get(baris.get("induk", "")),
            klaster=muatan.klaster.get(baris.get("klaster", "")),
            urutan=urutan,
            alamat=isi["alamat"],
        )
    OpdUrusan.objects.bulk_create(
        OpdUrusan(opd=muatan.opd[b["kunci"]], urusan=muatan.urusan[kode], utama=n == 0)
        for b in isi["opd"]
        for n, kode in enumerate(b["urusan"])
    )
    NamaOpd.objects.bulk_create(
        NamaOpd(**(lama | {"opd": muatan.opd[lama["opd"]]})) for lama in isi["nama_lama"]
    )
    _pengguna(muatan)


def _pengguna(muatan: Muatan) -> None:
    isi = baca_toml("akun.toml")
    sandi = {a.nama_pengguna: a.sandi for a in AKUN}
    # One hash per password: hashing is slow on purpose, and these passwords are printed anyway.
    tersandi = {teks: make_password(teks) for teks in set(sandi.values())}
    orang = [
        Pengguna(
            username=b["nama_pengguna"],
            nama=b["nama"],
            jabatan=b["jabatan"],
            password=tersandi[sandi[b["nama_pengguna"]]],
            wajib_ganti_sandi=False,
        )
        for b in isi["akun"]
    ] + [_kepala_tanpa_sandi(b) for b in muatan.baris_opd.values() if b["kepala"] not in sandi]
    muatan.pengguna = {p.username: p for p in Pengguna.objects.bulk_create(orang)}
    penugasan = [
        Penugasan(
            pengguna=muatan.pengguna[b["nama_pengguna"]],
            peran=b["peran"],
            opd=muatan.opd.get(b.get("opd", "")),
            mulai=isi["mulai"],
        )
        for b in isi["akun"]
    ] + [
        Penugasan(
            pengguna=muatan.pengguna[f"kepala_{kunci}"],
            peran=Peran.KEPALA,
            opd=muatan.opd[kunci],
            kedudukan=b.get("kedudukan", KedudukanPejabat.DEFINITIF),
            mulai=isi["mulai"],
        )
        for kunci, b in muatan.baris_opd.items()
        if b["kepala"] not in sandi
    ]
    Penugasan.objects.bulk_create(penugasan)
    _catat_pengisi(muatan, isi["akun"])


def _kepala_tanpa_sandi(baris: dict) -> Pengguna:
    """An account nobody can log in to until a password is set; it signs and is addressed."""
    return Pengguna(
        username=f"kepala_{baris['kunci']}",
        nama=baris["kepala"],
        jabatan=baris.get("jabatan", f"Kepala {baris['nama']}")[:150],
        password=make_password(None),
    )


def _catat_pengisi(muatan: Muatan, akun: list[dict]) -> None:
    operator = {
        b["opd"]: muatan.pengguna[b["nama_pengguna"]] for b in akun if b["peran"] == "operator"
    }
    for kunci, baris in muatan.baris_opd.items():
        milik = operator.get(kunci) or operator.get(baris.get("induk", ""))
        muatan.pengisi[kunci] = milik or muatan.pengguna[f"kepala_{kunci}"]
