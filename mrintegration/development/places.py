"""Where the servers' files lie: in .data, or in a private folder under /var/tmp where .data can't serve."""

import contextlib
import hashlib
import os
import re
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from mrintegration.development.account import Account
from mrintegration.development.trouble import Trouble

ELSEWHERE = Path("/var/tmp")  # noqa: S108  # the folder is made 0700 and its owner is checked
# A unix socket's path ends at 107 bytes; this is the longest name that a server puts below the folder.
LONGEST_SOCKET_PATH = 107
LONGEST_SOCKET_NAME = len("/.s.PGSQL.5432")


@dataclass(frozen=True)
class Places:
    """`data` belongs to the checkout; `servers` and `sockets` belong to the server account."""

    data: Path
    servers: Path
    sockets: Path
    binaries: Path

    @property
    def logs(self) -> Path:
        """Folder of the children's logs."""
        return self.data / "log"

    @property
    def pids(self) -> Path:
        """Folder of the children's numbers and start times."""
        return self.data / "pid"


def choose_places(data: Path, account: Account) -> Places:
    """Say where everything lies for this data folder, without making anything.

    The private folder's name comes from the data folder's path, so a copied checkout never shares its servers.
    """
    data = data.resolve()
    private = private_folder(data)
    inside = account.may_enter(data)
    servers = data / "servers" if inside else private / "servers"
    sockets = data / "run"
    fits = len(os.fsencode(sockets)) + LONGEST_SOCKET_NAME <= LONGEST_SOCKET_PATH
    # A blank or a comma means something in a server's configuration and in an address.
    plain = re.fullmatch(r"[\w./-]+", str(sockets), re.ASCII)
    if not (inside and fits and plain):
        sockets = private / "run"
    return Places(data, servers, sockets, private / "binaries")


def private_folder(data: Path) -> Path:
    """Return the folder outside the checkout that belongs to this data folder."""
    digest = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:16]
    return ELSEWHERE / f"mr-integrering-{digest}"


def make_places(places: Places, account: Account) -> None:
    """Make the folders, closed to everybody else, and leave a pointer to the private one."""
    places.data.mkdir(mode=0o711, parents=True, exist_ok=True)
    for folder in (places.logs, places.pids):
        folder.mkdir(mode=0o700, exist_ok=True)
    private = private_folder(places.data)
    if private in {places.servers.parent, places.sockets.parent}:
        make_private(private, account)
        (places.data / "servers-are-elsewhere.txt").write_text(f"{private}\n")
    for folder in (places.servers, places.sockets):
        make_private(folder, account)


def make_private(folder: Path, account: Account) -> None:
    """Make a folder that only the server account (and root) can enter; refuse one that somebody else made."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        account.own(folder)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid not in {account.uid, os.geteuid()}:
        raise Trouble(f"{folder} belongs to another user. Remove it, or move the checkout to another folder.")
    account.own(folder)
    folder.chmod(0o700)


def remove_places(places: Places) -> None:
    """Remove everything that the launcher made, except the lock that it holds."""
    shutil.rmtree(private_folder(places.data), ignore_errors=True)
    for entry in places.data.iterdir() if places.data.is_dir() else ():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != "launcher.lock":
            entry.unlink()
