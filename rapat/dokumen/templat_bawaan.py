"""Builds the Word templates that come with us: `python -m rapat.dokumen.templat_bawaan`.

The files in `templat` are what this writes, byte for byte; the suite compares them. An office edits
a copy in Word and uploads it: the tags between braces are what the application fills in.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from docx.document import Document as Naskah
from docx.shared import Mm

from konsolidasi.inti.dokumen import bungkus_tetap
from rapat.dokumen.templat_unsur import (
    TENGAH,
    alinea,
    halaman_baru,
    kop,
    lampiran,
    naskah_kosong,
    penanda,
    tabel,
    tanda_tangan,
)

FOLDER = Path(__file__).parent / "templat"


def bangun() -> dict[str, bytes]:
    """Name of the file to its bytes."""
    return {nama: _bytes(susun) for nama, susun in SUSUNAN.items()}


def _bytes(susun: Callable[[Naskah], None]) -> bytes:
    naskah = naskah_kosong()
    susun(naskah)
    keluar = BytesIO()
    naskah.save(keluar)
    return bungkus_tetap(keluar.getvalue())


def _berita_acara(naskah: Naskah) -> None:
    kop(naskah)
    alinea(naskah, "{%p if draf %}")
    alinea(naskah, "DRAF, belum berlaku", rata=TENGAH, tebal=True)
    alinea(naskah, "{%p endif %}")
    alinea(naskah, "{{ judul_satu }}", rata=TENGAH, tebal=True, ukuran=11)
    alinea(naskah, "Nomor: {{ nomor or '.' * 40 }}", rata=TENGAH)
    alinea(naskah, "{{ pembukaan }}")
    alinea(naskah, "{%p if dasar %}")
    alinea(naskah, "Dasar: {{ dasar }}")
    alinea(naskah, "{%p endif %}")
    alinea(naskah, "{%p if not uraian %}")
    alinea(naskah, "Setelah memperhatikan, mendengar, dan mempertimbangkan:")
    alinea(naskah, "{%p for satu in memperhatikan %}")
    alinea(naskah, "{{ loop.index }}. {{ satu }}").paragraph_format.left_indent = Mm(6)
    alinea(naskah, "{%p endfor %}")
    alinea(naskah, "{{ kesimpulan }}")
    alinea(naskah, "{%p endif %}")
    alinea(naskah, "{{ putus }}", rata=TENGAH, tebal=True)
    alinea(naskah, "{%p for satu in butir %}")
    butir = alinea(naskah, "{{ satu.kata }}:\t{{ satu.teks }}")
    butir.paragraph_format.left_indent = Mm(26)
    butir.paragraph_format.first_line_indent = Mm(-26)
    butir.paragraph_format.tab_stops.add_tab_stop(Mm(26))
    alinea(naskah, "{%p endfor %}")
    alinea(
        naskah,
        "Demikian {{ sebutan | lower }} ini dibuat dan disahkan untuk digunakan sebagaimana "
        "mestinya.",
    )
    tanda_tangan(
        naskah,
        penanda("wakil", "Mewakili perangkat daerah,"),
        penanda("bapperida", "{{ tempat_tanggal }}"),
    )
    alinea(naskah, "")
    alinea(naskah, "{{ sah | join('\\n') }}", ukuran=8)
    _pengesahan(naskah)
    halaman_baru(naskah, lebar=False)
    _lampiran_hadir(naskah)
    halaman_baru(naskah, lebar=True)
    _lampiran_capaian(naskah)
    halaman_baru(naskah, lebar=False)
    _lampiran_lanjutan(naskah)


def _pengesahan(naskah: Naskah) -> None:
    alinea(naskah, "{%p if penanda %}")
    judul = alinea(naskah, "PENGESAHAN PERANGKAT DAERAH", rata=TENGAH, tebal=True, ukuran=11)
    judul.paragraph_format.page_break_before = True
    tabel(
        naskah,
        ("No", "Perangkat daerah", "Tanda tangan"),
        (
            ("{%tr for p in penanda %}",),
            (
                "{{ p.nomor }}",
                "{{ p.opd }}\n{{ p.catatan }}",
                "\n".join(penanda("p.penanda", "")[1:]),
            ),
            ("{%tr endfor %}",),
        ),
        (10, 80, 80),
    )
    alinea(naskah, "{%p endif %}")


def _lampiran_hadir(naskah: Naskah) -> None:
    lampiran(naskah, "I", "DAFTAR HADIR PERANGKAT DAERAH")
    tabel(
        naskah,
        ("No", "Perangkat daerah", "Nama dan jabatan", "Kehadiran", "Pukul", "Tanda tangan"),
        (
            ("{%tr for h in hadir %}",),
            (
                "{{ h.nomor }}",
                "{{ h.opd }}",
                "{{ h.orang | join('\\n') }}",
                "{{ h.kehadiran }}",
                "{{ h.pukul }}",
                "{{ h.nomor }}.",
            ),
            ("{%tr endfor %}",),
        ),
        (9, 47, 36, 33, 15, 30),
    )
    alinea(naskah, "{{ jumlah_hadir }}", ukuran=9)
    alinea(naskah, "{%p if peserta %}")
    alinea(naskah, "PESERTA LAIN", rata=TENGAH, tebal=True, ukuran=11)
    tabel(
        naskah,
        ("No", "Nama", "Jabatan", "Perangkat daerah atau instansi", "Kedudukan", "Pukul"),
        (
            ("{%tr for p in peserta %}",),
            (
                "{{ loop.index }}",
                "{{ p.nama }} {{ p.keterangan }}",
                "{{ p.jabatan }}",
                "{{ p.asal }}",
                "{{ p.kedudukan }}",
                "{{ p.waktu }}",
            ),
            ("{%tr endfor %}",),
        ),
        (9, 40, 38, 35, 26, 22),
    )
    alinea(naskah, "{%p endif %}")


def _lampiran_lanjutan(naskah: Naskah) -> None:
    lampiran(naskah, "III", "TINDAK LANJUT")
    tabel(
        naskah,
        ("No", "Tindak lanjut", "Penanggung jawab", "Pendukung", "Batas waktu", "Asal"),
        (
            ("{%tr for t in tindak_lanjut %}",),
            (
                "{{ loop.index }}",
                "{{ t.uraian }}{% if t.indikator %} (indikator: {{ t.indikator }}){% endif %}",
                "{{ t.penanggung_jawab }}",
                "{{ t.pendukung }}",
                "{{ t.batas }}",
                "{{ t.asal }}",
            ),
            ("{%tr endfor %}",),
        ),
        (9, 52, 34, 23, 24, 28),
    )
    alinea(naskah, "{%p if not tindak_lanjut %}")
    alinea(naskah, "Nihil.", rata=TENGAH)
    alinea(naskah, "{%p endif %}")


def _lampiran_capaian(naskah: Naskah) -> None:
    lampiran(
        naskah,
        "II",
        "CAPAIAN KINERJA TAHUN {{ tahun_capaian }} DAN TARGET PRIORITAS TAHUN {{ tahun_target }}",
    )
    kolom = ("target", "realisasi", "capaian", "peringkat", "rpjmd", "usulan", "sepakat")
    tabel(
        naskah,
        (
            "No",
            "Indikator",
            "Satuan",
            *(f"{kata} {{{{ tahun_capaian }}}}" for kata in ("Target", "Realisasi")),
            "Capaian (%)",
            "Peringkat",
            *(f"{kata} {{{{ tahun_target }}}}" for kata in ("RPJMD", "Usulan OPD", "Sepakat")),
            "Putusan dan catatan",
        ),
        (
            ("{%tr for o in bagian %}",),
            ("{{ o.nomor }}. {{ o.nama }}{% if o.keterangan %} ({{ o.keterangan }}){% endif %}",),
            ("{%tr for b in o.baris %}",),
            (
                "{{ b.nomor }}",
                "{{ b.nama }}",
                "{{ b.satuan }}",
                *(f"{{{{ b.{kunci} }}}}" for kunci in kolom),
                "{{ b.keputusan }}",
            ),
            ("{%tr endfor %}",),
            ("{%tr if o.pembahasan %}",),
            ("Pembahasan: {{ o.pembahasan }}",),
            ("{%tr endif %}",),
            ("{%tr if o.keberatan %}",),
            ("Catatan atau keberatan perangkat daerah: {{ o.keberatan }}",),
            ("{%tr endif %}",),
            ("{%tr if o.keselarasan %}",),
            ("Keselarasan: {{ o.keselarasan | join('\\n') }}",),
            ("{%tr endif %}",),
            ("{%tr endfor %}",),
        ),
        (9, 50, 17, 20, 20, 19, 22, 19, 19, 21, 49),
        tebal=(1,),
        kanan=(3, 4, 5, 7, 8, 9),
    )
    alinea(naskah, "{{ keterangan }}", ukuran=8)


def _undangan(naskah: Naskah) -> None:
    kop(naskah)
    alinea(naskah, "{{ tempat_tanggal }}").paragraph_format.left_indent = Mm(105)
    for kata, isi in (
        ("Nomor", "{{ nomor or '.' * 30 }}"),
        ("Sifat", "{{ sifat }}"),
        ("Lampiran", "{{ lampiran }}"),
        ("Hal", "{{ hal }}"),
    ):
        _rinci(naskah, kata, isi, 25)
    alinea(naskah, "")
    alinea(naskah, "Yth.\n{{ kepada }}\ndi Tanjungbalai")
    alinea(naskah, "{{ pembuka }}")
    for kata, isi in (
        ("Hari/tanggal", "{{ hari_tanggal }}"),
        ("Pukul", "{{ pukul }}"),
        ("Tempat", "{{ tempat }}"),
        ("Acara", "{{ acara }}"),
        ("Giliran", "{{ giliran }}"),
    ):
        _rinci(naskah, kata, isi, 32, masuk=10)
    alinea(naskah, "{%p if catatan %}")
    alinea(naskah, "{{ catatan }}")
    alinea(naskah, "{%p endif %}")
    alinea(naskah, "{%p if tutup %}")
    alinea(naskah, "{{ tutup }}")
    alinea(naskah, "{%p endif %}")
    alinea(naskah, "{{ penutup }}")
    tanda_tangan(naskah, ("",), penanda("bapperida", ""))


def _rinci(naskah: Naskah, kata: str, isi: str, lebar: int, *, masuk: int = 0) -> None:
    satu = alinea(naskah, f"{kata}\t: {isi}")
    satu.paragraph_format.left_indent = Mm(masuk + lebar + 3)
    satu.paragraph_format.first_line_indent = Mm(-lebar - 3)
    satu.paragraph_format.tab_stops.add_tab_stop(Mm(masuk + lebar))


SUSUNAN: dict[str, Callable[[Naskah], None]] = {
    "berita_acara.docx": _berita_acara,
    "undangan.docx": _undangan,
}

if __name__ == "__main__":
    for nama, isi in bangun().items():
        (FOLDER / nama).write_bytes(isi)
