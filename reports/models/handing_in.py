"""Handing in: a published result report given to whoever leads the programme, with number and time. Never changes."""

from typing import ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from organisations.models import Organisation
from programmes.models import Participation, Programme
from reports.models.publication import MAX_REFERENCE, Publication

HANDED_IN: Final = "handed_in"
"""Why what was handed in is shared with the lead, as the table of shares has it."""


class HandInQuerySet(models.QuerySet["HandIn"]):
    """Filters on what was handed in."""

    def newest(self) -> Self:
        """Keep the last one of each participant."""
        return self.filter(replacement=None)

    def for_lists(self) -> Self:
        """Fetch what a list shows, without what is large."""
        found = self.select_related(
            "participation__programme", "participation__through", "publication__report__job",
            "publication__organisation", "publication__withdrawal", "by",
        ).prefetch_related("participation__organisations", "participation__units")  # fmt: skip
        return found.defer("publication__report__snapshot", "publication__report__html")

    def in_programme(self, programme: Programme) -> Self:
        """Keep those of one programme."""
        return self.filter(participation__programme=programme)

    def visible_to(self, organisation: Organisation) -> Self:
        """Keep what the organisation has handed in itself, and what is shared with it now."""
        own = Q(publication__organisation=organisation)
        return self.filter(own | Q(publication__in=Publication.objects.shared_with(organisation)))


class HandIn(models.Model):
    """One receipt: its id is the number. A corrected report gives a new one that names the one it replaces."""

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="hand_ins")
    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="hand_in")
    register_number = models.CharField(max_length=MAX_REFERENCE, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replacement"
    )
    received_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[HandInQuerySet] = HandInQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation"], condition=Q(replaces=None), name="hand_in_begins_once"
            ),
            models.CheckConstraint(
                condition=Q(replaces=None) | ~Q(replaces=F("id")), name="hand_in_replaces_another"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"hand-in {self.pk}"
