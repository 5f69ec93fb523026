"""What passes between those in a programme: documents, letters, comments on what was shared, reminders."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklists.models import Item
from organisations.models import Function, Organisation
from programmes.models.group import Group
from programmes.models.meeting import Meeting
from programmes.models.participation import Participation
from programmes.models.programme import Programme

MAX_TITLE = 160
MAX_COMMENT = 2000


class DocumentQuerySet(models.QuerySet["Document"]):
    """Filters on documents."""

    def newest_first(self) -> Self:
        """The latest day first; ties by id."""
        return self.order_by("-day", "-pk")

    def light(self) -> Self:
        """Leave out the file itself."""
        return self.defer("content")


class Document(models.Model):
    """A file or a link in a programme's or a group's document room. `name` is what the file was called."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="documents")
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    title = models.CharField(_("titel"), max_length=MAX_TITLE)
    day = models.DateField(_("datum"), default=timezone.localdate)
    link = models.URLField(_("länk"), max_length=500, blank=True)
    name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    content = models.BinaryField(default=bytes, blank=True)
    size = models.PositiveIntegerField(default=0)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[DocumentQuerySet] = DocumentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="document_has_title"),
            models.CheckConstraint(
                condition=(~Q(link="") & Q(name="", size=0)) | (Q(link="", size__gt=0) & ~Q(name="")),
                name="document_is_file_or_link",
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"document {self.pk}"


class Letter(models.Model):
    """A circular letter to those in chosen functions, and how many it went to. Sent, it does not change."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="letters")
    groups = models.ManyToManyField(Group, related_name="+", blank=True)
    functions = models.ManyToManyField(Function, related_name="+", blank=True)
    subject = models.CharField(_("ämne"), max_length=MAX_TITLE)
    body = models.TextField(_("brev"), max_length=10_000)
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    once = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(subject="") & ~Q(body=""), name="letter_says_something")
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"letter {self.pk}"


class DueMail(models.Model):
    """One mail to one person, about a letter or a reminder; the row makes sure that it goes out once.

    `key` names what it is about: a letter, or a deadline with its participant.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, null=True, blank=True, related_name="mails")
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    refused = models.BooleanField(default=False)
    # When an address last refused for now; others go first.
    tried_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "user", "participation"], nulls_distinct=False, name="due_mail_once"
            ),
        ]
        indexes = [models.Index(fields=["sent_at"], condition=Q(sent_at=None), name="due_mail_waiting")]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"due mail {self.pk}"


class Remark(models.Model):
    """What a mentor or a partner says about something shared with them, on one item of a checklist or on the whole.

    `object_type` and `object_id` are the share's. The organisation that shared it answers, and either side closes.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="remarks")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answers = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies"
    )
    by_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    body = models.TextField(max_length=MAX_COMMENT)
    made_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    once = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="programme_remark_says_something"),
            models.CheckConstraint(
                condition=Q(answers=None) | Q(closed_at=None), name="programme_remark_whole_thread_closes"
            ),
        ]
        indexes = [models.Index(fields=["object_type", "object_id"])]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"remark {self.pk}"
