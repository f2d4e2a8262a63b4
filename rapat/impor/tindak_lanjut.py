"""Follow-ups of a rapat in Excel: a list that the office kept, and news of those there are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import reverse

from capaian.impor.bacaan import (
    SelSalah,
    Terbaca,
    baca_pilihan,
    baca_tanggal,
    baca_teks,
)
from capaian.impor.hasil import BarisPeriksa
from capaian.impor.jenis import Jenis, Tempat
from capaian.impor.sel import tulis_tanggal
from capaian.lembar_isian import Acuan, KolomIsian
from capaian.models import JenisImpor
from konsolidasi.inti import waktu
from konsolidasi.inti.xlsx_isian import TANGGAL, SelIsian
from konsolidasi.inti.xlsx_sel import ANGKA, TEKS, Sel
from opd.lingkup import lingkup
from opd.models import Opd
from rapat.impor import tindak_lanjut_muat as muatan
from rapat.impor.tindak_lanjut_silang import silang_baru, silang_lama, silang_lembar
from rapat.layanan.tindak_lanjut_banyak import SAAT, Tertulis, Tulisan, tulis_banyak
from rapat.layanan.tindak_lanjut_kembali import dapat_dibalik, kembalikan_banyak
from rapat.models import Rapat, TindakLanjut
from rapat.pilihan import StatusTindakLanjut as Status

RAPAT_DITAWARKAN = 3
ALAMAT = URLValidator(schemes=("http", "https"))
MEDAN = {"batas": "batas_tanggal", "laporan": "laporan", "tautan": "bukti_tautan"}


class JenisTindakLanjut(Jenis):
    kode = JenisImpor.TINDAK_LANJUT
    judul = "Tindak lanjut rapat"
    uraian = (
        "Daftar tindak lanjut sebuah rapat yang selama ini di Word atau Excel, dan kabar"
        " perkembangannya."
    )
    lembar = "Tindak lanjut"
    benda = "Tindak lanjut"
    kolom = muatan.KOLOM
    baris_baru = True
    kode_luar = "Tindak lanjut OPD lain tidak dapat diisi di sini."
    batal = "Bapperida dapat membatalkannya selama barisnya belum disentuh dan bisa kembali."
    ingat = "Sel yang dikosongkan tidak menghapus isi di sistem. Kode jangan diubah."
    petunjuk = (
        ("Yang diisi", "Sel putih saja: kabar OPD, atau putusan Bapperida. Sel abu-abu dibaca."),
        (
            "Keadaan",
            "OPD memilih “Dilaporkan selesai” dan menulis laporannya. Bapperida memilih “Selesai”,"
            " “Dibatalkan”, atau “Terbuka” (minta dilanjutkan, buka lagi).",
        ),
        ("Perkembangan", "Kabar selama masih terbuka. Setiap kabar baru tercatat di riwayatnya."),
        (
            "Alasan",
            "Wajib bila dibatalkan, dikembalikan, dibuka lagi, atau batas waktunya bergeser.",
        ),
        ("Batas waktu", "Tulis seperti 28-02-2026. Hanya Bapperida yang menggeser."),
        (
            "Baris baru",
            "Untuk Bapperida dan notulis, dari templat semua OPD: beri nomor sendiri di kolom Kode,"
            " lalu isi tindak lanjut, OPD penanggung jawab, dan batas waktu. Nomor yang sama tidak"
            " masuk dua kali.",
        ),
        ("OPD", "Tulis singkatannya. Beberapa OPD pendukung dipisah koma."),
        ("Baris utuh", "Satu sel salah menahan barisnya; baris lain tetap diterapkan."),
        (
            "Membatalkan impor",
            "Bapperida membatalkannya selama barisnya belum disentuh. Yang ditutup dari keadaan"
            " Dilaporkan selesai tidak kembali: hanya OPD yang melapor.",
        ),
    )

    def tempat(self, pengguna: AbstractBaseUser) -> Sequence[Tempat]:
        """The last meetings: of the whole city, or of the person's own OPD. Two queries."""
        semua = Rapat.objects.untuk(pengguna).order_by("-mulai", "-pk")[:RAPAT_DITAWARKAN]
        if pengguna.has_perm("rapat.catat"):
            return [_tempat(rapat, None) for rapat in semua]
        if not pengguna.has_perm("rapat.lapor_tindak_lanjut"):
            return []
        milik = lingkup(pengguna).opd_ids
        teratas = Opd.objects.filter(pk__in=milik).exclude(induk__in=milik)
        opd = teratas.order_by("urutan", "kode", "pk")
        return [_tempat(rapat, satu) for satu in opd for rapat in semua]

    def boleh(self, tempat: Tempat, pengguna: AbstractBaseUser) -> bool:
        di_rapat = Rapat.objects.filter(pk=tempat.acuan, tahun_target=tempat.tahun)
        if tempat.triwulan or not di_rapat.exists():
            return False
        if tempat.opd is None:
            return pengguna.has_perm("rapat.catat")
        contoh = TindakLanjut(opd=tempat.opd)
        return pengguna.has_perm("rapat.lapor_tindak_lanjut", contoh) or pengguna.has_perm(
            "rapat.tutup_tindak_lanjut", contoh
        )

    def nama_tempat(self, tempat: Tempat) -> str:
        return f"{tempat.opd_singkat}, rapat target {tempat.tahun}"

    def kembali(self, tempat: Tempat) -> tuple[str, str]:
        """Says which rapat, which the address does not. One query."""
        mulai = Rapat.objects.filter(pk=tempat.acuan).values_list("mulai", flat=True).first()
        kata = f"Tindak lanjut rapat {waktu.tanggal(mulai)}" if mulai else "Tindak lanjut"
        return reverse("rapat:tindak_lanjut_daftar"), kata

    def muat(
        self, tempat: Tempat, pengguna: AbstractBaseUser, pada: datetime
    ) -> Mapping[str, Acuan]:
        return muatan.muat(tempat, pengguna)

    def di_templat(self, acuan: Acuan) -> bool:
        """What is closed is known when a file comes back, but nobody has to fill it in."""
        return acuan.terbuka

    def baru(self, tempat: Tempat, kode: str, acuan: Mapping[str, Acuan]) -> Acuan:
        return muatan.baru(kode, acuan)

    def baca(self, kunci: str, sel: Sel, acuan: Acuan) -> Terbaca:
        match kunci:
            case "batas":
                return baca_tanggal(sel)
            case "keadaan":
                return baca_pilihan(sel, muatan.KEADAAN, "daftar keadaan")
            case "indikator" if sel.jenis == ANGKA:
                return baca_teks(Sel(TEKS, sel.isi), muatan.PANJANG[kunci])
        nilai, polos = baca_teks(sel, muatan.PANJANG[kunci])
        if kunci == "uraian":
            nilai = polos = " ".join(polos.split())
        if kunci == "tautan" and polos:
            _pastikan_alamat(polos)
        return nilai, polos

    def tampil(self, kunci: str, polos: str, acuan: Acuan | None) -> str:
        if kunci == "batas":
            return tulis_tanggal(polos)
        return super().tampil(kunci, polos, acuan)

    def sel(self, kolom: KolomIsian, acuan: Acuan) -> SelIsian:
        """Grey where this person has no say: the date is Bapperida's, the report is the OPD's."""
        terbuka = not acuan.halangan
        if kolom.kunci in ("batas", "alasan"):
            terbuka = terbuka and (acuan.menutup or acuan.baru)
        elif kolom.kunci in ("laporan", "tautan"):
            terbuka = terbuka and (acuan.baru or (acuan.melapor and acuan.status == Status.TERBUKA))
        if kolom.kunci == "batas":
            isi = acuan.isi["batas"]
            return SelIsian(date.fromisoformat(isi) if isi else None, TANGGAL, terbuka, kanan=True)
        return replace(super().sel(kolom, acuan), terbuka=terbuka)

    def silang(self, baris: BarisPeriksa, acuan: Acuan) -> None:
        (silang_baru if acuan.baru else silang_lama)(baris, acuan)

    def silang_lembar(self, baris: Sequence[BarisPeriksa], acuan: Mapping[str, Acuan]) -> None:
        silang_lembar(baris, acuan)

    def peringatan(
        self, tempat: Tempat, baris: Sequence[BarisPeriksa], pengguna: AbstractBaseUser
    ) -> Sequence[str]:
        """What cannot be taken back, said before it is done."""
        kalimat = []
        lama = [b.isi for b in baris if not b.baru]
        buntu = sum(not dapat_dibalik(i.get("langkah", ""), i.get("dari", "")) for i in lama)
        if buntu:
            kalimat.append(
                f"{buntu} baris keluar dari Dilaporkan selesai; sesudah diterapkan, impor ini tidak"
                " dapat dibatalkan."
            )
        maju = sum(bool(b.baru or b.isi.get("langkah")) for b in baris)
        if maju and not pengguna.has_perm("rapat.tutup_tindak_lanjut"):
            kalimat.append("Sesudah diterapkan, hanya Bapperida yang dapat membatalkan impor ini.")
        return kalimat

    def tulis(
        self, tempat: Tempat, baris: Sequence[BarisPeriksa], oleh: AbstractBaseUser
    ) -> list[dict[str, Any]]:
        rapat = Rapat.objects.get(pk=tempat.acuan)
        tertulis = tulis_banyak(rapat=rapat, baris=[_tulisan(b) for b in baris], oleh=oleh)
        nama = {b.kode: b.isi.get("uraian") or b.acuan.nama for b in baris}
        return [_catat(satu) | {"nama": nama[satu.kode]} for satu in tertulis]

    def kembalikan(
        self, tempat: Tempat, perubahan: Sequence[Mapping[str, Any]], oleh: AbstractBaseUser
    ) -> int:
        return kembalikan_banyak(
            baris=[_tertulis(satu) for satu in perubahan],
            sebab="Impor dari Excel dibatalkan.",
            oleh=oleh,
        )


