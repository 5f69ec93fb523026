"""What has happened: append-only, with ids, verbs, field names and codes, never names or free text."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from organisations.models.organisation import Organisation


class EventQuerySet(models.QuerySet["Event"]):
    """Reading the log."""

    def newest_first(self) -> Self:
        """The order people read a log in."""
        return self.order_by("-at", "-pk")


class Event(models.Model):
    """One row of the log. A trigger in the database refuses every change; see the first migration."""

    at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)

    objects: ClassVar[EventQuerySet] = EventQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["organisation", "-at"])]

    def __str__(self) -> str:
        """Ids only."""
        return f"event {self.pk}"
