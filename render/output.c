/* output.c - files appear whole or not at all.
 *
 * Every file is first written and fsynced under a temporary name; only then names change, each in one system
 * call.  A file that exists is exchanged with its temporary, so that a failure half-way is undone by
 * exchanging back; what the temporaries then hold, old contents or new, is removed. */
#include "output.h"

#include "intl.h"
#include "output_private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

struct identity {
    dev_t dev;
    ino_t ino;
};

static void file_free(void *p)
{
    struct output_file *f = p;
    g_free(f->name);
    g_free(f->temporary);
    g_bytes_unref(f->bytes);
    g_free(f);
}

/* Only called under the lock: whatever looks like a temporary is nobody's, or that of a process of this run.
 */
static bool remove_stale(const struct output *o, const char *prefix, struct err *e)
{
    int fd = openat(o->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (!dir) {
        if (fd >= 0)
            close(fd);
        return err_set(e, ERR_SYSTEM, _("%s: the folder cannot be read: %s"), o->dir, g_strerror(errno));
    }
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (g_str_has_prefix(entry->d_name, prefix) && g_str_has_suffix(entry->d_name, TEMPORARY_SUFFIX))
            output_remove_tree(o->fd, entry->d_name);
    closedir(dir);
    return true;
}

static bool lock(const struct output *o, struct err *e)
{
    int status;
    do
        status = flock(o->fd, LOCK_EX);
    while (status != 0 && errno == EINTR);
    if (status == 0)
        return remove_stale(o, TEMPORARY_PREFIX, e);
    /* Some network file systems have no locks: whole files still hold, and another run's temporaries stay. */
    if (errno == EOPNOTSUPP || errno == ENOLCK || errno == EBADF || errno == EINVAL)
        return true;
    return err_set(e, ERR_SYSTEM, _("%s: the folder cannot be locked: %s"), o->dir, g_strerror(errno));
}

struct output *output_open(const char *dir, struct err *e)
{
    struct output *o = g_new0(struct output, 1);
    o->dir = g_strdup(dir);
    o->protected = g_array_new(FALSE, FALSE, sizeof(struct identity));
    o->file = g_ptr_array_new_with_free_func(file_free);
    o->fd = -1;
    if (g_mkdir_with_parents(dir, 0777) == 0)
        o->fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (o->fd < 0)
        err_set(e, ERR_SYSTEM, _("%s: the folder cannot be made or opened: %s"), dir, g_strerror(errno));
    else if (lock(o, e))
        return o;
    output_close(o);
    return NULL;
}

void output_protect(struct output *o, const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0) {
        struct identity id = {st.st_dev, st.st_ino};
        g_array_append_val(o->protected, id);
    } else if (errno != ENOENT && errno != ENOTDIR) {
        o->unknown = errno;
    }
}

void output_add(struct output *o, const char *name, GBytes *bytes)
{
    struct output_file *f = g_new0(struct output_file, 1);
    f->name = g_strdup(name);
    f->temporary = output_temporary(o->file->len);
    f->bytes = g_bytes_ref(bytes);
    g_ptr_array_add(o->file, f);
}

char *output_temporary(guint number)
{
    return g_strdup_printf(TEMPORARY_PREFIX "%ld-%u" TEMPORARY_SUFFIX, (long)getpid(), number);
}

bool output_is_protected(const struct output *o, const struct stat *st)
{
    for (guint i = 0; i < o->protected->len; i++) {
        const struct identity *id = &g_array_index(o->protected, struct identity, i);
        if (id->dev == st->st_dev && id->ino == st->st_ino)
            return true;
    }
    return o->unknown != 0;
}

/* May `f` take the place of what has its name now? */
static bool place_is_free(const struct output *o, const struct output_file *f, bool *exists, struct err *e)
{
    struct stat st;
    *exists = false;
    if (fstatat(o->fd, f->name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno == ENOENT)
            return true;
        return err_set(e, ERR_SYSTEM, _("%s/%s: cannot be written: %s"), o->dir, f->name, g_strerror(errno));
    }
    *exists = true;
    if (!S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode))
        return err_set(e, ERR_SYSTEM, _("%s/%s: something that is not a file has this name"), o->dir,
                       f->name);
    if (o->unknown) /* this may be the one */
        return err_set(e, ERR_SYSTEM, _("%s/%s: cannot be written: %s"), o->dir, f->name,
                       g_strerror(o->unknown));
    return !output_is_protected(o, &st) ||
           err_set(e, ERR_USAGE, _("%s/%s: this output would overwrite an input"), o->dir, f->name);
}

