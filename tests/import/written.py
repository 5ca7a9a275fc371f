#!/usr/bin/python3
"""Published reports written for the tests, each with the data it was made of beside it: written/NAME.txt and NAME.json.

None has a figure that is wrong and not told.  What a case is about stands in its JSON file under `what`; `told` are findings that must
be there, `unread` the rows that cannot be read."""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "cli")]
import known
from tools import case, done, equal

QUIET = {"IMPORT-UNPLACED"}  # may be there or not


def text_of(block):
    return block if isinstance(block, str) else block.get("heading", "")


def check(got, findings, want):
    for key in ("authority", "year", "title"):
        equal(got[key], want[key], key)
    known.check_tables(got, findings, want["tables"], want.get("unread", ()))
    for key in ("signature", "annexes", "remarks", "published", "meta"):
        if key in want:
            equal(got.get(key), want[key], key)
    if "headings" in want:
        equal([s["heading"] for s in got["sections"]], want["headings"], "headings")
    for key, have in (("preamble", got.get("preamble")), ("first", got["sections"][0]["body"]), ("last", got["sections"][-1]["body"]),
                      ("unplaced", [left["text"] for left in got.get("unplaced", [])])):
        if key in want:
            equal(have, want[key], key)
    if "texts" in want:
        equal([b for s in got["sections"] for b in s["body"] if isinstance(b, str)], want["texts"], "texts")
    told = {f["id"] for f in findings} - QUIET
    equal(told, set(want.get("told", [])), "findings")
    for label, unit, value in want.get("list", []):
        items = [i for s in got["sections"] for b in s["body"] if isinstance(b, dict) for i in b.get("list", [])]
        assert {"label": label, "unit": unit, "value": value} in items, (label, items)


inputs = sorted(p for p in (HERE / "written").iterdir() if p.suffix != ".json")
for path in inputs:
    wanted = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))

    @case(f"written {path.stem}: {wanted['what']}")
    def _():
        got, findings, _ = known.imported(path)
        check(got, findings, wanted)


@case("written: there are inputs of every kind of text")
def _():
    equal({p.suffix for p in inputs}, {".txt", ".md", ".html"})
    assert len(inputs) >= 30, len(inputs)


done()
