"""Plans: areas to focus on, parts that everybody must do, and what each unit says of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from organisations.models.period import Period, PeriodQuerySet
from organisations.models.saved import Saved

MAX_PLAN_NAME = 200


class InBudget(models.TextChoices):
    """Whether an area stands in the unit's detailed budget."""

    YES = "yes", _("ja")
    NO = "no", _("nej")
    UNKNOWN = "unknown", _("vet inte")


class Plan(Saved, Period):
    """A plan such as a plan of action for human rights; the units below its organisation answer to it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="chain_plans")
    title = models.CharField(_("namn"), max_length=MAX_PLAN_NAME)
    reference = models.CharField(_("beslutets diarienummer eller paragraf"), max_length=80, blank=True)

    objects: ClassVar[PeriodQuerySet] = PeriodQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Saved.Meta, Period.Meta):
        abstract = False
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "title", "valid_from"], name="plan_once"),
            models.CheckConstraint(condition=~Q(title=""), name="plan_has_title"),
        ]

    def __str__(self) -> str:
        """The name, for people to read."""
        return self.title


class PlanPart(models.Model):
    """What hangs below a plan, in an order of its own."""

    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("namn"), max_length=MAX_PLAN_NAME)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        """The name, for people to read."""
        return self.name


class PlanArea(PlanPart):
    """An area of the plan that a unit may focus on."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="areas")

    class Meta(PlanPart.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="plan_area_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=~Q(name=""), name="plan_area_has_name"),
        ]


class MandatoryPart(PlanPart):
    """Something that every unit must do, such as appointing a coordinator."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="mandatory_parts")

    class Meta(PlanPart.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="mandatory_part_once", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=~Q(name=""), name="mandatory_part_has_name"),
        ]


class UnitAnswer(Saved):
    """What one unit says of a plan; a unit that has not answered has no row."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="chain_plan_answers"
    )
    note = models.TextField(max_length=2000, blank=True)

    class Meta(Saved.Meta):
        abstract = False
        constraints = [models.UniqueConstraint(fields=["plan", "organisation"], name="unit_answer_once")]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"answer {self.pk}"


class UnitFocus(models.Model):
    """An area that the unit has chosen, and whether it is in its detailed budget."""

    answer = models.ForeignKey(UnitAnswer, on_delete=models.CASCADE, related_name="focuses")
    area = models.ForeignKey(PlanArea, on_delete=models.CASCADE, related_name="focuses")
    in_budget = models.CharField(max_length=10, choices=InBudget.choices, default=InBudget.UNKNOWN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "area"], name="unit_focus_once"),
            models.CheckConstraint(
                condition=Q(in_budget__in=InBudget.values), name="unit_focus_known_answer"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"focus {self.pk}"


class UnitPart(models.Model):
    """A mandatory part that the unit has done; what is not done has no row."""

    answer = models.ForeignKey(UnitAnswer, on_delete=models.CASCADE, related_name="parts_done")
    part = models.ForeignKey(MandatoryPart, on_delete=models.CASCADE, related_name="done_by")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "part"], name="unit_part_once")]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"part done {self.pk}"
