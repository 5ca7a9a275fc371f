#!/usr/bin/python3
"""nianbao verify: copies made again from what they carry; what was changed, where, and by which version or font.

A fresh copy is identical; one changed byte in any file is told with file and place; so is what was appended.
"""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess

import incremental
from copies import COPY, FILES, PDF, STEM, copied, findings, verify
from tools import ROOT, SEED, WORK, case, contains, done, equal, folder, names, nianbao


@case("verify: a fresh copy is identical, the folder and the PDF alone, many at once")
def _():
    run = nianbao("verify", COPY, PDF, f"{COPY}/")
    equal(findings(run), [])
    equal(run.out.count("identical"), 3)
    contains(run.err, "Identical: 3")


@case("verify: every sample is identical, from anywhere, whatever the name of the folder and the environment")
def _():
    nianbao("archive", "--as-published", "-q", "-o", folder("all"), *sorted((ROOT / "samples").glob("*.json")))
    moved = folder("moved") / "另一个 名字"
    shutil.copytree(COPY, moved)
    alone = shutil.copy(PDF, folder("moved") / "renamed.pdf")
    run = nianbao("verify", *sorted((WORK / "all").iterdir()), moved, alone, cwd=folder("moved"),
                  env={"TZ": "America/St_Johns", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "86400", "HOME": "/nonexistent"})
    equal(run.out.count(": identical"), len(names(WORK / "all")) + 2)


@case("verify: in Chinese, and as JSON for programs")
def _():
    contains(verify(COPY, 0, "--lang", "zh").out, "一致")
    equal([json.loads(line) for line in verify(COPY, 0, "--format", "json").out.splitlines()],
          [{"file": str(COPY), "verdict": "identical"}])


@case("verify: --quiet says nothing of what is identical")
def _():
    run = verify(COPY, 0, "-q")
    equal((run.out, run.err), ("", ""))


# ---- one changed byte ----

def place(data, at):
    before = data[:at].decode("utf-8", "replace")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def changed(data, at):
    """An ASCII letter or digit at or behind the offset becomes another one, so that texts stay texts."""
    while not (48 <= data[at] < 58 or 97 <= data[at] < 122):
        at += 1
    return at, data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


for name in FILES:
    @case(f"verify: one changed byte in {name} is told with file and place")
    def _():
        package = copied("byte")
        data = (package / name).read_bytes()
        for part in (3, 2):
            if re.search(r"\.(yaml|json|xml|list)$", name):
                at, bad = changed(data, len(data) // part)
                where = "{}/{}:{}:{}: ".format(package, name, *place(data, at))
            else:
                at = len(data) // part
                bad = data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]
                where = f"{package}/{name}: "
            (package / name).write_bytes(bad)
            run = verify(package, 1)
            told = [line for line in findings(run) if line.startswith(where) and " hard: " in line]
            assert told, f"nothing of {where} in\n{run.out}"
            if not where.endswith(": ") or where.count(":") == 1:
                contains(told[-1], f"byte {at} on")
            contains(run.out, f"{package}: differs")
            equal({line.split(":")[0] for line in findings(run)}, {f"{package}/{name}"}, "files told")


@case("verify: a changed byte in the lone PDF, in each page and each file it carries, is told with its place")
def _():
    held = json.loads(subprocess.run(["qpdf", "--json=2", PDF], check=True, capture_output=True).stdout)["qpdf"][1]
    specs = [value["value"] for value in held.values() if isinstance(value.get("value"), dict) and value["value"].get("/Type") == "/Filespec"]
    places = {spec["/UF"][2:]: spec["/EF"]["/F"] for spec in specs}
    pages = [value["value"]["/Contents"] for value in held.values() if isinstance(value.get("value"), dict) and value["value"].get("/Type") == "/Page"]
    data = PDF.read_bytes()
    alone = folder("alone") / "a.pdf"
    wanted = [(name, [name]) for name in places] + [(None, [f"page {i + 1}" for i in range(len(pages))])]
    for reference, words in [(places[name], [name]) for name, _ in wanted if name] + [(page, wanted[-1][1]) for page in pages]:
        start = re.search(rb"\n%s 0 obj\n" % reference.split()[0].encode(), data).end()
        stream = data.index(b"stream\n", start) + len(b"stream\n")
        at = stream + 24
        alone.write_bytes(data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1:])
        run = nianbao("verify", alone, status=3 if words == ["record.xml"] else 1)
        assert any(word in run.out + run.err for word in words), f"none of {words} in\n{run.out}{run.err}"


