/* passage_marks.c - digits, and the marks that end clauses and sentences. */
#include "passage.h"

int passage_digit(uint32_t cp)
{
    if (cp >= '0' && cp <= '9')
        return (int)(cp - '0');
    return cp >= 0xFF10 && cp <= 0xFF19 ? (int)(cp - 0xFF10) : -1;
}

bool passage_stop(const struct passage *p, size_t i)
{
    switch (p->cp[i]) {
    case 0:
    case '\n':
    case '?':
    case '!':
    case 0x3002: /* 。 */
    case 0xFF1F: /* ？ */
    case 0xFF01: /* ！ */
        return true;
    default:
        return false;
    }
}

bool passage_pause(const struct passage *p, size_t i)
{
    switch (p->cp[i]) {
    case ',':
        return !(i > 0 && passage_digit(p->cp[i - 1]) >= 0 && passage_digit(p->cp[i + 1]) >= 0);
    case ';':
    case ':':
    case '(':
    case ')':
    case '[':
    case ']':
    case 0x2014: /* — */
    case 0x2026: /* … */
    case 0x3001: /* 、 */
    case 0x3010: /* 【 */
    case 0x3011: /* 】 */
    case 0x3014: /* 〔 */
    case 0x3015: /* 〕 */
    case 0xFF08: /* （ */
    case 0xFF09: /* ） */
    case 0xFF0C: /* ， */
    case 0xFF1A: /* ： */
    case 0xFF1B: /* ； */
    case 0xFF3B: /* ［ */
    case 0xFF3D: /* ］ */
        return true;
    default:
        return passage_stop(p, i);
    }
}
