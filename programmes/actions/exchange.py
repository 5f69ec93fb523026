"""Verbs of documents and letters: put in, taken away, written."""

import datetime
import uuid
from collections.abc import Collection
from typing import Final

from django.db import transaction
from django.shortcuts import get_object_or_404

from organisations.events import record
from organisations.models import Function, Organisation, User
from programmes.actions.locking import lock
from programmes.document_files import Checked
from programmes.letter_reach import receivers
from programmes.models import Document, DueMail, Group, Letter, Programme

MOST_DOCUMENTS: Final = 1_000
MOST_LETTERS_A_DAY: Final = 20


class TooManyError(Exception):
    """There is no room for another one."""


class NobodyError(Exception):
    """The letter would reach nobody."""


@transaction.atomic
def add_document(
    *,
    by: User,
    organisation: Organisation,
    programme: Programme,
    group: Group | None,
    title: str,
    day: datetime.date,
    link: str,
    file: Checked | None,
) -> bool:
    """Put a file or a link into a room; False when the same one lies there already. Raises TooManyError."""
    lock(programme)
    content = file.content if file else b""
    same = programme.documents.filter(group=group, title=title, day=day, link=link, size=len(content))
    if any(bytes(one.content) == content for one in same[:5]):
        return False
    if programme.documents.count() >= MOST_DOCUMENTS:
        raise TooManyError
    made = Document.objects.create(
        programme=programme,
        group=group,
        title=title,
        day=day,
        link=link,
        name=file.name if file else "",
        content_type=file.content_type if file else "",
        content=content,
        size=len(content),
        owner=organisation,
        created_by=by,
    )
    record(actor=by, organisation=organisation, verb="programmes.document_added", obj=made)
    return True


@transaction.atomic
def remove_document(*, by: User, organisation: Organisation, document: Document) -> None:
    """Take a document away for good. Raises Http404 when somebody else just did."""
    locked = get_object_or_404(Document.objects.light().select_for_update(), pk=document.pk)
    record(actor=by, organisation=organisation, verb="programmes.document_removed", obj=locked)
    locked.delete()


@transaction.atomic
def send_letter(
    *,
    by: User,
    organisation: Organisation,
    programme: Programme,
    groups: Collection[Group],
    functions: Collection[Function],
    subject: str,
    body: str,
    once: uuid.UUID,
) -> Letter:
    """Write a letter and a mail for each receiver, all or nothing; the worker sends them at its rate.

    The same form sent twice is one letter; one that comes back with other words is a new one.
    Raises NobodyError, TooManyError.
    """
    lock(programme)
    sent = Letter.objects.filter(once=once).first()
    if sent is not None:
        if _is_same(sent, programme, groups, functions, (by.pk, subject, body)):
            return sent
        once = uuid.uuid4()
    reached = receivers(programme, groups, functions)
    if not reached:
        raise NobodyError
    letter = Letter(programme=programme, subject=subject, body=body, sent_by=by, once=once)
    day = letter.sent_at - datetime.timedelta(days=1)
    if programme.letters.filter(sent_at__gt=day).count() >= MOST_LETTERS_A_DAY:
        raise TooManyError
    letter.save(force_insert=True)
    letter.groups.set(groups)
    letter.functions.set(functions)
    DueMail.objects.bulk_create(
        DueMail(
            programme=programme,
            key=f"letter:{letter.pk}",
            user_id=one.user_id,
            participation_id=one.participation_id,
            letter=letter,
        )
        for one in reached
    )
    record(
        actor=by, organisation=organisation, verb="programmes.letter_sent", obj=letter, number=len(reached)
    )
    return letter


def _is_same(
    sent: Letter,
    programme: Programme,
    groups: Collection[Group],
    functions: Collection[Function],
    words: tuple[int, str, str],
) -> bool:
    said = (sent.sent_by_id, sent.subject, sent.body)
    to = (set(sent.groups.all()), set(sent.functions.all()))
    return sent.programme_id == programme.pk and said == words and to == (set(groups), set(functions))
