# Un comando per ogni cosa; `make aiuto` li elenca.
# Scritto per GNU make 3.81 (macOS) e successivi, e per Git Bash su Windows.

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

# Il primo Python abbastanza recente; per sceglierne un altro: make PYTHON=/percorso/di/python
PYTHON ?= $(shell for p in python3 python python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check
PRONTO := .venv/.pronto
# Ciò che è già compilato non si ricompila a ogni avvio, anche dove l'ambiente chiederebbe di farlo.
export PYTHONDONTWRITEBYTECODE :=
ELENCO := documenti/elenco-aderenti.md
# Programmi e, dopo i due punti, i pacchetti di Debian che li portano (dove il nome è un altro).
STRUMENTI := shellcheck zsh fish chromium java:default-jre-headless node:nodejs npm soffice:libreoffice-writer-nogui
# I verificatori delle pagine web, nelle versioni esatte di quel file.
VERIFICATORI := tests/grande/node_modules

.DEFAULT_GOAL := registro
.PHONY: registro ambiente test test-grande bench pulisci aiuto

registro: $(PRONTO) ## controlla data/, dice che cosa c'è da fare, scrive l'elenco degli aderenti (è il comando predefinito)
	$(BIN)/rete controlla
	$(BIN)/rete stato
	@mkdir -p documenti
	$(BIN)/rete documento elenco-aderenti -o $(ELENCO)

ambiente: $(PRONTO) ## prepara .venv con le versioni di requisiti-sviluppo.txt

# Prima ciò che costruisce il pacchetto, con la sua versione esatta: poi non serve isolamento.
$(PRONTO): pyproject.toml requisiti-sviluppo.txt
	@test -n "$(PYTHON)" || { echo "Serve Python 3.11 o successivo: installalo, oppure indicalo con make PYTHON=/percorso/di/python" >&2; exit 1; }
	"$(PYTHON)" -m venv .venv
	$(PIP) install --quiet --constraint requisiti-sviluppo.txt hatchling editables
	$(PIP) install --quiet --constraint requisiti-sviluppo.txt --no-build-isolation --editable '.[sviluppo]'
	@touch $(PRONTO)

test: $(PRONTO) ## stile, tipi e prove: bastano Python, git e i pacchetti di Python
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --quiet --numprocesses 2 --dist worksteal

test-grande: $(PRONTO) ## le prove lunghe per intero, e quelle che chiedono pacchetti di Debian e di npm: li installa
	@manca=; pacchetti=; for voce in $(STRUMENTI); do command -v "$${voce%%:*}" >/dev/null \
		|| { manca="$$manca $${voce%%:*}"; pacchetti="$$pacchetti $${voce##*:}"; }; done; \
	test -z "$$manca" || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$pacchetti; } \
		|| { echo "Servono questi programmi:$$manca. Installali e riprova." >&2; exit 1; }
	$(MAKE) --no-print-directory $(VERIFICATORI)/.pronto
	$(BIN)/pytest --quiet -m grande tests
	RETE_PROVE=tutte $(BIN)/pytest --quiet --numprocesses 2 \
		$$(find tests -name 'test_*.py' -exec grep -lE 'misura|hypothesis' {} +) tests/assalti

$(VERIFICATORI)/.pronto: tests/grande/package.json
	npm install --prefix tests/grande --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

bench: $(PRONTO) ## misura i tempi e li confronta con quelli di altri programmi
	$(BIN)/python -m bench

pulisci: ## toglie l'ambiente, i documenti prodotti e le cache
	rm -rf .venv $(VERIFICATORI) documenti dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

aiuto: ## mostra questo elenco
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r nome testo; do printf 'make %-12s %s\n' "$$nome" "$$testo"; done
