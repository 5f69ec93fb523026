"""What an organisation lets others read: one table for every room, written as a row that begins and ends once."""

from typing import ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone

from organisations.models.organisation import Organisation

COUNTED_ONLY: Final = "counted_only"
"""The reason of a row that lets the audience count the thing among others, and never read it."""


class ShareQuerySet(models.QuerySet["Share"]):
    """Filters on what is shared, with whom, now or earlier."""

    def open(self) -> Self:
        """Keep what is still shared."""
        return self.filter(ends_at=None)

    def to_read(self) -> Self:
        """Leave out what is only counted among others."""
        return self.exclude(reason=COUNTED_ONLY)

    def public(self) -> Self:
        """Keep what everybody may read."""
        return self.filter(audience=None)

    def of(self, shared: models.Model | type[models.Model]) -> Self:
        """Keep the rows of one thing, or of all things of a model."""
        rows = self.filter(object_type=shared._meta.label_lower)
        return rows.filter(object_id=str(shared.pk)) if isinstance(shared, models.Model) else rows


class Share(models.Model):
    """One thing, shared with one organisation or with everybody (no audience), from a moment to a moment.

    A trigger in the database lets a row be ended once and refuses every other change.
    """

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="shares")
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    audience = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # A code of the room that shares; it ends up in the event log.
    reason = models.CharField(max_length=40)
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[ShareQuerySet] = ShareQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["object_type", "object_id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "object_id", "audience"],
                condition=Q(ends_at=None),
                nulls_distinct=False,
                name="share_open_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=F("starts_at")), name="share_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(ended_by=None) | Q(ends_at__isnull=False), name="share_ended_by_has_end"
            ),
            models.CheckConstraint(
                condition=Q(audience=None) | ~Q(audience=F("owner")), name="share_audience_is_another"
            ),
            models.CheckConstraint(
                condition=Q(reason__regex=r"^[a-z][a-z_]*$"), name="share_reason_is_a_code"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"share {self.pk}"


def is_public(model: type[models.Model]) -> Exists:
    """Return the condition that everybody may read a row, for `model.objects.filter(is_public(model))`."""
    key = Cast(OuterRef("pk"), models.CharField())
    return Exists(Share.objects.of(model).public().open().to_read().filter(object_id=key))


def is_shared_with(model: type[models.Model], organisation: Organisation) -> Exists:
    """Return the condition that an organisation may read a row, because it or everybody stands as an audience."""
    key = Cast(OuterRef("pk"), models.CharField())
    readers = Q(audience=organisation) | Q(audience=None)
    return Exists(Share.objects.of(model).open().to_read().filter(readers, object_id=key))


def is_counted_for(model: type[models.Model], organisation: Organisation) -> Exists:
    """Return the condition that an organisation may count a row among others without reading it."""
    key = Cast(OuterRef("pk"), models.CharField())
    rows = Share.objects.of(model).open().filter(audience=organisation, reason=COUNTED_ONLY)
    return Exists(rows.filter(object_id=key))
