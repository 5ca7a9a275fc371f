/* output.c - files appear whole or not at all. */
#include "output.h"
#include "t.h"

#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char *root; /* a folder of our own */

static char *in_root(const char *name)
{
    return g_build_filename(root, name, NULL);
}

static char *content(const char *name)
{
    char *path = in_root(name), *text = NULL;
    g_file_get_contents(path, &text, NULL, NULL);
    g_free(path);
    return text;
}

static void put(const char *name, const char *text)
{
    char *path = in_root(name);
    g_file_set_contents(path, text, -1, NULL);
    g_free(path);
}

static bool holds(const char *name, const char *text)
{
    char *got = content(name);
    bool same = T_STR(got, text);
    g_free(got);
    return same;
}

static int entries(const char *dir)
{
    char *path = in_root(dir);
    GDir *d = g_dir_open(path, 0, NULL);
    int n = 0;
    while (d && g_dir_read_name(d))
        n++;
    if (d)
        g_dir_close(d);
    g_free(path);
    return n;
}

static void add(struct output *o, const char *name, const char *text)
{
    GBytes *bytes = g_bytes_new(text, strlen(text));
    output_add(o, name, bytes);
    g_bytes_unref(bytes);
}

static struct output *open_dir(const char *dir)
{
    struct err e = ERR_INIT;
    char *path = in_root(dir);
    struct output *o = output_open(path, &e);
    if (!o)
        t_fail(__FILE__, __LINE__, e.text);
    g_free(path);
    return o;
}

static void commits(void)
{
    struct err e = ERR_INIT;
    umask(027);
    T_CASE("output: makes the folder, new and replaced files hold the new bytes, nothing else is left");
    struct output *o = open_dir("a/b");
    put("a/b/old", "old");
    add(o, "old", "new");
    add(o, "fresh", "");
    T_TRUE(output_commit(o, &e));
    holds("a/b/old", "new");
    holds("a/b/fresh", "");
    T_INT(entries("a/b"), 2);

    T_CASE("output: a new file gets the rights that umask leaves");
    char *path = in_root("a/b/fresh");
    struct stat st;
    T_INT(stat(path, &st), 0);
    T_INT(st.st_mode & 0777, 0640);
    g_free(path);

    T_CASE("output: the list is empty after a commit and after a drop");
    unlink((path = in_root("a/b/fresh")));
    add(o, "dropped", "x");
    output_drop(o);
    T_TRUE(output_commit(o, &e));
    T_INT(entries("a/b"), 1);
    g_free(path);
    output_close(o);
}

static void links(void)
{
    struct err e = ERR_INIT;
    T_CASE("output: a symbolic link in place of a file is replaced, not followed");
    struct output *o = open_dir("links");
    put("target", "target");
    char *path = in_root("links/x");
    T_INT(symlink("../target", path), 0);
    add(o, "x", "new");
    T_TRUE(output_commit(o, &e));
    holds("target", "target");
    holds("links/x", "new");
    struct stat st;
    T_INT(lstat(path, &st), 0);
    T_TRUE(S_ISREG(st.st_mode));
    T_INT(entries("links"), 1);
    output_close(o);
    g_free(path);
}

static void inputs(void)
{
    T_CASE("output: an input is never overwritten, not even through another name");
    struct err e = ERR_INIT;
    struct output *o = open_dir("inputs");
    put("inputs/in", "input");
    char *in = in_root("inputs/in"), *other = in_root("inputs/other");
    T_INT(link(in, other), 0);
    output_protect(o, in);
    output_protect(o, "/nonexistent/file");
    add(o, "first", "1");
    add(o, "other", "2");
    T_TRUE(!output_commit(o, &e));
    T_INT(e.kind, ERR_USAGE);
    holds("inputs/in", "input");
    T_INT(entries("inputs"), 2);
    err_clear(&e);
    output_close(o);

    T_CASE("output: where an input cannot be examined nothing is written over, it may be the one");
    char *loop = in_root("loop");
    T_INT(symlink("loop", loop), 0);
    o = open_dir("inputs");
    output_protect(o, loop);
    add(o, "other", "2");
    T_TRUE(!output_commit(o, &e));
    T_INT(e.kind, ERR_SYSTEM);
    holds("inputs/in", "input");
    err_clear(&e);
    output_close(o);
    g_free(loop);
    g_free(in);
    g_free(other);
}

