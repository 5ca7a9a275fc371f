/* fuzz.h - what the fuzz targets share: the project's own forms and lists, loaded once, and claims.
 * A target is one LLVMFuzzerTestOneInput, linked with libFuzzer by tests/fuzzing and with replay.c by the
 * tests.  Run from the root of the checkout. */
#ifndef FUZZ_H
#define FUZZ_H

#include "arena.h"
#include "diag.h"
#include "edition.h"
#include "err.h"
#include "form.h"
#include "match_words.h"
#include "prose.h"

#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* What must hold for every input. */
#define CLAIM(x) ((x) ? (void)0 : fuzz_broken(#x, __FILE__, __LINE__))

static inline void fuzz_broken(const char *claim, const char *file, int line)
{
    fprintf(stderr, "%s:%d: %s does not hold\n", file, line, claim);
    abort();
}

/* What one input needs. */
struct fuzz {
    struct arena *a;
    struct diag *d;
    struct err e;
};

static inline struct fuzz fuzz_begin(void)
{
    return (struct fuzz){arena_new(), diag_new(), ERR_INIT};
}

/* A failure has a sentence, and a sentence is UTF-8. */
static inline void fuzz_end(struct fuzz *f)
{
    CLAIM((f->e.kind == ERR_NONE) == (f->e.text == NULL));
    CLAIM(!f->e.text || g_utf8_validate(f->e.text, -1, NULL));
    CLAIM(f->e.kind != ERR_BUG);
    for (size_t i = 0; i < diag_size(f->d); i++)
        CLAIM(g_utf8_validate(diag_get(f->d, i)->text, -1, NULL));
    err_clear(&f->e);
    diag_free(f->d);
    arena_free(f->a);
}

/* The project's own. */
struct fuzz_own {
    struct arena *a;
    struct forms *forms;
    struct editions *editions;
    struct prose *prose;
    struct match_words *words;
};

static inline const struct fuzz_own *fuzz_own(void)
{
    static struct fuzz_own own;
    if (!own.a) {
        struct err e = ERR_INIT;
        struct diag *d = diag_new();
        own.a = arena_new();
        own.forms = forms_load("layouts/forms", own.a, d, &e);
        CLAIM(own.forms);
        own.editions = editions_load("layouts/editions", own.forms, own.a, d, &e);
        own.prose = prose_load("layouts/prose.yaml", own.forms, own.a, d, &e);
        own.words = match_words_load("layouts/import.yaml", own.a, d, &e);
        CLAIM(own.editions && own.prose && own.words);
        diag_free(d);
    }
    return &own;
}

/* A file that holds these bytes, for what reads by path: its descriptor, and the path; close it. */
static inline int fuzz_file(const uint8_t *data, size_t n, char path[32])
{
    int fd = memfd_create("input", MFD_CLOEXEC);
    CLAIM(fd >= 0 && write(fd, data, n) == (ssize_t)n);
    snprintf(path, 32, "/proc/self/fd/%d", fd);
    return fd;
}

#endif
