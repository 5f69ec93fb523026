"""The private keys of open surveys: files in a folder that only the worker has, never in the database or a backup.

A key lives from the opening of its survey until the answers have been sealed, and is then destroyed.
"""

import contextlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from nacl.public import PrivateKey


class KeyMissingError(Exception):
    """The key is not where it should be: what was sealed for it can't be read by anybody."""


def make(survey_id: uuid.UUID) -> bytes:
    """Make the survey's key unless there is one, and return its public half. Safe to repeat, also at once."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = folder / f".{survey_id}-{uuid.uuid4().hex}"
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(bytes(PrivateKey.generate()))
        file.flush()
        os.fsync(file.fileno())
    # A link never replaces: of two workers the second one takes the first one's key.
    with contextlib.suppress(FileExistsError):
        os.link(new, _path(survey_id))
    _wipe(new)
    return bytes(private(survey_id).public_key)


def private(survey_id: uuid.UUID) -> PrivateKey:
    """Return the key. Raises KeyMissingError."""
    try:
        return PrivateKey(_path(survey_id).read_bytes())
    except FileNotFoundError:
        raise KeyMissingError(str(survey_id)) from None


def destroy(survey_id: uuid.UUID) -> None:
    """Overwrite and remove the key; nothing happens when it is gone already."""
    with contextlib.suppress(FileNotFoundError):
        path = _path(survey_id)
        with path.open("r+b") as file:
            file.write(os.urandom(PrivateKey.SIZE))
            file.flush()
            os.fsync(file.fileno())
        _wipe(path)


def kept() -> Iterator[uuid.UUID]:
    """Yield the surveys that have a key here."""
    for path in sorted(_folder().glob("*.key")):
        with contextlib.suppress(ValueError):
            yield uuid.UUID(path.stem)


def _folder() -> Path:
    return Path(settings.SURVEY_KEYS_DIR)


def _path(survey_id: uuid.UUID) -> Path:
    return _folder() / f"{survey_id}.key"


def _wipe(path: Path) -> None:
    path.unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
