"""The words of a row of Isian Saya: everything it prints beside its fields."""

from collections.abc import Mapping
from datetime import datetime

from capaian import rumus
from capaian.bacaan import RealisasiBaca, TargetBaca
from capaian.layar.isian_bahan import Bahan, Sekarang
from capaian.layar.isian_harapan import tulis_harapan
from capaian.layar.isian_lencana import saat
from capaian.layar.isian_medan import TANDA
from capaian.layar.isian_muat import IndikatorBaca, Lampau
from capaian.perhitungan import berlaku_pada
from capaian.pilihan import CaraIsian, CaraKonsolidasi, KeadaanNilai
from konsolidasi.inti import angka

RINGKAS = 160
_KONSOLIDASI = {
    CaraKonsolidasi.JUMLAH: "per triwulan, dijumlah",
    CaraKonsolidasi.RATA_RATA: "per triwulan, dirata-rata",
    CaraKonsolidasi.POSISI_AKHIR: "posisi akhir",
}


def teks_tetap(b: Bahan, kini: Sekarang) -> dict[str, str]:
    i, pk, target = b.indikator, str(b.indikator.pk), b.hasil.target
    return {
        "pk": pk,
        "nama": i.nama,
        "kode": i.kode,
        "satuan": i.satuan,
        "cara": cara_isian(i),
        "unit": i.unit,
        "tw": kini.singkat,
        "url_simpan": pk.join(kini.simpan),
        "url_kembalikan": pk.join(kini.kembalikan),
        "url_rinci": pk.join(kini.rinci),
        "url_bukti": pk.join(kini.bukti),
        "url_unggah": pk.join(kini.unggah),
        "target": target.tertulis(i.desimal) if target else "",
        "lalu": f"{kini.triwulan_lalu} {_dulu(b.terisi.triwulan_lalu, i.desimal)}",
        "tahun_lalu": f"{kini.tahun_lalu} {_dulu(b.terisi.tahun_lalu, i.desimal)}",
    }


def teks_hasil(b: Bahan, kini: Sekarang, medan: Mapping[str, str], faktor: str) -> dict[str, str]:
    r, hasil = b.hasil.realisasi, b.hasil.hasil
    target = berlaku_pada(b.versi, kini.akhir)
    pagu, serapan = _anggaran(b, target)
    seharusnya, sisa = tulis_harapan(
        b.indikator, target, b.terisi.setahun, kini.tw, hari_ini=kini.hari_ini
    )
    ubahan = r.diubah_setelah_verifikasi if r else 0
    return {
        "persen": angka.tulis(hasil.persen, 2) if hasil.persen is not None else "",
        "kalimat": hasil.kalimat,
        "peringkat": b.hasil.peringkat.kata if b.hasil.peringkat else "",
        "kata_tanda": KeadaanNilai(medan["keadaan"]).label if medan["keadaan"] else "",
        "oleh": _oleh(r, kini.pada),
        "tanpa_faktor": "" if faktor else _tanpa_faktor(r),
        "ringkas": _ringkas(medan, faktor),
        "ringkas_akar": _ringkas(medan, "akar") if faktor == "penghambat" else "",
        "pagu": pagu,
        "serapan": serapan,
        "seharusnya": seharusnya,
        "sisa": sisa,
        "ubahan": f"Diubah setelah verifikasi, {ubahan}×" if ubahan else "",
    }


def cara_isian(indikator: IndikatorBaca) -> str:
    if indikator.konsolidasi == CaraKonsolidasi.POSISI_AKHIR:
        return _KONSOLIDASI[CaraKonsolidasi.POSISI_AKHIR]
    if indikator.isian == CaraIsian.KUMULATIF:
        return "kumulatif s.d. triwulan"
    return _KONSOLIDASI[indikator.konsolidasi]


def _ringkas(medan: Mapping[str, str], nama: str) -> str:
    teks = medan[nama] if nama else ""
    return teks if len(teks) <= RINGKAS else f"{teks[: RINGKAS - 1].rstrip()}…"


def _anggaran(b: Bahan, target: TargetBaca | None) -> tuple[str, str]:
    """Pagu of the year and the share of it that was spent, in words; empty where unknown."""
    if target is None or target.pagu is None or not b.indikator.berpagu:
        return "", ""
    terpakai = b.hasil.realisasi.anggaran if b.hasil.realisasi else None
    if terpakai is None:
        return angka.rupiah(target.pagu), ""
    hasil = rumus.serapan(target.pagu, terpakai)
    if hasil.persen is None:
        return angka.rupiah(target.pagu), hasil.kalimat
    persen = angka.tulis(hasil.persen, 2)
    return angka.rupiah(target.pagu), f"Serapan {persen}\N{NO-BREAK SPACE}%"


def _tanpa_faktor(realisasi: RealisasiBaca | None) -> str:
    """What stands in place of the faktor when the result asks for none."""
    if realisasi is None or realisasi.keadaan == KeadaanNilai.KOSONG:
        return "Isi realisasi dulu"
    if realisasi.keadaan in TANDA:
        return ""
    return "Tidak diminta: capaian tidak dapat dihitung"


def _dulu(lampau: Lampau | None, desimal: int) -> str:
    if lampau is None:
        return "belum diisi"
    if lampau.nilai is not None:
        return angka.tulis(lampau.nilai, desimal)
    return lampau.kode or KeadaanNilai(lampau.keadaan).label.lower()


def _oleh(realisasi: RealisasiBaca | None, pada: datetime) -> str:
    if realisasi is None or realisasi.keadaan not in TANDA:
        return ""
    siapa = f"{realisasi.diubah_oleh.nama}, " if realisasi.diubah_oleh else ""
    return f"{siapa}{saat(realisasi.diubah_pada, pada)}"
