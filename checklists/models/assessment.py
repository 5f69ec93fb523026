"""Assessments: what an organisation or unit agreed on at an occasion, and who took part."""

from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from checklists.calculations import Answer
from checklists.models.instrument import Instrument, Item
from checklists.models.occasion import Occasion
from organisations.models import Function, Organisation

MAX_COMMENT = 2000
MAX_PEOPLE = 9999


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Filters on assessments."""

    def submitted(self) -> Self:
        """Keep those that are handed in."""
        return self.exclude(submitted_at=None)

    def drafts(self) -> Self:
        """Keep those that are still being written."""
        return self.filter(submitted_at=None)

    def of_instrument(self, instrument: Instrument) -> Self:
        """Keep those made with exactly this version."""
        return self.filter(occasion__instrument=instrument)

    def up_to(self, occasion: Occasion) -> Self:
        """Keep those at this occasion or an earlier one."""
        return self.filter(
            Q(occasion__date__lt=occasion.date)
            | Q(occasion__date=occasion.date, occasion_id__lte=occasion.pk)
        )

    def in_time_order(self) -> Self:
        """Earliest occasion first."""
        return self.order_by("occasion__date", "occasion_id")

    def with_content(self) -> Self:
        """Fetch all that a result needs in a constant number of queries."""
        return self.select_related("organisation", "occasion__instrument").prefetch_related(
            models.Prefetch("ratings", Rating.objects.select_related("item").order_by("item__number")),
            models.Prefetch(
                "participants",
                ParticipantCount.objects.select_related("function").order_by("function__position"),
            ),
        )


class Assessment(models.Model):
    """The agreed ratings of one organisation or unit at one occasion; handed in, it is frozen by triggers."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assessments")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="assessments")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[AssessmentQuerySet] = AssessmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "occasion"], name="assessment_once_an_occasion"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"assessment {self.pk}"

    @property
    def is_submitted(self) -> bool:
        """Whether it is handed in and frozen."""
        return self.submitted_at is not None

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The ratings in item order, as values that the calculations take; use `with_content()` first."""
        return tuple(rating.answer for rating in self.ratings.all())


class Rating(models.Model):
    """The value of one item, or "ej tillämpligt", or not rated yet, and a comment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    not_applicable = models.BooleanField(default=False)
    comment = models.TextField(blank=True, max_length=MAX_COMMENT)
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "item"], name="rating_once_an_item"),
            models.CheckConstraint(
                condition=Q(not_applicable=False) | Q(value=None), name="rating_value_or_not_applicable"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"rating {self.pk}"

    @property
    def answer(self) -> Answer:
        """The rating as a value that the calculations take."""
        return Answer(number=self.item.number, value=self.value, not_applicable=self.not_applicable)


class ParticipantCount(models.Model):
    """How many people of one function took part in an assessment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="participants")
    function = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(validators=[MaxValueValidator(MAX_PEOPLE)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "function"], name="participants_once_a_function"),
            models.CheckConstraint(
                condition=Q(number__range=(0, MAX_PEOPLE)), name="participants_number_in_range"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"participants {self.pk}"
