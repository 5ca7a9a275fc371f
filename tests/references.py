"""Golden cases: reports whose display list, findings or pictures are kept as references.

    NAME.json    the case, a report; one topic each
    NAME.args    further options, one a line (optional)
    NAME.list    its display list                    (tests/golden)
    NAME.diag    what `check` prints of it           (tests/golden)
    NAME-01.png  its pages at 96 dpi                 (tests/page)

A case has at least one reference, a reference its case.
"""
import os
import pathlib
import re
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def program():
    return os.environ.get("NIANBAO", str(ROOT / "build/nianbao"))


def out_folder(kind):
    path = ROOT / os.environ.get("BUILD", "build") / "tests" / kind
    path.mkdir(parents=True, exist_ok=True)
    return path


def cases(folder):
    return sorted(folder.glob("*.json"))


def references(case):
    """The reference files of a case."""
    found = [case.with_suffix(suffix) for suffix in (".list", ".diag") if case.with_suffix(suffix).exists()]
    pages = re.compile(re.escape(case.stem) + r"-\d\d+\.png")
    return found + sorted(path for path in case.parent.glob("*.png") if pages.fullmatch(path.name))


def strays(folder):
    """References that belong to no case."""
    owned = {reference for case in cases(folder) for reference in references(case)}
    return sorted(path for suffix in ("*.list", "*.diag", "*.png") for path in folder.glob(suffix) if path not in owned)


def options(case):
    path = case.with_suffix(".args")
    return path.read_text().split("\n")[:-1] if path.exists() else []


def run(*arguments, cwd=None, status=(0,)):
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="")
    environment.pop("SOURCE_DATE_EPOCH", None)
    done = subprocess.run([program(), *map(str, arguments)], cwd=cwd, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True)
    if done.returncode not in status:
        raise AssertionError(f"exit status {done.returncode}: {done.stdout.decode()}{done.stderr.decode()}")
    return done


def make(case, product, folder):
    """Make one product of a case now; the files, in order."""
    work = folder / case.stem
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    if product == "diag":
        # From its own folder, so that findings name the file as the reference does.
        done = run("check", "--lang", "en", "-q" if "-q" in options(case) else "-v", case.name, cwd=case.parent,
                   status=(0, 1))
        hard = re.search(rb"^\S+ \S+ hard", done.stdout, re.MULTILINE) is not None
        assert hard == (done.returncode == 1), f"exit status {done.returncode} does not fit the findings"
        (work / (case.stem + ".diag")).write_bytes(done.stdout)
    else:
        run("render", "--as-published", "--lang", "en", "--only", product, *options(case), "-o", work, case)
    made = sorted(work.iterdir())
    assert made, f"{case.name}: no {product} was made"
    return made


def product_of(reference):
    return reference.suffix[1:]