def forge(package, name, new):
    """Change a file and make every sum right again that names it."""
    old = {name: (package / name).read_bytes()}
    (package / name).write_bytes(new)
    for text in ("record.xml", "manifest.xml"):
        path = package / text
        old[text] = data = path.read_bytes()
        for file in old:
            for kind in ("sha256", "sm3"):
                data = data.replace(hashlib.new(kind, old[file]).hexdigest().encode(),
                                    hashlib.new(kind, (package / file).read_bytes()).hexdigest().encode())
        path.write_bytes(data)


nianbao("archive", "--as-published", "-q", "--pdfa", 2, "-o", folder("bare"), SEED)


@case("verify: a figure changed in the data, with all sums made right again, is found by making it again")
def _():
    data = (COPY / "report.json").read_bytes()
    at = re.search(rb'"total": (\d)', data).start(1)
    new = data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]
    package = copied("forged")
    forge(package, "report.json", new)
    run = verify(package, 1)  # the PDF knows better
    contains(run.out, "{}/report.json:{}:{}: COPY-DIFFERS hard".format(package, *place(data, at)))
    bare = folder("forged") / "bare"
    shutil.copytree(WORK / "bare" / STEM, bare)
    forge(bare, "report.json", new)
    run = verify(bare, 1)  # nothing in it knows better
    for name in ("pages.list", "applications.xlsx", f"{STEM}.pdf", "record.xml"):
        contains(run.out, f"{bare}/{name}")


@case("verify: a file that is missing, one too many, a link, a folder in place of a file")
def _():
    for name in ("report.json", "forms/review.yaml", "disclosure.xlsx", "record.xml", "manifest.xml", f"{STEM}.pdf", "originals/公布.html"):
        package = copied("missing")
        (package / name).unlink()
        run = verify(package, 1)
        contains(run.out, f"{package}/{name}: COPY-MISSING hard")
    for name in ("notes.txt", "forms/other.yaml", "originals/more.html", ".hidden", "deep/er/x"):
        package = copied("added")
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("x")
        run = verify(package, 1)
        contains(run.out, f"{package}/{name}".replace("/er/x", "/er") + ": COPY-ADDED hard")
    for name in ("report.json", "words.yaml", "pages.list", "record.xml", "manifest.xml", "disclosure.xlsx", f"{STEM}.pdf"):
        package = copied("emptied")
        (package / name).write_text("")
        run = verify(package, 1)
        contains(run.out, f"{package}/{name}")
        equal(run.err.count("\n"), 1, run.err)
    package = copied("link")
    (package / "words.yaml").unlink()
    (package / "words.yaml").symlink_to(COPY / "words.yaml")
    contains(verify(package, 1).out, f"{package}/words.yaml: COPY-")


@case("verify: a wrong SM3 alone in the manifest")
def _():
    package = copied("sm3")
    path = package / "manifest.xml"
    text = path.read_text()
    sum_ = re.search(r'"words.yaml".*sm3="(\w+)"', text)[1]
    path.write_text(text.replace(sum_, sum_[::-1]))
    contains(verify(package, 1).out, "SM3")


# ---- another font, form, program ----

def fonts_like_ours(name):
    """A folder of fonts that is ours, of links that can be replaced."""
    path = folder(name) / "fonts"
    shutil.rmtree(path, ignore_errors=True)
    (path / "files").mkdir(parents=True)
    shutil.copy(ROOT / "fonts/fonts.yaml", path)
    for font in (ROOT / "fonts/files").iterdir():
        (path / "files" / font.name).symlink_to(font.resolve())
    return path


def replace(path, data):
    path.unlink()
    path.write_bytes(data)


@case("verify: the same fonts in another folder: identical")
def _():
    contains(verify(COPY, 0, "--fonts", fonts_like_ours("same")).out, ": identical")


@case("verify: one font file changed: it is named; other glyphs differ, the same glyphs do not")
def _():
    fonts = fonts_like_ours("font")
    body = fonts / "files/FandolFang-Regular.otf"
    original = body.read_bytes()
    replace(body, original + b"\0")  # another sum, the same glyphs
    run = verify(COPY, 0, "--fonts", fonts)
    contains(run.out, "COPY-FONT soft")
    contains(run.out, "FandolFang-Regular.otf")
    contains(run.out, ": identical")
    replace(body, (fonts / "files/FandolKai-Regular.otf").read_bytes())
    run = verify(COPY, 1, "--fonts", fonts)
    contains(run.out, "the font FandolFang-Regular.otf here is another one")
    contains(run.out, "the picture of page 1 is not the recorded one")
    contains(run.out, f"{COPY}: differs")


