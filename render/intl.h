/* intl.h - the language of messages (gettext).
 * English in the source, Chinese in zh_CN.po. */
#ifndef INTL_H
#define INTL_H

#include <libintl.h>
#include <stdbool.h>

#define _(text)  gettext(text)
#define N_(text) (text) /* marked for xgettext, translated where it is printed */

/* intl_init - choose the language of all later messages: lang "zh" or "en", or NULL for that of the
 * environment.  localedir holds zh_CN/LC_MESSAGES/nianbao.mo; NULL leaves English.  Only LC_MESSAGES and
 * LC_CTYPE are set: numbers are never written by the locale. */
void intl_init(const char *lang, const char *localedir);

/* intl_is_chinese - whether messages are in Chinese; for texts of the layouts that have both languages. */
bool intl_is_chinese(void);

#endif
