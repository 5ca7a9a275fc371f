/* source_office.c - older and other office files (.doc .wps .rtf .odt, .xls .et .ods): turned into .docx or
 * .xlsx by LibreOffice. */
#include "source_kind.h"
#include "intl.h"
#include "process.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECONDS = 120 };

static int remove_entry(const char *path, const struct stat *st, int type, struct FTW *walk)
{
    (void)st;
    (void)type;
    (void)walk;
    return remove(path);
}

/* A folder of its own, for the file, what is made of it, and the program's profile. */
static char *folder_new(struct err *e)
{
    char *below = g_canonicalize_filename(g_get_tmp_dir(), NULL);
    char *path = g_build_filename(below,
                                  "nianbao-XX"
                                  "XX"
                                  "XX",
                                  NULL);
    g_free(below);
    if (mkdtemp(path))
        return path;
    err_set(e, ERR_SYSTEM, _("no temporary folder can be made: %s"), g_strerror(errno));
    g_free(path);
    return NULL;
}

static void folder_free(char *path)
{
    if (path)
        (void)nftw(path, remove_entry, 16,
                   FTW_DEPTH | FTW_PHYS); /* what cannot be removed stays: no reason to fail */
    g_free(path);
}

/* Runs LibreOffice in `folder`, whatever that is called, over the file `in` there; the bytes of what it made.
 */
static GBytes *convert(const char *folder, const char *in, const char *out, const char *to, struct err *e)
{
    char *uri = g_filename_to_uri(folder, NULL, NULL);
    char *profile = g_strdup_printf("-env:UserInstallation=%s/profile", uri);
    const char *const argv[] = {"soffice",  profile, "--headless", "--norestore", "--convert-to", to,
                                "--outdir", ".",     in,           NULL};
    const struct process p = {
        argv, "libreoffice-writer-nogui libreoffice-calc-nogui", NULL, folder, SECONDS, SOURCE_MAX_UNPACKED,
        0};
    GBytes *said = process_run(&p, e);
    g_free(uri);
    g_free(profile);
    if (!said)
        return NULL;
    g_bytes_unref(said);
    char *made = NULL;
    gsize n = 0;
    GError *why = NULL;
    if (g_file_get_contents(out, &made, &n, &why))
        return g_bytes_new_take(made, n);
    g_error_free(why);
    err_set(e, ERR_INPUT, _("LibreOffice cannot read this file: save it as .docx or .xlsx"));
    return NULL;
}

struct source *source_office(const char *name, GBytes *bytes, struct arena *a, struct err *e)
{
    enum source_format format = source_format_of(name, bytes);
    bool sheet = format == FORMAT_OLD_SHEET;
    if (!process_is_there("soffice")) {
        err_set(e, ERR_SYSTEM,
                sheet ? _("files of this kind are read through LibreOffice, which is not installed: save the "
                          "file as .xlsx, or install "
                          "libreoffice-calc-nogui")
                      : _("files of this kind are read through LibreOffice, which is not installed: save the "
                          "file as .docx, or install "
                          "libreoffice-writer-nogui"));
        return NULL;
    }
    char *folder = folder_new(e);
    if (!folder)
        return NULL;
    gsize n;
    const char *data = g_bytes_get_data(bytes, &n);
    const char *name_in = sheet ? "in.xls" : "in.doc";
    char *in = g_build_filename(folder, name_in, NULL);
    char *out = g_build_filename(folder, sheet ? "in.xlsx" : "in.docx", NULL);
    GError *why = NULL;
    GBytes *made = NULL;
    if (!g_file_set_contents(in, data ? data : "", (gssize)n, &why)) {
        err_set(e, ERR_SYSTEM, "%s", why->message);
        g_error_free(why);
    } else {
        made =
            convert(folder, name_in, out, sheet ? "xlsx:Calc MS Excel 2007 XML" : "docx:MS Word 2007 XML", e);
    }
    folder_free(folder);
    g_free(in);
    g_free(out);
    struct source *s = made ? (sheet ? source_xlsx : source_docx)(name, made, a, e) : NULL;
    if (made)
        g_bytes_unref(made);
    return s;
}
