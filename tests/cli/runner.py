#!/usr/bin/python3
"""The tester tested: whatever is wrong with a test must make the run fail."""
import os
import pathlib
import subprocess

from PIL import Image

from tools import ROOT, case, contains, done, equal, folder


def tree(name, **scripts):
    """A checkout with these test scripts, and what tests/run says of it: (status, output)."""
    root = folder(name)
    (root / "tests/cli").mkdir(parents=True)
    for script, text in scripts.items():
        path = root / "tests/cli" / script
        path.write_text("#!/bin/sh\n" + text + "\n")
        path.chmod(0o755)
    return root


def run(root):
    done = subprocess.run([ROOT / "tests/run", "--root", root], capture_output=True, text=True)
    return done.returncode, done.stdout


def last(output):
    return output.splitlines()[-1]


@case("tests/run: passed cases are counted by id and folder")
def _():
    status, output = run(tree("good", a="echo ok T-A2 page; echo ok B-01 stop; echo ok B4 line", b="echo ok plain"))
    equal((status, last(output)), (0, "4 passed, 0 failed"))
    for section in "T-A              1 passed", "B                2 passed", "cli              1 passed":
        contains(output, section)


@case("tests/run: what takes long runs with LONG=1 only")
def _():
    root = tree("long", a="echo ok short")
    (root / "tests/mutations").write_text("#!/bin/sh\necho ok long\n")
    (root / "tests/mutations").chmod(0o755)
    for long, want in ("", "1 passed, 0 failed"), ("1", "2 passed, 0 failed"):
        done = subprocess.run([ROOT / "tests/run", "--root", root], capture_output=True, text=True,
                              env=dict(os.environ, LONG=long))
        equal(last(done.stdout), want)


for what, script in {
    "a failed case": "echo ok one; echo not ok two; exit 1",
    "a failed case with exit status 0": "echo ok one; echo not ok two",
    "a script that prints nothing": "true",
    "a script that prints no case": "echo okay",
    "a script that fails without a failed case": "echo ok one; exit 3",
    "a script that is killed": "echo ok one; kill -SEGV $$",
    "a sanitizer's exit status": "echo ok one; exit 99",
    "a script that cannot be run": "",
}.items():
    @case(f"tests/run: {what} fails the run")
    def _():
        root = tree(what.replace(" ", "-"), a=script, b="echo ok fine")
        if what.endswith("cannot be run"):
            (root / "tests/cli/a").write_text("#!/nonexistent/interpreter\n")
        status, output = run(root)
        equal(status, 1)
        assert last(output).endswith(" passed, 1 failed"), last(output)


@case("tests/run: a unit test that was not built fails the run")
def _():
    root = tree("unbuilt", b="echo ok fine")
    (root / "tests/unit").mkdir()
    (root / "tests/unit/arena.c").write_text("")
    status, output = run(root)
    equal((status, last(output)), (1, "1 passed, 1 failed"))
    contains(output, "not ok unit/arena: is missing")


@case("tests/run: no test at all is a failure")
def _():
    equal(run(tree("none"))[0], 1)


@case("t.h: a wrong value fails its case, names place and values, and ends with status 1")
def _():
    root = folder("harness")
    source = root / "x.c"
    source.write_text('#include "t.h"\nint main(void)\n{\nT_CASE("good"); T_INT(1, 1);\nT_CASE("bad");\n'
                      'T_STR("a", "b"); T_INT(1, 2);\nT_CASE("true"); T_TRUE(0);\nT_CASE("near");'
                      ' T_NEAR(1.0, 1.2, 0.1);\nreturn t_done();\n}\n')
    subprocess.run(["cc", f"-I{ROOT}/tests/unit", "-o", root / "x", source], check=True)
    result = subprocess.run([root / "x"], capture_output=True, text=True)
    equal(result.returncode, 1)
    equal([line for line in result.stdout.splitlines() if "ok " in line],
          ["ok good", "not ok bad", "not ok true", "not ok near"])
    contains(result.stdout, 'x.c:6: "a" is\n      "a", want\n      "b"')


GOLDEN = ROOT / "tests/golden/run"


def golden(name, change):
    """tests/golden/run on a copy of one case after `change`."""
    cases = folder(name)
    text = '{"x": 1}\n'
    program = cases / "program"
    # Stands for the program: writes its input as the list.
    program.write_text('#!/bin/sh\nwhile [ $# -gt 1 ]; do [ "$1" = -o ] && out=$2; shift; done\n'
                       'stem=$(basename "$1" .json); mkdir -p "$out"; cp "$1" "$out/$stem.list"\n')
    program.chmod(0o755)
    (cases / "one.json").write_text(text)
    (cases / "one.list").write_text(text)
    change(cases)
    result = subprocess.run([GOLDEN, cases], capture_output=True, text=True, env=dict(
        os.environ, NIANBAO=str(program), BUILD=str(cases / "build")))
    return result.returncode, result.stdout


def one_byte(cases):
    (cases / "one.list").write_text('{"x": 2}\n')


def no_output(cases):
    (cases / "program").write_text("#!/bin/sh\nexit 0\n")


def stray_reference(cases):
    (cases / "two.list").write_text("x")


@case("tests/golden/run: an equal list passes")
def _():
    equal(golden("golden-same", lambda cases: None), (0, "ok golden/one\n"))


for what, change in {
    "a one-byte change of the reference": one_byte,
    "a missing reference": lambda cases: (cases / "one.list").unlink(),
    "a missing output": no_output,
    "a reference without its case": stray_reference,
}.items():
    @case(f"tests/golden/run: {what} fails")
    def _():
        status, output = golden("golden-" + what.replace(" ", "-"), change)
        equal(status, 1)
        contains(output, "not ok golden/")


def page(name, change):
    """tests/page/run on one picture, of which the program makes `change`d copy: (status, output, files left to look at)."""
    cases = folder(name)
    picture = Image.new("RGB", (40, 40), "white")
    picture.save(cases / "one-01.png")
    (cases / "one.json").write_text("{}")
    change(picture)
    picture.save(cases / "made.new", "PNG")
    program = cases / "program"
    program.write_text('#!/bin/sh\nwhile [ $# -gt 1 ]; do [ "$1" = -o ] && out=$2; shift; done\n'
                       f'mkdir -p "$out"; cp {cases}/made.new "$out/one-01.png"\n')
    program.chmod(0o755)
    result = subprocess.run([ROOT / "tests/page/run", cases], capture_output=True, text=True, env=dict(
        os.environ, NIANBAO=str(program), BUILD=str(cases / "build")))
    left = cases / "build/tests/page"
    return result.returncode, result.stdout, sorted(path.name for path in left.iterdir() if path.is_file())


@case("tests/page/run: an equal picture passes, and one within 1 of 255")
def _():
    equal(page("page-same", lambda picture: None)[:2], (0, "ok page/one\n"))
    equal(page("page-near", lambda picture: picture.putpixel((3, 3), (254, 254, 255)))[0], 0)


@case("tests/page/run: one pixel that differs by 2 fails and leaves out, ref, diff and an index")
def _():
    status, output, left = page("page-pixel", lambda picture: picture.putpixel((3, 3), (253, 255, 255)))
    equal(status, 1)
    contains(output, "not ok page/one")
    equal(left, ["index.html", "one-01.diff.png", "one-01.out.png", "one-01.ref.png"])


done()
