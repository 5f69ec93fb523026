"""Runs the whole suite: servers once, then one pytest process without a browser and one with."""

import os
import subprocess
import sys
from pathlib import Path

from mrintegration.development.servers import start_servers
from tests.harness.servers import hand_over, make_folder, remove_folder

ROOT = Path(__file__).resolve().parents[2]
# Playwright leaves an event loop in the main thread, which Django's synchronous database code refuses.
PARTS = (["tests", "--ignore=tests/browser"], ["tests/browser"])


def main(arguments: list[str]) -> int:
    """Run every part, even after a failure, and return the worst exit code."""
    folder = make_folder()
    servers = start_servers(folder / "servers", {}, throw_away=True)
    try:
        environment = dict(os.environ)
        hand_over(environment, servers, folder)
        codes = [
            subprocess.call([sys.executable, "-m", "pytest", *part, *arguments], cwd=ROOT, env=environment)
            for part in PARTS
        ]
    finally:
        remove_folder(folder, servers)
    # 5 means that a part holds no test that was asked for, which is fine when arguments choose among them.
    return max((code for code in codes if code != 5 or not arguments), default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
