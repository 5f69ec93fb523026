"""The organisation's year and what it keeps beside the chain: dates, diplomas, the map of the global goals, rules."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from organisations.models.saved import Saved
from resultchain.levels import GlobalGoal

MONTHS_WITHOUT_RESULT = 12
"""After how long an activity that led to nothing is pointed out, unless the organisation has said otherwise."""


class WithinQuerySet(models.QuerySet["models.Model"]):
    """Filters on what an organisation and its units own."""

    def within(self, organisation: Organisation) -> Self:
        """Keep those of the organisation and of the units below it."""
        below = Organisation.objects.below(organisation, include_self=True).values("pk")
        return self.filter(organisation__in=below)


class DateKind(models.TextChoices):
    """What happens on a date of the planning year."""

    DIRECTIVES = "directives", _("anvisningar")
    BUDGET = "budget", _("budget")
    HALF_YEAR = "half_year", _("delårsrapport")
    ANNUAL = "annual", _("årsredovisning")
    MEETING = "meeting", _("programträff")
    OTHER = "other", _("annat")


class PlanningDate(Saved):
    """One date of the planning year (årshjul). A meeting of a programme is told with its theme and who took part."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="planning_dates")
    kind = models.CharField(_("slag"), max_length=12, choices=DateKind.choices)
    name = models.CharField(_("vad"), max_length=160)
    first_day = models.DateField(_("dag"))
    last_day = models.DateField(_("till och med"), null=True, blank=True)
    words = models.TextField(_("innehåll"), max_length=1000, blank=True)
    took_part = models.CharField(_("funktioner som deltog"), max_length=300, blank=True)

    objects: ClassVar[WithinQuerySet] = WithinQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Saved.Meta):
        abstract = False
        indexes = [models.Index(fields=["organisation", "first_day"])]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name", "first_day"], name="planning_date_once"),
            models.CheckConstraint(condition=~Q(name=""), name="planning_date_has_name"),
            models.CheckConstraint(condition=Q(kind__in=DateKind.values), name="planning_date_known_kind"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="planning_date_in_order"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"planning date {self.pk}"


class Diploma(Saved):
    """A diploma or certificate of a unit, from a day, usually to a day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="diplomas")
    name = models.CharField(_("diplom"), max_length=160)
    issuer = models.CharField(_("utfärdare"), max_length=160, blank=True)
    issued_on = models.DateField(_("utfärdat den"))
    valid_to = models.DateField(_("gäller till och med"), null=True, blank=True)
    note = models.CharField(_("anteckning"), max_length=300, blank=True)

    objects: ClassVar[WithinQuerySet] = WithinQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Saved.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name", "issued_on"], name="diploma_once"),
            models.CheckConstraint(condition=~Q(name=""), name="diploma_has_name"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("issued_on")), name="diploma_period"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"diploma {self.pk}"


class GlobalGoalsMap(Saved):
    """Which global goals a unit's present assignments touch, and which matter in the years to come.

    A unit without a row has not done its mapping.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="global_goals_map"
    )
    present = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    coming = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    coming_from = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    coming_to = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    mapped_on = models.DateField(_("kartlagt den"))
    note = models.TextField(_("anteckning"), max_length=1000, blank=True)

    objects: ClassVar[WithinQuerySet] = WithinQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Saved.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(present__contained_by=GlobalGoal.values, coming__contained_by=GlobalGoal.values),
                name="map_known_global_goals",
            ),
            models.CheckConstraint(
                condition=Q(coming_from=None, coming_to=None) | Q(coming_to__gte=F("coming_from")),
                name="map_years_in_order",
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"map {self.pk}"


class ChainRules(models.Model):
    """What an organisation has decided about its chain."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="chain_rules")
    months_without_result = models.PositiveSmallIntegerField(
        default=MONTHS_WITHOUT_RESULT, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(months_without_result__range=(1, 60)), name="chain_rules_months_in_range"
            )
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"chain rules {self.pk}"
