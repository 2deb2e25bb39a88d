# `make help` lists what there is. The first target that needs it sets up .venv.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
BENCH := .venv/bench

.DEFAULT_GOAL := help
.PHONY: help demo test quick test-slow lint format lab book screenshots release bench-grading bench-scale bench-training fuzz constraints clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))' || \
		{ echo "fashionlab needs Python 3.10 to 3.13. Found: $$($(PYTHON) --version). Name another one: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade -c constraints.txt pip setuptools wheel
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	# Compiled once here, TensorFlow imports three times faster everywhere.
	$(BIN)/python -m compileall -q $$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') >/dev/null || true
	@touch $(READY)

demo: $(READY) ## set up, then grade the bundled class both ways
	$(BIN)/fashionlab demo

test: $(READY) lint ## lint, types and the fast tests
	$(BIN)/python -m pytest -m "not slow" -n 2 --dist loadscope

quick: $(READY) ## a few seconds of tests, to run after every save
	$(BIN)/python -m pytest -q tests/checks/test_asserts.py tests/checks/test_results.py \
		tests/library/test_tasks.py tests/library/test_source.py tests/grading/test_wire.py

test-slow: $(READY) ## whole notebooks, whole classes, hostile submissions, the book
	$(BIN)/python -m pytest -m slow -n 2 --dist loadscope -rs --durations=20

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(READY) ## put the code in its standard form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lab: $(READY) ## open JupyterLab on the exercises
	$(BIN)/jupyter lab exercises

book: $(READY) ## build the site: build/_build/html/index.html
	$(BIN)/jupyter-book build book --path-output build --all -W --keep-going

screenshots: $(READY) ## take the pictures of the instructors' page anew, with chromium
	$(BIN)/python book/screenshots.py

release: $(READY) ## make exercises/*.ipynb from solutions/*.py
	$(BIN)/fashionlab release

$(BENCH): $(READY)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[bench]'
	@touch $(BENCH)

SUBMISSIONS ?= 40
OTHERS ?= $(SUBMISSIONS)

bench-grading: $(BENCH) ## measure the grader against nbgrader and otter, OTHERS=40 of them
	$(BIN)/python tests/grading/bench_tasks.py
	$(BIN)/python tests/grading/bench_grading.py --submissions $(SUBMISSIONS) --others $(OTHERS) \
		--results book/grading_speed.json

bench-scale: $(READY) ## measure how the cost of grading grows with the class
	$(BIN)/python tests/grading/bench_scale.py --results book/grading_scale.json

bench-training: $(READY) ## measure what streams without tuning and fused normalization save
	$(BIN)/python tests/library/test_pipelines/bench_steady.py
	$(BIN)/python tests/library/test_training/bench_fused.py

SECONDS_EACH ?= 60

fuzz: $(READY) ## fuzz what the grader reads, SECONDS_EACH=60 for each kind of file
	@for target in $$($(BIN)/python tests/grading/fuzz/fuzz.py --list); do \
		$(BIN)/python -W ignore tests/grading/fuzz/fuzz.py $$target --seconds $(SECONDS_EACH) || exit 1; \
	done

constraints: $(READY) ## pin the versions of every dependency anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.10 --all-extras --no-header --no-annotate \
		--quiet pyproject.toml -o constraints.txt

clean: ## remove everything that was built
	rm -rf .venv build .mypy_cache .pytest_cache .ruff_cache *.egg-info
