/* command_sources.h - reports that are no report data yet: published files, and folders of their parts.
 * Used by `import` and, through load_input, by every command that takes a report. */
#ifndef COMMAND_SOURCES_H
#define COMMAND_SOURCES_H

#include "command.h"
#include "match.h"
#include "output.h"

/* The published files of one report. */
struct source_list {
    struct source **source;
    size_t n;
};

/* is_report_data - whether this input is JSON by its name or its content, not something to import; bytes
 * NULL: a folder, or not read.  A blank file is neither. */
bool is_report_data(const char *path, GBytes *bytes);

/* sources_read - read the file `path` whose bytes these are, or, with bytes NULL, all files of a folder in
 * order of name; those of a kind that cannot be read are findings IMPORT-FILE in d.  False and e if nothing
 * was read. */
bool sources_read(const char *path, GBytes *bytes, struct source_list *out, struct arena *a, struct diag *d,
                  struct err *e);

/* sources_files - the files a published report was read from: the file `path`, those of the folder it is,
 * none for "-".  Free it with g_ptr_array_free(list, TRUE).  NULL and e if the folder cannot be read. */
GPtrArray *sources_files(const char *path, struct err *e);

/* sources_protect - never write over an input, nor over a file of the folder it is (output.h). */
void sources_protect(struct output *out, const char *path);

/* sources_report - import them and load what comes out, so that it has passed the loader like any report
 * data.  NULL and e; findings in d. */
struct report *sources_report(const struct source_list *in, const struct match_request *q, struct arena *a,
                              struct diag *d, struct err *e);

#endif
