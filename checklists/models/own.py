"""What one person rates alone, before the group agrees: seen by the rater and the coordinator, and nobody else."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from checklists.calculations import Answer
from checklists.models.item_value import ItemValue, Worked
from checklists.models.occasion import Occasion
from organisations.models import Function, Organisation, User


class OwnAssessmentQuerySet(models.QuerySet["OwnAssessment"]):
    """Filters on own assessments."""

    def finished(self) -> Self:
        """Keep those that the rater has handed over to the coordinator."""
        return self.exclude(finished_at=None)

    def of(self, rater: User) -> Self:
        """Keep one person's."""
        return self.filter(rater=rater)

    def with_content(self) -> Self:
        """Fetch ratings, rater and function in a constant number of queries."""
        return self.select_related("rater", "function", "occasion__instrument").prefetch_related(
            models.Prefetch("ratings", OwnRating.objects.select_related("item").order_by("item__number"))
        )


class OwnAssessment(Worked):
    """One person's own ratings at an occasion. Until it is finished only the rater sees it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="own_assessments")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="own_assessments")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    function = models.ForeignKey(Function, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[OwnAssessmentQuerySet] = OwnAssessmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "occasion", "rater"], name="own_assessment_once_a_person"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"own assessment {self.pk}"

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The ratings in item order; use `with_content()` first."""
        return tuple(rating.answer for rating in self.ratings.all())


class OwnRating(ItemValue):
    """What one person thinks of one item."""

    own = models.ForeignKey(OwnAssessment, on_delete=models.CASCADE, related_name="ratings")

    class Meta(ItemValue.Meta):
        abstract = False
        constraints = [
            *ItemValue.Meta.constraints,
            models.UniqueConstraint(fields=["own", "item"], name="own_rating_once_an_item"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"own rating {self.pk}"
