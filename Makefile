# What one does here, by name. The environment is the one that the README's test line makes.
PYTHON ?= .venv/bin/python
MATERIAL := $(wildcard ../shared/real)
export QUALCODE_MATERIAL ?= $(abspath $(MATERIAL))

.PHONY: check test demo bench bench-others bench-screen nightly catalogue

check:      ## all that must hold before a change lands: linters, contracts, types, tests, coverage, wheel
	bash .ci/run

test:       ## the tests, quick
	$(PYTHON) -m pytest -n auto

demo:       ## the whole job on the bundled corpus, into qualcode-demo/
	$(PYTHON) -m qualcode demo

SIZES ?= S M
ONLY ?=

bench:      ## what each command costs at sizes S and M: SIZES="S M L" for all, ONLY=search for a part; never inside the tests
	$(PYTHON) benchmarks/whole.py $(SIZES) $(if $(ONLY),--only "$(ONLY)")
	$(if $(ONLY),,$(MAKE) bench-others)

bench-others: ## the main job, and bringing files in
	$(PYTHON) benchmarks/main_job.py
	$(PYTHON) benchmarks/importing.py

bench-screen: ## how soon the screen paints, in a real terminal, beside bare Textual programs
	$(PYTHON) benchmarks/screen.py
	$(PYTHON) benchmarks/applying.py

nightly:    ## the long trials
	QUALCODE_HYPOTHESIS=nightly $(PYTHON) -m pytest -n auto -m "nightly or not nightly" --timeout=3600

catalogue:  ## bring the French catalogue up to date with the code, compile it, say what is missing
	$(PYTHON) tools/catalogue.py update
	$(PYTHON) tools/catalogue.py check
