# The only ways in. Each target sets up what it needs, in .venv; the first time takes a minute or two.
#
#   make demo     a running assembly, with links; options: make demo ARGS="--lan"
#   make test     every test, in a real Chromium too; one part: make test ARGS="tests/store"
#   make check    format, lint, types, import contracts, house style
#   make bench    figures, each with the limit measured in the same run
#   make attributions   how well press reports are read: precision and recall, a line a report
#   make chaos    kill -9 under load: a server, two clerks, two servers; nothing acknowledged may be lost
#                 twice PostgreSQL is gone for half a minute, and comes back
#                 five times the disk is gone under load, and the house is restored
#                 three times the writer is gone under load, and the second machine takes over
#                 the current of a box without a network fails in an open vote, and it goes on from paper
#                 once both machines are upgraded from an earlier program while people vote
#   make power    every operation of the disk fails, then the power is cut, 10,000 times: likewise
#   make mutants  small faults in what counts votes, one at a time: the tests must notice 85 in 100
#   make compass  twelve numbers of trust, each with a control that must be noticed; half an hour,
#                 or two hours with ARGS="--size whole"
#   make picture  take the picture of the README anew
#   make clean    remove what the others made

PYTHON ?= python3
export PYTHON
BIN := .venv/bin
ARGS ?=

.PHONY: demo test check bench attributions chaos power mutants compass picture clean run-packages dev-packages
.NOTPARALLEL:

demo: run-packages
	@$(BIN)/hemicycle demo $(ARGS)

test: dev-packages
	@HEMICYCLE_CHROMIUM=$$(requirements/chromium) && export HEMICYCLE_CHROMIUM && \
	HEMICYCLE_NGINX=$$(requirements/nginx) && export HEMICYCLE_NGINX && \
	HEMICYCLE_REQUIRE_BROWSER=1 tests/run $(ARGS)

check: dev-packages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest --quiet tests/test_tidy.py

bench: dev-packages
	@HEMICYCLE_NGINX=$$(requirements/nginx) $(BIN)/python bench/run.py $(ARGS)

attributions: dev-packages
	@$(BIN)/python tests/press/scoring.py $(ARGS)

chaos: dev-packages
	@$(BIN)/python tests/chaos/kill.py $(ARGS)
	@$(BIN)/python tests/chaos/workers.py $(ARGS)
	@$(BIN)/python tests/chaos/served.py $(ARGS)
	@$(BIN)/python tests/chaos/gone.py
	@$(BIN)/python tests/chaos/restore.py
	@$(BIN)/python tests/chaos/take_over.py
	@$(BIN)/python tests/chaos/pull_the_plug.py
	@$(BIN)/python tests/chaos/upgrade.py

power: dev-packages
	@$(BIN)/python tests/chaos/bad_disk.py
	@$(BIN)/python tests/chaos/power_cut.py $(ARGS)

mutants: dev-packages
	@$(BIN)/python tests/mutants/run.py $(ARGS)

compass: dev-packages
	@$(BIN)/python tests/compass.py $(ARGS)

picture: dev-packages
	@HEMICYCLE_CHROMIUM=$$(requirements/chromium) && export HEMICYCLE_CHROMIUM && \
	PYTHONPATH=tests $(BIN)/python tests/web/picture.py

clean:
	rm -rf .venv build dist src/*.egg-info verifier/build verifier/src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

run-packages:
	@requirements/install run

dev-packages:
	@requirements/install dev
