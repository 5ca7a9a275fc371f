#!/usr/bin/python3
"""nianbao verify of what comes from anywhere: a message and exit status 3, never a crash, and no name becomes a path."""
import os
import random
import re
import shutil
import subprocess
import zlib

import incremental
from copies import COPY, PDF, STEM, copied, verify
from tools import NIANBAO, ROOT, SEED, SLOWER, WORK, case, contains, done, equal, folder, names, nianbao

MANY = int(os.environ.get("N", "60"))  # damaged PDFs


def hostile(name, data, status=3, words=None):
    path = folder("hostile") / f"{name}.pdf"
    path.write_bytes(data)
    run = verify(path, status)
    text = run.err if status == 3 else run.out
    assert str(path) in text, f"no {path} in {run.out}{run.err}"
    if words:
        contains(text, words)
    return run


@case("verify: what is no PDF, no copy, encrypted, cut short or not there: a message, exit status 3")
def _():
    hostile("empty", b"", words="no PDF")
    hostile("text", "年报".encode() * 100, words="no PDF")
    hostile("head", b"%PDF-1.7\n" + b"x" * 1000)
    nianbao("render", "--as-published", "--only", "pdf", "-o", folder("foreign"), SEED)
    hostile("foreign", (WORK / "foreign" / f"{STEM}.pdf").read_bytes(), words="carries no files")
    locked = folder("foreign") / "locked.pdf"
    for password in ("", "geheim"):
        subprocess.run(["qpdf", "--encrypt", password, "owner", "256", "--", PDF, locked], check=True)
        hostile(f"locked{len(password)}", locked.read_bytes(), words="encrypted")
    data = PDF.read_bytes()
    for n in (8, 20, 100, 5000, len(data) // 2, len(data) - 1000, len(data) - 8):
        hostile("cut", data[:n])
    equal(verify(WORK / "none.pdf", 3).err.count("none.pdf"), 1)  # named once
    contains(verify(folder("nothing"), 3).err, "no archival copy")
    device = verify("/dev/null", 3)
    contains(device.err, "no PDF")


@case("verify: a PDF written anew by another program is no longer the copy")
def _():
    for name, how in (("plain", ["--qdf", "--object-streams=disable"]), ("linear", ["--linearize"])):
        path = folder("anew") / f"{name}.pdf"
        subprocess.run(["qpdf", *how, PDF, path], check=True)
        run = verify(path, 1)
        contains(run.out, "the PDF is not as made again")


def carrying(name, data=b"x", key=None, base=PDF):
    """The PDF with one more file."""
    work = folder("carrying")
    (work / "data").write_bytes(data)
    out = work / "out.pdf"
    subprocess.run(["qpdf", base, "--add-attachment", work / "data", f"--filename={name}", f"--key={key or name}", "--replace", "--", out], check=True)
    return out.read_bytes()


@case("verify: names of attachments never become paths, and cannot write on a terminal")
def _():
    before = {path: path.stat().st_mtime_ns for path in sorted(ROOT.glob("*"))}
    for name in ("../../evil", "/tmp/nianbao-evil", "originals/../../evil", "..", "C:\\evil", "forms/../record.xml", "a/b/c",
                 "\x1b[2Jred", "originals/\u202egnp.exe", "report.json\x07"):
        path = folder("evil") / "a.pdf"
        path.write_bytes(carrying(name, key="k"))
        where = folder("evil/cwd")
        run = verify(path, 1, cwd=where)
        contains(run.out, "COPY-ADDED hard")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", run.out + run.err), repr(run.out)
        equal(names(where), [])
    equal({path: path.stat().st_mtime_ns for path in sorted(ROOT.glob("*"))}, before)
    for path in ("/tmp/nianbao-evil", "/tmp/evil"):
        assert not os.path.lexists(path), path


@case("verify: reads a copy and writes nowhere")
def _():
    package = copied("still")
    held = {path: path.stat().st_mtime_ns for path in sorted([package, *package.rglob("*")])}
    temporary = folder("still/tmp")
    where = folder("still/cwd")
    verify(package, 0, cwd=where, env={"TMPDIR": str(temporary)})
    equal({path: path.stat().st_mtime_ns for path in sorted([package, *package.rglob("*")])}, held)
    equal(names(where) + names(temporary), [])


def record_with(name, old, new):
    """A PDF whose record says something else."""
    text = (COPY / "record.xml").read_text()
    assert old in text, old
    return carrying("record.xml", text.replace(old, new, 1).encode())


@case("verify: a record that is none: other XML, entities, names that are paths, numbers too large")
def _():
    hostile("xml", carrying("record.xml", b"<record"))
    hostile("other", carrying("record.xml", b"<html/>"), words="<html>")
    hostile("later", record_with("later", 'version="1"', 'version="2"'), words="later version")
    bomb = ('<?xml version="1.0"?><!DOCTYPE record [<!ENTITY a "' + "x" * 1000 + '">' +
            "".join(f'<!ENTITY a{i} "{"&a;" * 10 if not i else f"&a{i - 1};" * 10}">' for i in range(12)) + ']><record version="&a11;"/>')
    hostile("bomb", carrying("record.xml", bomb.encode()))
    hostile("outside", carrying("record.xml", b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><record version="&x;"/>'))
    hostile("path", record_with("path", 'name="words.yaml"', 'name="../words.yaml"'), words="../words.yaml")
    hostile("number", record_with("number", 'bytes="', 'bytes="99999999999999999999'))
    hostile("date", record_with("date", 'date="', 'date="9999-99-99" was="'))
    hostile("deep", carrying("record.xml", b"<record version='1'>" * 100000))
    hostile("font", record_with("font", 'file="FandolFang-Regular.otf"', 'file="../../../etc/passwd"'), status=1)


@case("verify: what unpacks to very much is refused in bounded memory and time")
def _():
    huge = zlib.compress(b"\0" * (300 << 20), 9)

    def objects(free, root, page):
        return {free: b"<< /Type /EmbeddedFile /Filter /FlateDecode /Length %d >>\nstream\n" % len(huge) + huge + b"\nendstream",
                free + 1: b"<< /Type /Filespec /F (report.json) /UF (report.json) /EF << /F %d 0 R >> >>" % free,
                root: re.sub(rb"/EmbeddedFiles (<<.*?>>|\d+ 0 R)", b"/EmbeddedFiles << /Names [(report.json) %d 0 R] >>" % (free + 1),
                             incremental.show(bare, root))}
    bare = PDF
    path = folder("huge") / "a.pdf"
    text = incremental.append(bare, objects)
    path.write_bytes(text)
    run = subprocess.run(["sh", "-c", 'ulimit -t 60; exec "$@"', "sh", NIANBAO, "verify", path], capture_output=True, text=True)
    assert run.returncode in (1, 3), f"{run.returncode}\n{run.stdout}{run.stderr}"
    many = folder("huge") / "many"
    shutil.copytree(COPY, many)
    for i in range(400):
        (many / "originals" / f"{i}").write_bytes(b"")
    contains(verify(many, 3).err, "more than")


@case("verify: a manifest or a record that names more files than a copy holds is refused at the first too many")
def _():
    path, zero = folder("hostile") / "many", "0" * 64
    path.mkdir()
    for name, more in ("manifest", 'title="t" type="x" sm3="%s"' % zero), ("record", 'role="original"'):
        files = "".join(f'<file name="originals/{i:060}" bytes="1" sha256="{zero}" {more}/>\n' for i in range(50_000))
        (path / f"{name}.xml").write_text(f'<{name} version="1"><files count="9" bytes="9">{files}</files></{name}>')
    run = verify(path, 3)
    for name in "manifest.xml", "record.xml":
        contains(run.out + run.err, f"{name}: it names more than 208 files")


@case(f"verify: {MANY} PDFs with random damage: never a crash, never taken for sound")
def _():
    chance = random.Random(20250131)
    data = PDF.read_bytes()
    for _ in range(MANY):
        bad = bytearray(data)
        for _ in range(chance.choice((1, 1, 3, 20))):
            at = chance.randrange(len(bad))
            kind = chance.randrange(4)
            if kind == 0:
                bad[at] ^= 1 << chance.randrange(8)
            elif kind == 1:
                del bad[at:at + chance.randrange(1, 200)]
            elif kind == 2:
                bad[at:at] = bad[chance.randrange(len(bad)):][:chance.randrange(1, 200)]
            else:
                text = chance.choice((b"/Kids", b"/Names", b"/Length", b" 0 obj", b"/Prev", b"/Size", b"/W "))
                found = bad.find(text)
                if found >= 0:
                    bad[found + len(text):found + len(text) + 2] = b"%02d" % chance.randrange(100)
        if bytes(bad) == data:
            continue
        path = folder("random") / "a.pdf"
        path.write_bytes(bad)
        run = subprocess.run([NIANBAO, "verify", path], capture_output=True, timeout=120 * SLOWER)
        assert run.returncode in (1, 3), f"exit status {run.returncode}: {run.stdout[-800:]}{run.stderr[-3000:]}"
        assert run.stdout or run.stderr


done()
