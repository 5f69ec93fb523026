"""Runs the whole suite in five pytest processes side by side, so that none of them is much longer than the others."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from mrintegration.development.places import private_folder
from tests.harness.servers import CLUSTER, make_folder

ROOT = Path(__file__).resolve().parents[2]
# Playwright leaves an event loop in the main thread, which Django's synchronous database code refuses.
BROWSER = ["tests/browser"]
# The walk over all pages takes as long as all others together.
WALKS = ["tests/browser/test_pages.py"]
JOURNEYS = [*BROWSER, *(f"--ignore={file}" for file in WALKS)]
# They wait for workers, servers and PDF files much of their time, which the others can use.
WAITING = ["tests/reports", "tests/roof"]
# The guards ask for every address in every role.
GUARDS = ["tests/guards", "tests/surveys"]
REST = ["tests", *(f"--ignore={folder}" for folder in (*BROWSER, *WAITING, *GUARDS))]
PARTS = (WALKS, JOURNEYS, WAITING, GUARDS, REST)
NO_TESTS = 5


def main(arguments: list[str]) -> int:
    """Migrate a test database, which every part begins with, and return the worst exit code of all parts."""
    first = make_folder()
    try:
        subprocess.run([sys.executable, "-m", "tests.harness.cluster", first], cwd=ROOT, check=True)
        os.environ[CLUSTER] = str(first)
        return _run_parts(arguments)
    finally:
        shutil.rmtree(private_folder(first / "servers"), ignore_errors=True)
        shutil.rmtree(first, ignore_errors=True)


def _run_parts(arguments: list[str]) -> int:
    """Run all parts, even when one fails.

    What the others have to say is shown when the first is done. With arguments, which choose
    tests that measure or break things, one runs after the other.
    """
    if arguments:
        codes = [_start(part, arguments, None).wait() for part in PARTS]
    else:
        with contextlib.ExitStack() as files:
            running = []
            for part in PARTS:
                said = files.enter_context(tempfile.TemporaryFile()) if part is not WALKS else None
                running.append((_start(part, [], said), said))
            codes = [_ended(process, said) for process, said in running]
    # That a part holds no test that was asked for is fine when arguments choose among them.
    return max((code for code in codes if code != NO_TESTS or not arguments), default=0)


def _ended(process, said):
    code = process.wait()
    if said is not None:
        said.seek(0)
        sys.stdout.buffer.write(said.read())
        sys.stdout.flush()
    return code


def _start(part, arguments, output):
    command = [sys.executable, "-m", "pytest", "--reuse-db", *part, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT if output else None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
