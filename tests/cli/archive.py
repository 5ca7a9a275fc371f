#!/usr/bin/python3
"""Archival copies: what is in them, that all parts say the same, that nothing but the input decides their bytes."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import urllib.parse
import xml.etree.ElementTree as tree

from tools import ROOT, SEED, case, contains, done, equal, folder, names, nianbao

LIMIT = 320_000  # bytes of the seed report as PDF/A-2
RELATION = {"report.json": "Source", "record.xml": "Unspecified"}
MADE = {"disclosure.xlsx", "applications.xlsx", "review.xlsx", "pages.list", "record.xml"}
SEED_FORMS = {"forms/disclosure-2021.yaml", "forms/applications-2019.yaml", "forms/review.yaml"}
USED = {"editions/2021.yaml", "gbt9704.yaml", "words.yaml", "fonts.yaml"}


def files(package):
    """All files of a package by their names in it."""
    return {str(path.relative_to(package)): path.read_bytes() for path in sorted(package.rglob("*")) if path.is_file()}


def archive(name, *more, report=SEED, status=0, **how):
    out = folder(name)
    run = nianbao("archive", "--as-published", "-o", out, report, *more, status=status, **how)
    return (out / pathlib.Path(report).stem, run) if status else out / pathlib.Path(report).stem


def xml(data):
    return tree.fromstring(data)


def parts(element, path):
    return [dict(found.attrib) for found in element.findall(re.sub(r"(^|/)(\w)", r"\1{*}\2", path))]


def attached(pdf):
    """The files a PDF carries, as qpdf takes them out: name -> (bytes, AFRelationship)."""
    listed = subprocess.run(["qpdf", "--list-attachments", pdf], check=True, capture_output=True, text=True).stdout
    keys = re.findall(r"^(.+) -> \d+,\d+$", listed, re.MULTILINE)
    held = json.loads(subprocess.run(["qpdf", "--json=2", pdf], check=True, capture_output=True).stdout)["qpdf"][1]
    relation = {value["value"]["/UF"][2:]: value["value"]["/AFRelationship"] for value in held.values()
                if isinstance(value.get("value"), dict) and value["value"].get("/Type") == "/Filespec"}
    return {urllib.parse.unquote(key): (subprocess.run(["qpdf", pdf, f"--show-attachment={key}"], check=True, capture_output=True).stdout,
                                        relation[urllib.parse.unquote(key)][1:]) for key in keys}


seed = archive("seed")


@case("archive: a folder with the PDF, what it was made of, what was made, record and manifest")
def _():
    equal(set(files(seed)), {"laiyuan-2024.pdf", "report.json", "manifest.xml"} | MADE | SEED_FORMS | USED)
    equal((seed / "report.json").read_bytes(), SEED.read_bytes())
    for name in SEED_FORMS | USED - {"fonts.yaml"}:
        equal((seed / name).read_bytes(), (ROOT / "layouts" / name).read_bytes(), name)
    equal((seed / "fonts.yaml").read_bytes(), (ROOT / "fonts/fonts.yaml").read_bytes())


@case("archive: the PDF carries every file of the folder but itself and the manifest, each with its relation")
def _():
    inside, outside = attached(seed / "laiyuan-2024.pdf"), files(seed)
    equal(set(inside), set(outside) - {"laiyuan-2024.pdf", "manifest.xml"})
    for name, (data, relation) in inside.items():
        equal(data, outside[name], name)
        equal(relation, RELATION.get(name, "Data" if name.endswith(".xlsx") else "Supplement"), name)


@case("archive: every file belongs to the document as a whole (/AF of the catalog)")
def _():
    held = json.loads(subprocess.run(["qpdf", "--json=2", seed / "laiyuan-2024.pdf"], check=True, capture_output=True).stdout)
    objects = held["qpdf"][1]
    root = objects["obj:" + objects["trailer"]["value"]["/Root"]]["value"]
    equal(len(root["/AF"]), len(files(seed)) - 2)


@case("archive: workbooks and page list are those that render writes")
def _():
    out = folder("rendered")
    nianbao("render", "--as-published", "-o", out, "--only", "xlsx,list", SEED)
    equal((seed / "pages.list").read_bytes(), (out / "laiyuan-2024.list").read_bytes())
    for slot in ("disclosure", "applications", "review"):
        equal((seed / f"{slot}.xlsx").read_bytes(), (out / f"laiyuan-2024-{slot}.xlsx").read_bytes(), slot)


@case("archive: a PDF made by render carries nothing")
def _():
    for part in (1, 2, 3):
        out = folder(f"bare-{part}")
        nianbao("render", "--as-published", "-o", out, "--only", "pdf", "--pdfa", part, SEED)
        equal(attached(out / "laiyuan-2024.pdf"), {})


@case("archive record: size and SHA-256 of every other file, of the fonts, of the pictures of the pages")
def _():
    record, held = xml((seed / "record.xml").read_bytes()), files(seed)
    told = {part["name"]: (int(part["bytes"]), part["sha256"]) for part in parts(record, "files/file")}
    equal(told, {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in held.items()
                 if name not in ("laiyuan-2024.pdf", "manifest.xml", "record.xml")})
    out = folder("pictures")
    nianbao("render", "--as-published", "-o", out, "--only", "png", SEED)
    equal([page["sha256"] for page in parts(record, "pages/page")],
          [hashlib.sha256((out / name).read_bytes()).hexdigest() for name in names(out)])
    fonts = {font["file"]: font for font in parts(record, "fonts/font")}
    assert "FandolFang-Regular.otf" in fonts and fonts["FandolFang-Regular.otf"]["used"] == "yes", fonts
    for name, font in fonts.items():
        data = (ROOT / "fonts/files" / name).read_bytes()
        equal((int(font["bytes"]), font["sha256"]), (len(data), hashlib.sha256(data).hexdigest()), name)
    profile = parts(record, "fonts/profile")[0]["sha256"]
    equal(profile, hashlib.sha256((ROOT / "fonts/files/sRGB.icc").read_bytes()).hexdigest())


@case("archive record: fonts that give the pages a glyph are marked as used, by the PDF's own list of fonts")
def _():
    shown = subprocess.run(["pdffonts", seed / "laiyuan-2024.pdf"], check=True, capture_output=True, text=True).stdout
    fonts = parts(xml((seed / "record.xml").read_bytes()), "fonts/font")
    equal({font["file"].split(".")[0] for font in fonts if font["used"] == "yes"},
          set(re.findall(r"^[A-Z]{6}\+(\S+)", shown, re.MULTILINE)))


@case("archive record: the program's version and sources, every library with its version at run time, no sum of a library")
def _():
    record = xml((seed / "record.xml").read_bytes())
    told = parts(record, "program")[0]
    listing = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  render/{path.name}\n"
                      for path in sorted((ROOT / "render").glob("*.[ch]"), key=lambda path: path.name.encode()))
    version = nianbao("--version").out
    equal((told["name"], told["version"]), tuple(version.splitlines()[0].split()))
    equal(told["sources"], hashlib.sha256(listing.encode()).hexdigest())
    libraries = parts(record, "program/library")
    equal({name for library in libraries for name in library}, {"name", "version"})
    for library in libraries:
        contains(version, f"  {library['name']} {library['version']}\n")


@case("archive manifest: SHA-256 and SM3 of every other file, with titles, types, and the report's meta")
def _():
    report = json.loads(SEED.read_text())
    report["meta"] = {"document_number": "涞政办〔2025〕1号", "retention": "永久", "issuer": "涞源县人民政府办公室 & <其他>"}
    report["published"] = "2025-01-24"
    path = folder("meta") / "meta.json"
    path.write_text(json.dumps(report, ensure_ascii=False))
    package = archive("meta/out", report=path)
    manifest, held = xml((package / "manifest.xml").read_bytes()), files(package)
    told = {part["name"]: (int(part["bytes"]), part["sha256"], part["sm3"]) for part in parts(manifest, "files/file")}
    equal(told, {name: (len(data), hashlib.sha256(data).hexdigest(), hashlib.new("sm3", data).hexdigest())
                 for name, data in held.items() if name != "manifest.xml"})
    for part in parts(manifest, "files/file"):
        assert part["title"] and re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", part["type"]), part
    document = parts(manifest, "document")[0]
    equal((document["title"], document["issuer"], document["year"], document["published"]),
          ("涞源县2024年政府信息公开工作年度报告", report["meta"]["issuer"], "2024", "2025-01-24"))
    equal({item["key"]: (item["name"], item["value"]) for item in parts(manifest, "document/item")},
          {"document_number": ("文号", "涞政办〔2025〕1号"), "retention": ("保管期限", "永久"),
           "issuer": ("责任者", report["meta"]["issuer"])})
    total = parts(manifest, "files")[0]
    equal((int(total["count"]), int(total["bytes"])), (len(held) - 1, sum(len(data) for name, data in held.items() if name != "manifest.xml")))


@case("archive: sizes: the seed report as PDF/A-2 is at most 320 kB")
def _():
    out = folder("sizes")
    nianbao("render", "--as-published", "-o", out, "--only", "pdf", SEED)
    size = (out / "laiyuan-2024.pdf").stat().st_size
    print(f"    {size} bytes; the copy, with all it carries, {(seed / 'laiyuan-2024.pdf').stat().st_size}")
    assert size <= LIMIT, size


def validate(schema, path):
    run = subprocess.run(["xmllint", "--nonet", "--noout", "--schema", ROOT / "layouts" / schema, path], capture_output=True, text=True)
    return run.returncode, run.stderr


@case("archive: record and manifest of every sample, with all options, fit their schemas")
def _():
    out = folder("schemas")
    original = folder("originals") / "公布 页面.html"
    original.write_text("<p>")
    packages = [archive("schemas/full", "--original", original, "--style", "sides=duplex", "--style", "folio=centre")]
    nianbao("archive", "--as-published", "--pdfa", 1, "-o", out, *sorted((ROOT / "samples").glob("*.json")))
    packages += [path for path in out.iterdir() if path.name != "full"]
    assert len(packages) > 4, packages
    for package in packages:
        for name in ("record", "manifest"):
            equal(validate(f"{name}.xsd", package / f"{name}.xml")[0], 0, f"{package.name}/{name}.xml")


@case("archive: the schemas refuse what is none: a sum cut short, a role there is not, a name twice, no pages")
def _():
    work = folder("refused")
    record, manifest = (seed / "record.xml").read_text(), (seed / "manifest.xml").read_text()
    edits = [("record", r'sha256="0*.', 'sha256="'), ("record", 'role="style"', 'role="code"'), ("record", r"<pages.*</pages>", ""),
             ("record", 'name="words.yaml"', 'name="gbt9704.yaml"'), ("record", 'used="yes"', 'used="1"'),
             ("record", 'version="1"', 'version="2"'), ("manifest", r'sm3="\w+"', ""), ("manifest", 'name="words.yaml"', 'name="gbt9704.yaml"'),
             ("manifest", "<made", '<made by="x"')]
    for i, (kind, old, new) in enumerate(edits):
        text = record if kind == "record" else manifest
        edited = re.sub(old, new, text, count=1, flags=re.DOTALL)
        assert edited != text, old
        path = work / f"{i}.xml"
        path.write_text(edited)
        assert validate(f"{kind}.xsd", path)[0] != 0, f"{kind}: {old} -> {new} passes"


CLOCK = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/time.h>
#include <time.h>
static const time_t later = 401 * 86400 + 7 * 3600;
int clock_gettime(clockid_t id, struct timespec *t)
{
    static int (*real)(clockid_t, struct timespec *);
    if (!real)
        *(void **)&real = dlsym(RTLD_NEXT, "clock_gettime");
    int status = real(id, t);
    if (id == CLOCK_REALTIME)
        t->tv_sec += later;
    return status;
}
time_t time(time_t *to)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    if (to)
        *to = t.tv_sec;
    return t.tv_sec;
}
int gettimeofday(struct timeval *restrict v, void *restrict zone)
{
    struct timespec t;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &t);
    v->tv_sec = t.tv_sec;
    v->tv_usec = t.tv_nsec / 1000;
    return 0;
}
"""