@case("verify: a font that is missing is named; one that no page uses only noted")
def _():
    fonts = fonts_like_ours("nofont")
    (fonts / "files/FandolHei-Regular.otf").unlink()
    run = verify(COPY, 1, "--fonts", fonts)
    contains(run.out, "the font FandolHei-Regular.otf that it was made with is not here")
    fonts = fonts_like_ours("unused")
    (fonts / "files/NotoSerifCJK-Bold.ttc").unlink()
    run = verify(COPY, 0, "--fonts", fonts)
    contains(run.out, "COPY-FONT info")
    contains(run.out, ": identical")


@case("verify: a better font that came to the office later does not take a part of an old copy")
def _():
    own = folder("office")
    shutil.copy(ROOT / "fonts/files/FandolKai-Regular.otf", own / "later.otf")
    contains(verify(COPY, 0, "--fonts", own).out, ": identical")


@case("verify: a form changed in the installation does not matter, for the copy has its own; --layouts is refused")
def _():
    nianbao("verify", "--layouts", ROOT / "layouts", COPY, status=2)


@case("verify: a form changed in the copy with its sums: what it makes is not what is there")
def _():
    old = (COPY / "forms/review.yaml").read_bytes()
    new = old.replace("总计".encode(), "合计".encode())
    assert new != old
    package = copied("form")
    forge(package, "forms/review.yaml", new)
    contains(verify(package, 1).out, f"{package}/forms/review.yaml:")
    bare = folder("form") / "bare"
    shutil.copytree(WORK / "bare" / STEM, bare)
    forge(bare, "forms/review.yaml", new)
    run = verify(bare, 1)
    contains(run.out, f"{bare}/review.xlsx: COPY-DIFFERS hard")
    contains(run.out, f"{bare}/pages.list:")


def program(name, edits):
    """The program of other sources: file -> (old, new), built on a copy of what was built already."""
    work = folder(name)
    build = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
    for part in ("render", "layouts"):
        shutil.copytree(ROOT / part, work / part, copy_function=shutil.copy2)
    (work / "tests").mkdir()
    shutil.copy2(ROOT / "tests/setup", work / "tests/setup")
    shutil.copy2(ROOT / "Makefile", work / "Makefile")
    (work / "fonts").symlink_to(ROOT / "fonts")
    shutil.copytree(build / "obj", work / "build/obj", copy_function=shutil.copy2)
    for stamp in (".packages",):
        shutil.copy2(build / stamp, work / "build" / stamp)
    for file, (old, new) in edits.items():
        path = work / "render" / file
        text = path.read_text()
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new))
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE") and key not in ("MFLAGS", "BUILD", "CFLAGS")}
    if build.name == "sanitize":  # with its compiler and flags
        environment["CC"] = "clang-14"
        environment["CFLAGS"] = "-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all"
    run = subprocess.run(["make", "-s", "build/nianbao"], cwd=work, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-2000:]
    return work / "build/nianbao"


@case("verify: a program of other sources that makes the same is named, and the copy identical")
def _():
    other = program("comment", {"main.c": ("int main(", "/* another program */\nint main(")})
    run = verify(COPY, 0, program=other)
    contains(run.out, "COPY-VERSION soft")
    contains(run.out, "other sources")
    contains(run.out, ": identical")


@case("verify: a program that makes other bytes of the same pages: equivalent; of other pages: differs")
def _():
    other = program("bytes", {"finish.c": ('"nianbao " VERSION', '"NIANBAO " VERSION')})
    run = verify(COPY, 0, program=other)
    contains(run.out, "COPY-VERSION soft")
    contains(run.out, f"{COPY}/{STEM}.pdf: COPY-DIFFERS soft")
    contains(run.out, f"{COPY}: equivalent")
    other = program("pages", {"layout.c": ("l->cell = (l->type_width + l->cells / 2) / l->cells;",
                                           "l->cell = (l->type_width + l->cells / 2) / l->cells - 64;")})
    run = verify(COPY, 1, program=other)
    contains(run.out, "COPY-VERSION soft")
    contains(run.out, "pages.list")
    contains(run.out, "the picture of page 1 is not the recorded one")
    contains(run.out, f"{COPY}: differs")