static void failures(void)
{
    struct err e = ERR_INIT;
    T_CASE("output: a folder in the place of the second file leaves the first as it was");
    struct output *o = open_dir("fail");
    put("fail/one", "old");
    char *path = in_root("fail/two");
    T_INT(mkdir(path, 0777), 0);
    add(o, "one", "new");
    add(o, "two", "new");
    T_TRUE(!output_commit(o, &e));
    T_INT(e.kind, ERR_SYSTEM);
    holds("fail/one", "old");
    T_INT(entries("fail"), 2);
    err_clear(&e);
    output_close(o);
    g_free(path);

    T_CASE("output: a name the file system refuses leaves all files as they were");
    char name[300];
    memset(name, 'x', sizeof name);
    name[sizeof name - 1] = '\0';
    o = open_dir("long");
    put("long/one", "old");
    add(o, "one", "new");
    add(o, name, "new");
    T_TRUE(!output_commit(o, &e));
    holds("long/one", "old");
    T_INT(entries("long"), 1);
    err_clear(&e);
    output_close(o);

    T_CASE("output: a rename that fails takes back those before it");
    o = open_dir("undo");
    put("undo/one", "old");
    add(o, "one", "new");
    add(o, "fresh", "new");
    add(o, "absent/", "new"); /* passes every check before the rename, which refuses it */
    T_TRUE(!output_commit(o, &e));
    holds("undo/one", "old");
    T_INT(entries("undo"), 1);
    err_clear(&e);
    output_close(o);

    T_CASE("output: a folder that cannot be made is a failure that names it");
    put("plain", "");
    path = in_root("plain/dir");
    T_TRUE(!output_open(path, &e));
    T_INT(e.kind, ERR_SYSTEM);
    T_TRUE(e.text && strstr(e.text, "plain/dir"));
    err_clear(&e);
    g_free(path);
}

/* A limit on the size of files stands for a full disk: write() stops half-way and then fails. */
static void full_disk(void)
{
    T_CASE("output: a disk that fills up changes nothing and leaves no temporary");
    fflush(stdout);
    struct output *o = open_dir("full");
    put("full/one", "old");
    put("full/two", "old");
    pid_t pid = fork();
    if (pid == 0) {
        struct err e = ERR_INIT;
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){5000, 5000});
        char *big = g_strnfill(20000, 'x');
        add(o, "one", "new");
        add(o, "two", big);
        bool ok = output_commit(o, &e);
        _exit(!ok && e.kind == ERR_SYSTEM ? 7 : 0);
    }
    int status = 0;
    waitpid(pid, &status, 0);
    T_INT(WEXITSTATUS(status), 7);
    holds("full/one", "old");
    holds("full/two", "old");
    T_INT(entries("full"), 2);
    output_close(o);
}

static void locks(void)
{
    T_CASE("output: temporaries of a killed run are removed, other hidden files are not");
    struct output *o = open_dir("stale");
    output_close(o);
    put("stale/.nianbao-123-0.tmp", "half");
    put("stale/.nianbao", "mine");
    o = open_dir("stale");
    T_INT(entries("stale"), 1);
    holds("stale/.nianbao", "mine");

    T_CASE("output: the folder is locked while it is open, and only then");
    char *path = in_root("stale");
    int fd = open(path, O_RDONLY);
    T_TRUE(flock(fd, LOCK_EX | LOCK_NB) != 0);
    output_close(o);
    T_INT(flock(fd, LOCK_EX | LOCK_NB), 0);
    close(fd);
    g_free(path);
}

/* Kills a writer again and again at whatever point it has reached; each file must be one of the whole ones.
 */
static void kills(void)
{
    T_CASE("output: after a kill each file is the old or the new one, whole");
    fflush(stdout);
    char *a = g_strnfill(300000, 'a'), *b = g_strnfill(300000, 'b');
    struct output *o = open_dir("kill");
    add(o, "x", a);
    struct err e = ERR_INIT;
    T_TRUE(output_commit(o, &e));
    output_close(o);
    for (int i = 0; i < 12; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            o = open_dir("kill");
            for (int n = 0;; n++) {
                add(o, "x", n % 2 ? a : b);
                output_commit(o, &e);
            }
        }
        g_usleep(3000 + 1700 * (gulong)i);
        kill(pid, i % 3 ? SIGKILL : SIGTERM);
        int status;
        waitpid(pid, &status, 0);
        char *got = content("kill/x");
        T_TRUE(got && (strcmp(got, a) == 0 || strcmp(got, b) == 0));
        g_free(got);
    }
    output_close(open_dir("kill"));
    T_INT(entries("kill"), 1);
    g_free(a);
    g_free(b);
}

int main(void)
{
    char template[] = "/tmp/nianbao-output-XXXXXX";
    root = mkdtemp(template);
    if (!root)
        return 1;
    commits();
    links();
    inputs();
    failures();
    full_disk();
    locks();
    kills();
    char *remove = g_strdup_printf("rm -rf '%s'", root);
    if (system(remove) != 0)
        return 1;
    g_free(remove);
    return t_done();
}
