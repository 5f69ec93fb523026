"""Occasions: the times at which organisations rate."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from checklists.models.instrument import Instrument, Level
from organisations.models import Organisation


class OccasionQuerySet(models.QuerySet["Occasion"]):
    """Filters on occasions."""

    def open_to(self, organisation: Organisation) -> Self:
        """Keep those that the organisation rates at, each at its level: itself invited, or a unit of one that is.

        A checklist for the whole is rated by those invited; one for boards and administrations by the units below
        them. What somebody has begun stays theirs, whatever the level.
        """
        # Subqueries: joined, 311 invited times 311 assessments would be sorted for every occasion.
        invited = self.model.invitees.through.objects
        direct = Q(pk__in=invited.filter(organisation=organisation).values("occasion"))
        if organisation.parent_id is None:
            direct &= Q(instrument__level=Level.OVERALL)
        above = invited.filter(organisation__in=organisation.ancestors()).values("occasion")
        below = Q(instrument__level=Level.BOARD, pk__in=above)
        return self.filter(direct | below | Q(pk__in=organisation.assessments.values("occasion")))

    def twins_of(self, occasion: "Occasion") -> Self:
        """Keep the occasion and those with the same owner, name and date: the same time with another checklist."""
        return self.filter(owner=occasion.owner_id, name=occasion.name, date=occasion.date)

    def seen_by(self, organisation: Organisation) -> Self:
        """Keep those that the organisation or the units below it rate at."""
        return self.filter(
            Q(pk__in=self.open_to(organisation).values("pk"))
            | Q(pk__in=self.for_units_of(organisation).values("pk"))
        )

    def for_units_of(self, organisation: Organisation) -> Self:
        """Keep those at which the units below the organisation rate."""
        return self.filter(
            instrument__level=Level.BOARD, invitees__in=organisation.ancestors(include_self=True)
        ).distinct()

    def in_time_order(self) -> Self:
        """Earliest first; the same day by id."""
        return self.order_by("date", "pk")


class Occasion(models.Model):
    """A time to rate, such as "Inför träff 1". One organisation makes it; those invited rate at it."""

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="owned_occasions")
    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="occasions", verbose_name=_("checklista")
    )
    name = models.CharField(_("namn"), max_length=80)
    date = models.DateField(_("datum"))
    invitees = models.ManyToManyField(Organisation, related_name="occasions")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[OccasionQuerySet] = OccasionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "instrument", "name", "date"],
                name="occasion_once",
                violation_error_message=_("Det finns redan ett tillfälle med det namnet och datumet."),
            )
        ]

    def __str__(self) -> str:
        """The name that people use."""
        return self.name
