/* layout - the YAML files: the first byte says which kind the others are. */
#include "fuzz.h"

#include "layout.h"
#include "lint.h"
#include "words.h"
#include "yamlread.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0)
        return 0;
    const struct fuzz_own *own = fuzz_own();
    struct fuzz f = fuzz_begin();
    const char *text = (const char *)data + 1;
    char path[32];
    int fd = fuzz_file(data + 1, n - 1, path);
    const void *made = NULL;
    switch (data[0]) {
    case 'f':
        made = form_parse("x.yaml", text, n - 1, f.a, f.d, &f.e);
        break;
    case 'l':
        made = layout_parse("x.yaml", text, n - 1, NULL, f.a, f.d, &f.e);
        break;
    case 'w':
        made = words_parse("x.yaml", text, n - 1, f.a, f.d, &f.e);
        break;
    case 'p':
        made = prose_load(path, own->forms, f.a, f.d, &f.e);
        break;
    case 'm':
        made = match_words_load(path, f.a, f.d, &f.e);
        break;
    case 't':
        made = lint_load(path, f.a, f.d, &f.e);
        break;
    default:
        made = yaml_parse("x.yaml", text, n - 1, f.a, f.d, &f.e);
    }
    CLAIM((made != NULL) == (f.e.kind == ERR_NONE));
    close(fd);
    fuzz_end(&f);
    return 0;
}
