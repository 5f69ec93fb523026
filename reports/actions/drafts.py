"""Verbs on a draft: begin, read the data anew, name it, set it aside and take it up again."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from figures.text import clean_line
from organisations.events import record
from organisations.models import Organisation, User
from reports.actions.errors import DraftClosedError, DraftConflictError
from reports.actions.reading import read_data
from reports.kinds import KINDS, NothingToReportError, sha256_of
from reports.kinds.kind import Section, Values
from reports.models import MAX_TITLE, Draft, Part, Publication


def create_draft(
    *, by: User | None, organisation: Organisation, kind: str, options: Mapping[str, Any], language: str
) -> Draft:
    """Begin a report: read its data and lay out the kind's parts. Raises kinds.NothingToReportError."""
    data = read_data(kind=kind, organisation=organisation, options=options, language=language)
    with transaction.atomic():
        draft = Draft.objects.create(
            organisation=organisation,
            kind=kind,
            language=language,
            title=clean_line(data["title"], MAX_TITLE),
            cover=KINDS[kind].cover,
            options=dict(options),
            data=data,
            data_sha256=sha256_of(data),
            data_read_at=timezone.now(),
            created_by=by,
        )
        Part.objects.bulk_create(
            Part(draft=draft, key=section.key, written=section.written, position=position)
            for position, section in enumerate(KINDS[kind].laid_out(data["titles"]), start=1)
        )
        record(actor=by, organisation=organisation, verb="reports.draft_started", obj=draft, kind=kind)
    return draft


def lock_open(draft: Draft) -> Draft:
    """Take the row's lock, so that writing, freezing and closing never overlap. Raises DraftClosedError."""
    locked = Draft.objects.select_for_update().select_related(None).get(pk=draft.pk)
    if not locked.is_open:
        raise DraftClosedError
    return locked


def refresh(*, by: User, draft: Draft) -> list[str]:
    """Read the data anew; return the keys of the sections that changed, in the kind's order.

    Written parts stay as they are, and what has become a part since the draft was begun gets its place.
    Raises DraftClosedError and kinds.NothingToReportError.
    """
    data = _read_anew(draft)
    with transaction.atomic():
        locked = lock_open(draft)
        before = locked.data["sections"]
        keys = [section.key for section in KINDS[draft.kind].sections if not section.written]
        changed = [key for key in keys if data["sections"].get(key) != before.get(key)]
        locked.data, locked.data_sha256, locked.data_read_at = data, sha256_of(data), timezone.now()
        locked.save(update_fields=["data", "data_sha256", "data_read_at"])
        _lay_out(locked, KINDS[draft.kind].laid_out(data["titles"]))
        record(actor=by, organisation=draft.organisation, verb="reports.draft_refreshed", obj=draft)
    return changed


def _read_anew(draft: Draft) -> Values:
    options = {**draft.options, "places": draft.data.get("places", [])}
    return read_data(
        kind=draft.kind, organisation=draft.organisation, options=options, language=draft.language
    )


def _lay_out(draft: Draft, sections: list[Section]) -> None:
    """Add a part for each section that has none, after the part of the section before it."""
    parts = list(draft.parts.select_for_update().in_order())
    keys = [part.key for part in parts]
    if {section.key for section in sections} <= set(keys):
        return
    place = 0
    for section in sections:
        if section.key not in keys:
            parts.insert(place, Part(draft=draft, key=section.key, written=section.written, position=0))
            keys.insert(place, section.key)
        place = keys.index(section.key) + 1
    Part.objects.bulk_create([part for part in parts if part.pk is None])
    number_parts(parts)


def number_parts(parts: list[Part]) -> None:
    """Let parts stand in the order of the list."""
    for position, part in enumerate(parts, start=1):
        part.position = position
    Part.objects.bulk_update(parts, ["position"])


def has_newer_data(draft: Draft) -> bool:
    """Whether reading the data now would give something else; nothing left to report on counts as newer."""
    try:
        data = _read_anew(draft)
    except NothingToReportError:
        return True
    return sha256_of(data) != draft.data_sha256


def is_outdated(draft: Draft) -> bool:
    """Whether an earlier version of the product read the data, in another form than the templates know."""
    return bool(draft.data.get("schema") != KINDS[draft.kind].schema)


@transaction.atomic
def save_settings(
    *, by: User, draft: Draft, title: str, summary: str, cover: bool, opened: int | None = None
) -> Draft:
    """Store title, summary and cover. `opened` is the version that the page was made from; None asks nothing.

    Raises DraftClosedError, and DraftConflictError when somebody else saved something different since then.
    """
    locked = lock_open(draft)
    wanted = {"title": title, "summary": summary, "cover": cover}
    stored = {name: getattr(locked, name) for name in wanted}
    if stored == wanted:
        return locked
    if opened is not None and opened != locked.version:
        raise DraftConflictError(locked)
    for name, value in wanted.items():
        setattr(locked, name, value)
    locked.version += 1
    locked.save(update_fields=[*wanted, "version"])
    record(
        actor=by,
        organisation=draft.organisation,
        verb="reports.draft_named",
        obj=draft,
        fields=[name for name in wanted if stored[name] != wanted[name]],
    )
    return locked


@transaction.atomic
def set_aside(*, by: User, draft: Draft) -> None:
    """Close a draft without publishing it; nothing of it is lost. Raises DraftClosedError."""
    locked = lock_open(draft)
    locked.closed_at = timezone.now()
    locked.save(update_fields=["closed_at"])
    record(actor=by, organisation=draft.organisation, verb="reports.draft_set_aside", obj=draft)


def _is_corrected(wrong: uuid.UUID) -> bool:
    """Whether a published report is being corrected in an open draft, or by a version that waits to be approved.

    Its row is held: nobody begins a correction meanwhile, or sends one back.
    """
    held = Publication.objects.select_for_update().get(pk=wrong)
    return held.corrections.open().exists() or held.replacements.waiting().exists()


@transaction.atomic
def take_up(*, by: User, draft: Draft) -> bool:
    """Open a draft that was set aside; False when it is open, published, or another correction is under way.

    A correction that waits for a second pair of eyes is under way too: sent back, its draft opens again.
    """
    locked = Draft.objects.select_for_update().select_related(None).get(pk=draft.pk)
    taken = locked.documents.filter(publication__isnull=False, publication__declined_at=None).exists()
    if locked.is_open or taken or (locked.corrects_id and _is_corrected(locked.corrects_id)):
        return False
    locked.closed_at = None
    locked.save(update_fields=["closed_at"])
    record(actor=by, organisation=draft.organisation, verb="reports.draft_taken_up", obj=draft)
    return True
