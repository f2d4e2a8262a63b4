"""The part of one OPD: its figures, what was agreed, what was said. No query."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from capaian.models import Indikator, NilaiTarget, Target
from capaian.perhitungan import HasilTahun, berlaku_pada
from capaian.pilihan import KeadaanNilai, SumberTarget
from capaian.rumus import Predikat
from konsolidasi.inti import angka, waktu
from rapat.dokumen.hadir import keadaan_opd
from rapat.dokumen.muatan import Angka, Muatan, per_agenda
from rapat.dokumen.naskah import BagianOpd, BarisIndikator, BarisPeran, BarisTemuan, Nilai
from rapat.dokumen.pengesahan import penanda_opd, utama_hadir
from rapat.layanan.temuan_sesi import TemuanButir
from rapat.models import Agenda, Kesepakatan, PutusanPeran, Sesi
from rapat.pilihan import (
    DISEPAKATI,
    HasilTemuan,
    JenisCatatan,
    KeadaanHadir,
    Putusan,
    StatusKonfirmasi,
)

BELUM_DIBAHAS = "Belum dibahas"


def susun_bagian(muatan: Muatan) -> tuple[BagianOpd, ...]:
    orang = per_agenda(muatan.peserta)
    return tuple(
        BagianOpd(
            agenda=agenda.pk,
            nomor=nomor,
            nama=agenda.nama,
            singkatan=agenda.opd.singkatan,
            baris=tuple(
                susun_baris(i, muatan.angka, agenda, muatan.sesi)
                for i in muatan.angka.indikator[agenda.pk]
            ),
            waktu=_waktu(agenda, muatan.sesi.tanggal),
            pembahasan=_catatan(muatan, agenda, JenisCatatan.PEMBAHASAN),
            keberatan=_catatan(muatan, agenda, JenisCatatan.KEBERATAN),
            konfirmasi=konfirmasi(agenda, final=muatan.sesi.terkunci),
            penanda=penanda_opd(
                agenda,
                keadaan_opd(agenda, orang[agenda.pk]),
                utama_hadir(orang[agenda.pk]),
                muatan.kepala.get(agenda.opd_id),
            ),
            temuan=tuple(map(susun_temuan, muatan.temuan.get(agenda.pk, ()))),
            peran=tuple(map(_peran, muatan.peran.get(agenda.pk, ()))),
        )
        for nomor, agenda in enumerate(muatan.agenda, start=1)
    )


def susun_temuan(butir: TemuanButir) -> BarisTemuan:
    putusan = HasilTemuan(butir.putusan.putusan) if butir.putusan else HasilTemuan.BELUM
    return BarisTemuan(
        pk=butir.temuan.pk,
        kalimat=butir.kalimat,
        putusan=putusan.value,
        putusan_teks=putusan.label,
        alasan=butir.putusan.alasan if butir.putusan else "",
    )


def _peran(satu: PutusanPeran) -> BarisPeran:
    return BarisPeran(
        prioritas=satu.prioritas.nama,
        opd=satu.opd.nama,
        peran=satu.peran.lower(),
        putusan_teks=satu.get_putusan_display().lower(),
        alasan=satu.alasan,
    )


def susun_baris(indikator: Indikator, data: Angka, agenda: Agenda, sesi: Sesi) -> BarisIndikator:
    lalu, versi = data.lalu[indikator.pk], data.versi[indikator.pk]
    kesepakatan = data.kesepakatan.get((agenda.pk, indikator.pk))
    usulan = data.usulan.get(indikator.pk)
    rpjmd = next((v for v in reversed(versi) if v.sumber == SumberTarget.RPJMD), None)
    lama = _lama(kesepakatan, versi, sesi)
    putusan = Putusan(kesepakatan.putusan) if kesepakatan else Putusan.BELUM
    return BarisIndikator(
        pk=indikator.pk,
        kode=indikator.kode,
        nama=indikator.nama,
        satuan=indikator.satuan,
        desimal=indikator.desimal,
        putusan=putusan.value,
        putusan_teks=BELUM_DIBAHAS if putusan == Putusan.BELUM else putusan.label,
        target=nilai_target(lalu.target, indikator),
        realisasi=nilai_realisasi(lalu),
        capaian=nilai_capaian(lalu),
        peringkat=lalu.peringkat.kata if lalu.peringkat else "",
        sementara=lalu.sementara and lalu.realisasi.nilai is not None,
        rpjmd=nilai_target(rpjmd, indikator),
        usulan=nilai_target(usulan, indikator),
        lama=nilai_target(lama, indikator),
        sepakat=nilai_target(kesepakatan if putusan in DISEPAKATI else None, indikator),
        catatan=kesepakatan.catatan if kesepakatan else "",
        saat_rapat=_saat_rapat(kesepakatan, lalu),
        contoh=lalu.contoh or any(t.contoh for t in (rpjmd, usulan, lama) if t),
    )


def nilai_target(target: NilaiTarget | None, indikator: Indikator) -> Nilai:
    if target is None:
        return Nilai()
    return Nilai(target.tertulis(indikator.desimal), _polos(target.nilai))


def nilai_realisasi(lalu: HasilTahun) -> Nilai:
    """The value of the year, else in words why there is none."""
    match lalu.realisasi.nilai:
        case Decimal() as nilai:
            return Nilai(angka.tulis(nilai, lalu.indikator.desimal), _polos(nilai))
        case Predikat(kode=kode):
            return Nilai(kode)
        case _:
            return Nilai(KeadaanNilai(lalu.realisasi.keadaan).label.lower())


def nilai_capaian(lalu: HasilTahun) -> Nilai:
    hasil = lalu.hasil
    if hasil.persen is not None:
        return Nilai(angka.tulis(hasil.persen, 2), _polos(hasil.persen))
    return Nilai(hasil.alasan.value if hasil.alasan else "")


def konfirmasi(agenda: Agenda, *, final: bool = False) -> str:
    """What stands with an OPD that was represented. Once `final`, nobody confirms any more."""
    satu = getattr(agenda, "konfirmasi", None)
    kehadiran = getattr(agenda, "kehadiran", None)
    if satu is None or kehadiran is None or kehadiran.keadaan != KeadaanHadir.DIWAKILI:
        return ""
    match satu.status:
        case StatusKonfirmasi.MENUNGGU if final:
            return "belum dikonfirmasi kepala OPD; kesepakatannya ditunda"
        case StatusKonfirmasi.MENUNGGU:
            return f"menunggu konfirmasi kepala OPD s.d. {waktu.tanggal(satu.sampai_tanggal)}"
        case StatusKonfirmasi.DIKONFIRMASI:
            pada = f" {waktu.tanggal(satu.diputus_pada)}" if satu.diputus_pada else ""
            return f"dikonfirmasi kepala OPD{pada}"
        case StatusKonfirmasi.DITOLAK:
            alasan = f": {satu.alasan}" if satu.alasan else ""
            tunda = "; kesepakatannya ditunda" if final else ""
            return f"tidak dikonfirmasi kepala OPD{alasan}{tunda}"
        case _:
            return ""


def _lama(kesepakatan: Kesepakatan | None, versi: Sequence[Target], sesi: Sesi) -> Target | None:
    """In force when the room decided; the agreement itself may be in force by now."""
    if kesepakatan is not None:
        return kesepakatan.target_lama
    return berlaku_pada(versi, sesi.tanggal)


def _saat_rapat(kesepakatan: Kesepakatan | None, lalu: HasilTahun) -> str:
    dilihat = kesepakatan.capaian_lalu if kesepakatan else None
    if dilihat is None or dilihat == lalu.hasil.persen:
        return ""
    return f"{angka.tulis(dilihat, 2)}%"


def _catatan(muatan: Muatan, agenda: Agenda, jenis: str) -> str:
    satu = muatan.catatan.get((agenda.pk, jenis))
    return satu.teks.strip() if satu else ""


def pada_hari(saat: datetime | None, hari: date) -> datetime | None:
    """An hour is printed only of the day of the sesi: a button may be pressed days later."""
    return saat if saat and timezone.localdate(saat) == hari else None


def _waktu(agenda: Agenda, hari: date) -> str:
    mulai = pada_hari(agenda.mulai_pada, hari)
    if mulai is None:
        return ""
    akhir = pada_hari(agenda.selesai_pada, hari)
    return f"{waktu.jam(mulai)}{f'–{waktu.jam(akhir)}' if akhir else ''} WIB"


def _polos(nilai: Decimal | None) -> str:
    return "" if nilai is None else f"{nilai.normalize():f}"
