"""Next steps: who does what until when about one item, and what became of it at the next occasion."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklists.models.assessment import MAX_NOTE, Assessment
from checklists.models.instrument import Item
from checklists.models.occasion import Occasion
from organisations.models import Organisation, User


class StepState(models.TextChoices):
    """Where a next step stands."""

    ONGOING = "ongoing", _("pågår")
    DONE = "done", _("klart")
    DROPPED = "dropped", _("släppt")


class NextStepQuerySet(models.QuerySet["NextStep"]):
    """Filters on next steps."""

    def ongoing(self) -> Self:
        """Keep those that are neither done nor dropped."""
        return self.filter(state=StepState.ONGOING)

    def decided(self) -> Self:
        """Keep those whose occasion is handed in: until then they are part of a draft."""
        handed_in = Assessment.objects.submitted().filter(
            organisation=models.OuterRef("organisation"), occasion=models.OuterRef("occasion")
        )
        return self.filter(models.Exists(handed_in))

    def owned_by(self, user: User) -> Self:
        """Keep one person's."""
        return self.filter(owner=user)

    def in_order(self) -> Self:
        """The soonest first."""
        return self.order_by("due", "pk")


class NextStep(models.Model):
    """A step that was decided on at an occasion. It belongs to the occasion, so a correction leaves it alone."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="next_steps")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="next_steps")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=MAX_NOTE)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="next_steps")
    due = models.DateField()
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.ONGOING)
    state_note = models.CharField(max_length=MAX_NOTE, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[NextStepQuerySet] = NextStepQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["owner", "state", "due"])]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=StepState.values), name="next_step_known_state"),
            models.CheckConstraint(condition=~Q(text=""), name="next_step_has_text"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"next step {self.pk}"


class StepReview(models.Model):
    """What had become of an earlier step when an assessment was made; frozen with the assessment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="step_reviews")
    step = models.ForeignKey(NextStep, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=10, choices=StepState.choices)
    note = models.CharField(max_length=MAX_NOTE, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "step"], name="step_review_once"),
            models.CheckConstraint(condition=Q(state__in=StepState.values), name="step_review_known_state"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"step review {self.pk}"
