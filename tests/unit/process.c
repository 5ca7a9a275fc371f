/* process.c - other programs are run without a shell, within limits, and their failures told. */
#include "process.h"
#include "t.h"

#include <stdlib.h>

static struct err e = ERR_INIT;

/* What the program writes, or "failed: " and why. */
static const char *run(const char *const *argv, const char *input, int seconds, size_t output)
{
    static char *kept;
    GBytes *in = g_bytes_new(input, strlen(input));
    const struct process p = {argv, "some-package", in, NULL, seconds, output, (size_t)1 << 30};
    err_clear(&e);
    GBytes *out = process_run(&p, &e);
    g_free(kept);
    kept = out ? g_strndup(g_bytes_get_data(out, NULL), g_bytes_get_size(out))
               : g_strdup_printf("failed: %s", e.text);
    if (out)
        g_bytes_unref(out);
    g_bytes_unref(in);
    return kept;
}

#define RUN(input, seconds, output, ...) run((const char *const[]){__VA_ARGS__, NULL}, input, seconds, output)

int main(void)
{
    T_CASE("process: bytes go in, bytes come out, arguments are no shell's");
    T_STR(RUN("甲\n乙", 10, 1000, "cat"), "甲\n乙");
    T_STR(RUN("", 10, 1000, "printf", "%s", "$HOME; `id` *"), "$HOME; `id` *");

    T_CASE("process: nothing of our environment, no open files, a folder of its own");
    g_setenv("NIANBAO_SECRET", "x", TRUE);
    T_TRUE(strstr(RUN("", 10, 1000, "env"), "SECRET") == NULL);
    FILE *open = fopen("/dev/null", "r");
    T_STR(RUN("", 10, 1000, "sh", "-c", "ls /proc/self/fd | wc -l"),
          "4\n"); /* the three, and the folder itself */
    if (open)
        fclose(open);
    T_STR(RUN("", 10, 1000, "pwd"), "/\n");

    T_CASE("process: a program that is missing is named with its package");
    T_STR(RUN("", 10, 1000, "no-such-program"),
          "failed: no-such-program is not installed: install the package some-package");
    T_INT(e.kind, ERR_SYSTEM);
    T_TRUE(!process_is_there("no-such-program") && process_is_there("cat"));

    T_CASE("process: a failure is told in the program's own first line");
    T_STR(RUN("", 10, 1000, "sh", "-c", "echo first >&2; echo second >&2; exit 3"),
          "failed: sh cannot read this file: first");
    T_INT(e.kind, ERR_INPUT);
    T_STR(RUN("", 10, 1000, "false"), "failed: false cannot read this file");

    T_CASE("process: time and output are limited, what it started ends with it");
    gint64 before = g_get_monotonic_time();
    T_TRUE(strstr(RUN("", 1, 1000, "sleep", "30"), "within 1 seconds") != NULL);
    T_INT(e.kind, ERR_LIMIT);
    T_TRUE(strstr(RUN("", 1, 1000, "sh", "-c", "exec >&- 2>&-; sleep 30"), "within 1 seconds") != NULL);
    T_TRUE(strstr(RUN("", 1, 1000, "sh", "-c", "sleep 30 & sleep 30 & wait"), "within 1 seconds") != NULL);
    T_TRUE(g_get_monotonic_time() - before < 20 * G_USEC_PER_SEC);
    T_TRUE(strstr(RUN("", 10, 1 << 20, "cat", "/dev/zero"), "makes more than 1 MiB") != NULL);
    T_INT(e.kind, ERR_LIMIT);
    err_clear(&e);
    return t_done();
}
