/* Streams in memory: what was written is read back. */
#include "memfile.h"
#include "t.h"

#include <glib.h>
#include <string.h>

enum { SIZE = 100000 };

int main(void)
{
    char *data = g_malloc(SIZE), *back = g_malloc(SIZE + 1);
    for (int i = 0; i < SIZE; i++)
        data[i] = (char)(i * 7 % 251);
    FILE *f = memfile_open();
    T_CASE("memfile: what was written comes back, and its end is told");
    if (!T_TRUE(f))
        return t_done();
    for (size_t at = 0, n; at < SIZE; at += n) {
        n = MIN(1 + at % 9000, SIZE - at);
        T_INT(fwrite(data + at, 1, n, f), n);
    }
    T_INT(fflush(f), 0);
    rewind(f);
    T_INT(fread(back, 1, SIZE + 1, f), SIZE);
    T_TRUE(feof(f) && !ferror(f));
    T_TRUE(memcmp(data, back, SIZE) == 0);

    T_CASE("memfile: writing goes on where the stream stands");
    T_INT(fseek(f, 10, SEEK_SET), 0);
    T_TRUE(fputs("ten", f) >= 0);
    T_INT(fseek(f, -2, SEEK_END), 0);
    T_INT(ftell(f), SIZE - 2);
    T_TRUE(fputs("end and more", f) >= 0);
    rewind(f);
    memcpy(data + 10, "ten", 3);
    T_INT(fread(back, 1, SIZE - 2, f), SIZE - 2);
    T_TRUE(memcmp(data, back, SIZE - 2) == 0);
    T_INT(fread(back, 1, SIZE, f), 12);
    T_TRUE(memcmp(back, "end and more", 12) == 0);

    T_CASE("memfile: what was left out is zeros; before the start there is no place");
    T_INT(fseek(f, 5, SEEK_END), 0);
    T_TRUE(fputs("x", f) >= 0);
    T_INT(fseek(f, -8, SEEK_CUR), 0);
    T_INT(fread(back, 1, SIZE, f), 8);
    T_TRUE(memcmp(back, "re\0\0\0\0\0x", 8) == 0);
    T_TRUE(fseek(f, -1, SEEK_SET) != 0);
    T_INT(fclose(f), 0);
    g_free(data);
    g_free(back);
    return t_done();
}
