/* source_encoding.c - which encoding a text is in: by marks, by strict validity, by plausibility. */
#include "source_fixture.h"

static const char *sentence = "涞源县2024年政府信息公开工作年度报告，第二十条第（一）项。";

/* The sentence in this encoding, read. */
static const char *in(const char *encoding, const char *mark, size_t mark_bytes)
{
    gsize n;
    char *text = g_convert(sentence, -1, encoding, "UTF-8", NULL, &n, NULL);
    GByteArray *all = g_byte_array_new();
    g_byte_array_append(all, (const guint8 *)mark, (guint)mark_bytes);
    g_byte_array_append(all, (const guint8 *)text, (guint)n);
    GBytes *b = g_byte_array_free_to_bytes(all);
    const char *dump = read_bytes(source_text, "a.txt", b);
    g_bytes_unref(b);
    g_free(text);
    return dump;
}

static const char *raw(const char *bytes, size_t n)
{
    GBytes *b = g_bytes_new(bytes, n);
    const char *dump = read_bytes(source_text, "a.txt", b);
    g_bytes_unref(b);
    return dump;
}

int main(void)
{
    char *want = g_strdup_printf("text 1 \"%s\"\n", sentence);
    T_CASE("source_encoding: UTF-8 with and without its mark");
    T_STR(in("UTF-8", "", 0), want);
    T_STR(in("UTF-8", "\xEF\xBB\xBF", 3), want);

    T_CASE("source_encoding: UTF-16 of both orders, with a mark and by its zero bytes");
    T_STR(in("UTF-16LE", "\xFF\xFE", 2), want);
    T_STR(in("UTF-16BE", "\xFE\xFF", 2), want);
    T_STR(in("UTF-16LE", "", 0), want);
    T_STR(in("UTF-16BE", "", 0), want);

    T_CASE("source_encoding: GBK, and GB 18030 with characters of four bytes");
    T_STR(in("GBK", "", 0), want);
    sentence = "鄠邑区㑇村䶮某某，政府信息公开工作年度报告𠮷。";
    g_free(want);
    want = g_strdup_printf("text 1 \"%s\"\n", sentence);
    T_STR(in("GB18030", "", 0), want);

    T_CASE("source_encoding: GBK that happens to be valid UTF-8 is read as Chinese");
    T_STR(raw("\xC1\xAA\xCD\xA8", 4), "text 1 \"联通\"\n");
    T_STR(raw("\xCD\xA8\xD6\xAA", 4), "text 1 \"通知\"\n");

    T_CASE("source_encoding: UTF-8 with a damaged byte is refused with its line, never read as GBK");
    T_STR(raw("政府信息\n公开\xE5\xB7工作\n", 28),
          "failed: line 2 holds a byte that is not UTF-8: the file is damaged or of two encodings");
    T_INT(read_.kind, ERR_INPUT);

    T_CASE("source_encoding: bytes of no encoding, and half a text in UTF-16, are refused");
    T_TRUE(strstr(raw("a\n\xFF\x80\x80\xFF\x81\xFF", 8), "none of the encodings") != NULL);
    T_STR(raw("\xFF\xFE\x31", 3), "failed: the text says it is UTF-16, but it is damaged");
    T_STR(raw("a\0b", 3), "failed: this is no text: it holds zero bytes");

    T_CASE("source_encoding: more than 4 MiB are refused");
    char *large = g_malloc(SOURCE_MAX_TEXT + 1);
    memset(large, 'a', SOURCE_MAX_TEXT + 1);
    T_STR(raw(large, SOURCE_MAX_TEXT + 1), "failed: the text is larger than 4 MiB");
    T_INT(read_.kind, ERR_LIMIT);
    g_free(large);
    g_free(want);
    return t_done();
}