@case("verify: a lone PDF of another program: a byte changed in a font is told, though no sum outside says so")
def _():
    path = folder("font") / "a.pdf"
    data = PDF.read_bytes()
    at = data.index(b"stream\n", data.index(b"CIDFontType0C")) + 3000
    path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1:])
    run = verify(path, 1, program=WORK / "bytes/build/nianbao")
    assert re.search(r"COPY-DAMAGED hard: object \d+ of the PDF is damaged", run.out), run.out
    contains(verify(PDF, 0, program=WORK / "bytes/build/nianbao").out, ": equivalent")


@case("verify: a copy of another program, its manifest changed: what it says of the report, sizes and totals are not excused")
def _():
    for old, new, words in ((' date="2025-', ' date="2015-', "the manifest says “2015-"), ('title="来源县2024', 'title="来源县2023', "the manifest says “来源县2023"),
                            ('count="', 'count="1', "as many and as large"), ('<files ', '<files  ', "")):
        package = copied("manifest")
        path = package / "manifest.xml"
        text = path.read_text()
        title = json.loads(SEED.read_text())["title"]
        old, new, words = (word.replace("来源县", title[:title.index("2024")]) for word in (old, new, words))
        assert old in text, old
        path.write_text(text.replace(old, new, 1))
        run = verify(package, 1 if words else 0, program=WORK / "bytes/build/nianbao")
        contains(run.out, words)
        contains(run.out, f"{package}: differs" if words else f"{package}: equivalent")
    package = copied("sizes")
    path = package / "manifest.xml"
    text = path.read_text()
    size = re.search(r'"words.yaml".* bytes="(\d+)" ', text)[1]
    total = re.search(r'count="\d+" bytes="(\d+)"', text)[1]
    path.write_text(text.replace(f'bytes="{size}"', f'bytes="{int(size) + 1}"').replace(f'bytes="{total}"', f'bytes="{int(total) + 1}"'))
    contains(verify(package, 1).out, f"{package}/words.yaml: COPY-SUM hard: the size in the manifest is wrong")


@case("verify: a copy of another program, changed too: the change is told, not excused by the version")
def _():
    package = copied("excuse")
    path = package / "pages.list"
    at, bad = changed(path.read_bytes(), 5000)
    path.write_bytes(bad)
    run = verify(package, 1, program=WORK / "bytes/build/nianbao")
    contains(run.out, f"{path}:")
    contains(run.out, "COPY-SUM hard")


# ---- appended ----

@case("verify: a signature appended later is named, the part before it identical")
def _():
    package = copied("signed")
    path = package / f"{STEM}.pdf"
    path.write_bytes(incremental.signed(path))
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    for what in (package, path):
        run = verify(what, 0)
        contains(run.out, "COPY-UPDATE info")
        contains(run.out, "signed by “某县档案馆”, D:20260301120000+08'00'")
        contains(run.out, f"the first {PDF.stat().st_size} bytes are the copy itself")
        contains(run.out, f"{what}: identical")
        equal("hard" in run.out, False, run.out)


@case("verify: a signing program may make objects of what stood in the catalog, and count too many of them")
def _():
    def moved(free, root, page):
        catalog = incremental.show(PDF, root)
        intent = re.search(rb"/OutputIntents \[ (<<.*?>>) \]", catalog)[1]
        return {root: catalog.replace(intent, b"%d 0 R" % free), free: intent}

    path = folder("moved") / "a.pdf"
    data, end = incremental.append(PDF, moved), PDF.stat().st_size
    path.write_bytes(data[:end] + re.sub(rb"/Size (\d+)", lambda size: b"/Size %d" % (int(size[1]) + 1), data[end:]))
    contains(verify(path, 0).out, f"{path}: identical")
    path.write_bytes(path.read_bytes().replace(b"(sRGB IEC61966-2.1) /S /GTS", b"(sRGB IEC61966-2.2) /S /GTS"))
    contains(verify(path, 1).out, "what was appended changes the copy: the catalog")


@case("verify: two signatures, one after the other")
def _():
    path = folder("twice") / "a.pdf"
    path.write_bytes(incremental.signed(PDF))
    second = folder("twice") / "b.pdf"
    second.write_bytes(incremental.signed(path, "第二人"))
    run = verify(second, 0)
    contains(run.out, "(2 times)")
    contains(run.out, "第二人")


