"""Goals: the need that a goal comes from, the goal, and how one sees that it is reached."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from organisations.models.period import Period, PeriodQuerySet
from organisations.models.saved import Saved
from resultchain.models.plan import PlanArea


class GoalQuerySet(PeriodQuerySet):
    """Filters on goals."""

    def within(self, organisation: Organisation) -> Self:
        """Keep those of the organisation and of the units below it."""
        below = Organisation.objects.below(organisation, include_self=True).values("pk")
        return self.filter(organisation__in=below)

    def in_order(self) -> Self:
        """The latest begun first, then Swedish alphabetical order."""
        return self.order_by("-valid_from", "sort_key", "pk")


class Goal(Saved, Period):
    """What is to become different. `need` is what in the operation it answers to; measures are entries."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="chain_goals")
    need = models.TextField(_("behov"), max_length=2000, blank=True)
    title = models.CharField(_("mål"), max_length=300)
    sort_key = models.CharField(max_length=500, editable=False)
    plan_area = models.ForeignKey(
        PlanArea, on_delete=models.PROTECT, null=True, blank=True, related_name="goals"
    )
    ordinary_reference = models.CharField(max_length=80, blank=True)

    objects: ClassVar[GoalQuerySet] = GoalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Saved.Meta, Period.Meta):
        abstract = False
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="goal_has_title"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"goal {self.pk}"


class Indicator(Saved):
    """What is measured. By sex unless there is a reason (förordning 2001:100, 14 §), which is then told."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(_("nyckeltal"), max_length=200)
    unit = models.CharField(_("enhet"), max_length=40)
    by_sex = models.BooleanField(_("kvinnor och män var för sig"), default=True)
    no_sex_reason = models.CharField(max_length=300, blank=True)

    class Meta(Saved.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(by_sex=True) | ~Q(no_sex_reason=""), name="indicator_without_sex_has_reason"
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(unit=""), name="indicator_has_name_and_unit"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"indicator {self.pk}"


class ValueKind(models.TextChoices):
    """What a value is: where one began, where one wants to be, what was measured."""

    BASELINE = "baseline", _("utgångsläge")
    TARGET = "target", _("målvärde")
    OUTCOME = "outcome", _("utfall")


class IndicatorValue(Saved):
    """One value on one day, exact, for women and men and in all as far as they are known."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    kind = models.CharField(max_length=10, choices=ValueKind.choices)
    day = models.DateField()
    women = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    men = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    total = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)

    class Meta(Saved.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["indicator", "kind", "day"], name="indicator_value_once"),
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(kind=ValueKind.BASELINE), name="indicator_one_baseline"
            ),
            models.CheckConstraint(condition=Q(kind__in=ValueKind.values), name="indicator_value_known_kind"),
            models.CheckConstraint(
                condition=Q(women__isnull=False) | Q(men__isnull=False) | Q(total__isnull=False),
                name="indicator_value_has_value",
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"value {self.pk}"