def another_day():
    """The environment of a run on another day of another year."""
    work = folder("clock")
    (work / "clock.c").write_text(CLOCK)
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", work / "clock.so", work / "clock.c", "-ldl"], check=True)
    environment = {"LD_PRELOAD": str(work / "clock.so"),
                   "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"}
    year = [subprocess.run(["date", "+%Y-%j"], env={**os.environ, **more}, check=True, capture_output=True).stdout
            for more in ({}, environment)]
    assert year[0] != year[1], "the clock was not changed"
    return environment


@case("archive: two folders, zones, languages, users and days: the same bytes in every file")
def _():
    elsewhere = folder("elsewhere/另一处 2")
    report = shutil.copy(SEED, elsewhere)
    shutil.copytree(ROOT / "layouts", elsewhere / "layouts")
    how = dict(env={"TZ": "America/St_Johns", "LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN", "HOME": "/nonexistent", "USER": "nobody",
                    **another_day()}, cwd=elsewhere)
    out = elsewhere / "out"
    program = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    if os.getuid() or subprocess.run([*program, "test", "-r", ROOT / "fonts/fonts.yaml"]).returncode:
        program = []
    else:  # also as another user, unless the checkout is closed to others, with another umask
        for path in (elsewhere, elsewhere.parent, elsewhere.parent.parent):
            path.chmod(0o777)
    run = subprocess.run(["sh", "-c", 'umask 077; exec "$@"', "sh", *program, os.environ.get("NIANBAO", str(ROOT / "build/nianbao")), "archive",
                          "--as-published", "-q", "--layouts", "layouts", "-o", out, os.path.basename(report)],
                         cwd=how["cwd"], env={**os.environ, **how["env"]}, capture_output=True, text=True)
    equal(run.returncode, 0, run.stderr)
    if program:
        equal(out.stat().st_uid, 65534)
    equal({name: hashlib.sha256(data).hexdigest() for name, data in files(out / "laiyuan-2024").items()},
          {name: hashlib.sha256(data).hexdigest() for name, data in files(seed).items()})


