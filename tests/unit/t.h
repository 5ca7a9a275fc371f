/* t.h - the unit tests' harness: named cases, one line of output each.
 *
 *     T_CASE("B-01 a stop that does not fit is pushed out");
 *     T_INT(lines, 2);
 *
 * Each case prints "ok NAME" or "not ok NAME" with file:line and both values of its first failure.  A program
 * ends with `return t_done();`.  tests/run counts the lines. */
#ifndef T_H
#define T_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static struct {
    char name[256];
    bool open, bad;
    int failed;
} t_;

static inline void t_end(void)
{
    if (t_.open && !t_.bad)
        printf("ok %s\n", t_.name);
    t_.open = false;
    fflush(stdout);
}

static inline void t_case(const char *name)
{
    t_end();
    snprintf(t_.name, sizeof t_.name, "%s", name);
    t_.open = true;
    t_.bad = false;
}

static inline bool t_fail(const char *file, int line, const char *what)
{
    if (!t_.bad) {
        printf("not ok %s\n    %s:%d: %s\n", t_.name, file, line, what);
        t_.failed++;
    }
    t_.bad = true;
    return false;
}

static inline bool t_int(const char *file, int line, const char *expr, long long got, long long want)
{
    if (got == want)
        return true;
    char what[512];
    snprintf(what, sizeof what, "%s is %lld, want %lld", expr, got, want);
    return t_fail(file, line, what);
}

static inline bool t_near(const char *file, int line, const char *expr, double got, double want, double by)
{
    if (got >= want - by && got <= want + by)
        return true;
    char what[512];
    snprintf(what, sizeof what, "%s is %.4f, want %.4f within %g", expr, got, want, by);
    return t_fail(file, line, what);
}

static inline bool t_str(const char *file, int line, const char *expr, const char *got, const char *want)
{
    if (got == want || (got && want && strcmp(got, want) == 0))
        return true;
    char what[4096];
    snprintf(what, sizeof what, "%s is\n      \"%s\", want\n      \"%s\"", expr, got ? got : "(null)",
             want ? want : "(null)");
    return t_fail(file, line, what);
}

static inline int t_done(void)
{
    t_end();
    return t_.failed ? 1 : 0;
}

#define T_CASE(name)          t_case(name)
#define T_TRUE(x)             ((x) ? true : t_fail(__FILE__, __LINE__, #x " is false"))
#define T_INT(got, want)      t_int(__FILE__, __LINE__, #got, (long long)(got), (long long)(want))
#define T_NEAR(got, want, by) t_near(__FILE__, __LINE__, #got, (double)(got), (double)(want), (by))
#define T_STR(got, want)      t_str(__FILE__, __LINE__, #got, (got), (want))

#endif