static bool write_all(int fd, GBytes *bytes)
{
    size_t left;
    const char *p = g_bytes_get_data(bytes, &left);
    while (left > 0) {
        ssize_t n = write(fd, p, left);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        p += n;
        left -= (size_t)n;
    }
    return true;
}

bool output_write(int dir, const char *name, GBytes *bytes, bool *created)
{
    int fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    *created = true;
    bool ok = write_all(fd, bytes) && fsync(fd) == 0;
    int saved = errno;
    if (close(fd) != 0)
        return false;
    errno = saved;
    return ok;
}

static bool write_temporary(const struct output *o, struct output_file *f, struct err *e)
{
    bool created = false;
    bool ok = output_write(o->fd, f->temporary, f->bytes, &created) ||
              err_set(e, ERR_SYSTEM, _("%s/%s: cannot be written: %s"), o->dir, f->name, g_strerror(errno));
    if (created)
        f->state = FILE_WRITTEN;
    return ok;
}

/* Give the temporary its name.  A file system that cannot exchange gets a plain rename: every file is still
 * old or new as a whole, only a failure half-way through several cannot be undone there. */
static bool put_in_place(const struct output *o, struct output_file *f, struct err *e)
{
    bool exists;
    if (!place_is_free(o, f, &exists, e))
        return false;
    if (exists && renameat2(o->fd, f->temporary, o->fd, f->name, RENAME_EXCHANGE) == 0) {
        f->state = FILE_EXCHANGED;
        return true;
    }
    if ((!exists || errno == EINVAL || errno == ENOSYS) &&
        renameat(o->fd, f->temporary, o->fd, f->name) == 0) {
        f->state = exists ? FILE_NONE : FILE_CREATED;
        return true;
    }
    return err_set(e, ERR_SYSTEM, _("%s/%s: cannot be written: %s"), o->dir, f->name, g_strerror(errno));
}

static void take_back(const struct output *o, struct output_file *f)
{
    if (f->state == FILE_EXCHANGED)
        renameat2(o->fd, f->temporary, o->fd, f->name, RENAME_EXCHANGE);
    else if (f->state == FILE_CREATED)
        unlinkat(o->fd, f->name, 0);
}

bool output_sync_folder(const struct output *o, struct err *e)
{
    if (fsync(o->fd) == 0 || errno == EINVAL || errno == EROFS)
        return true;
    return err_set(e, ERR_SYSTEM, _("%s: the folder cannot be written: %s"), o->dir, g_strerror(errno));
}

static bool put_all_in_place(const struct output *o, struct err *e)
{
    for (guint i = 0; i < o->file->len; i++)
        if (!put_in_place(o, o->file->pdata[i], e))
            return false;
    return output_sync_folder(o, e);
}

void output_block_signals(sigset_t *before)
{
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ending, before);
}

bool output_commit(struct output *o, struct err *e)
{
    bool ok = true, exists;
    for (guint i = 0; ok && i < o->file->len; i++)
        ok = place_is_free(o, o->file->pdata[i], &exists, e);
    for (guint i = 0; ok && i < o->file->len; i++)
        ok = write_temporary(o, o->file->pdata[i], e);

    sigset_t before;
    output_block_signals(&before);
    ok = ok && put_all_in_place(o, e);
    if (!ok)
        for (guint i = o->file->len; i-- > 0;)
            take_back(o, o->file->pdata[i]);
    for (guint i = 0; i < o->file->len; i++) {
        const struct output_file *f = o->file->pdata[i];
        if (f->state == FILE_WRITTEN || f->state == FILE_EXCHANGED)
            unlinkat(o->fd, f->temporary, 0);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    output_drop(o);
    return ok;
}

void output_drop(struct output *o)
{
    g_ptr_array_set_size(o->file, 0);
}

void output_died(const struct output *o, pid_t pid)
{
    struct err e = ERR_INIT;
    char *prefix = g_strdup_printf(TEMPORARY_PREFIX "%ld-", (long)pid);
    remove_stale(o, prefix, &e);
    err_clear(&e); /* the next run tries again */
    g_free(prefix);
}

void output_close(struct output *o)
{
    if (!o)
        return;
    if (o->fd >= 0)
        close(o->fd); /* and with it the lock */
    g_ptr_array_free(o->file, TRUE);
    g_array_free(o->protected, TRUE);
    g_free(o->dir);
    g_free(o);
}
