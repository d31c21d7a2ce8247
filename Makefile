# Everything is installed into .venv from the hashed locks; nothing else on the machine is touched.
#   make demo   set up and code the example report
#   make test   set up with the development tools; style, types, tests
#   make test-postgres  the tests of the ledger with a throw-away PostgreSQL beside them
#   make check  style and types only
#   make quality  measure the gold sets beside the repository against their floors
#   make speed  measure coding and reading against the bare libraries, and the cold start
#   make docs   make anew what the documents show of commands, checks and output
#   make lock   make the locks anew from pyproject.toml (needs uv)
#   make consumers  the programs of others that the tests open exports with (a compiler is needed)
#   make clean  remove .venv and what was built

.POSIX:
.SUFFIXES:
.DELETE_ON_ERROR:
.PHONY: demo test test-postgres check quality speed docs lock consumers clean

# Waiting threads sleep instead of spinning; on few cores that is several times faster.
export OMP_WAIT_POLICY = passive
export OMP_NUM_THREADS = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1

PYTHON = python3
BIN = .venv/bin
# The locks hold hashes of wheels and of archives; wheels alone are taken, so nothing is compiled.
INSTALL = $(BIN)/python -m pip install -qq --require-hashes --only-binary :all:

demo: .venv/core.stamp
	$(BIN)/python -m counterclaim.vocabulary.gazetteer_build
	$(BIN)/counterclaim code examples/contested-report.txt

test: check
	$(BIN)/python -m pytest

test-postgres: .venv/dev.stamp
	.ci/postgres $(BIN)/python -m pytest tests/contract tests/property tests/integration -k "ledger or postgres or reconcile"

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

quality: .venv/core.stamp
	$(BIN)/python -m benchmarks.quality

speed: .venv/dev.stamp
	$(BIN)/python -m benchmarks.speed.coding
	$(BIN)/python -m benchmarks.bulk.run --part screening
	$(BIN)/python -m benchmarks.speed.cold_start
	$(BIN)/python -m benchmarks.speed.reading html warc

docs: .venv/dev.stamp
	$(BIN)/python -m tests.docs.render

lock: .venv/venv.stamp
	@command -v uv >/dev/null || { echo "make lock: uv is not installed; 'pip install uv' gives it" >&2; exit 1; }
	uv pip compile pyproject.toml --extra build --python-version 3.11 --universal \
		--generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements.lock
	uv pip compile pyproject.toml --extra build --extra dev -c requirements.lock --python-version 3.11 \
		--universal --generate-hashes --no-emit-index-url --no-header --quiet \
		--output-file requirements-dev.lock
	uv pip compile pyproject.toml --extra consumers -c requirements-dev.lock --python-version 3.11 \
		--universal --generate-hashes --no-emit-index-url --no-header --quiet \
		--output-file requirements-consumers.lock

# What has no wheel is built with the pinned setuptools of the lock; needs g++, pkg-config and libicu-dev.
consumers: .venv/consumers.stamp

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/venv.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Counterclaim needs Python 3.11 or newer as $(PYTHON); name another: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "$(PYTHON) cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

# The package is built with the pinned hatchling of the lock: no build isolation, nothing unpinned fetched.
.venv/core.stamp: .venv/venv.stamp requirements.lock pyproject.toml
	$(INSTALL) -r requirements.lock
	$(BIN)/python -m pip install -qq --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: .venv/core.stamp requirements-dev.lock
	$(INSTALL) -r requirements-dev.lock
	@touch $@

.venv/consumers.stamp: .venv/dev.stamp requirements-consumers.lock
	grep -A 2 --no-group-separator -E '^(setuptools|wheel)==' requirements-consumers.lock > .venv/builders.lock
	$(BIN)/python -m pip install -qq --require-hashes --no-deps -r .venv/builders.lock
	$(BIN)/python -m pip install -qq --require-hashes --no-build-isolation -r requirements-consumers.lock
	@touch $@
