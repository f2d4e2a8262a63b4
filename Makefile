# make jalan    run the application with the demo data on 127.0.0.1:8000 (other port: PORT=8001)
# make uji      the whole suite; make uji ARGS="-k target" runs a part
# make periksa  lint, format, import contracts, missing migrations, check --deploy
# make contoh   reset the demo data      make tolok   benchmarks, writes docs/kinerja.md
# make acak     2,000 broken workbooks of every kind of import; ARGS="--jenis target --benih 7"
# make kunci    lock the requirements anew from pyproject.toml
# make bersih   remove what can be made again; .data (the database) stays
PYTHON ?= python3
PY := .venv/bin/python
ARGS ?=

.PHONY: jalan uji contoh periksa tolok acak kunci bersih paket paket-uji

# These serve this machine only; a DATABASE_URL alone does not make it a production server.
jalan contoh tolok acak: export LOKAL ?= ya

jalan: paket
	@exec $(PY) manage.py jalan

contoh: paket
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py data_contoh --ulang $(ARGS)

uji: paket-uji
	@exec tests/siapkan.sh uji $(ARGS)

periksa: paket-uji
	@exec tests/siapkan.sh periksa

tolok: paket
	@$(PYTHON) .ci/pasang.py konsolidasi/contoh/tolok/requirements.txt
	@$(PY) manage.py collectstatic --noinput --verbosity 0
	@$(PY) manage.py tolok $(ARGS)

acak: paket
	@$(PY) manage.py acak $(ARGS)

kunci: paket-uji
	@$(PY) -m pip install --quiet --disable-pip-version-check uv
	@$(PY) -m uv pip compile --quiet pyproject.toml --universal --generate-hashes --no-header -o requirements.txt
	@$(PY) -m uv pip compile --quiet pyproject.toml --group uji --universal --generate-hashes --no-header -c requirements.txt -o tests/requirements.txt
	@$(PY) -m uv pip compile --quiet --group tolok --universal --generate-hashes --no-header -c requirements.txt -o konsolidasi/contoh/tolok/requirements.txt

bersih:
	rm -rf .venv .pytest_cache .ruff_cache .import_linter_cache .hypothesis tests/hasil
	find . -name __pycache__ -type d -not -path "./.data/*" -prune -exec rm -rf {} +

paket:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) tidak ada. Pasang Python 3.11 atau lebih baru." >&2; exit 1; }
	@$(PYTHON) .ci/pasang.py requirements.txt

paket-uji: paket
	@$(PYTHON) .ci/pasang.py tests/requirements.txt
