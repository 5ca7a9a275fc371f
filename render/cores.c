/* cores.c - how many processors this process may use. */
#include "cores.h"

#include <glib.h>
#include <sched.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#define CGROUPS "/sys/fs/cgroup"

unsigned cores_of_quota(long long quota, long long period)
{
    if (quota <= 0 || period <= 0)
        return 0;
    long long cores = quota / period + (quota % period != 0);
    return (unsigned)CLAMP(cores, 1, 1 << 20);
}

static unsigned least(unsigned a, unsigned b)
{
    return a && b ? MIN(a, b) : MAX(a, b); /* 0: no limit */
}

static long long number_in(const char *dir, const char *file)
{
    char *path = g_build_filename(dir, file, NULL), *text = NULL;
    long long n = g_file_get_contents(path, &text, NULL, NULL) ? g_ascii_strtoll(text, NULL, 10) : 0;
    g_free(text);
    g_free(path);
    return n;
}

/* Version 2 has "QUOTA PERIOD" in cpu.max, "max" for none. */
static unsigned quota_v2(const char *dir)
{
    char *path = g_build_filename(dir, "cpu.max", NULL), *text = NULL, *period = NULL;
    long long quota = 0;
    if (g_file_get_contents(path, &text, NULL, NULL))
        quota = g_ascii_strtoll(text, &period, 10); /* 0 for "max" */
    unsigned cores = quota ? cores_of_quota(quota, g_ascii_strtoll(period, NULL, 10)) : 0;
    g_free(text);
    g_free(path);
    return cores;
}

static unsigned quota_v1(const char *dir)
{
    return cores_of_quota(number_in(dir, "cpu.cfs_quota_us"), number_in(dir, "cpu.cfs_period_us"));
}

/* The least quota of a group and of all groups above it.  Inside a container the path may be that of the
 * host, which is not there: the groups above lead to the container's own. */
static unsigned quota_upwards(const char *mount, const char *group, unsigned (*quota)(const char *dir))
{
    unsigned cores = 0;
    char *rest = g_strdup(group);
    for (;;) {
        char *dir = g_build_filename(mount, rest, NULL);
        cores = least(cores, quota(dir));
        g_free(dir);
        char *slash = strrchr(rest, '/');
        if (!slash)
            break;
        *slash = '\0';
    }
    g_free(rest);
    return cores;
}

static bool has_word(const char *list, const char *word)
{
    char **each = g_strsplit(list, ",", -1);
    bool has = g_strv_contains((const char *const *)each, word);
    g_strfreev(each);
    return has;
}

/* Lines of /proc/self/cgroup: "0::/GROUP" for version 2, "4:cpu,cpuacct:/GROUP" for version 1. */
static unsigned quota_of_groups(void)
{
    char *text = NULL;
    if (!g_file_get_contents("/proc/self/cgroup", &text, NULL, NULL))
        return 0;
    unsigned cores = 0;
    char **line = g_strsplit(text, "\n", -1);
    for (char **l = line; *l; l++) {
        char **field = g_strsplit(*l, ":", 3);
        if (g_strv_length(field) == 3) {
            char *mount = g_build_filename(CGROUPS, field[1], NULL);
            if (!*field[1])
                cores = least(cores, quota_upwards(CGROUPS, field[2], quota_v2));
            else if (has_word(field[1], "cpu"))
                cores = least(cores, quota_upwards(mount, field[2], quota_v1));
            g_free(mount);
        }
        g_strfreev(field);
    }
    g_strfreev(line);
    g_free(text);
    return cores;
}

static unsigned processors_of_mask(void)
{
    /* the kernel refuses a mask shorter than its own, which grows with the machine */
    for (int most = 1024; most <= 1 << 20; most *= 2) {
        cpu_set_t *set = CPU_ALLOC(most);
        size_t size = CPU_ALLOC_SIZE(most);
        int n = set && sched_getaffinity(0, size, set) == 0 ? CPU_COUNT_S(size, set) : 0;
        CPU_FREE(set);
        if (n > 0)
            return (unsigned)n;
    }
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (unsigned)n : 1;
}

unsigned cores_allowed(void)
{
    return least(processors_of_mask(), quota_of_groups());
}
