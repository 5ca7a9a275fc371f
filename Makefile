# nianbao - `make` builds build/nianbao, `make demo` shows it, `make test` proves it, `make help` lists the rest.

VERSION := 0.1.0
PREFIX  ?= /usr/local
CFLAGS  ?= -O2 -g
BUILD   ?= build

PKGS := glib-2.0 jansson yaml-0.1 fontconfig pangocairo pangoft2 harfbuzz harfbuzz-subset freetype2 cairo \
        xlsxwriter libqpdf libgcrypt libzip libxml-2.0

PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS))
PKG_LIBS   := $(shell pkg-config --libs $(PKGS))

OUR_CFLAGS := -std=c11 -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -Irender -ffp-contract=off \
              -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wconversion -Wformat=2 \
              -Wno-sign-conversion -Wpointer-arith -Wundef -Wvla -fno-common
COMPILE = $(CC) $(OUR_CFLAGS) $(PKG_CFLAGS) $(CPPFLAGS) $(CFLAGS) -MMD -MP

V ?= 0
Q  = $(if $(filter 0,$(V)),@,)

SRC   := $(sort $(wildcard render/*.c))
OBJ   := $(SRC:render/%.c=$(BUILD)/obj/%.o)
LIB   := $(BUILD)/obj/libnianbao.a
UNITS := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(sort $(wildcard tests/unit/*.c)))

all: $(BUILD)/nianbao

$(BUILD)/nianbao: $(BUILD)/obj/main.o $(LIB)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(LIB): $(filter-out $(BUILD)/obj/main.o,$(OBJ))
	$(Q)rm -f $@ && $(AR) rcsD $@ $^

$(BUILD)/obj/%.o: render/%.c Makefile
	$(Q)mkdir -p $(@D)
	$(Q)$(COMPILE) -c -o $@ $<

$(BUILD)/tests/unit/%: tests/unit/%.c $(LIB)
	$(Q)mkdir -p $(@D)
	$(Q)$(COMPILE) -o $@ $< $(LDFLAGS) $(LIB) $(PKG_LIBS)

unit: $(UNITS)
	$(Q)for t in $(UNITS); do $$t || exit 1; done

clean:
	rm -rf $(BUILD)

.PHONY: all unit clean
-include $(OBJ:.o=.d) $(UNITS:=.d)
