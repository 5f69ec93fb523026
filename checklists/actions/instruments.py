"""Loading and publishing instruments: a version that is in use never changes, and a published one only by command."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from checklists.instruments import InstrumentFile
from checklists.models import Instrument, Item
from organisations.events import record
from organisations.models import User


class InstrumentInUseError(Exception):
    """Somebody rates with this version, so it can't change; a change needs a new version."""


class AlreadyPublishedError(Exception):
    """The version is published; a change needs a new version."""


class ChangedMeanwhileError(Exception):
    """Another administrator has replaced or removed what this one looked at."""


@transaction.atomic
def load_instrument(*, content: InstrumentFile) -> tuple[Instrument, bool]:
    """Store and publish a version of an instrument; return it and whether anything was written.

    A version that nobody uses is replaced. Raises InstrumentInUseError when a used one would change.
    """
    existing = _locked(content)
    if existing is None:
        return _store(Instrument(published_at=timezone.now()), content), True
    if existing.sha256 == content.sha256:
        return _publish(existing)
    if existing.occasions.exists():
        raise InstrumentInUseError
    existing.published_at = existing.published_at or timezone.now()
    return _store(existing, content), True


@transaction.atomic
def upload_instrument(*, by: User, content: InstrumentFile) -> Instrument:
    """Store a version that is not published yet, in place of one that isn't either.

    Raises AlreadyPublishedError. Two who upload the same new version at once get the later file.
    """
    existing = _locked(content)
    if existing is None:
        try:
            with transaction.atomic():
                stored = _store(Instrument(published_at=None), content)
        except IntegrityError:
            return upload_instrument(by=by, content=content)
    elif existing.published_at is not None:
        raise AlreadyPublishedError
    else:
        stored = _store(existing, content)
    record(actor=by, organisation=None, verb="checklists.instrument_uploaded", obj=stored)
    return stored


@transaction.atomic
def publish_instrument(*, by: User, instrument: Instrument, seen: str) -> bool:
    """Let occasions be made with it, and return whether that is new. `seen` is the fingerprint that was looked at.

    Raises ChangedMeanwhileError when there is something else there now.
    """
    current = Instrument.objects.select_for_update().filter(pk=instrument.pk).first()
    if current is None or current.sha256 != seen:
        raise ChangedMeanwhileError
    _instrument, is_new = _publish(current)
    if is_new:
        record(actor=by, organisation=None, verb="checklists.instrument_published", obj=current)
    return is_new


@transaction.atomic
def discard_instrument(*, by: User, instrument: Instrument) -> bool:
    """Remove a version that was never published, and return whether it was there. Raises AlreadyPublishedError."""
    current = Instrument.objects.select_for_update().filter(pk=instrument.pk).first()
    if current is None:
        return False
    if current.published_at is not None:
        raise AlreadyPublishedError
    record(actor=by, organisation=None, verb="checklists.instrument_discarded", obj=current)
    current.items.all().delete()
    current.delete()
    return True


def _locked(content: InstrumentFile) -> Instrument | None:
    return Instrument.objects.select_for_update().filter(key=content.key, version=content.version).first()


def _publish(instrument: Instrument) -> tuple[Instrument, bool]:
    if instrument.published_at is not None:
        return instrument, False
    instrument.published_at = timezone.now()
    instrument.save(update_fields=["published_at"])
    return instrument, True


def _store(instrument: Instrument, content: InstrumentFile) -> Instrument:
    """Write the file's content into the row, new or not in use, and its items in place of those it had."""
    instrument.key, instrument.version = content.key, content.version
    instrument.title, instrument.level, instrument.source = content.title, content.level, content.source
    instrument.minimum, instrument.maximum = content.scale.minimum, content.scale.maximum
    instrument.labels = content.scale.labels
    instrument.allows_not_applicable = content.scale.not_applicable
    instrument.sha256 = content.sha256
    instrument.save()
    instrument.items.all().delete()
    Item.objects.bulk_create(
        Item(instrument=instrument, number=item.number, wording=item.wording, short=item.short)
        for item in content.items
    )
    return instrument
