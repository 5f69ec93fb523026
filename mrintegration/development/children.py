"""The product's own processes: web server, one worker and beat, watched and started again a few times."""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mrintegration.development.places import Places
from mrintegration.development.processes import Child
from mrintegration.development.trouble import Trouble, say

MOST_RESTARTS = 5
# After this long a child is taken to be well again and its earlier restarts are forgotten.
WELL_AFTER_SECONDS = 300


def product_children(root: Path, places: Places, environment: dict[str, str], port: int) -> list[Child]:
    """Return web, worker and beat in start order, with the environment of the demo."""
    python = sys.executable
    commands: dict[str, list[str]] = {
        "worker": [python, "-m", "celery", "-A", "mrintegration", "worker", "--loglevel", "INFO"],
        "beat": [python, "-m", "celery", "-A", "mrintegration", "beat", "--loglevel", "INFO"],
        # A port and not a unix socket: the sign-in limits need the client's address.
        "web": [python, "-m", "gunicorn", "--config", "python:mrintegration.gunicorn_conf",
                "--bind", f"127.0.0.1:{port}", "mrintegration.wsgi:application"],
    }  # fmt: skip
    return [
        Child(
            name=name,
            command=command,
            cwd=root,
            log=places.logs / f"{name}.log",
            pid_file=places.pids / f"{name}.json",
            patience=30,
            environment=environment,
        )
        for name, command in commands.items()
    ]


@dataclass
class Watch:
    """Looks after running processes: servers must live, the product's own are started again."""

    servers: list[Child]
    product: list[Child]
    restarts: dict[str, list[float]] = field(default_factory=dict)

    def look(self) -> None:
        """Say which process ended and start it again; raises Trouble when the demo can't go on."""
        for server in self.servers:
            code = server.exit_code()
            if code is not None:
                raise Trouble(f"{server.name} ended with exit code {code}; {server.log} says why.")
        for child, code in self._ended():
            self._start_again(child, code)

    def _ended(self) -> Iterator[tuple[Child, int]]:
        for child in self.product:
            code = child.exit_code()
            if code is not None:
                yield child, code

    def _start_again(self, child: Child, code: int) -> None:
        now = time.monotonic()
        recent = [moment for moment in self.restarts.get(child.name, []) if now - moment < WELL_AFTER_SECONDS]
        if len(recent) >= MOST_RESTARTS:
            raise Trouble(
                f"The {child.name} process ended {MOST_RESTARTS + 1} times, last with exit code {code}; "
                f"the end of {child.log}:\n{child.last_lines()}"
            )
        say(
            f"The {child.name} process ended with exit code {code}; {child.log} says why. It is started again."
        )
        self.restarts[child.name] = [*recent, now]
        child.start()