@case("archive: the sum over the sources is the same in another folder")
def _():
    work = folder("sources")
    shutil.copytree(ROOT / "render", work / "render")
    shutil.copy(ROOT / "Makefile", work)
    (work / "tests").mkdir()
    (work / "tests/setup").write_text("#!/bin/sh\n")
    (work / "tests/setup").chmod(0o755)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE") and key != "MFLAGS"}
    made = [subprocess.run(["make", "-s", "BUILD=b", "b/obj/sources.h"], cwd=work, env=environment, capture_output=True, text=True)]
    equal(made[0].returncode, 0, made[0].stderr)
    sources = parts(xml((seed / "record.xml").read_bytes()), "program")[0]["sources"]
    contains((work / "b/obj/sources.h").read_text(), sources)
    (work / "render/main.c").write_text((work / "render/main.c").read_text() + "\n")
    subprocess.run(["make", "-s", "BUILD=b", "b/obj/sources.h"], cwd=work, env=environment, check=True)
    assert sources not in (work / "b/obj/sources.h").read_text(), "another source, the same sum"


@case("archive --original: what was published goes in, and the copy says it was made again from it")
def _():
    work = folder("published")
    originals = {"年报 (盖章).pdf": b"%PDF-1.4 sealed", "page.html": b"<html>", "年报.docx": bytes(range(256)) * 40}
    for name, data in originals.items():
        (work / name).write_bytes(data)
    package = archive("published/out", *[word for name in originals for word in ("--original", work / name)])
    inside, outside = attached(package / "laiyuan-2024.pdf"), files(package)
    for name, data in originals.items():
        equal(outside["originals/" + name], data)
        equal(inside["originals/" + name], (data, "Source"))
    source = "、".join(originals)
    equal(parts(xml(outside["record.xml"]), "report")[0]["source"], source)
    equal(parts(xml(outside["manifest.xml"]), "made")[0]["source"], source)
    types = {part["name"]: part["type"] for part in parts(xml(outside["manifest.xml"]), "files/file")}
    equal([types["originals/" + name].split("/")[1].split(".")[0] for name in originals], ["pdf", "html", "vnd"])
    shown = subprocess.run(["pdfinfo", package / "laiyuan-2024.pdf"], check=True, capture_output=True, text=True).stdout
    contains(shown, "依据已公布的文件重新制作：" + source)
    contains(nianbao("verify", package).out, "identical")


