"""What the command-line tests share: named cases, running the program, a folder of one's own."""
import atexit
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import traceback

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NIANBAO = os.environ.get("NIANBAO", str(ROOT / "build/nianbao"))
SEED = ROOT / "samples/laiyuan-2024.json"
SANITIZER = 99  # exit status of the sanitizers (tests/run)
SLOWER = int(os.environ.get("SLOWER", 1))  # how many times the program is slower than it is: under valgrind (tests/memcheck)

WORK = pathlib.Path(tempfile.mkdtemp(prefix="nianbao-test-"))
atexit.register(shutil.rmtree, WORK, ignore_errors=True)

failed = 0


def case(name):
    """A test case: `@case("A1 what it proves")` runs the function below it at once."""
    def run(function):
        global failed
        try:
            function()
            print("ok", name, flush=True)
        except Exception as error:  # any trouble is a failed case; the next one runs all the same
            failed += 1
            print("not ok", name)
            where = traceback.extract_tb(error.__traceback__)[-1]
            if isinstance(error, AssertionError):
                where = [f for f in traceback.extract_tb(error.__traceback__) if "tools.py" not in f.filename][-1]
            print(f"    {where.filename}:{where.lineno}: {type(error).__name__}: {error}", flush=True)
        return function
    return run


def done():
    """Ends a test program."""
    sys.exit(1 if failed else 0)


def equal(got, want, what="value"):
    assert got == want, f"{what} is\n      {repr(got)[:1500]}, want\n      {repr(want)[:1500]}"


def contains(text, part):
    assert part in text, f"no {part!r} in\n      {text!r}"


def folder(name):
    path = WORK / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def nianbao(*arguments, status=0, stdin=None, cwd=None, env=None, program=None):
    """Run the program; its stdout and stderr as text.  The exit status must be the one given."""
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="")
    environment.update(env or {})
    command = [str(program or NIANBAO), *map(str, arguments)]
    run = subprocess.run(command, input=stdin if stdin is not None else b"", capture_output=True,
                         cwd=cwd or ROOT, env={k: v for k, v in environment.items() if v is not None})
    run.out, run.err = run.stdout.decode(), run.stderr.decode()
    assert run.returncode == status, (
        f"exit status {run.returncode}, want {status}: {' '.join(command)}\n{run.out[-2000:]}\n{run.err[-4000:]}")
    return run


def names(path):
    return sorted(os.listdir(path))
