/* intl.c - the language of messages. */
#include "intl.h"

#include <glib.h>
#include <locale.h>
#include <stdbool.h>
#include <string.h>

static bool is_language(const char *name, const char *lang)
{
    size_t n = strlen(lang);
    return strncmp(name, lang, n) == 0 && (name[n] == '\0' || strchr("_.@-:", name[n]));
}

/* What the environment asks messages to be in: the rule of gettext, read here because gettext itself answers
 * only for locales that were generated on the machine. */
static bool environment_wants_chinese(void)
{
    static const char *const variable[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *locale = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(variable) && !(locale && *locale); i++)
        locale = g_getenv(variable[i]);
    if (!locale || !*locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        return false;
    const char *language = g_getenv("LANGUAGE");
    return is_language(language && *language ? language : locale, "zh");
}

static bool messages_chinese;

bool intl_is_chinese(void)
{
    return messages_chinese;
}

void intl_init(const char *lang, const char *localedir)
{
    bool chinese = lang ? is_language(lang, "zh") : environment_wants_chinese();
    /* C.UTF-8 is part of libc and so always there: text is UTF-8 in and out, whatever the machine has
     * generated. */
    setlocale(LC_CTYPE, "C.UTF-8");
    if (!chinese || !localedir) {
        messages_chinese = false;
        setlocale(LC_MESSAGES, "C");
        return;
    }
    messages_chinese = true;
    g_setenv("LANGUAGE", "zh_CN", TRUE);
    setlocale(LC_MESSAGES, "C.UTF-8");
    bindtextdomain("nianbao", localedir);
    bind_textdomain_codeset("nianbao", "UTF-8");
    textdomain("nianbao");
}
