# Everything around the compiler: what to install, how to build, test, measure and put in place.
# `make help` lists the targets.

PREFIX ?= /usr/local
# Goes to every build, so that one build serves the tests, the tour and the installation.
SWIFT_FLAGS ?=

# What hq links and runs, as Debian calls it.
PACKAGES ?= libsqlite3-dev zlib1g-dev libedit-dev libcurl4-openssl-dev \
  libgnuplot-iostream-dev gnuplot-nox fonts-liberation libcmark-dev libpangocairo-1.0-0 \
  libdeflate-dev pkg-config ca-certificates libc6-dev libstdc++-12-dev binutils libncurses6 libxml2
# hq opens these when a script asks for them, and works without.
OPTIONAL_PACKAGES ?= libxgboost0 libstemmer0d fonts-noto-core fonts-noto-cjk

# What only tests ask.
TEST_PACKAGES ?= python3 python3-venv openssl tidy poppler-utils

HQ := $(CURDIR)/.build/release/hq
BIN = $(DESTDIR)$(PREFIX)/bin
SHARE = $(DESTDIR)$(PREFIX)/share
TOOLS := $(CURDIR)/.build/tools
INSTALLED = $(BIN)/hq $(SHARE)/man/man1/hq.1 $(SHARE)/bash-completion/completions/hq \
  $(SHARE)/zsh/site-functions/_hq $(SHARE)/fish/vendor_completions.d/hq.fish

.DEFAULT_GOAL := build
# Packages come before the build that needs them, with -j too.
.NOTPARALLEL:
.PHONY: build demo test tools bench install uninstall format lint clean packages toolchain help

build: toolchain ## build hq for release (the default)
	swift build -c release --product hq $(SWIFT_FLAGS)

demo: packages build ## install what is missing, build, run the tour
	$(HQ) notebooks/tour.hq

# Without testable imports the tests share the build of the binary; with them everything compiles twice.
test: PACKAGES += $(TEST_PACKAGES)
test: packages build tools ## install what is missing, run all tests; with HQ_REAL_DATA=DIR on the real files in DIR too
	HQ_BINARY=$(HQ) HQ_TOOLS="$$(ls -d $(TOOLS) 2> /dev/null)" \
	  swift test -c release --disable-testable-imports --disable-xctest $(SWIFT_FLAGS)

# Without PyPI the tests go on without the mail server.
tools: WANTED = Tests/MailTests/Server/requirements.txt
tools:
	@cmp -s $(WANTED) $(TOOLS)/made-of || { rm -rf $(TOOLS) && python3 -m venv $(TOOLS) && \
	  $(TOOLS)/bin/pip install --quiet --disable-pip-version-check --retries 1 --require-hashes -r $(WANTED) && \
	  cp $(WANTED) $(TOOLS)/made-of; } || { rm -rf $(TOOLS); \
	  echo 'make: no mail server from PyPI: the tests that send mail are left out' >&2; }

bench: packages build ## compare with pandas and DuckDB, from PyPI in .bench/venv; BENCH="--only join --rounds 9"
	@python3 -c 'import ensurepip, venv' 2> /dev/null || \
	  $(MAKE) --no-print-directory packages PACKAGES="python3 python3-venv" OPTIONAL_PACKAGES=
	python3 -m venv .bench/venv
	.bench/venv/bin/pip install --quiet --requirement Tests/Benchmarks/requirements.txt
	swift build -c release --product stand-in $(SWIFT_FLAGS)
	.bench/venv/bin/python Tests/Benchmarks/run.py --hq $(HQ) $(BENCH)

# The binary is a real file target: `sudo make install` puts in place what was built before, and does not
# need Swift on root's path.
$(HQ): Package.swift $(shell find Sources -type f 2>/dev/null)
	@$(MAKE) --no-print-directory build
	@touch $@

install: $(HQ) ## put binary, man page and completions below PREFIX (default /usr/local; DESTDIR is respected)
	install -d $(dir $(INSTALLED))
	install -m 755 $(HQ) $(BIN)/hq
	$(HQ) help --man > $(SHARE)/man/man1/hq.1
	$(HQ) help --completions bash > $(SHARE)/bash-completion/completions/hq
	$(HQ) help --completions zsh > $(SHARE)/zsh/site-functions/_hq
	$(HQ) help --completions fish > $(SHARE)/fish/vendor_completions.d/hq.fish

uninstall: ## take away what install put there
	rm -f $(INSTALLED)

format: toolchain ## lay out all sources the one way
	swift format --in-place --recursive Sources Tests Package.swift

lint: toolchain ## say where a source is not laid out that way
	swift format lint --strict --recursive Sources Tests Package.swift

clean: ## remove all that was built or measured
	rm -rf .build .bench

# Asks dpkg first, so that nobody needs rights or a network on a machine where all is there.
packages: ## install the Debian packages that are missing
	@.ci/packages $(PACKAGES) -- $(OPTIONAL_PACKAGES)

toolchain:
	@command -v swift > /dev/null || { \
	  echo 'make: swift is not on the path: install the Swift 6 toolchain from https://swift.org/install' >&2; \
	  exit 1; }

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12
