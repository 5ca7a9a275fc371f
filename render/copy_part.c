/* copy_part.c - the files of an archival copy: their fixed names, and what each is to the document. */
#include "copy_part.h"

#include <string.h>

#define YAML "application/yaml"
#define XLSX "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/* The source is what the document is made of; data are what its tables show; supplements help to make it
 * again. */
static const struct {
    const char *word, *name, *type, *relation, *about;
} roles[] = {
    [ROLE_NONE] = {NULL, NULL, NULL, NULL, NULL},
    [ROLE_REPORT] = {"report", "report.json", "application/json", "Source", "报告数据"},
    [ROLE_FORM] = {"form", NULL, YAML, "Supplement", "统计表的定义"},
    [ROLE_EDITION] = {"edition", NULL, YAML, "Supplement", "年度报告格式"},
    [ROLE_STYLE] = {"style", "gbt9704.yaml", YAML, "Supplement", "版式"},
    [ROLE_WORDS] = {"words", "words.yaml", YAML, "Supplement", "断行词表"},
    [ROLE_FONTS] = {"fonts", "fonts.yaml", YAML, "Supplement", "字体表"},
    [ROLE_WORKBOOK] = {"workbook", NULL, XLSX, "Data", "统计表"},
    [ROLE_LIST] = {"pages", "pages.list", "text/plain", "Supplement", "页面清单"},
    [ROLE_ORIGINAL] = {"original", NULL, NULL, "Source", "已公布的原件"},
    [ROLE_RECORD] = {"record", COPY_RECORD, "application/xml", "Unspecified", "制作记录"},
};

/* [a-z0-9] first, then also hyphens: what forms, editions and slots are called. */
static bool is_id(const char *s, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (!g_ascii_islower(s[i]) && !g_ascii_isdigit(s[i]) && (s[i] != '-' || i == 0))
            return false;
    return n > 0 && n <= 64;
}

/* HEAD id TAIL. */
static bool is_named(const char *name, const char *head, const char *tail)
{
    gsize n = strlen(name), nhead = strlen(head), ntail = strlen(tail);
    return n > nhead + ntail && memcmp(name, head, nhead) == 0 &&
           memcmp(name + n - ntail, tail, ntail) == 0 && is_id(name + nhead, n - nhead - ntail);
}

/* Format characters turn the direction of what is shown and hide a name's true end. */
static bool is_misleading(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
        return true;
    default:
        return false;
    }
}

bool copy_is_original_name(const char *name)
{
    if (!g_utf8_validate(name, -1, NULL) || strlen(name) > 255 || *name == '.' || !*name)
        return false;
    for (const char *p = name; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '/' || c == '\\' || is_misleading(c))
            return false;
    }
    return true;
}

char *copy_visible(const char *text)
{
    char *valid = g_utf8_make_valid(text, -1);
    GString *out = g_string_new(NULL);
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (is_misleading(c))
            g_string_append_printf(out, "\\u%04X", c);
        else
            g_string_append_unichar(out, c);
    }
    g_free(valid);
    return g_string_free(out, FALSE);
}

enum copy_role copy_role_of(const char *name)
{
    static const char originals[] = "originals/";
    for (enum copy_role r = ROLE_REPORT; r <= ROLE_RECORD; r++)
        if (roles[r].name && strcmp(name, roles[r].name) == 0)
            return r;
    if (is_named(name, "forms/", ".yaml"))
        return ROLE_FORM;
    if (is_named(name, "editions/", ".yaml"))
        return ROLE_EDITION;
    if (is_named(name, "", ".xlsx"))
        return ROLE_WORKBOOK;
    if (g_str_has_prefix(name, originals) && copy_is_original_name(name + strlen(originals)))
        return ROLE_ORIGINAL;
    return ROLE_NONE;
}

const char *copy_role_word(enum copy_role role)
{
    return roles[role].word;
}

const char *copy_type(enum copy_role role, const char *name)
{
    static const char *const known[][2] = {
        {".pdf", "application/pdf"},
        {".ofd", "application/ofd"},
        {".doc", "application/msword"},
        {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
        {".wps", "application/vnd.ms-works"},
        {".xls", "application/vnd.ms-excel"},
        {".xlsx", XLSX},
        {".htm", "text/html"},
        {".html", "text/html"},
        {".mht", "multipart/related"},
        {".mhtml", "multipart/related"},
        {".txt", "text/plain"},
        {".md", "text/markdown"},
        {".json", "application/json"},
        {".xml", "application/xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".tif", "image/tiff"},
        {".tiff", "image/tiff"},
        {".zip", "application/zip"},
    };
    const char *dot = strrchr(name, '.');
    if (roles[role].type)
        return roles[role].type;
    for (gsize i = 0; dot && i < G_N_ELEMENTS(known); i++)
        if (g_ascii_strcasecmp(dot, known[i][0]) == 0)
            return known[i][1];
    return "application/octet-stream";
}

const char *copy_relation(enum copy_role role)
{
    return roles[role].relation;
}

const char *copy_about(enum copy_role role)
{
    return roles[role].about;
}

const struct copy_part *copy_find(const struct copy_part *part, gsize n, const char *name)
{
    for (gsize i = 0; i < n; i++)
        if (strcmp(part[i].name, name) == 0)
            return &part[i];
    return NULL;
}
