/* command_fonts.c - `nianbao fonts`: which font plays which part, and how many characters it has. */
#include "command.h"

#include "hanzi.h"
#include "intl.h"
#include "jsontext.h"
#include "resources.h"

/* What a part's first faces have of each set. */
struct coverage {
    size_t standard, gb2312;
};

struct sets {
    const struct hanzi *standard, *gb2312;
};

/* The table of the standard's characters lies beside the program's own fonts.yaml; where the program stands
 * alone, beside the one in use. */
static bool load_sets(struct sets *sets, const char *dir, struct arena *a, struct err *e)
{
    struct err alone = ERR_INIT;
    const char *own, *installed = resources_fonts(NULL, &own, a, &alone);
    err_clear(&alone);
    sets->standard = hanzi_standard(installed ? installed : dir, a, e);
    sets->gb2312 = sets->standard ? hanzi_gb2312(a, e) : NULL;
    return sets->gb2312 != NULL;
}

/* The first n faces of a part together. */
static struct coverage coverage_of(const struct sets *sets, const struct font_part *p, size_t n)
{
    return (struct coverage){hanzi_covered(sets->standard, p->face, n),
                             hanzi_covered(sets->gb2312, p->face, n)};
}

static void print_coverage(const char *label, struct coverage c)
{
    printf("  %s ", label);
    printf(_("%zu of %d in 通用规范汉字表, %zu of %d in GB 2312"), c.standard, HANZI_STANDARD, c.gb2312,
           HANZI_GB2312);
    putchar('\n');
}

static void print_face(const char *label, const struct face *f)
{
    printf("  %s %s (%s), %s\n", label, f->name, f->file, f->licence);
}

static void print_text(const struct font_part *p, const struct sets *sets)
{
    printf("%s %s\n", p->name, p->role);
    printf("  %s %s\n", _("wanted: "), p->missed ? p->missed : p->wanted[p->rank[p->main]]);
    for (size_t i = 0; i < p->main; i++)
        print_face(_("letters:"), p->face[i]);
    const struct face *f = p->face[p->main];
    printf("  %s %s (%s)\n", _("got:    "), f->name, f->file);
    printf("  %s %s\n", _("licence:"), f->licence);
    print_coverage(_("has:    "), coverage_of(sets, p, p->main + 1));
    for (size_t i = p->main + 1; i < p->nface; i++) {
        print_face(_("then:   "), p->face[i]);
        print_coverage(_("with it:"), coverage_of(sets, p, i + 1));
    }
}

static void print_json(const struct font_part *p, const struct sets *sets)
{
    for (size_t i = 0; i < p->nface; i++) {
        const struct face *f = p->face[i];
        struct font_part alone = {.face = &p->face[i]};
        struct coverage own = coverage_of(sets, &alone, 1), together = coverage_of(sets, p, i + 1);
        GString *line = g_string_new("{");
        json_member(line, "part", p->name);
        json_member(line, "role", p->role);
        json_member_int(line, "rank", (long)i + 1);
        json_member(line, "use", i < p->main ? "letters" : i == p->main ? "main" : "fallback");
        json_member(line, "wanted", p->missed ? p->missed : p->wanted[p->rank[p->main]]);
        json_member(line, "found_as", p->wanted[p->rank[i]]);
        json_member(line, "family", f->family);
        json_member(line, "name", f->name);
        json_member(line, "file", f->path);
        json_member(line, "licence", f->licence);
        json_member(line, "sha256", f->sha256);
        json_member_int(line, "hanzi8105", (long)own.standard);
        json_member_int(line, "gb2312", (long)own.gb2312);
        json_member_int(line, "hanzi8105_together", (long)together.standard);
        json_member_int(line, "gb2312_together", (long)together.gb2312);
        puts(g_string_append_c(line, '}')->str);
        g_string_free(line, TRUE);
    }
}

int command_fonts(const struct options *o)
{
    int status = 0;
    struct err e = ERR_INIT;
    struct sets sets;
    struct setup *s = setup_open(o, SETUP_FONTS, &status);
    if (!s)
        return status;
    if (!load_sets(&sets, s->fonts_dir, s->arena, &e)) {
        setup_close(s);
        return tell_failure(&e);
    }
    for (size_t i = 0; i < s->fonts->npart; i++) {
        if (o->format == DIAG_JSON)
            print_json(&s->fonts->part[i], &sets);
        else
            print_text(&s->fonts->part[i], &sets);
    }
    setup_close(s);
    return 0;
}