@case("archive --original: names that mislead, two of one name, what cannot be read: refused, nothing written")
def _():
    work = folder("misleading")
    for name in ("a\u202efdp.exe", ".hidden", "back\\slash", "line\nfeed"):
        (work / name).write_bytes(b"x")
        package, run = archive("misleading/out", "--original", work / name, status=2)
        contains(run.err, "cannot be put into a copy")
        assert not package.exists(), name
    (work / "b").mkdir()
    for place in (work, work / "b"):
        (place / "same.pdf").write_bytes(b"x")
    package, run = archive("misleading/out", "--original", work / "same.pdf", "--original", work / "b/same.pdf", status=2)
    contains(run.err, "two originals have this name")
    package, run = archive("misleading/out", "--original", work / "none.pdf", status=3)
    contains(run.err, "none.pdf")
    equal(names(package.parent), [])


@case("archive: takes the place of an earlier copy whole, with what that had more")
def _():
    work = folder("again")
    (work / "old.html").write_bytes(b"old")
    package = archive("again/out", "--original", work / "old.html")
    assert "originals/old.html" in files(package)
    equal(files(archive("again/out")), files(seed))
    equal(names(package.parent), ["laiyuan-2024"])


@case("archive: a folder of that name with anything else in it, or the input itself, is left as it is")
def _():
    work = folder("taken")
    (work / "out/laiyuan-2024").mkdir(parents=True)
    (work / "out/laiyuan-2024/notes.txt").write_text("mine")
    package, run = archive("taken/out", status=2)
    contains(run.err, "notes.txt")
    equal(files(package), {"notes.txt": b"mine"})
    package = archive("taken/mixed")
    (package / "forms/notes.txt").write_text("mine")
    held = files(package)
    equal(archive("taken/mixed", status=2)[0], package)
    equal(files(package), held)
    shutil.copytree(seed, work / "self/laiyuan-2024")
    shutil.copy(SEED, work / "self/laiyuan-2024/laiyuan-2024.json")
    inside = work / "self/laiyuan-2024/laiyuan-2024.json"
    run = nianbao("archive", "--as-published", "-o", work / "self", inside, status=2)
    contains(run.err, "laiyuan-2024.json")
    assert inside.exists()


