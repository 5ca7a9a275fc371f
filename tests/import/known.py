"""Known data of written inputs against what import makes of them.

Data of a table: {"table": form, "rows": {path of a row: its figures in order}}, parted by blanks; _ is a blank cell, ~ the end of a line in a
cell.  A figure that is neither right nor told as unread is silently wrong, and fails.
"""
import json
import subprocess

import made
from tools import NIANBAO


def parse(text):
    """A figure as report data has it."""
    if text == "_":
        return None
    whole = text.lstrip("-")
    return int(text) if whole.isdigit() and whole.isascii() and str(int(text)) == text else text.replace("~", "\n")


def figures(table):
    """{(row path, column path): figure}"""
    definition, out = made.forms.load(table["table"]), {}
    for band in definition.get("bands") or [definition]:
        columns = made.forms.leaves(made.forms.axis(band["columns"]))
        for row in made.forms.leaves(made.forms.axis(band.get("rows"))) or [None]:
            path = ".".join(row.path) if row else ""
            texts = table["rows"][path].split(" ")
            assert len(texts) == len(columns), (path, texts)
            for column, text in zip(columns, texts):
                out[(path, ".".join(column.path))] = parse(text)
    return out


def figure(values, row, column):
    for step in [s for s in (row + "." + column).split(".") if s]:
        values = values[step]
    return values


def imported(*arguments):
    """(report or None, findings, exit status) of `nianbao import`."""
    run = subprocess.run([NIANBAO, "import", "--format", "json", *map(str, arguments)], capture_output=True, check=False)
    findings = [json.loads(line) for line in run.stderr.decode().splitlines() if line.startswith("{")]
    assert run.returncode in (0, 1), run.stderr.decode()
    return (json.loads(run.stdout) if run.stdout else None), findings, run.returncode


NAMES = {"disclosure": "表二", "applications": "表三", "review": "表四"}


def check_tables(got, findings, want, unread=()):
    tables = made.tables_of(got)
    assert [t["table"] for t in tables] == [t["table"] for t in want], [t["table"] for t in tables]
    for have, need in zip(tables, want):
        for (row, column), value in figures(need).items():
            found = figure(have["values"], row, column)
            if row in unread:
                told = [f for f in findings if f["id"] == "IMPORT-ROW" and f["grade"] == "hard"
                        and f["table"] == NAMES[need["table"].split("-")[0]]]
                assert found is None and told, f"{need['table']} {row} {column}: {found!r} is not told as unread"
            else:
                assert found == value, f"{need['table']} {row} {column} is {found!r}, want {value!r}"
        for key in ("note", "extra", "labels"):
            assert have.get(key) == need.get(key), f"{need['table']} {key} is {have.get(key)!r}, want {need.get(key)!r}"
