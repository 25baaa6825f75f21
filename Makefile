# Trefoil. `make demo` and `make test` need git, make and Swift; Scripts/setup brings what else is missing.
#
#   make demo [ARGS=--replay]   three nodes on this machine, the paper's session, then a prompt
#   make test [ARGS=...]        all tests; ARGS go to `swift test`, e.g. ARGS="--filter StoreTests"
#   make tamper                 every deviation of a party at every message, in every protocol; takes long
#   make format                 format the sources in place
#   make check-format           fail on a source that is not formatted
#   make layering               fail on an import that the table of layers does not allow
#   make bench [ARGS=--json]    times of the computation among three parties on this machine, release build
#   make clean                  remove build products

SWIFT := $(shell Scripts/setup --swift)
ARGS ?=
FORMATTED = Package.swift Sources Tests
RELEASE = $(SWIFT) build --quiet --configuration release --product trefoil

.DEFAULT_GOAL := help
.PHONY: help setup demo test tamper format check-format layering bench clean

help:
	@sed -n '3,10s/^# *//p' Makefile

setup:
	@Scripts/setup

demo: setup
	@echo "Building trefoil (the first time takes some minutes) ..." >&2
	@$(RELEASE) >&2
	@.build/release/trefoil demo $(ARGS)

test: setup
	@echo "Building the tests (the first time takes some minutes) ..." >&2
	@$(SWIFT) build --quiet --build-tests >&2
	@$(SWIFT) test --quiet --skip-build --disable-xctest $(ARGS)

tamper: setup
	@echo "Building the tests (the first time takes some minutes) ..." >&2
	@$(SWIFT) build --quiet --build-tests >&2
	@TREFOIL_TAMPER=long $(SWIFT) test --quiet --skip-build --disable-xctest --filter TamperProtocolTests

format:
	@$(SWIFT) format --in-place --recursive --parallel $(FORMATTED)

check-format:
	@$(SWIFT) format lint --strict --recursive --parallel $(FORMATTED)

layering:
	@Scripts/layering

bench: setup
	@$(RELEASE) >&2
	@.build/release/trefoil bench $(ARGS)

clean:
	@rm -rf .build
