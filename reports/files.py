"""Report files on disk: written aside, moved into place when the job is finished, never overwritten by a lost job."""

import hashlib
import os
import uuid
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Stored:
    """A whole file that lies aside until it is kept or thrown away."""

    aside: Path
    place: Path
    sha256: str
    size: int

    def keep(self) -> None:
        """Move it into its place; a move within one file system is all or nothing."""
        self.aside.replace(self.place)

    def discard(self) -> None:
        """Remove it."""
        self.aside.unlink(missing_ok=True)


def path_of(report_id: uuid.UUID) -> Path:
    """Where a finished report's file lies."""
    return Path(settings.MEDIA_ROOT) / "reports" / f"{report_id}.pdf"


def store(*, report_id: uuid.UUID, fence: uuid.UUID, content: bytes) -> Stored:
    """Write the bytes aside, down to the disk. Raises OSError when the storage is full or closed."""
    place = path_of(report_id)
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = place.with_name(f"{report_id}.{fence}.part")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Stored(aside, place, hashlib.sha256(content).hexdigest(), len(content))


class DamagedFileError(Exception):
    """The file on disk is gone or is not the one that was made."""


def read(*, report_id: uuid.UUID, sha256: str) -> bytes:
    """Return a finished report's bytes. Raises DamagedFileError unless they are exactly those that were stored."""
    try:
        content = path_of(report_id).read_bytes()
    except OSError as error:
        raise DamagedFileError from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedFileError
    return content
