/* Strings in an arena. */
#include "arena.h"
#include "t.h"

#include <glib.h>
#include <string.h>

int main(void)
{
    struct arena *a = arena_new();
    T_CASE("arena_concat puts strings of any length behind each other");
    char *none = arena_concat(a, ""), *one = arena_concat(a, "", "一");
    T_STR(none, "");
    T_STR(one, "一");
    T_STR(arena_concat(a, "IF(", one, ",", "0", ")", ""), "IF(一,0)");
    char large[20000];
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    char *two = arena_concat(a, large, one, large);
    T_INT(strlen(two), 2 * (sizeof large - 1) + strlen(one));
    T_TRUE(g_str_has_prefix(two, large) && g_str_has_suffix(two, large));
    T_STR(one, "一");
    arena_free(a);
    return t_done();
}
