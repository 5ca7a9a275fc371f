/* The lists of fonts by name: section D2 of the typesetting rules, every name met in documents. */
#include "t.h"
#include "testfont.h"

#include "fonts.h"

/* The names of D2, best first; those of one face stand together, with = between them. */
static const struct {
    const char *part, *names;
} list[] = {
    {"title", "方正小标宋简体=FZXiaoBiaoSong-B05S 方正小标宋_GBK=FZXiaoBiaoSong-B05 "
              "方正公文小标宋=方正公文小标宋_GBK=FZDocXiaoBiaoSong "
              "CESI小标宋-GB2312=CESI小标宋-GB13000=CESI小标宋-GB18030 华文中宋=STZhongsong"},
    {"h1", "黑体=SimHei 方正黑体_GBK=FZHei-B01 方正黑体简体=FZHei-B01S 方正公文黑体 "
           "CESI黑体-GB2312=CESI黑体-GB13000=CESI黑体-GB18030 华文黑体=STHeiti Heiti~SC"},
    {"h2", "楷体_GB2312=KaiTi_GB2312 方正楷体_GBK=FZKai-Z03 方正楷体简体=FZKai-Z03S 方正公文楷体 "
           "CESI楷体-GB2312=CESI楷体-GB13000=CESI楷体-GB18030 楷体=KaiTi=SimKai 华文楷体=STKaiti Kaiti~SC "
           "LXGW~WenKai~GB"},
    {"body",
     "仿宋_GB2312=FangSong_GB2312 方正仿宋_GBK=FZFangSong-Z02 方正仿宋简体=FZFangSong-Z02S 方正公文仿宋 "
     "CESI仿宋-GB2312=CESI仿宋-GB13000=CESI仿宋-GB18030 仿宋=FangSong=SimFang 华文仿宋=STFangsong "
     "Zhuque~Fangsong~(technical~preview)"},
    {"folio", "宋体=SimSun 新宋体=NSimSun 方正书宋_GBK=FZShuSong-Z01 方正书宋简体=FZShuSong-Z01S "
              "CESI宋体-GB2312=CESI宋体-GB13000=CESI宋体-GB18030 华文宋体=STSong Songti~SC"},
    {"table", "宋体=SimSun 新宋体=NSimSun 方正书宋_GBK=FZShuSong-Z01 方正书宋简体=FZShuSong-Z01S "
              "CESI宋体-GB2312=CESI宋体-GB13000=CESI宋体-GB18030 华文宋体=STSong Songti~SC"},
};

/* Write `dir`/own.otf, a font of this family. */
static void make(const char *dir, const char *family)
{
    unsigned language = family[0] & 0x80 ? 0x804 : 0x409;
    struct test_name name[] = {{3, 1, language, 1, family}, {3, 1, language, 2, "Regular"}};
    tf_make("FandolHei-Regular.otf", &(struct test_font){.name = name, .nname = 2, .letters = "国"}, dir,
            "own.otf");
}

/* The place of the list in which a font of that family is found, -1 if it does not play the part. */
static long place(const char *part, const char *family, const char *own)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct err e = ERR_INIT;
    long at = -1;
    make(own, family);
    const struct fonts *f = fonts_open(tf_fonts(), own, false, a, d, &e);
    const struct font_part *p = f ? fonts_part(f, part) : NULL;
    if (p && strcmp(p->face[0]->file, "own.otf") == 0)
        at = (long)p->rank[0];
    err_clear(&e);
    diag_free(d);
    arena_free(a);
    return at;
}

int main(void)
{
    char *own = tf_folder();
    for (size_t i = 0; i < G_N_ELEMENTS(list); i++) {
        char name[96];
        snprintf(name, sizeof name, "D2 %s: each name of the list is found, in its place", list[i].part);
        T_CASE(name);
        g_auto(GStrv) face = g_strsplit(list[i].names, " ", -1);
        for (long k = 0; face[k]; k++) {
            g_auto(GStrv) names = g_strsplit(g_strdelimit(face[k], "~", ' '), "=", -1);
            for (size_t n = 0; names[n]; n++)
                t_int(__FILE__, __LINE__, names[n], place(list[i].part, names[n], own), k);
        }
    }
    tf_remove(own);

    T_CASE("D2 a name is found whatever its case");
    own = tf_folder();
    T_INT(place("body", "FANGSONG_gb2312", own), 0);
    T_INT(place("title", "stzhongsong", own), 4);
    tf_remove(own);
    return t_done();
}
