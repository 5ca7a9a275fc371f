# nianbao - `make` builds build/nianbao, `make demo` shows it, `make test` proves it, `make help` lists the rest.

VERSION := 0.1.0
PREFIX  ?= /usr/local
DESTDIR ?=
CFLAGS  ?= -O2 -g
BUILD   ?= build

# The loader looks for each symbol in this order: first those whose own libraries have most of them, libcrypto and libstdc++.
PKGS := xlsxwriter libqpdf glib-2.0 jansson yaml-0.1 fontconfig pangocairo pangoft2 harfbuzz harfbuzz-subset freetype2 cairo \
        libgcrypt libzip libxml-2.0 libdeflate zlib
# Behind libstdc++, whose `new` is to be found before mimalloc's (render/memory.c); not linked where memory.c is left to sanitizers.
ALLOCATOR = -Wl,--push-state,--no-as-needed -lstdc++ -Wl,--as-needed -lmimalloc -Wl,--pop-state

# Asked once, and only when something is compiled: `make demo` may have to install pkg-config first.
PKG_CFLAGS = $(eval PKG_CFLAGS := $$(shell pkg-config --cflags $(PKGS)))$(PKG_CFLAGS)
PKG_LIBS   = $(eval PKG_LIBS := $$(shell pkg-config --libs $(PKGS)) $(ALLOCATOR))$(PKG_LIBS)

OUR_CFLAGS := -std=c11 -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -Irender -I$(BUILD)/obj -ffp-contract=off \
              -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion -Wformat=2 \
              -Wno-sign-conversion -Wpointer-arith -Wundef -Wvla -fno-common
COMPILE = $(CC) $(OUR_CFLAGS) $(PKG_CFLAGS) $(CPPFLAGS) $(CFLAGS) -MMD -MP

# The targets that do everything use all cores, unless whoever calls has decided.
PARALLEL = $(if $(findstring j,$(firstword -$(MAKEFLAGS))),,-j$(shell nproc))

V ?= 0
Q  = $(if $(filter 0,$(V)),@,)

