"""The invitation of each OPD: letter, calendar entry, text to paste into WhatsApp."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from capaian.ekspor.kop import KOTA, muat_penerbit
from konsolidasi.inti import waktu
from opd.jabatan import jabatan_kepala
from opd.models import Penugasan
from rapat.dokumen.naskah import Kop, Penanda
from rapat.dokumen.pengesahan import penanda_bapperida, susun_kop
from rapat.models import Agenda, Sesi, Undangan

LEBAR_ICS = 75
"""Octets per line of an .ics, without the line break (RFC 5545, 3.1)."""
PENUTUP = (
    "Mengingat pentingnya rapat ini, kehadiran Saudara sangat diharapkan. Bila berhalangan, "
    "wakil yang ditugaskan membawa surat tugas. Atas perhatian dan kerja sama Saudara, kami "
    "ucapkan terima kasih."
)


@dataclass(frozen=True)
class IsiUndangan:
    agenda: int
    opd: str
    kepada: str
    kop: Kop
    nomor: str
    tempat_tanggal: str
    sifat: str
    lampiran: str
    hal: str
    pembuka: str
    rapat: str
    sesi: str
    mulai: datetime
    selesai: datetime
    giliran: str
    """When this OPD is expected to be up, from the order and the minutes of the agenda."""
    tempat: str
    acara: str
    catatan: str
    tutup: str
    bapperida: Penanda
    diubah_pada: datetime

    @property
    def hari_tanggal(self) -> str:
        return waktu.hari_tanggal(self.mulai)

    @property
    def pukul(self) -> str:
        return f"{waktu.pukul(self.mulai)} s.d. selesai"


def susun_undangan(sesi: Sesi, *, agenda: Agenda | None = None) -> tuple[IsiUndangan, ...]:
    """One per OPD on the agenda, or that of one item. Six queries, whatever the number of OPD."""
    sesi = Sesi.objects.select_related("rapat").get(pk=sesi.pk)
    surat = Undangan.objects.filter(sesi=sesi).first() or Undangan(sesi=sesi, hal=sesi.rapat.nama)
    semua = list(sesi.agenda.select_related("opd").order_by("urutan", "pk"))
    penerbit = muat_penerbit(surat.tanggal or sesi.tanggal)
    kepala = Penugasan.objects.kepala([a.opd_id for a in semua], sesi.tanggal)
    mulai = datetime.combine(sesi.tanggal, sesi.jam_mulai, waktu.ZONA)
    selesai = datetime.combine(sesi.tanggal, sesi.jam_selesai, waktu.ZONA)
    hasil, giliran = [], mulai
    for satu in semua:
        if agenda is None or satu.pk == agenda.pk:
            hasil.append(
                IsiUndangan(
                    agenda=satu.pk,
                    opd=satu.nama,
                    kepada=jabatan_kepala(satu.opd, kepala.get(satu.opd_id)),
                    kop=susun_kop(penerbit),
                    nomor=surat.nomor,
                    tempat_tanggal=_tempat_tanggal(surat),
                    sifat=surat.get_sifat_display(),
                    lampiran=surat.lampiran or "-",
                    hal=surat.hal,
                    pembuka=surat.isi_pembuka or _pembuka(sesi),
                    rapat=sesi.rapat.nama,
                    sesi=sesi.judul,
                    mulai=mulai,
                    selesai=selesai,
                    giliran=f"sekitar pukul {waktu.pukul(giliran)}",
                    tempat=sesi.tempat_sesi,
                    acara=surat.acara or sesi.judul,
                    catatan=surat.catatan.strip(),
                    tutup=_tutup(surat),
                    bapperida=penanda_bapperida(penerbit),
                    diubah_pada=surat.diubah_pada or mulai,
                )
            )
        giliran += timedelta(minutes=satu.menit)
    return tuple(hasil)


def data_undangan(isi: IsiUndangan) -> dict[str, Any]:
    teks = {
        nama: getattr(isi, nama)
        for nama in (
            "opd",
            "kepada",
            "nomor",
            "tempat_tanggal",
            "sifat",
            "lampiran",
            "hal",
            "pembuka",
            "hari_tanggal",
            "pukul",
            "tempat",
            "acara",
            "giliran",
            "catatan",
            "tutup",
        )
    }
    return teks | {
        "kop": asdict(isi.kop),
        "bapperida": asdict(isi.bapperida),
        "penutup": PENUTUP,
        "kaki": f"Undangan {isi.sesi}",
    }


def teks_whatsapp(isi: IsiUndangan, tautan: str = "") -> str:
    """Text to paste; what people typed loses the signs that WhatsApp takes for bold or italic."""
    baris = [
        f"*Undangan {_polos(isi.rapat)}*",
        f"Yth. {_polos(isi.kepada)}",
        "",
        _polos(isi.sesi),
        f"Hari/tanggal: {isi.hari_tanggal}",
        f"Pukul: {isi.pukul} (giliran {_polos(isi.opd)} {isi.giliran})",
        f"Tempat: {_polos(isi.tempat)}",
    ]
    if isi.nomor:
        baris.append(f"Surat nomor {_polos(isi.nomor)}")
    if tautan:
        baris += ["", "Konfirmasi kehadiran dan bahan OPD:", tautan]
    if isi.tutup:
        baris.append(isi.tutup)
    return "\n".join(baris)


def ics(isi: Sequence[IsiUndangan], *, pada: datetime, domain: str, tautan: str = "") -> bytes:
    """The sesi as a calendar entry; opening a newer one changes the entry instead of adding one.

    `domain` makes the identifier unique in the world. Raises ValueError for no invitation at all.
    """
    if not isi:
        raise ValueError("Tidak ada undangan.")
    satu = isi[0]
    uraian = [satu.hal, satu.acara, *([tautan] if tautan else [])]
    baris = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Bapperida Kota Tanjungbalai//Konsolidasi//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *ZONA_ICS,
        "BEGIN:VEVENT",
        f"UID:agenda-{satu.agenda}@{domain}",
        f"DTSTAMP:{pada.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"LAST-MODIFIED:{satu.diubah_pada.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{max(0, int(satu.diubah_pada.timestamp()) - 1_600_000_000)}",
        f"DTSTART;TZID=Asia/Jakarta:{satu.mulai:%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Asia/Jakarta:{satu.selesai:%Y%m%dT%H%M%S}",
        f"SUMMARY:{_lolos(f'{satu.rapat}, {satu.sesi}')}",
        f"LOCATION:{_lolos(satu.tempat)}",
        "DESCRIPTION:" + _lolos("\n".join(uraian)),
        *([f"URL:{tautan}"] if tautan else []),
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-PT1H",
        f"DESCRIPTION:{_lolos(satu.sesi)}",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_lipat(b)}\r\n" for b in baris).encode()


ZONA_ICS = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Jakarta",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:WIB",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def _lolos(teks: str) -> str:
    """TEXT of RFC 5545, 3.3.11: without control characters, with its four escapes."""
    bersih = "".join(h for h in teks.replace("\r\n", "\n") if h == "\n" or h.isprintable())
    for lama, baru in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        bersih = bersih.replace(lama, baru)
    return bersih


def _lipat(baris: str) -> str:
    """Lines of at most 75 octets, no character torn apart; a continuation begins with a blank."""
    potong, isi, muat = [], "", LEBAR_ICS
    for huruf in baris:
        if len((isi + huruf).encode()) > muat:
            potong.append(isi)
            isi, muat = "", LEBAR_ICS - 1
        isi += huruf
    return "\r\n ".join([*potong, isi])


def _polos(teks: str) -> str:
    for tanda in "*_~`":
        teks = teks.replace(tanda, "")
    return " ".join(teks.split())


def _pembuka(sesi: Sesi) -> str:
    rapat = sesi.rapat
    return (
        f"Dalam rangka {rapat.nama}, yang membahas capaian kinerja Tahun {rapat.tahun_capaian_id} "
        f"dan menetapkan target prioritas Tahun {rapat.tahun_target_id}, kami mengundang Saudara "
        "untuk hadir pada:"
    )


def _tempat_tanggal(surat: Undangan) -> str:
    return f"{KOTA}, {waktu.tanggal(surat.tanggal) if surat.tanggal else '.' * 20}"


def _tutup(surat: Undangan) -> str:
    if surat.tutup_pada is None:
        return ""
    saat = timezone.localtime(surat.tutup_pada)
    return (
        f"Konfirmasi kehadiran dan bahan diisi paling lambat {waktu.hari_tanggal(saat)}, "
        f"{waktu.pukul(saat)}."
    )