@case("verify: an update that changes a page, the metadata or a file, or adds a note or a file, is no signature")
def _():
    show, append, with_key = incremental.show, incremental.append, incremental.with_key

    def page(free, root, page):
        return {page: with_key(show(PDF, page), b"/Contents", b"%d 0 R" % free),
                free: b"<< /Length 9 >>\nstream\n0 0 9 9 re\nendstream"}

    def note(free, root, page):
        return {page: with_key(show(PDF, page), b"/Annots", b"[%d 0 R]" % free),
                free: b"<< /Type /Annot /Subtype /FreeText /Rect [0 0 99 99] /Contents (x) /DA (/F 9 Tf) >>"}

    def box(free, root, page):
        return {page: with_key(show(PDF, page), b"/MediaBox", b"[0 0 100 100]")}

    def outline(free, root, page):
        return {root: with_key(show(PDF, root), b"/OpenAction", b"<< /S /URI /URI (x) >>")}

    for name, objects, words in (("page", page, "page 1"), ("note", note, "an annotation (FreeText)"), ("box", box, "page 1"),
                                 ("catalog", outline, "the catalog")):
        path = folder("updates") / f"{name}.pdf"
        path.write_bytes(append(PDF, objects))
        run = verify(path, 1)
        contains(run.out, "COPY-CHANGED hard")
        contains(run.out, words)


@case("verify: an update that brings another document, or other metadata, under new numbers is no signature")
def _():
    show, append, with_key = incremental.show, incremental.append, incremental.with_key
    for key, words in (b"/Root", "the catalog"), (b"/Info", "the metadata"):
        def another(free, root, page):
            """A catalog with a page of its own, Info with another title."""
            info = with_key(show(PDF, incremental.number(incremental.entry(show(PDF, "trailer"), b"/Info"))), b"/Title", b"(another)")
            return {free: with_key(show(PDF, root), b"/Pages", b"%d 0 R" % (free + 1)) if key == b"/Root" else info,
                    free + 1: b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (free + 2),
                    free + 2: b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>" % (free + 1)}
        was = incremental.entry(show(PDF, "trailer"), key)
        free = int(re.search(rb"/Size (\d+)", show(PDF, "trailer"))[1])
        data = append(PDF, another)
        end = PDF.stat().st_size
        path = folder("updates") / "another.pdf"
        path.write_bytes(data[:end] + data[end:].replace(key + b" " + was, key + b" %d 0 R" % free))
        run = verify(path, 1)
        contains(run.out, f"COPY-CHANGED hard: what was appended changes the copy: {words}")


@case("verify: the place of a signature on a page may be a part of its field; a form to be shown for the pages is none")
def _():
    show, append, with_key = incremental.show, incremental.append, incremental.with_key

    def parted(free, root, page):
        return {root: with_key(show(PDF, root), b"/AcroForm", b"<< /Fields [%d 0 R] /SigFlags 3 >>" % free),
                page: with_key(show(PDF, page), b"/Annots", b"[%d 0 R]" % (free + 1)),
                free: b"<< /FT /Sig /T (Signature1) /Kids [%d 0 R] /V << /Type /Sig /Name (Archive) >> >>" % (free + 1),
                free + 1: b"<< /Type /Annot /Subtype /Widget /Rect [300 100 400 200] /Parent %d 0 R >>" % free}

    def form(free, root, page):
        return {root: with_key(show(PDF, root), b"/AcroForm", b"<< /Fields [] /XFA (x) >>")}

    path = folder("updates") / "parted.pdf"
    path.write_bytes(append(PDF, parted))
    run = verify(path, 0)
    contains(run.out, "signed by “Archive”")
    equal(" hard" in run.out, False, run.out)
    path.write_bytes(append(PDF, form))
    contains(verify(path, 1).out, "COPY-CHANGED hard: what was appended adds to the copy: a form (XFA)")


@case("verify: bytes behind the end that are no update are told")
def _():
    for tail in (b"x", b"\n" * 400, b"x\n%%EOF\n", os.urandom(300)):
        package = copied("tail")
        path = package / f"{STEM}.pdf"
        path.write_bytes(path.read_bytes() + tail)
        contains(verify(package, 1).out, f"{path}: COPY-CHANGED hard")


@case("verify: several copies, the worst one decides; each has its own verdict")
def _():
    package = copied("several")
    (package / "words.yaml").write_text("")
    run = nianbao("verify", COPY, package, WORK / "none.pdf", PDF, status=3)
    contains(run.out, f"{COPY}: identical")
    contains(run.out, f"{package}: differs")
    contains(run.out, f"{PDF}: identical")
    contains(run.err, "Copies verified: 4. Identical: 2, equivalent: 0, different: 1, not verified: 1.")


done()
