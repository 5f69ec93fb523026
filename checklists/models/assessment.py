"""Assessments: what an organisation or unit agreed on at an occasion, and who took part."""

import dataclasses
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from checklists.calculations import Answer
from checklists.models.instrument import Instrument
from checklists.models.item_value import ItemValue, Worked
from checklists.models.occasion import Occasion
from organisations.models import Function, Organisation
from organisations.models.share import is_counted_for, is_shared_with

MAX_PEOPLE = 9999
MAX_NOTE = 500
MAX_REASON = 1000
MAX_EVIDENCE = 2000


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    """Filters on assessments."""

    def submitted(self) -> Self:
        """Keep those that are handed in, the corrected ones too."""
        return self.exclude(submitted_at=None)

    def current(self) -> Self:
        """Keep what holds: handed in, and not replaced by a correction that is handed in too."""
        replaced = self.model.objects.submitted().filter(corrects=models.OuterRef("pk"))
        return self.submitted().exclude(models.Exists(replaced))

    def drafts(self) -> Self:
        """Keep those that are still being written."""
        return self.filter(submitted_at=None)

    def visible_to(self, organisation: Organisation) -> Self:
        """Keep what is handed in and shared with an organisation now; its own are not among them."""
        return self.submitted().filter(is_shared_with(self.model, organisation))

    def counted_for(self, organisation: Organisation) -> Self:
        """Keep what is handed in and may be counted by an organisation in a spread, without being read by it."""
        return self.submitted().filter(is_counted_for(self.model, organisation))

    def versions_of(self, assessment: "Assessment") -> Self:
        """Keep all versions of one assessment, newest first."""
        same = self.filter(organisation=assessment.organisation_id, occasion=assessment.occasion_id)
        return same.order_by("-version")

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

    def measured_seconds(self, instrument: Instrument) -> list[int]:
        """Return how long people sat with each that is handed in; corrections and files are no measure. One query."""
        first = self.submitted().of_instrument(instrument).filter(corrects=None, imported=False)
        return list(first.filter(worked_seconds__gt=0).values_list("worked_seconds", flat=True))

    def with_content(self) -> Self:
        """Fetch all that a result needs in a constant number of queries."""
        return self.select_related("organisation", "occasion__instrument").prefetch_related(
            models.Prefetch(
                "ratings",
                Rating.objects.select_related("item__instrument", "saved_by").order_by("item__number"),
            ),
            models.Prefetch(
                "participants",
                ParticipantCount.objects.select_related("function").order_by("function__position"),
            ),
        )


class Assessment(Worked):
    """The agreed ratings of one organisation or unit at one occasion; handed in, it is frozen by triggers.

    A correction is a new version that says which one it replaces and why; the old one stays readable.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="assessments")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="assessments")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveSmallIntegerField(default=1, db_default=1)
    # Once, since the version above this one exists once.
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    correction_reason = models.TextField(blank=True, max_length=MAX_REASON, db_default="")
    imported = models.BooleanField(default=False, db_default=False)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[AssessmentQuerySet] = AssessmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "occasion", "version"], name="assessment_version_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "occasion"],
                condition=Q(submitted_at=None),
                name="assessment_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(version=1, corrects=None, correction_reason="")
                | (Q(version__gt=1, corrects__isnull=False) & ~Q(correction_reason="")),
                name="assessment_correction_has_reason",
            ),
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


class Rating(ItemValue):
    """The agreed value of one item and why, the small steps towards the next one, and what shows it."""

    # What people write, as against when and by whom.
    CONTENT: ClassVar = ("value", "not_applicable", "comment", "toward_next", "toward_note", "evidence")

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")
    toward_next = models.BooleanField(default=False, db_default=False)
    toward_note = models.CharField(max_length=MAX_NOTE, blank=True, db_default="")
    evidence = models.TextField(blank=True, max_length=MAX_EVIDENCE, db_default="")
    # Each save raises it, so that a save on an older one is seen.
    version = models.PositiveIntegerField(default=0, db_default=0)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(ItemValue.Meta):
        abstract = False
        constraints = [
            *ItemValue.Meta.constraints,
            models.UniqueConstraint(fields=["assessment", "item"], name="rating_once_an_item"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"rating {self.pk}"

    @property
    def is_toward_next(self) -> bool:
        """Whether a next step exists and the organisation is on its way to it."""
        highest = self.item.instrument.maximum
        return self.toward_next and self.value is not None and self.value < highest

    @property
    def answer(self) -> Answer:
        """The rating as a value that the calculations take."""
        return dataclasses.replace(super().answer, toward=self.is_toward_next)


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
