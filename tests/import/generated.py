#!/usr/bin/python3
"""Random reports in all layouts: import gives the data back.

Each figure must come out as it went in, or its row must be told as one that cannot be read and be blank: none silently wrong, and in
layouts that lose nothing, none unread.  N=1000 in the environment makes that many reports (100 if not given, 1,000 in make
test-long); SEED= another series, ONLY= one layout, KEEP= a folder for what fails."""
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / "cli")]
import made
from layouts import LAYOUTS
from tools import NIANBAO, case, done, folder

N = int(os.environ.get("N") or (1000 if os.environ.get("LONG") else 100))
SERIES = os.environ.get("SEED") or "1"
ONLY = os.environ.get("ONLY")
KEEP = os.environ.get("KEEP")


def walk(values, path=()):
    if not isinstance(values, dict):
        yield path, values
        return
    for key, value in values.items():
        yield from walk(value, path + (key,))


def leaf(path, form):
    """The row of a figure's path, by its label as findings name it."""
    definition = made.forms.load(form)
    for band in definition.get("bands") or [definition]:
        for row in made.forms.leaves(made.forms.axis(band.get("rows"))):
            if tuple(row.path) == path[:len(row.path)]:
                return row.text
    return None


def compare_table(got, want, told, lossless):
    """What is wrong with an imported table, and how many of its figures were told as unread."""
    wrong, unread = [], 0
    if got["table"] != want["table"]:
        return [f"form {got['table']}, want {want['table']}"], 0
    have = dict(walk(got["values"]))
    for path, value in walk(want["values"]):
        if have[path] == value:
            continue
        row = leaf(path, want["table"])
        if have[path] is None and any(row is None or row in f.get("row", "") for f in told) and not lossless:
            unread += 1
        else:
            wrong.append(f"{'.'.join(path)} is {have[path]!r}, want {value!r}")
    if got.get("note") != want.get("note"):
        wrong.append(f"note {got.get('note')!r}, want {want.get('note')!r}")
    have, need = (t.get("extra", []) if lossless else [x["values"] for x in t.get("extra", [])] for t in (got, want))
    if have != need and (lossless or not told):
        wrong.append(f"extra {have!r}, want {need!r}")
    return wrong, unread


def compare(got, want, findings, can):
    wrong, unread = [], 0
    for got_table, want_table in zip(made.tables_of(got), made.tables_of(want)):
        told = [f for f in findings if f["id"] == "IMPORT-ROW" and f["table"] ==
                {"disclosure": "表二", "applications": "表三", "review": "表四"}[want_table["table"].split("-")[0]]]
        more, lost = compare_table(got_table, want_table, told, "blanks" in can)
        wrong += more
        unread += lost
    for key in ("authority", "level", "year"):
        if got.get(key) != want.get(key):
            wrong.append(f"{key} is {got.get(key)!r}, want {want.get(key)!r}")
    if len(made.tables_of(got)) != 3:
        wrong.append(f"{len(made.tables_of(got))} tables")
    if "prose" in can:
        wrong += compare_prose(got, want, can)
    if "unplaced" in got and "blanks" in can:
        wrong.append(f"unplaced: {got['unplaced']}")
    return wrong, unread


def without_figures(block):
    return {"table": block["table"]} if isinstance(block, dict) and "table" in block else block


def run_together(blocks):
    """Blocks with paragraphs that follow each other made one."""
    out = []
    for block in blocks:
        if isinstance(block, str) and out and isinstance(out[-1], str):
            out[-1] += block
        else:
            out.append(block)
    return out


def flat(blocks):
    """Blocks with headings as text, and the blanks out that pdftotext puts between letters set wide."""
    texts = (b["heading"] if isinstance(b, dict) and "heading" in b else b for b in blocks)
    return run_together(t.replace(" ", "") if isinstance(t, str) else t for t in texts)


def compare_prose(got, want, can):
    wrong = []
    if "pages" in can:  # of the title the lines are the page's; where paragraphs end a page does not tell for sure
        got, want = (dict(x, title="".join(x["title"]), preamble=run_together(x.get("preamble", [])),
                          sections=[dict(s, body=run_together(s["body"])) for s in x["sections"]]) for x in (got, want))
    if "flat" in can:
        got, want = (dict(x, preamble=flat(x["preamble"])) for x in (got, want))
    for key in ("title", "preamble", "annexes", "signature", "remarks"):
        if got.get(key) != want.get(key):
            wrong.append(f"{key} is {got.get(key)!r}, want {want.get(key)!r}")
    if "flat" in can:  # nor what is a heading
        got, want = (dict(x, sections=[dict(s, body=flat(s["body"])) for s in x["sections"]]) for x in (got, want))
    if [s["heading"] for s in got["sections"]] != [s["heading"] for s in want["sections"]]:
        return wrong + [f"headings are {[s['heading'] for s in got['sections']]}"]
    for g, w in zip(got["sections"], want["sections"]):
        have, need = [without_figures(b) for b in g["body"]], [without_figures(b) for b in w["body"]]
        if "tables last" in can:  # files apart from the prose do not say where in their section they stand
            have.sort(key=lambda b: isinstance(b, dict) and "table" in b)
            need.sort(key=lambda b: isinstance(b, dict) and "table" in b)
        if "flat" in can:  # what is left of a table's head beside blank rows may stand as text
            ok = all(any(n == h if not isinstance(n, str) else isinstance(h, str) and n in h for h in have) for n in need)
        else:
            ok = have == need
        if not ok:
            wrong.append(f"{w['heading']}: {have!r}, want {need!r}")
    return wrong


def one(name, number):
    """Makes, imports and compares one report."""
    rng = random.Random(f"{SERIES} {name} {number}")
    write, can = LAYOUTS[name]
    want = made.report(rng, None if "no remarks" in can else "lines" in can, "end" in can, "title" in can)
    place = folder("in")
    for old in place.iterdir():
        old.unlink()
    files = write(rng, want)
    for file, text in files:
        (place / file).write_bytes(text)
    path = place if len(files) > 1 else place / files[0][0]
    run = subprocess.run([NIANBAO, "import", "--format", "json", path], capture_output=True, check=False)
    errors = run.stderr.decode()
    findings = [json.loads(line) for line in errors.splitlines() if line.startswith("{")]
    if run.returncode not in (0, 1) or not run.stdout:
        return [f"exit status {run.returncode}: {errors[-500:]}"], 0
    wrong, unread = compare(json.loads(run.stdout), want, findings, can)
    if wrong and KEEP:
        shutil.copytree(place, f"{KEEP}/{name} {number}", dirs_exist_ok=True)
        pathlib.Path(f"{KEEP}/{name} {number}.json").write_text(json.dumps(want, ensure_ascii=False, indent=1))
    return wrong, unread


def main():
    for name in LAYOUTS:
        if ONLY and name != ONLY:
            continue

        @case(f"generated: {name}")
        def _():
            count = (N + len(LAYOUTS) - 1) // len(LAYOUTS)
            bad, unread = [], 0
            for number in range(count):
                wrong, lost = one(name, number)
                unread += lost
                if wrong:
                    bad.append(f"number {number} of series {SERIES}: " + "; ".join(wrong)[:600])
            print(f"    {name}: {count} reports, {unread} figures told as unread")
            assert not bad, f"{len(bad)} of {count}: " + "\n      ".join(bad[:5])


main()
done()
