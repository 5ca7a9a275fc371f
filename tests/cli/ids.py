#!/usr/bin/python3
"""Every rule of the page and the line has a test that carries its id.

The ids are those of the sections of GB/T 9704 and CLREQ as the tests name them: A page, B line, T- with figures of their own,
C-1 to C-25 what other programs get wrong.
"""
import re

from tools import ROOT, case, done, equal

IDS = {
    "A": [f"A{n}" for n in range(1, 10)] + ["T-A2", "T-A4", "T-A6", "T-A9"],
    "B": [f"B-{n:02}" for n in range(1, 18)] + [f"B{n}" for n in range(1, 8)] + ["T-B3"] + [f"T-B4{c}" for c in "abcd"],
    "C": [f"C-{n}" for n in range(1, 26)],
    "D": ["T-D1", "T-D3"],
    "E": ["T-E1", "T-E2", "T-E3", "T-E4"],
}
LATER = {"A8"}  # landscape tables: no form of the report needs one


def names():
    """The names of all cases, as the sources have them."""
    for path in sorted([*(ROOT / "tests").glob("unit/*.c"), *(ROOT / "tests").glob("*/*.py")]):
        for call in re.findall(r"T_CASE\((.*?)\);|@case\((.*?)\)\n", path.read_text(), re.S):
            yield from re.findall(r'"((?:[^"\\]|\\.)*)"', "".join(call))


def carries(name, wanted):
    """C-01, C-1 and C1 are one id, and T-A9 proves A9."""
    section, number = re.fullmatch(r"(T?-?[A-E])-?0?(.*)", wanted).groups()
    return re.search(rf"(?<![A-Za-z0-9]){section}-?0?{number}(?![0-9A-Za-z])", name)


NAMES = list(names())
for part, ids in IDS.items():
    @case(f"ids: every id of section {part} stands in the name of a test")
    def _():
        equal([one for one in ids if one not in LATER and not any(carries(name, one) for name in NAMES)], [], "ids without a test")


@case("ids: an id that no test has is missed")
def _():
    assert not any(carries(name, "C-26") for name in NAMES) and not carries("T-B31 x", "T-B3") and not carries("B-010", "B-01")


done()
