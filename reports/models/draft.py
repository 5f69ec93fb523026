"""A draft is where a report is written: its parts, what they said before, and what is said about them."""

import datetime
import uuid
from typing import ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Prefetch, Q
from django.utils import timezone

from organisations.models import Organisation

MAX_TITLE: Final = 200
MAX_SUMMARY: Final = 800
MAX_HEADING: Final = 200
MAX_CAPTION: Final = 500
MAX_BODY: Final = 30_000
MAX_REASON: Final = 1_000
MAX_COMMENT: Final = 2_000
MOST_PARTS: Final = 60
MOST_COMMENTS: Final = 500
SITTING: Final = datetime.timedelta(minutes=10)
"""Saves by one person within this time are one step of the history, unless much of the text goes away."""


class DraftQuerySet(models.QuerySet["Draft"]):
    """Filters on drafts."""

    def open(self) -> Self:
        """Keep those that can be written in: none of them is published or waits for a second pair of eyes."""
        return self.filter(closed_at=None)

    def alike(self, draft: "Draft") -> Self:
        """Keep others of the organisation that were begun with the same choices; open ones stand first."""
        same = self.filter(
            organisation=draft.organisation, kind=draft.kind, options=draft.options, corrects=None
        )
        return same.exclude(pk=draft.pk).order_by(F("closed_at").desc(nulls_first=True), "-created_at")

    def latest_first(self) -> Self:
        """The order of the list."""
        return self.order_by("-created_at", "-pk")

    def with_open_comments(self) -> Self:
        """Count what is still to be answered or closed, as `open_comments`."""
        wanted = Q(parts__comments__answers=None, parts__comments__closed_at=None)
        return self.annotate(open_comments=Count("parts__comments", filter=wanted))


class Draft(models.Model):
    """One report being written. `data` is what the kind's collector read, as reports/kinds/kind.py stores it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="report_drafts")
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    title = models.CharField(max_length=MAX_TITLE)
    summary = models.TextField(blank=True, max_length=MAX_SUMMARY)
    cover = models.BooleanField(default=False)
    version = models.PositiveIntegerField(
        default=1, help_text="Grows with each save of title, summary or cover."
    )
    options = models.JSONField(
        default=dict, help_text="What the kind was asked to report on: ids and choices."
    )
    data = models.JSONField()
    data_sha256 = models.CharField(max_length=64)
    data_read_at = models.DateTimeField()
    corrects = models.ForeignKey(
        "reports.Publication", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    reason = models.TextField(
        blank=True, max_length=MAX_REASON, help_text="Why the corrected one is replaced."
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="When it was sent to publication.")

    objects: ClassVar[DraftQuerySet] = DraftQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(corrects=None, reason="") | (Q(corrects__isnull=False) & ~Q(reason="")),
                name="draft_correction_has_reason",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(closed_at=None, corrects__isnull=False),
                name="draft_one_open_correction",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-created_at"])]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"draft {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it can be written in."""
        return self.closed_at is None


class PartQuerySet(models.QuerySet["Part"]):
    """Filters on parts."""

    def in_order(self) -> Self:
        """The order of the document."""
        return self.order_by("position", "pk")

    def with_comments(self) -> Self:
        """Fetch the comments with their authors and answers. Two queries more, whatever their number."""
        comments = Comment.objects.in_order().select_related("author", "closed_by")
        return self.prefetch_related(Prefetch("comments", queryset=comments))

    def with_open_comments(self) -> Self:
        """Count what is still to be answered or closed, as `open_comments`."""
        wanted = Q(comments__answers=None, comments__closed_at=None)
        return self.annotate(open_comments=Count("comments", filter=wanted))


class Part(models.Model):
    """One part of a draft: generated from the kind's section with its key, or written by people.

    `key` is empty for a part that the organisation added itself; an empty heading means the kind's own.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="parts")
    key = models.SlugField(max_length=40, blank=True)
    written = models.BooleanField()
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=MAX_HEADING, blank=True)
    caption = models.TextField(blank=True, max_length=MAX_CAPTION)
    body = models.TextField(blank=True, max_length=MAX_BODY)
    left_out = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField(null=True, blank=True)

    CONTENT: ClassVar = ("heading", "caption", "body")

    objects: ClassVar[PartQuerySet] = PartQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "key"], condition=~Q(key=""), name="part_key_once"),
            models.CheckConstraint(condition=~Q(key="") | Q(written=True), name="part_own_is_written"),
            models.CheckConstraint(condition=Q(written=True) | Q(body=""), name="part_generated_has_no_body"),
            models.CheckConstraint(condition=~Q(key="") | ~Q(heading=""), name="part_own_has_heading"),
        ]
        indexes = [models.Index(fields=["draft", "position"])]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"part {self.pk}"


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Filters on revisions."""

    def latest_first(self) -> Self:
        """The order of the history."""
        return self.order_by("-version")


class Revision(models.Model):
    """What a part said after one sitting of one person; `version` is the part's at the last save of the sitting."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    heading = models.CharField(max_length=MAX_HEADING, blank=True)
    caption = models.TextField(blank=True)
    body = models.TextField(blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    began_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    objects: ClassVar[RevisionQuerySet] = RevisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "version"], name="revision_once")]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"revision {self.pk}"


class CommentQuerySet(models.QuerySet["Comment"]):
    """Filters on comments."""

    def threads(self) -> Self:
        """Keep what began a thread."""
        return self.filter(answers=None)

    def open(self) -> Self:
        """Keep threads that nobody has closed."""
        return self.threads().filter(closed_at=None)

    def in_order(self) -> Self:
        """The order they were written in."""
        return self.order_by("created_at", "pk")


class Comment(models.Model):
    """Something said about a part, or an answer to it; closing ends the thread. Never part of a report."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="comments")
    answers = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    body = models.TextField(max_length=MAX_COMMENT)
    created_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[CommentQuerySet] = CommentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False, answers=None),
                name="comment_closed_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(answers=F("id")), name="comment_not_its_own_answer"),
        ]
        indexes = [models.Index(fields=["part", "created_at"])]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"comment {self.pk}"
