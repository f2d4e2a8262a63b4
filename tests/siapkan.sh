#!/usr/bin/env bash
# What the Makefile needs on a machine: the virtual environment, a browser, LibreOffice.
set -euo pipefail
cd "$(dirname "$0")/.."

gagal() { echo "$*" >&2; exit 1; }

sebagai_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

# Debian package by apt-get where we may; quietly false elsewhere.
pasang_apt() {
  command -v apt-get >/dev/null || return 1
  sebagai_root true || return 1
  echo "Memasang $* …"
  sebagai_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return 0
  sebagai_root apt-get update -qq >/dev/null 2>&1 || true
  sebagai_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}

venv() {
  local python=$1 folder=$2 daftar=$3
  command -v "$python" >/dev/null || gagal "python3 tidak ada. Pasang Python 3.11 atau yang lebih baru."
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
    || gagal "Perlu Python 3.11 atau yang lebih baru, yang ada $("$python" -V 2>&1). Tunjuk yang lain: make jalan PYTHON=python3.12"
  if [ ! -x "$folder/bin/pip" ]; then
    "$python" -m venv "$folder" || gagal "Modul venv tidak lengkap. Di Debian: apt-get install python3-venv"
  fi
  echo "Memasang pustaka dari $daftar …"
  "$folder/bin/pip" install --disable-pip-version-check -q --require-hashes -r "$daftar" \
    || gagal "Pustaka tidak dapat dipasang. Periksa sambungan ke indeks paket, lalu ulangi."
}

cari_peramban() {
  if [ -n "${PERAMBAN:-}" ]; then command -v "$PERAMBAN" || return 1; return 0; fi
  local nama
  for nama in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$nama" && return 0
  done
  return 1
}

siapkan_peramban() {
  local jalur
  if [ -n "${PERAMBAN:-}" ]; then
    cari_peramban >/dev/null || gagal "PERAMBAN=$PERAMBAN tidak ditemukan."
    return
  fi
  if jalur=$(cari_peramban); then export PERAMBAN=$jalur; return; fi
  pasang_apt chromium || true
  if jalur=$(cari_peramban); then export PERAMBAN=$jalur; return; fi
  "$1" -m playwright install chromium >/dev/null 2>&1 \
    || gagal "Tidak ada Chromium. Pasang paket chromium, atau sebut peramban lain: make uji PERAMBAN=/jalur/chrome"
}

siapkan_libreoffice() {
  command -v soffice >/dev/null && return 0
  pasang_apt libreoffice-calc || true
  command -v soffice >/dev/null
}

uji() {
  local py=$1 hasil=0 tanpa=""
  shift
  siapkan_peramban "$py"
  siapkan_libreoffice || tanpa=ya
  export TANPA_LIBREOFFICE=$tanpa
  "$py" -m pytest -n "${PEKERJA:-2}" --dist loadgroup "$@" || hasil=$?
  [ -z "$tanpa" ] || echo "LibreOffice tidak dapat dipasang: uji bertanda libreoffice tidak dijalankan."
  return "$hasil"
}

periksa() {
  local py=$1 bin
  bin=$(dirname "$py")
  "$bin/ruff" check .
  "$bin/ruff" format --check .
  "$bin/djlint" --lint templates
  "$bin/lint-imports"
  "$py" manage.py makemigrations --check --dry-run --settings konsolidasi.settings_uji
  env LOKAL=tidak HTTPS=ya ALLOWED_HOSTS=konsolidasi.contoh.go.id \
    SECRET_KEY="$("$py" -c 'import secrets; print(secrets.token_urlsafe(60))')" \
    "$py" manage.py check --deploy --fail-level WARNING
}

"$@"
