"""PostgreSQL from a folder: made whole or not at all, reached by a unix socket only, sorted as in production."""

import shutil
import signal
import time
from pathlib import Path
from subprocess import CompletedProcess
from urllib.parse import quote

from mrintegration.development.account import Account
from mrintegration.development.binaries import find_postgres
from mrintegration.development.places import Places
from mrintegration.development.processes import Child, command_line, end, run, start_marker
from mrintegration.development.trouble import Trouble

ROLE = DATABASE = "mr"
START_SECONDS = 60
PREPARED = "prepared"  # the launcher's note of what the database was made ready for
# Throw-away data needs no protection against a power cut.
# A refused statement is logged without its values: they are what people wrote. docker-compose.yml says the same.
QUIET = ("log_min_error_statement=panic", "log_error_verbosity=terse")
THROW_AWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def start_postgres(places: Places, account: Account, *, throw_away: bool = False) -> tuple[Child, str]:
    """Start the server, make the database when it is missing, and return the process and its DATABASE_URL."""
    programs, major = find_postgres(account, places.binaries)
    folder = places.servers / "postgres"
    _make_cluster(folder, programs, major, account)
    _stop_unrecorded(folder)
    settings = [
        "listen_addresses=",
        f"unix_socket_directories={places.sockets}",
        "unix_socket_permissions=0700",
        *QUIET,
        *(THROW_AWAY if throw_away else ()),
    ]
    child = Child(
        name="PostgreSQL",
        command=[
            programs / "postgres",
            "-D",
            folder,
            *(part for value in settings for part in ("-c", value)),
        ],
        cwd=places.servers,
        log=places.logs / "postgres.log",
        pid_file=places.pids / "postgres.json",
        stop_signal=signal.SIGINT,  # "fast": ends sessions and shuts down cleanly
        account=account,
    )
    child.start()
    try:
        _wait_until_ready(child, programs, places, account)
        _make_database(programs, places, account)
    except BaseException:
        child.stop()
        raise
    return child, f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(places.sockets))}"


def _make_cluster(folder: Path, programs: Path, major: int, account: Account) -> None:
    """Make the data folder under another name first: one that has its name is always complete."""
    version_file = folder / "PG_VERSION"
    if version_file.exists():
        made_by = version_file.read_text().strip()
        if made_by != str(major):
            raise Trouble(
                f"The data was made by PostgreSQL {made_by}, but this is PostgreSQL {major}: "
                "start over with `make demo FRESH=1`, or install the older version."
            )
        return
    half = folder.with_name("postgres.half")
    for leftover in (half, folder):
        shutil.rmtree(leftover, ignore_errors=True)
    folder.with_name(PREPARED).unlink(missing_ok=True)
    # The built-in provider sorts alike on every machine and knows that Å and å are one letter; it needs no ICU.
    made = run(
        [programs / "initdb", "-D", half, "-U", ROLE, "--auth=trust", "--encoding=UTF8", "--locale=C",
         "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync", "--no-instructions"],
        cwd=folder.parent,
        account=account,
    )  # fmt: skip
    if made.returncode:
        raise Trouble(
            f"PostgreSQL's data folder could not be made: {made.stderr.strip() or made.stdout.strip()}"
        )
    half.rename(folder)


def _stop_unrecorded(folder: Path) -> None:
    """End a server that runs on this folder without a pid file of ours, and drop a lock that lost its server.

    After a restart of the machine the lock's number may belong to any program; PostgreSQL would refuse to start.
    """
    lock = folder / "postmaster.pid"
    try:
        pid = int(lock.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return
    started = start_marker(pid)
    if started is not None and str(folder) in command_line(pid):
        end(pid, started, stop_signal=signal.SIGINT, patience=15)
    lock.unlink(missing_ok=True)


def _wait_until_ready(child: Child, programs: Path, places: Places, account: Account) -> None:
    deadline = time.monotonic() + START_SECONDS
    while _query(programs, places, account, "SELECT 1").returncode:
        if child.exit_code() is not None or time.monotonic() > deadline:
            raise Trouble(f"PostgreSQL did not start; the end of {child.log}:\n{child.last_lines()}")
        time.sleep(0.05)


def _make_database(programs: Path, places: Places, account: Account) -> None:
    made = _query(
        programs,
        places,
        account,
        f"SELECT 'CREATE DATABASE {DATABASE}' WHERE NOT EXISTS "  # noqa: S608  # a constant of this module
        f"(SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec\n",
    )
    if made.returncode:
        raise Trouble(f"The database could not be made: {made.stderr.strip()}")


def _query(programs: Path, places: Places, account: Account, sql: str) -> CompletedProcess[str]:
    return run(
        [
            programs / "psql",
            "-X",
            "-q",
            "-h",
            places.sockets,
            "-U",
            ROLE,
            "-d",
            "postgres",
            "-v",
            "ON_ERROR_STOP=1",
        ],
        cwd=places.servers,
        account=account,
        text=sql,
    )
