"""Runs the whole suite in two pytest processes side by side, one without a browser and one with."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Playwright leaves an event loop in the main thread, which Django's synchronous database code refuses.
BROWSER = ["tests/browser"]
REST = ["tests", "--ignore=tests/browser"]
NO_TESTS = 5


def main(arguments: list[str]) -> int:
    """Run both parts, even when one fails, and return the worst exit code.

    What the part without a browser has to say is shown when the other is done. With arguments, which choose tests
    that measure or break things, one runs after the other.
    """
    if arguments:
        codes = [_start(part, arguments, None).wait() for part in (REST, BROWSER)]
    else:
        with tempfile.TemporaryFile() as said:
            rest = _start(REST, [], said)
            codes = [_start(BROWSER, [], None).wait(), rest.wait()]
            said.seek(0)
            sys.stdout.buffer.write(said.read())
            sys.stdout.flush()
    # That a part holds no test that was asked for is fine when arguments choose among them.
    return max((code for code in codes if code != NO_TESTS or not arguments), default=0)


def _start(part, arguments, output):
    command = [sys.executable, "-m", "pytest", *part, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT if output else None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
