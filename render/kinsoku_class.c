/* kinsoku_class.c - the class of a character beside its two neighbours (B1). */
#include "kinsoku.h"
#include "kinsoku_tokens.h"

bool kinsoku_digit(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 0xFF10 && cp <= 0xFF19);
}

bool kinsoku_letter(uint32_t cp)
{
    return (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') ||
           (cp >= 0x00C0 && cp <= 0x024F && cp != 0x00D7 && cp != 0x00F7) || /* Latin, not × ÷ */
           (cp >= 0x0370 && cp <= 0x052F) ||                                 /* Greek, Cyrillic */
           (cp >= 0x1E00 && cp <= 0x1FFF) || (cp >= 0xFF21 && cp <= 0xFF3A) || (cp >= 0xFF41 && cp <= 0xFF5A);
}

static bool alnum(uint32_t cp)
{
    return kinsoku_digit(cp) || kinsoku_letter(cp);
}

/* Marks whose class needs no neighbour; K_HAN for everything else. */
static enum kinsoku_class mark_class(uint32_t cp)
{
    switch (cp) {
    case 0x201C: /* “ */
    case 0x2018: /* ‘ */
    case 0xFF08: /* （ */
    case 0x300A: /* 《 */
    case 0x3008: /* 〈 */
    case 0x3010: /* 【 */
    case 0x3016: /* 〖 */
    case 0x3014: /* 〔 */
    case 0xFF3B: /* ［ */
    case 0xFF5B: /* ｛ */
    case 0x300C: /* 「 */
    case 0x300E: /* 『 */
    case 0x301D: /* 〝 */
    case '(':
    case '[':
        return K_OP;
    case 0x201D: /* ” */
    case 0x2019: /* ’ */
    case 0xFF09: /* ） */
    case 0x300B: /* 》 */
    case 0x3009: /* 〉 */
    case 0x3011: /* 】 */
    case 0x3017: /* 〗 */
    case 0x3015: /* 〕 */
    case 0xFF3D: /* ］ */
    case 0xFF5D: /* ｝ */
    case 0x300D: /* 」 */
    case 0x300F: /* 』 */
    case 0x301E: /* 〞 */
    case 0x301F: /* 〟 */
    case ')':
    case ']':
        return K_CL;
    case 0x3002: /* 。 */
    case 0xFF0C: /* ， */
    case 0x3001: /* 、 */
    case 0xFF1B: /* ； */
    case 0xFF1A: /* ： */
    case 0xFF1F: /* ？ */
    case 0xFF01: /* ！ */
    case 0xFF0E: /* ． */
    case 0x203C: /* ‼ */
    case 0x2047: /* ⁇ */
    case 0x2048: /* ⁈ */
    case 0x2049: /* ⁉ */
    case ',':
    case '.':
    case ';':
    case ':':
    case '!':
    case '?':
        return K_ST;
    case 0x2013: /* – */
    case 0x2014: /* — */
    case 0x2015: /* ― */
    case 0xFF5E: /* ～ */
    case 0x301C: /* 〜 */
    case '~':
        return K_CN;
    case 0x00B7: /* · */
    case 0x2027: /* ‧ */
    case 0x30FB: /* ・ */
    case 0x2022: /* • */
        return K_IP;
    case '/':
    case 0xFF0F: /* ／ */
        return K_SO;
    case 0x2026: /* … */
    case 0x22EF: /* ⋯ */
    case 0x2E3A: /* ⸺ */
    case 0x2E3B: /* ⸻ */
        return K_LG;
    case '%':
    case 0xFF05: /* ％ */
    case 0x2030: /* ‰ */
    case 0x00B0: /* ° */
    case 0x2032: /* ′ */
    case 0x2033: /* ″ */
    case 0x2103: /* ℃ */
    case 0x2109: /* ℉ */
        return K_PO;
    case '$':
    case 0xFF04: /* ＄ */
    case 0x00A3: /* £ */
    case 0xFFE1: /* ￡ */
    case 0x00A5: /* ¥ */
    case 0xFFE5: /* ￥ */
    case 0x20AC: /* € */
    case 0x2116: /* № */
        return K_PR;
    case ' ':
    case 0x00A0: /* no-break space */
    case 0x202F: /* narrow no-break space */
    case 0x200B: /* zero width space */
    case 0x3000: /* ideographic space */
        return K_SPACE;
    default:
        if (cp >= 0x2000 && cp <= 0x200A)
            return K_SPACE;
        if ((cp >= 0x2460 && cp <= 0x2473) || cp == 0x24EA || (cp >= 0x3251 && cp <= 0x325F) ||
            (cp >= 0x32B1 && cp <= 0x32BF) || (cp >= 0x2776 && cp <= 0x2793) || cp == 0x00B9 ||
            cp == 0x00B2 || cp == 0x00B3) /* ① to ㊿, ❶, ¹ ² ³ */
            return K_NOTE;
        return K_HAN;
    }
}

/* + - ± and the like: a sign before a number, an operator inside one, else a joint as in 互联网+督查. */
static enum kinsoku_class sign_class(uint32_t before, uint32_t after, bool hyphen)
{
    if (alnum(before) && alnum(after))
        return hyphen ? K_CN : K_LATIN;
    if (kinsoku_digit(after))
        return K_PR;
    return K_CN;
}

enum kinsoku_class kinsoku_class(uint32_t before, uint32_t cp, uint32_t after)
{
    bool letters = kinsoku_letter(before) && kinsoku_letter(after);
    bool digits = kinsoku_digit(before) && kinsoku_digit(after);

    if (kinsoku_digit(cp))
        return K_DIGIT;
    if (kinsoku_letter(cp))
        return K_LATIN;
    switch (cp) {
    case 0x2018:
    case 0x2019:
    case 0x201C:
    case 0x201D: /* it’s */
        return letters ? K_LATIN : mark_class(cp);
    case 0x2014: /* —— is one long mark, — alone a connector */
    case 0x2015:
        return before == cp || after == cp ? K_LG : K_CN;
    case '.':
    case ',':
    case ':':
    case 0xFF0E: /* ． */
        if (digits)
            return K_DIGIT;
        return cp != 0xFF0E && alnum(before) && alnum(after) ? K_LATIN : K_ST;
    case ';':
    case '!':
    case '?':
    case '(':
    case ')':
    case '[':
    case ']': /* beside Han the class of the full-width twin, else part of a word */
        return alnum(before) && alnum(after) ? K_LATIN : mark_class(cp);
    case '-':
    case 0x2010: /* ‐ */
    case 0x2212: /* − */
    case 0xFF0D: /* － */
        return sign_class(before, after, true);
    case '+':
    case 0xFF0B: /* ＋ */
    case 0x00B1: /* ± */
        return sign_class(before, after, false);
    case 0x2264: /* ≤ */
    case 0x2265: /* ≥ */
    case 0x2248: /* ≈ */
    case 0xFF1C: /* ＜ */
    case 0xFF1E: /* ＞ */
        return kinsoku_digit(after) ? K_PR : K_HAN;
    case 0x2011: /* no-break hyphen */
        return K_LATIN;
    case 0x00D7: /* × */
        return digits ? K_DIGIT : K_HAN;
    default:
        break;
    }
    enum kinsoku_class k = mark_class(cp);
    return k == K_HAN && cp > 0x20 && cp < 0x2000 ? K_LATIN : k; /* # & @ § ... */
}
