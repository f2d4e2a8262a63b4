"""A one-page PDF written by hand, the same bytes every time. Only for the demo data."""

from collections.abc import Sequence

KEPALA = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
BARIS_AWAL, JARAK = 770, 18


def pdf(baris: Sequence[str]) -> bytes:
    """Lines of text on an A4 page; characters outside Latin-1 become a question mark."""
    isi = f"BT /F1 12 Tf 56 {BARIS_AWAL} Td {JARAK} TL\n"
    isi += "".join(f"({_aman(satu)}) Tj T*\n" for satu in baris) + "ET"
    alir = isi.encode("latin-1", "replace")
    objek = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(alir), alir),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )
    hasil, letak = KEPALA, []
    for nomor, satu in enumerate(objek, start=1):
        letak.append(len(hasil))
        hasil += b"%d 0 obj\n%s\nendobj\n" % (nomor, satu)
    tabel = b"".join(b"%010d 00000 n \n" % satu for satu in letak)
    banyak = len(objek) + 1
    return (
        hasil
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (banyak, tabel)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (banyak, len(hasil))
    )


def _aman(teks: str) -> str:
    return teks.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
