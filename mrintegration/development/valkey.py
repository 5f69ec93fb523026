"""The broker from a folder: a Redis-compatible server on a unix socket that writes down every change."""

import socket
import time
from pathlib import Path
from urllib.parse import quote

from mrintegration.development.account import Account
from mrintegration.development.binaries import find_valkey
from mrintegration.development.places import Places, make_private
from mrintegration.development.processes import Child
from mrintegration.development.trouble import Trouble

START_SECONDS = 30


def start_valkey(places: Places, account: Account) -> tuple[Child, str]:
    """Start the server and return the process and its REDIS_URL."""
    program = find_valkey(account, places.binaries)
    folder = places.servers / "valkey"
    make_private(folder, account)
    address = places.sockets / "valkey.sock"
    address.unlink(missing_ok=True)
    child = Child(
        name="Valkey",
        # The folder is the working folder and never an argument: the server splits arguments at blanks.
        command=[program, "--port", "0", "--unixsocket", address, "--unixsocketperm", "700", "--dir", ".",
                 "--appendonly", "yes", "--save", "", "--daemonize", "no"],
        cwd=folder,
        log=places.logs / "valkey.log",
        pid_file=places.pids / "valkey.json",
        account=account,
    )  # fmt: skip
    child.start()
    deadline = time.monotonic() + START_SECONDS
    while not _answers(address):
        if child.exit_code() is not None or time.monotonic() > deadline:
            end_of_log = child.last_lines()
            child.stop()
            raise Trouble(f"Valkey did not start; the end of {child.log}:\n{end_of_log}")
        time.sleep(0.02)
    return child, f"unix://{quote(str(address))}?db=0"


def _answers(address: Path) -> bool:
    """Say whether the server answers a PING; while it still reads its file it answers something else."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            connection.connect(str(address))
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False
