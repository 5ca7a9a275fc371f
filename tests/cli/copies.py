"""An archival copy of the seed report, with an original in it, to be verified and spoiled."""
import shutil

from tools import SEED, WORK, folder, nianbao

STEM = SEED.stem

(folder("given") / "公布.html").write_text("<p>公布</p>")
nianbao("archive", "--as-published", "-o", folder("copies"), "--original", folder("given") / "公布.html", SEED)
COPY = WORK / "copies" / STEM
PDF = COPY / f"{STEM}.pdf"
FILES = sorted(str(path.relative_to(COPY)) for path in COPY.rglob("*") if path.is_file())


def verify(path, status, *more, **how):
    return nianbao("verify", *more, path, status=status, **how)


def copied(name):
    """A package to spoil."""
    path = folder(name) / "copy"
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(COPY, path)
    return path


def findings(run):
    return [line for line in run.out.splitlines() if " COPY-" in line]
