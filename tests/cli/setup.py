#!/usr/bin/python3
"""tests/setup: what is missing is named and installed by one apt line; what is there is left alone."""
import os
import shutil
import subprocess

from tools import ROOT, case, contains, done, equal, folder

REAL = [path for path in os.environ["PATH"].split(":") if path]


def machine(name, missing=(), root=False, sudo=False, apt_works=True):
    """A PATH of a machine that lacks some commands and libraries, and the log of what was run as root."""
    fake = folder(name)
    log = fake / "log"

    def script(command, text):
        (fake / command).write_text(f"#!/bin/sh\n{text}\n")
        (fake / command).chmod(0o755)

    log.write_text("")
    lacking = " ".join(missing)
    script("pkg-config", f'for lib; do case " {lacking} " in *" $lib "*) [ -e {fake}/installed ] || exit 1; esac; done; exit 0')
    script("id", f"echo {0 if root else 1000}")
    script("apt-get", f'echo "apt-get $*" >>{log}; ' + (f"touch {fake}/installed" if apt_works else "exit 100"))
    script("sudo", f'[ "$1" = -n ] && exit {0 if sudo else 1}; echo "sudo" >>{log}; exec "$@"')
    return fake, log


def setup(fake, *arguments):
    run = subprocess.run([ROOT / "tests/setup", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                         env={"PATH": ":".join([str(fake), *REAL]), "LC_ALL": "C.UTF-8"})
    return run.returncode, run.stdout, run.stderr


@case("setup: with everything there neither apt nor root is touched")
def _():
    for user in (True, False):
        fake, log = machine(f"complete-{user}", root=user, sudo=True)
        equal(setup(fake, "build"), (0, "", ""))
        equal(log.read_text(), "")


@case("setup: root runs one apt line with the packages that are missing, no others")
def _():
    fake, log = machine("root", missing=["xlsxwriter", "libqpdf"], root=True)
    equal(setup(fake, "build")[0], 0)
    equal(log.read_text(), "apt-get update -q\n"
          "apt-get install -q -y --no-install-recommends libqpdf-dev libxlsxwriter-dev\n")
    equal(setup(fake, "build"), (0, "", ""))
    assert log.read_text().count("apt-get install") == 1, "installed twice"


@case("setup: others run it under sudo")
def _():
    fake, log = machine("sudo", missing=["jansson"], sudo=True)
    equal(setup(fake, "build")[0], 0)
    assert log.read_text().startswith("sudo\napt-get update"), log.read_text()


@case("setup: with neither root nor sudo the line is printed, exit 2")
def _():
    fake, log = machine("neither", missing=["jansson"])
    status, _, errors = setup(fake, "build")
    equal((status, log.read_text()), (2, ""))
    contains(errors, "apt-get install -q -y --no-install-recommends libjansson-dev")


@case("setup: an apt that fails, or does not help, is exit 2 with the line")
def _():
    fake, _ = machine("offline", missing=["jansson"], root=True, apt_works=False)
    status, _, errors = setup(fake, "build")
    equal(status, 2)
    contains(errors, "libjansson-dev")


@case("setup: where veraPDF cannot be had, why and what to do instead is told")
def _():
    fake = folder("npm")
    (fake / "npm").write_text('#!/bin/sh\ncase "$*" in *--silent*) ;; *) echo no route to the registry >&2 ;; esac\nexit 1\n')
    (fake / "npm").chmod(0o755)
    copy = shutil.copy(ROOT / "tests/validators", folder("lone"))
    run = subprocess.run([copy], capture_output=True, text=True, env={"PATH": ":".join([str(fake), *REAL])})
    equal(run.returncode, 1)
    contains(run.stderr, "no route to the registry")
    contains(run.stderr, "tests/validators FILE.tgz")


@case("setup: whatever `make lint` runs is asked for by name")
def _():
    rule = (ROOT / "Makefile").read_text().split("\nlint:")[1].split("\n\n")[0]
    contains(rule, "tests/setup lint")
    needs = (ROOT / "tests/setup").read_text().split("LINT_NEEDS='")[1].split("'")[0]
    equal({word for word in ("clang-format-14", "clang-tidy", "cppcheck") if word in rule},
          {line.split()[0].removeprefix("command:") for line in needs.strip().splitlines()})


@case("setup: check names the Debian package of a missing library, changes nothing, exit 2")
def _():
    fake, log = machine("check", missing=["harfbuzz-subset"], root=True)
    status, _, errors = setup(fake, "check", "build")
    equal((status, log.read_text()), (2, ""))
    contains(errors, "libharfbuzz-dev")


@case("setup: every library of the Makefile has its package")
def _():
    makefile = (ROOT / "Makefile").read_text().replace("\\\n", " ")
    wanted = next(line for line in makefile.splitlines() if line.startswith("PKGS :=")).split(":=")[1].split()
    known = (ROOT / "tests/setup").read_text()
    equal([name for name in wanted if f"library:{name} " not in known], [])


done()