def _tempat(rapat: Rapat, opd: Opd | None) -> Tempat:
    return Tempat(JenisImpor.TINDAK_LANJUT, opd=opd, tahun=rapat.tahun_target_id, acuan=rapat.pk)


def _pastikan_alamat(teks: str) -> None:
    try:
        ALAMAT(teks)
    except ValidationError:
        raise SelSalah("bukan alamat web. Tulis seperti https://drive.go.id/berkas.") from None


def _tulisan(baris: BarisPeriksa) -> Tulisan:
    isi = baris.isi
    medan = {MEDAN[kunci]: nilai for kunci, nilai in isi.items() if kunci in MEDAN}
    if baris.baru:
        medan |= {
            "uraian": isi["uraian"],
            "opd_id": isi["opd"][0],
            "indikator_id": isi.get("indikator"),
        }
    return Tulisan(
        kode=baris.kode,
        pk=None if baris.baru else baris.acuan.pk,
        versi=baris.versi,
        medan=medan,
        pendukung=tuple(isi.get("pendukung", ())),
        langkah=isi.get("langkah", ""),
        alasan=isi.get("alasan", ""),
        perkembangan=isi.get("perkembangan"),
    )


def _catat(satu: Tertulis) -> dict[str, Any]:
    return {
        "kode": satu.kode,
        "pk": satu.pk,
        "versi": satu.versi,
        "baru": satu.baru,
        "langkah": satu.langkah,
        "dari": satu.dari,
        "lama": {nama: _ke_json(nilai) for nama, nilai in satu.lama.items()},
        "catatan_lama": satu.catatan_lama,
        "url": reverse("rapat:tindak_lanjut_rinci", args=[satu.pk]),
    }


def _ke_json(nilai: Any) -> Any:
    return nilai.isoformat() if isinstance(nilai, date) else nilai


def _tertulis(satu: Mapping[str, Any]) -> Tertulis:
    lama = dict(satu["lama"])
    lama["batas_tanggal"] = date.fromisoformat(lama["batas_tanggal"])
    for nama in SAAT:
        lama[nama] = datetime.fromisoformat(lama[nama]) if lama[nama] else None
    return Tertulis(
        kode=satu["kode"],
        pk=satu["pk"],
        versi=satu["versi"],
        baru=satu["baru"],
        langkah=satu["langkah"],
        dari=satu["dari"],
        lama=lama,
        catatan_lama=satu["catatan_lama"],
    )
