/* command_fonts.c - `nianbao fonts`: which font plays which part. */
#include "command.h"

#include "intl.h"
#include "jsontext.h"

static void print_text(const struct font_part *p)
{
    const struct face *f = p->face[0];
    printf("%s %s\n", p->name, p->role);
    printf("  %s %s\n", _("wanted: "), p->wanted[0]);
    printf("  %s %s (%s)\n", _("got:    "), f->family, f->file);
    printf("  %s %s\n", _("licence:"), f->licence);
    for (size_t i = 1; i < p->nface; i++)
        printf("  %s %s (%s), %s\n", _("then:   "), p->face[i]->family, p->face[i]->file,
               p->face[i]->licence);
}

static void print_json(const struct font_part *p)
{
    for (size_t i = 0; i < p->nface; i++) {
        const struct face *f = p->face[i];
        GString *line = g_string_new("{");
        json_member(line, "part", p->name);
        json_member(line, "role", p->role);
        json_member_int(line, "rank", (long)i + 1);
        json_member(line, "wanted", p->wanted[0]);
        json_member(line, "found_as", f->wanted);
        json_member(line, "family", f->family);
        json_member(line, "file", f->path);
        json_member(line, "licence", f->licence);
        json_member(line, "sha256", f->sha256);
        puts(g_string_append_c(line, '}')->str);
        g_string_free(line, TRUE);
    }
}

int command_fonts(const struct options *o)
{
    int status = 0;
    struct setup *s = setup_open(o, SETUP_FONTS, &status);
    if (!s)
        return status;
    for (size_t i = 0; i < s->fonts->npart; i++) {
        if (o->format == DIAG_JSON)
            print_json(&s->fonts->part[i]);
        else
            print_text(&s->fonts->part[i]);
    }
    setup_close(s);
    return 0;
}
