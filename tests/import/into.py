#!/usr/bin/python3
"""Workbooks that LibreOffice opened and saved, put into a report without figures: the report comes back, byte for byte.

N=200 in the environment makes that many random reports (20 if not given, 200 in make test-long); SEED= another series."""
import json
import os
import pathlib
import random
import re
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "cli")]
import made  # finds tests/sheet as well
import office
import reports as reports_made  # of tests/sheet
from tools import ROOT, SEED, case, done, equal, folder, names, nianbao

N = int(os.environ.get("N") or (200 if os.environ.get("LONG") else 20))
SERIES = os.environ.get("SEED") or "1"
SAMPLES = sorted((ROOT / "samples").glob("*.json"))


def without_figures(tree):
    if isinstance(tree, dict):
        return {key: without_figures(value) for key, value in tree.items()}
    return None


def every(tree):
    return [v for part in tree.values() for v in every(part)] if isinstance(tree, dict) else [tree]


def figures(data):
    return [v for b in made.tables_of(data)
            for v in every(b["values"]) + [v for row in b.get("extra", []) for v in row["values"]]]


def emptied(data):
    """The report with every figure of its tables blank."""
    data = json.loads(json.dumps(data))
    for block in made.tables_of(data):
        block["values"] = without_figures(block["values"])
        for row in block.get("extra", []):
            row["values"] = [None] * len(row["values"])
    return data


def write(path, data):
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


class Trip:
    """A report, and its workbooks on their way through LibreOffice; books: those of single tables, that of all."""

    def __init__(self, name, text, books=(True, True)):
        self.data = json.loads(text)
        self.folder = folder(f"into/{name}")
        self.full, self.empty = self.folder / f"{name}.json", self.folder / "empty.json"
        self.full.write_bytes(text)
        write(self.empty, emptied(self.data))
        out = self.folder / "out"
        nianbao("render", "-q", "--as-published", "--only", "xlsx", "--book", "-o", out, self.full)
        paths = [out / n for n in names(out)]
        self.book = [p for p in paths if p.stem == name]
        self.parts = [p for p in paths if p.stem != name]
        for wanted, several in zip(books, (self.parts, self.book)):
            for path in several if wanted else []:
                batch.add(path)

    def into(self, base, paths):
        run = nianbao("import", "--format", "json", "--into", base, *paths)
        return run.stdout, [json.loads(line) for line in run.err.splitlines() if line.startswith("{")]

    def canonical(self):
        """The bytes that the full report has when written anew."""
        return self.into(self.full, self.book)[0]

    def check(self, paths):
        got, findings = self.into(self.empty, paths)
        equal(json.loads(got), self.data)
        equal(got, self.canonical(), "bytes")
        equal({f["id"] for f in findings} - {"IMPORT-CHANGE", "IMPORT-FIGURE"}, set(), "findings")
        changes = [(f["left"], f["right"]) for f in findings if f["id"] == "IMPORT-CHANGE"]
        equal(sorted(changes), sorted(("", str(v)) for v in figures(self.data) if v is not None), "changes")


batch = office.Batch("xlsx")
samples = [Trip(path.stem, path.read_bytes()) for path in SAMPLES]
samples = [trip for trip in samples if trip.parts]
reports = [Trip(f"report-{i}", json.dumps(made.report(random.Random(f"{SERIES} into {i}")), ensure_ascii=False).encode(),
                (i % 2 == 1, i % 2 == 0)) for i in range(N)]


def zeros(form, row, column, *amounts):
    """The seed with amounts that end in zeros."""
    for i, amount in enumerate(amounts):
        data = json.loads(SEED.read_text(encoding="utf-8"))
        block = {"table": form, "values": reports_made.values(form, lambda kind, r, c: 0)}
        block["values"][row][column] = amount
        data["sections"][1]["body"] = [block]
        yield Trip(f"zeros-{form}-{row}-{i}", json.dumps(data, ensure_ascii=False).encode(), (False, True))


amounts = [*zeros("disclosure-2021", "fees", "fee", "12.50", "1439.4900", "3.00", "0.00", "0.10", 100, "1439.4967"),
           *zeros("disclosure-2021", "normative", "made", "0.50", "12.00500"),  # no counts, published all the same
           *zeros("disclosure-2019", "procurement", "amount", "32373.60", "240.00万元", "5.000000")]


@case("import --into: amounts keep their zeros at the end, as LibreOffice saved them, too")
def _():
    for trip in amounts:
        trip.check(trip.book)
        trip.check([batch[p] for p in trip.book])


@case("import --into: every sample comes back from its workbooks, and they change nothing in it")
def _():
    assert len(samples) >= 4, samples
    for trip in samples:
        trip.check(trip.parts)
        got, findings = trip.into(trip.full, trip.parts)
        equal((got, findings), (trip.full.read_bytes(), []))


def without_properties(path):
    """The workbook as a program leaves it that clears its properties."""
    copy = folder(f"into/cleared-{path.stem}") / path.name
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name in ("[Content_Types].xml", "_rels/.rels"):
                data = re.sub(rb'<(Override|Relationship)[^>]*/custom\.xml"[^>]*/>', b"", data)
            if name != "docProps/custom.xml":
                target.writestr(name, data)
    return copy


@case("import --into: every sample comes back from workbooks whose properties were cleared: checks are no figures")
def _():
    for trip in samples:
        trip.check([without_properties(path) for path in trip.parts])


@case("import --into: every sample comes back from its workbooks as LibreOffice saved them, three or one, in any order")
def _():
    for trip in samples:
        for paths in (trip.parts, trip.parts[::-1], trip.book):
            saved = [batch[p] for p in paths]
            trip.check(saved)
            equal(trip.into(trip.full, saved)[1], [])


@case(f"import --into: {N} random reports come back from workbooks that LibreOffice saved")
def _():
    bad = []
    for i, trip in enumerate(reports):
        try:
            trip.check([batch[p] for p in (trip.parts if i % 2 else trip.book)])
        except AssertionError as wrong:
            bad.append(f"{trip.full.name}: {str(wrong)[:600]}")
    assert not bad, f"{len(bad)} of {N}: " + "\n      ".join(bad[:3])


done()
