#!/bin/sh
# siapkan.sh uji [pytest arguments]   get a browser and LibreOffice, then run the suite
# siapkan.sh periksa                  everything that can be checked without running it
set -eu
cd "$(dirname "$0")/.."
PY=.venv/bin/python
BIN=.venv/bin

gagal() { echo "$*" >&2; exit 1; }

sebagai_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# A Debian package, where apt-get exists and we may use it; quietly false elsewhere.
pasang_apt() {
  command -v apt-get >/dev/null && sebagai_root true 2>/dev/null || return 1
  echo "Memasang $* dengan apt-get …"
  for _ in 1 2; do
    sebagai_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" \
      >/dev/null 2>&1 && return 0
    sebagai_root apt-get update -qq >/dev/null 2>&1 || return 1
  done
  return 1
}

# Some distributions have a program of that name which only says "install the snap".
berjalan() { timeout 60 "$1" --version >/dev/null 2>&1; }

cari() {
  for nama in "$@"; do
    jalur=$(command -v "$nama") && berjalan "$jalur" && { PERAMBAN=$jalur; return 0; }
  done
  return 1
}

SHELL_DEBIAN=chromium-headless-shell

# It draws the same pages in four fifths of the time, so it is preferred to what is there.
cari_shell() {
  cari $SHELL_DEBIAN && return 0
  apt-cache show $SHELL_DEBIAN >/dev/null 2>&1 && pasang_apt $SHELL_DEBIAN && cari $SHELL_DEBIAN
}

cari_peramban() { cari chromium chromium-browser google-chrome google-chrome-stable; }

peramban_playwright() {
  PERAMBAN=$($PY -c 'from pathlib import Path
from playwright.sync_api import sync_playwright as s
with s() as p: penuh = Path(p.chromium.executable_path)
shell = "chromium_headless_shell-" + penuh.parents[1].name.split("-")[-1]
print(next(penuh.parents[2].glob(shell + "/*/*headless*shell"), penuh))') && berjalan "$PERAMBAN"
}

siapkan_peramban() {
  if [ -n "${PERAMBAN:-}" ]; then
    berjalan "$PERAMBAN" || gagal "PERAMBAN=$PERAMBAN tidak dapat dijalankan. Sebut jalur sebuah Chromium atau Chrome."
  elif ! cari_shell && ! cari_peramban && ! peramban_playwright; then
    pasang_apt chromium && cari_peramban || {
      echo "Mengunduh Chromium milik Playwright …"
      $PY -m playwright install --only-shell chromium >/dev/null 2>&1 && peramban_playwright
    } || gagal "Tidak ada Chromium dan tidak dapat dipasang sendiri. Pasang paket chromium (Debian: apt-get install chromium), atau sebut sebuah Chromium atau Chrome: make uji PERAMBAN=/jalur/chrome"
  fi
  export PERAMBAN
}

uji() {
  siapkan_peramban
  # Without LibreOffice its tests are left out; tests/alat.py says so in the closing lines.
  command -v soffice >/dev/null || pasang_apt libreoffice-calc || true
  # What pytest made of the tests is kept for the next run, whatever the environment says.
  unset PYTHONDONTWRITEBYTECODE
  # Three on two cores: one always waits, for a page, for LibreOffice or for a clock.
  exec $PY -m pytest -n "${PEKERJA:-3}" --dist loadgroup --no-loadscope-reorder "$@"
}

periksa() {
  $BIN/ruff check .
  $BIN/ruff format --check .
  $BIN/djlint --lint --quiet templates
  $BIN/lint-imports
  # As in production; nothing connects to this address.
  SECRET_KEY=$($PY -c 'import secrets; print(secrets.token_urlsafe(60))')
  export SECRET_KEY LOKAL=tidak ALLOWED_HOSTS=konsolidasi.contoh.go.id
  export DATABASE_URL=postgresql://konsolidasi@127.0.0.1:1/konsolidasi
  $PY -W "ignore:Got an error checking:RuntimeWarning" manage.py makemigrations --check --dry-run
  $PY manage.py check --deploy --fail-level WARNING
}

"$@"
