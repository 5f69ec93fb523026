"""Files to import, between preview and yes: only the sender's own, only on the same page, for a day at most."""

import datetime
import hashlib
import uuid
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from django.db import connection, transaction

from figures.text import clean_line
from organisations.models import Event, Organisation, Upload, User
from organisations.models.upload import KEPT_FOR

LONGEST_NAME: Final = 200

P = TypeVar("P")


class AlreadyImportedError(Exception):
    """The file was imported a moment ago."""


class InTheWayError(Exception):
    """Somebody wrote the same in the same moment; trying again tells what there is."""


@dataclass(frozen=True)
class Imported(Generic[P]):
    """What an import did, or why it did nothing: then the plan has faults."""

    plan: P
    written: bool


def one_at_a_time(name: str) -> None:
    """Wait for other imports of that name; the next one begins when this transaction has ended.

    Two at once would both find a row missing; the second waits and finds it there.
    """
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


@transaction.atomic
def keep_upload(*, by: User, purpose: str, content: bytes, name: str, reach: Organisation | None) -> Upload:
    """Keep a file until its sender has seen what it would do and said yes."""
    return Upload.objects.create(
        organisation=reach,
        uploaded_by=by,
        purpose=purpose,
        name=clean_line(name)[:LONGEST_NAME],
        content=content,
    )


def kept_upload(
    *,
    by: User,
    purpose: str,
    reach: Organisation | None,
    upload_id: uuid.UUID,
    kept_for: datetime.timedelta = KEPT_FOR,
) -> Upload | None:
    """Return the sender's own file, sent through the same page, while it can still be confirmed."""
    fresh = Upload.objects.fresh(kept_for)
    return fresh.filter(pk=upload_id, uploaded_by=by, purpose=purpose, organisation=reach).first()


def hold_upload(*, purpose: str, upload_id: uuid.UUID) -> Upload:
    """Return a kept file, locked until the transaction ends; who may confirm it, the caller has looked at.

    Raises AlreadyImportedError for a second click.
    """
    upload = Upload.objects.select_for_update(of=["self"]).filter(pk=upload_id, purpose=purpose).first()
    if upload is None:
        raise AlreadyImportedError
    return upload


def was_imported(*, by: User, verb: str, upload_id: uuid.UUID, reach: Organisation | None) -> bool:
    """Whether this person has imported that file already; it is known by the log alone, where `verb` stands."""
    done = Event.objects.filter(actor=by, organisation=reach, verb=verb, object_id=str(upload_id))
    return done.exists()


def purge_uploads() -> int:
    """Delete the files that nobody confirmed within a day; return how many."""
    deleted, _by_model = Upload.objects.stale().delete()
    return deleted