SRC   := $(sort $(wildcard render/*.c))
OBJ   := $(SRC:render/%.c=$(BUILD)/obj/%.o)
LIB   := $(BUILD)/obj/libnianbao.a
UNITS := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(sort $(wildcard tests/unit/*.c)))
FUZZ  := $(patsubst tests/fuzz/%.c,$(BUILD)/tests/fuzz/%,$(filter-out %/replay.c,$(sort $(wildcard tests/fuzz/*.c))))
MO    := $(BUILD)/locale/zh_CN/LC_MESSAGES/nianbao.mo
C     := $(sort $(wildcard render/*.[ch] tests/unit/*.[ch] tests/fuzz/*.[ch] tests/*.c))

## all (default): the program, build/nianbao
all: $(BUILD)/nianbao $(MO)

$(BUILD)/nianbao: $(BUILD)/obj/main.o $(LIB)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(LIB): $(filter-out $(BUILD)/obj/main.o,$(OBJ))
	$(Q)rm -f $@ && $(AR) rcsD $@ $^

$(BUILD)/obj/%.o: render/%.c Makefile | $(BUILD)/.packages
	$(Q)mkdir -p $(@D)
	$(Q)$(COMPILE) -c -o $@ $<

# The sum of all sources, for the record of archival copies: the same wherever and whenever it is built.
$(BUILD)/obj/sources.h: $(sort $(wildcard render/*.[ch])) | $(BUILD)/.packages
	$(Q)mkdir -p $(@D)
	$(Q)printf '#define SOURCES_SHA256 "%s"\n' "$$(LC_ALL=C sha256sum $^ | sha256sum | cut -c 1-64)" >$@
$(BUILD)/obj/versions.o: $(BUILD)/obj/sources.h

$(BUILD)/tests/%: tests/%.c $(LIB)
	$(Q)mkdir -p $(@D)
	$(Q)$(COMPILE) -o $@ $< $(LDFLAGS) $(LIB) $(PKG_LIBS)

# A target with libFuzzer where there is one, else with a main that runs the files it is given.
$(FUZZ): $(BUILD)/tests/fuzz/%: tests/fuzz/%.c tests/fuzz/replay.c $(LIB)
	$(Q)mkdir -p $(@D)
	$(Q)$(COMPILE) -o $@ $< $(or $(FUZZER),tests/fuzz/replay.c) $(LDFLAGS) $(LIB) $(PKG_LIBS)

$(BUILD)/tests/%.so: tests/%.c Makefile
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(OUR_CFLAGS) -O2 -g -fPIC -shared -o $@ $<

$(MO): render/zh_CN.po | $(BUILD)/.packages
	$(Q)mkdir -p $(@D)
	$(Q)msgfmt --check -o $@ $<

# Names the Debian package of a missing library before the compiler trips over it.
$(BUILD)/.packages: tests/setup
	$(Q)mkdir -p $(@D)
	$(Q)tests/setup check build && touch $@

units: $(UNITS) $(FUZZ) $(BUILD)/tests/fault.so

## demo: install what is missing, fetch the fonts, build, render the sample into build/demo/
demo:
	$(Q)tests/setup build
	$(Q)fonts/fetch
	$(Q)$(MAKE) --no-print-directory $(PARALLEL) demo-files

DEMO := $(BUILD)/demo
$(DEMO)/.made: $(BUILD)/nianbao $(MO) samples/laiyuan-2024.json fonts/fonts.yaml $(wildcard layouts/*.yaml layouts/*/*.yaml)
	$(Q)rm -rf $(DEMO)
	$(Q)$(BUILD)/nianbao render --as-published --only pdf,xlsx,png -o $(DEMO) samples/laiyuan-2024.json
	$(Q)echo 'The findings above are slips of the report as it was really published; samples/yunling-2024.json has none.'
	$(Q)touch $@

demo-files: $(DEMO)/.made
	$(Q)echo 'Made of samples/laiyuan-2024.json, in $(DEMO)/:'
	$(Q)cd $(DEMO) && du -b --apparent-size * | sed 's/^\([0-9]*\)\t\(.*\)/  \2 (\1 bytes)/'

## test: install what the tests need, build, run every test
test:
	$(Q)tests/setup test
	$(Q)fonts/fetch
	$(Q)tests/validators
	$(Q)$(MAKE) --no-print-directory $(PARALLEL) check

## test-long: the same with every measure of the sweeps, and rules switched off one by one to see their tests fail
test-long:
	$(Q)LONG=1 $(MAKE) --no-print-directory test

## check: run every test with what is there
check: all units
	$(Q)tests/run --build $(BUILD)

## unit: the unit tests alone
unit: units
	$(Q)tests/run --build $(BUILD) unit

## faults: every single call of a run fails once, whole batches are killed (half an hour); `test` has a sample
faults: all $(BUILD)/tests/fault.so
	$(Q)FAULTS=all BUILD=$(BUILD) NIANBAO="$(CURDIR)/$(BUILD)/nianbao" tests/hold/faults.py
	$(Q)FAULTS=all BUILD=$(BUILD) NIANBAO="$(CURDIR)/$(BUILD)/nianbao" tests/hold/killed.py

## fuzz: every fuzz target for SECONDS (60), from what earlier runs found; needs clang
SECONDS ?= 60
fuzz: all
	$(Q)tests/setup fuzz
	$(Q)$(MAKE) --no-print-directory $(PARALLEL) fuzzers BUILD=build/fuzz CC=clang-14 FUZZER=-fsanitize=fuzzer \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all'
	$(Q)tests/fuzzing --build build/fuzz --seconds $(SECONDS)

fuzzers: $(FUZZ)

## sanitize: every test with clang's address and undefined-behaviour sanitizers, in build/sanitize
sanitize:
	$(Q)tests/setup fuzz
	$(Q)$(MAKE) --no-print-directory $(PARALLEL) check BUILD=build/sanitize CC=clang-14 \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'

## valgrind: unit tests and golden cases under valgrind; TESTS='cli sheet' names others
valgrind: all units
	$(Q)tests/setup fuzz
	$(Q)tests/memcheck $(BUILD) $(TESTS)

## accept CASE=x: make what the program does now the reference of one golden case
accept: all
	$(Q)[ -n '$(CASE)' ] || { echo 'make accept needs CASE=name, for example CASE=golden/seed' >&2; exit 2; }
	$(Q)tests/accept --build $(BUILD) '$(CASE)'

## picture: make the README's picture anew
picture: all
	$(Q)tests/picture --build $(BUILD)

$(BUILD)/tests/bench_finish: private LDFLAGS += -Wl,--wrap=libdeflate_zlib_compress

## bench: time, memory, instructions and fsyncs of a report, cold and further; time by length; other programs
bench: all $(BUILD)/tests/bench_finish
	$(Q)tests/bench --build $(BUILD)

## compare: full lines, compression and text extraction of our PDF beside those of other programs that are installed
compare: all
	$(Q)tests/compare --build $(BUILD)

## coverage: which part of each module the tests run, in build/coverage
coverage:
	$(Q)$(MAKE) --no-print-directory check BUILD=build/coverage CFLAGS='-O0 -g --coverage'
	$(Q)for f in build/coverage/obj/*.gcda; do gcov -n "$$f" 2>/dev/null | grep -A1 "File 'render/.*\.c'"; done | \
	    sed -n "s/^File '\(.*\)'/\1/; h; n; s/Lines executed:/ /; H; x; s/\n//p"

# clang-tidy looks at one file a run: in a run of several it no longer knows va_start (14.0).
## lint: formatting, static analysis, words that mean unfinished work
lint: $(BUILD)/.packages $(BUILD)/obj/sources.h
	$(Q)tests/setup lint
	$(Q)clang-format-14 --dry-run -Werror $(C)
	$(Q)! grep -nwIE 'TO''DO|FIX''ME|XX''X' -r Makefile render tests layouts fonts/fetch fonts/fonts.yaml
	$(Q)cppcheck -q --std=c11 --enable=warning,performance,portability --error-exitcode=1 --inline-suppr \
	    --suppressions-list=tests/cppcheck.supp -D_GNU_SOURCE -DVERSION='"0"' -Irender render/*.c
	$(Q)printf '%s\n' $(SRC) | xargs -P "$$(nproc)" -I{} clang-tidy --quiet --warnings-as-errors='*' {} -- $(OUR_CFLAGS) $(PKG_CFLAGS)

## format: bring C sources into the one format
format:
	$(Q)clang-format-14 -i $(C)

## messages: bring render/zh_CN.po up to date with the sources
messages:
	$(Q)tests/messages | msgmerge -q --no-wrap --no-fuzzy-matching --sort-by-file -U --backup=none render/zh_CN.po -

BINDIR  = $(DESTDIR)$(PREFIX)/bin
SHARE   = $(DESTDIR)$(PREFIX)/share
DATADIR = $(SHARE)/nianbao
DOCDIR  = $(SHARE)/doc/nianbao

## install, uninstall: below PREFIX (/usr/local), staged in DESTDIR
install: all
	install -d $(BINDIR) $(DATADIR)/layouts/forms $(DATADIR)/layouts/editions $(DATADIR)/fonts/files \
	    $(SHARE)/locale/zh_CN/LC_MESSAGES $(SHARE)/man/man1 $(SHARE)/bash-completion/completions $(DOCDIR)/samples
	install -m 755 $(BUILD)/nianbao $(BINDIR)/nianbao
	install -m 644 $(MO) $(SHARE)/locale/zh_CN/LC_MESSAGES/nianbao.mo
	install -m 644 $(filter-out %/forms %/editions,$(wildcard layouts/*)) $(DATADIR)/layouts
	install -m 644 $(wildcard layouts/forms/*) $(DATADIR)/layouts/forms
	install -m 644 $(wildcard layouts/editions/*) $(DATADIR)/layouts/editions
	install -m 644 fonts/fonts.yaml fonts/hanzi8105.txt $(DATADIR)/fonts
	install -m 755 fonts/fetch $(DATADIR)/fonts
	$(if $(wildcard fonts/files/*),install -m 644 $(wildcard fonts/files/*) $(DATADIR)/fonts/files)
	install -m 644 render/nianbao.1 $(SHARE)/man/man1/nianbao.1
	install -m 644 render/nianbao.bash $(SHARE)/bash-completion/completions/nianbao
	install -m 644 README.md CHANGES.md LICENSE $(DOCDIR)
	install -m 644 $(wildcard samples/*) $(DOCDIR)/samples
	$(if $(wildcard fonts/files/*),,@echo 'No fonts were fetched yet: run $(PREFIX)/share/nianbao/fonts/fetch')

uninstall:
	rm -f $(BINDIR)/nianbao $(SHARE)/locale/zh_CN/LC_MESSAGES/nianbao.mo $(SHARE)/man/man1/nianbao.1 \
	    $(SHARE)/bash-completion/completions/nianbao
	rm -rf $(DATADIR) $(DOCDIR)

## dist: the sources of HEAD as build/nianbao-VERSION.tar.gz
dist:
	$(Q)mkdir -p build
	$(Q)git archive --prefix=nianbao-$(VERSION)/ -o build/nianbao-$(VERSION).tar.gz HEAD

## clean: remove all that was built (what was fetched stays: fonts, veraPDF)
clean:
	rm -rf build

## help: this list
help:
	@sed -n 's/^## /  make /p' Makefile

.PHONY: all units demo demo-files test test-long check unit faults fuzz fuzzers sanitize valgrind accept picture bench compare coverage lint format messages \
        install uninstall dist clean help
-include $(OBJ:.o=.d) $(UNITS:=.d) $(FUZZ:=.d) $(BUILD)/tests/bench_finish.d
