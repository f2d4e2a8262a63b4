"""Third-party files are the ones that VENDOR.md names."""

import hashlib
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor"


def tercatat() -> dict[str, str]:
    baris = [b.split("|") for b in (VENDOR / "VENDOR.md").read_text().splitlines()]
    tabel = [[s.strip() for s in b] for b in baris if len(b) > 6]
    return {b[1]: next(s for s in b if len(s) == 64) for b in tabel if any(len(s) == 64 for s in b)}


def test_each_vendored_file_has_the_recorded_hash():
    catatan = tercatat()
    ada = {
        str(f.relative_to(VENDOR)): hashlib.sha256(f.read_bytes()).hexdigest()
        for f in VENDOR.rglob("*")
        if f.is_file() and not f.name.startswith("LISENSI") and f.name != "VENDOR.md"
    }
    assert catatan == ada
    assert "bootstrap.min.css" in catatan
