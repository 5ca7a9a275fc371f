/* output_folder.c - a folder appears whole or not at all.
 *
 * It is written under a temporary name, then exchanged in one system call with the one that is there.  A file
 * system that cannot exchange gets two renames; the old folder then waits under a name that the next run
 * knows. */
#include "intl.h"
#include "output_private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static DIR *open_folder(int dir, const char *name)
{
    int fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *d = fd < 0 ? NULL : fdopendir(fd);
    if (fd >= 0 && !d)
        close(fd);
    return d;
}

static bool is_dot(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

void output_remove_tree(int dir, const char *name)
{
    if (unlinkat(dir, name, 0) == 0)
        return;
    DIR *d = open_folder(dir, name);
    if (!d)
        return;
    for (struct dirent *entry; (entry = readdir(d)) != NULL;)
        if (!is_dot(entry->d_name))
            output_remove_tree(dirfd(d), entry->d_name);
    closedir(d);
    unlinkat(dir, name, AT_REMOVEDIR);
}

/* ---- what is there already ---- */

/* Is everything in the folder ours to remove?  `below` is its path from the folder that is to be replaced. */
static bool is_ours(const struct output *o, int dir, const char *name, const char *below,
                    const char *const *mine, struct err *e)
{
    DIR *d = open_folder(dir, name);
    if (!d)
        return err_set(e, ERR_SYSTEM, _("%s/%s: the folder cannot be read: %s"), o->dir, name,
                       g_strerror(errno));
    bool ok = true;
    for (struct dirent *entry; ok && (entry = readdir(d)) != NULL;) {
        if (is_dot(entry->d_name))
            continue;
        struct stat st;
        char *path = *below ? g_strdup_printf("%s/%s", below, entry->d_name) : g_strdup(entry->d_name);
        if (fstatat(dirfd(d), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
            ok = err_set(e, ERR_SYSTEM, _("%s/%s: cannot be read: %s"), o->dir, path, g_strerror(errno));
        else if (S_ISDIR(st.st_mode) && !*below)
            ok = is_ours(o, dirfd(d), entry->d_name, path, mine, e);
        else if (!S_ISREG(st.st_mode) || !mine || !g_strv_contains(mine, path))
            ok = err_set(
                e, ERR_USAGE,
                _("%s: the folder is there already and holds “%s”, which is no part of a copy; move it away"),
                o->dir, path);
        else if (output_is_protected(o, &st))
            ok = err_set(e, ERR_USAGE,
                         _("%s: the folder is there already and holds the input “%s”; move it away"), o->dir,
                         path);
        g_free(path);
    }
    closedir(d);
    return ok;
}

/* What a run was killed over that could not exchange: the old folder goes back, or has been replaced. */
static void settle_old(const struct output *o, const char *name, const char *old)
{
    struct stat st;
    if (fstatat(o->fd, old, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return;
    if (fstatat(o->fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
        output_remove_tree(o->fd, old);
    else
        renameat(o->fd, old, o->fd, name);
}

/* ---- the new one ---- */

static bool write_file(int folder, const struct output_file *f)
{
    bool created;
    char *slash = strchr(f->name, '/');
    if (!slash)
        return output_write(folder, f->name, f->bytes, &created);
    char *name = g_strndup(f->name, (gsize)(slash - f->name));
    bool ok = mkdirat(folder, name, 0777) == 0 || errno == EEXIST;
    int fd = ok ? openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
    ok = fd >= 0 && output_write(fd, slash + 1, f->bytes, &created) && (fsync(fd) == 0 || errno == EINVAL);
    int saved = errno;
    if (fd >= 0)
        close(fd);
    errno = saved;
    g_free(name);
    return ok;
}

static bool write_folder(const struct output *o, const char *temporary, struct err *e)
{
    int fd = -1;
    if (mkdirat(o->fd, temporary, 0777) == 0)
        fd = openat(o->fd, temporary, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    bool ok = fd >= 0 ||
              err_set(e, ERR_SYSTEM, _("%s: the folder cannot be written: %s"), o->dir, g_strerror(errno));
    for (guint i = 0; ok && i < o->file->len; i++) {
        const struct output_file *f = o->file->pdata[i];
        ok = write_file(fd, f) ||
             err_set(e, ERR_SYSTEM, _("%s/%s: cannot be written: %s"), o->dir, f->name, g_strerror(errno));
    }
    if (ok && fsync(fd) != 0 && errno != EINVAL)
        ok = err_set(e, ERR_SYSTEM, _("%s: the folder cannot be written: %s"), o->dir, g_strerror(errno));
    if (fd >= 0)
        close(fd);
    return ok;
}

/* Give the temporary its name; what had it has the temporary's then, or `old`. */
static bool put_in_place(const struct output *o, const char *temporary, const char *name, const char *old)
{
    if (renameat2(o->fd, temporary, o->fd, name, RENAME_NOREPLACE) == 0)
        return true;
    if (errno == EEXIST && renameat2(o->fd, temporary, o->fd, name, RENAME_EXCHANGE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    if (renameat(o->fd, name, o->fd, old) != 0 && errno != ENOENT)
        return false;
    if (renameat(o->fd, temporary, o->fd, name) == 0)
        return true;
    int saved = errno;
    renameat(o->fd, old, o->fd, name);
    errno = saved;
    return false;
}

bool output_commit_folder(struct output *o, const char *name, const char *const *mine, struct err *e)
{
    char *temporary = output_temporary(0), *old = g_strdup_printf(TEMPORARY_PREFIX "%s.old", name);
    struct stat st;
    settle_old(o, name, old);
    bool ok = write_folder(o, temporary, e);
    /* just before it goes: what somebody else has put there meanwhile is seen */
    if (ok && fstatat(o->fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
        ok = is_ours(o, o->fd, name, "", mine, e);

    sigset_t before;
    output_block_signals(&before);
    if (ok && !put_in_place(o, temporary, name, old))
        ok = err_set(e, ERR_SYSTEM, _("%s/%s: cannot be written: %s"), o->dir, name, g_strerror(errno));
    ok = ok && output_sync_folder(o, e);
    output_remove_tree(o->fd, temporary);
    if (ok)
        output_remove_tree(o->fd, old);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    output_drop(o);
    g_free(temporary);
    g_free(old);
    return ok;
}
