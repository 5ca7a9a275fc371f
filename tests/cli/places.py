#!/usr/bin/python3
"""Where the program looks for its files, and `make install`."""
import os
import pathlib
import shutil
import subprocess

from tools import NIANBAO, ROOT, SEED, case, contains, done, equal, folder, names, nianbao


@case("places: layouts and fonts are found from any folder, never in the current one")
def _():
    here = folder("here")
    (here / "layouts/forms").mkdir(parents=True)
    (here / "layouts/gbt9704.yaml").write_text("broken: [")
    (here / "fonts").mkdir()
    (here / "fonts/fonts.yaml").write_text("broken: [")
    nianbao("render", "--only", "list", "-o", here / "out", SEED, cwd=here)


@case("places: a program by itself says what is missing, whatever the current folder holds")
def _():
    if pathlib.Path(NIANBAO).read_bytes()[:2] == b"#!":
        return  # a wrapper's copy is not by itself (tests/memcheck)
    alone = folder("alone/bin")
    shutil.copy(NIANBAO, alone / "nianbao")
    run = nianbao("check", SEED, program=str(alone / "nianbao"), cwd=ROOT, status=3)
    contains(run.err, "--layouts")
    nianbao("check", "--layouts", ROOT / "layouts", SEED, program=str(alone / "nianbao"))
    run = nianbao("fonts", program=str(alone / "nianbao"), cwd=ROOT, status=3)
    contains(run.err, "--fonts")
    nianbao("fonts", "--fonts", ROOT / "fonts", program=str(alone / "nianbao"))


@case("places: installed under a PREFIX it works as in the checkout, and uninstall leaves nothing")
def _():
    stage = folder("stage")
    # The sub-make must not see the jobs and variables of the one that runs the tests.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MAKE") and key != "MFLAGS"}
    build = os.environ.get("BUILD", "build")
    make = ["make", "-s", "-o", "all", f"BUILD={build}", f"DESTDIR={stage}", "PREFIX=/opt/office"]
    subprocess.run(make + ["install"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    installed = str(stage / "opt/office/bin/nianbao")
    nianbao("render", "--only", "pdf,list", "-o", folder("by-installed"), SEED, program=installed, cwd="/")
    nianbao("render", "--only", "pdf,list", "-o", folder("by-built"), SEED)
    for name in names(folder("by-built")):
        equal((folder("by-installed") / name).read_bytes(), (folder("by-built") / name).read_bytes(), name)
    contains(nianbao("--help", "--lang", "zh", program=installed).out, "用法")
    subprocess.run(make + ["uninstall"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    left = [path for path in stage.rglob("*") if not path.is_dir()]
    equal(left, [])


done()
