"""Verbs on comments: say something about a part, answer, close, open again."""

from django.db import transaction
from django.utils import timezone

from organisations.events import record
from organisations.models import User
from reports.actions.drafts import lock_open
from reports.actions.errors import TooManyError
from reports.models import MOST_COMMENTS, Comment, Part


@transaction.atomic
def add_comment(*, by: User, part: Part, body: str, answers: Comment | None = None) -> Comment:
    """Write a comment, or an answer to one; an answer to an answer belongs to the same thread.

    Raises DraftClosedError, TooManyError.
    """
    draft = lock_open(part.draft)
    if Comment.objects.filter(part__draft=draft).count() >= MOST_COMMENTS:
        raise TooManyError
    thread = answers.answers or answers if answers else None
    comment = Comment.objects.create(part=part, answers=thread, author=by, body=body)
    record(actor=by, organisation=draft.organisation, verb="reports.commented", obj=comment)
    return comment


@transaction.atomic
def close_comment(*, by: User, comment: Comment, closed: bool = True) -> bool:
    """Close a thread, or open it again; False when it was so already. Raises DraftClosedError."""
    draft = lock_open(comment.part.draft)
    changes = (
        {"closed_at": timezone.now(), "closed_by": by} if closed else {"closed_at": None, "closed_by": None}
    )
    threads = Comment.objects.threads().filter(pk=comment.pk, closed_at__isnull=closed)
    if not threads.update(**changes):
        return False
    verb = "reports.comment_closed" if closed else "reports.comment_opened"
    record(actor=by, organisation=draft.organisation, verb=verb, obj=comment)
    return True
