# make jalan   run the application with the demo data on 127.0.0.1:8000
# make uji     the whole suite; make uji ARGS="-k target" runs a part
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
ARGS ?=

.PHONY: jalan uji contoh periksa tolok kunci bersih

$(VENV)/.jalan: requirements.txt
	@tests/siapkan.sh venv "$(PYTHON)" $(VENV) requirements.txt
	@touch $@

$(VENV)/.uji: requirements.txt tests/requirements.txt
	@tests/siapkan.sh venv "$(PYTHON)" $(VENV) tests/requirements.txt
	@touch $(VENV)/.jalan $@

jalan: $(VENV)/.jalan
	@exec $(PY) manage.py jalan

contoh: $(VENV)/.jalan
	@$(PY) manage.py basis_data data_contoh --ulang

uji: $(VENV)/.uji
	@tests/siapkan.sh uji $(PY) $(ARGS)

periksa: $(VENV)/.uji
	@tests/siapkan.sh periksa $(PY)

tolok: $(VENV)/.uji
	@$(PY) manage.py basis_data tolok $(ARGS)

# Write the locked requirements anew from pyproject.toml.
kunci: $(VENV)/.uji
	@$(VENV)/bin/pip install -q uv
	@$(VENV)/bin/uv pip compile -q pyproject.toml --universal --generate-hashes --no-header -o requirements.txt
	@$(VENV)/bin/uv pip compile -q pyproject.toml --group uji --universal --generate-hashes --no-header -c requirements.txt -o tests/requirements.txt

bersih:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis tests/hasil
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
