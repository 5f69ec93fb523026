"""PostgreSQL refuses to run as root, so a root user's servers run as `nobody`."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Account:
    """The user that owns the servers' files and processes."""

    uid: int
    gid: int
    switched: bool  # True when the launcher is root and the servers are somebody else

    def may_enter(self, folder: Path) -> bool:
        """Say whether the account can read what lies below `folder`; every parent has to be open to it."""
        if not self.switched:
            return True
        resolved = folder.resolve()
        return all(self._may_pass(step) for step in (resolved, *resolved.parents) if step.exists())

    def _may_pass(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & 0o100)
        return bool(status.st_mode & 0o001)

    def own(self, path: Path) -> None:
        """Make `path` the account's own."""
        if self.switched:
            os.chown(path, self.uid, self.gid)


def server_account() -> Account:
    """Return `nobody` for root and the caller itself for everybody else."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switched=False)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid, switched=True)
