"""`make demo`: starts everything in order, says where it is, and stops everything in order."""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from mrintegration.development.account import server_account
from mrintegration.development.children import Watch, product_children
from mrintegration.development.environment import demo_environment, fingerprint, write_environment
from mrintegration.development.places import choose_places, remove_places
from mrintegration.development.postgres import PREPARED
from mrintegration.development.servers import Servers, prepare_places, start_servers
from mrintegration.development.trouble import Trouble, say

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / ".data"
READY_SECONDS = 90


@dataclass(frozen=True)
class Wishes:
    """What the caller's environment asks for."""

    port: int
    fresh: bool
    given: dict[str, str]

    @classmethod
    def read(cls) -> "Wishes":
        """Raise Trouble for a port that is none."""
        port = os.environ.get("PORT") or "8000"
        if not port.isdecimal() or not 1024 <= int(port) <= 65535:  # the range of ports
            raise Trouble(f"PORT={port} is not a port: choose a number from 1024 to 65535.")
        given = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if os.environ.get(name)}
        return cls(int(port), os.environ.get("FRESH", "") not in {"", "0"}, given)


def main() -> int:
    """Run the demo until Ctrl-C; the exit code is 1 when something stopped it."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    try:
        wishes = Wishes.read()
        DATA.mkdir(mode=0o711, exist_ok=True)
        with _only_one(DATA):
            _run(wishes)
    except Trouble as trouble:
        say(str(trouble))
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
    return 0


def _run(wishes: Wishes) -> None:
    account = server_account()
    prepare_places(DATA, account)  # ends what a killed launcher left behind, which may hold the port
    _check_port(wishes.port)
    if wishes.fresh:
        _start_over(wishes)
    servers = start_servers(DATA, wishes.given)
    watch = Watch(servers=list(servers.children), product=[])
    try:
        environment = _prepare(servers, wishes)
        for child in product_children(ROOT, servers.places, environment, wishes.port):
            watch.product.append(child)
            child.start()
        _wait_until_well(watch, wishes.port)
        _announce(wishes.port)
        while True:
            watch.look()
            time.sleep(0.5)
    finally:
        _stop(watch, servers)


def _prepare(servers: Servers, wishes: Wishes) -> dict[str, str]:
    """Write the settings, then migrate and load in one process. Returns the children's whole environment."""
    settings = demo_environment(
        DATA, port=wishes.port, database_url=servers.database_url, redis_url=servers.redis_url
    )
    for folder in ("mail", "files"):
        (DATA / folder).mkdir(mode=0o700, exist_ok=True)
    write_environment(DATA, settings)
    environment = {
        **os.environ,
        **settings,
        "DJANGO_SETTINGS_MODULE": "mrintegration.settings",
        # Celery ends running jobs in order, and puts those back that take too long.
        "REMAP_SIGTERM": "SIGQUIT",
    }
    # Nothing to do when not a line has changed since the last time; a database from outside may have been emptied.
    state = fingerprint(ROOT)
    prepared = servers.places.servers / PREPARED
    has_users = (DATA / "demo-users.json").exists()
    if not wishes.given and has_users and prepared.exists() and prepared.read_text() == state:
        return environment
    prepared.unlink(missing_ok=True)
    say("Preparing the database.")
    code = subprocess.call(  # noqa: S603
        [sys.executable, str(ROOT / "manage.py"), "prepare", "--demo"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    if code:
        raise Trouble("The database could not be prepared; the lines above say why.")
    prepared.write_text(state)
    return environment


def _wait_until_well(watch: Watch, port: int) -> None:
    """Wait for /health; when a part stays silent, say which, and go on: the rest may still be of use."""
    deadline = time.monotonic() + READY_SECONDS
    answer = ""
    while time.monotonic() < deadline:
        watch.look()
        with suppress(OSError):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5):
                    return
            except urllib.error.HTTPError as error:
                answer = error.read().decode(errors="replace")
        time.sleep(0.2)
    say(f"Not everything is well after {READY_SECONDS} seconds: {answer or 'the web server does not answer'}")


def _announce(port: int) -> None:
    say(f"\nMR-integrering runs at http://localhost:{port}/\n")
    with suppress(OSError, ValueError):
        users = json.loads((DATA / "demo-users.json").read_text())
        widths = [max(map(len, column)) for column in (users, (user["email"] for user in users.values()))]
        say("Sign in as one of these (role, e-mail, password):")
        for role, user in users.items():
            say(f"  {role:<{widths[0]}}  {user['email']:<{widths[1]}}  {user['password']}")
    say("\nE-mails are written to .data/mail/, logs to .data/log/. Ctrl-C stops everything.")


def _stop(watch: Watch, servers: Servers) -> None:
    """Stop in reverse order. A second Ctrl-C must not leave half of it running."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    say("\nStopping.")
    for child in reversed(watch.product):
        child.stop()
    servers.stop()


def _start_over(wishes: Wishes) -> None:
    if wishes.given:
        raise Trouble(
            f"FRESH=1 does not empty servers that {' and '.join(wishes.given)} names: empty them yourself."
        )
    remove_places(choose_places(DATA, server_account()))


def _check_port(port: int) -> None:
    """Raise Trouble when something answers on the port, by IPv4 or IPv6: a browser may choose either."""
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        with suppress(OSError), socket.socket(family) as probe:
            probe.settimeout(1)
            if probe.connect_ex((address, port)) == 0:
                raise Trouble(
                    f"Port {port} is taken by another program: choose another one with `make demo PORT={port + 1}`."
                )


@contextmanager
def _only_one(data: Path) -> Iterator[None]:
    """Hold a lock that the kernel takes away with the process, however it ends."""
    with (data / "launcher.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Trouble(
                "The demo of this folder already runs: stop it with Ctrl-C where it was started."
            ) from None
        yield


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