@case("archive: a link where the folder should be is no folder; what it points at stays")
def _():
    work = folder("link")
    (work / "target").mkdir()
    (work / "target/keep").write_text("mine")
    (work / "out").mkdir()
    (work / "out/laiyuan-2024").symlink_to(work / "target")
    nianbao("archive", "--as-published", "-o", work / "out", SEED, status=3)
    equal(names(work / "target"), ["keep"])
    assert (work / "out/laiyuan-2024").is_symlink()


@case("archive: a report with hard findings gets no copy unless it is as published; others do")
def _():
    report = json.loads(SEED.read_text())
    report["sections"][2]["body"][0]["values"]["new"]["total"] += 1
    work = folder("hard")
    (work / "bad.json").write_text(json.dumps(report, ensure_ascii=False))
    nianbao("archive", "-q", "--as-published", "-o", work / "published", work / "bad.json")
    equal(names(work / "published"), ["bad"])
    run = nianbao("archive", "-o", work / "out", work / "bad.json", ROOT / "samples/yunling-2024.json", status=1)
    contains(run.out, "T3-")
    equal(names(work / "out"), ["yunling-2024"])


@case("archive --pdfa 1 and 2: the files lie beside the PDF alone, and the copy is whole all the same")
def _():
    for part in (1, 2):
        package = archive(f"part-{part}", "--pdfa", part)
        equal(set(files(package)), set(files(seed)))
        equal(attached(package / "laiyuan-2024.pdf"), {})
        contains(nianbao("verify", package).out, "identical")


@case("archive: options go into the record, and a copy made with them is made again with them")
def _():
    package = archive("options", "--style", "sides=duplex", "--names", "title", report=SEED).parent
    equal(names(package), ["涞源县2024年政府信息公开工作年度报告"])
    package = package / names(package)[0]
    record = xml((package / "record.xml").read_bytes())
    equal(parts(record, "options/style"), [{"set": "sides=duplex"}])
    equal(parts(record, "options")[0], {"pdfa": "3", "as-published": "yes", "strict-fonts": "no"})
    assert package.name + ".pdf" in files(package)
    contains(nianbao("verify", package).out, "identical")


@case("archive: a table among the opening paragraphs brings its form, too, and the copy is made again")
def _():
    report = json.loads((ROOT / "samples/yunling-2024.json").read_text())
    body = report["sections"][1]["body"]
    report["preamble"].append(body.pop(next(i for i, block in enumerate(body) if "table" in block)))
    (folder("opening") / "moved.json").write_text(json.dumps(report, ensure_ascii=False))
    package = archive("opening/out", report=folder("opening") / "moved.json")
    assert "forms/disclosure-2021.yaml" in files(package)
    contains(nianbao("verify", package).out, "identical")


done()
