"""Instruments as versioned data, occasions to rate at, and what an organisation rated."""

from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklists.calculations import Answer, Scale
from organisations.models import Function, Organisation

MAX_COMMENT = 2000
MAX_PEOPLE = 9999


class Level(models.TextChoices):
    """Which part of an organisation an instrument is made for."""

    OVERALL = "overall", _("hela organisationen")
    BOARD = "board", _("nämnd eller förvaltning")


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    """Filters on instruments."""

    def in_order(self) -> Self:
        """By title, newest version first."""
        return self.order_by("title", "-version")


class Instrument(models.Model):
    """One version of a checklist. In use it can't change; a trigger in the database sees to that."""

    key = models.SlugField(max_length=60)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    level = models.CharField(max_length=10, choices=Level.choices)
    minimum = models.PositiveSmallIntegerField()
    maximum = models.PositiveSmallIntegerField()
    labels = models.JSONField(help_text="One label a step, lowest first.")
    allows_not_applicable = models.BooleanField(default=False)
    source = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)

    objects: ClassVar[InstrumentQuerySet] = InstrumentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="instrument_key_version"),
            models.CheckConstraint(condition=Q(maximum__gt=F("minimum")), name="instrument_scale_has_steps"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="instrument_known_level"),
        ]

    def __str__(self) -> str:
        """Title and version, for people to read."""
        return f"{self.title}, version {self.version}"

    @property
    def scale(self) -> Scale:
        """The scale as a value that the calculations take."""
        return Scale(
            minimum=self.minimum,
            maximum=self.maximum,
            labels=tuple(self.labels),
            not_applicable=self.allows_not_applicable,
        )


class Item(models.Model):
    """One thing to rate, with its full wording and a short one for narrow places."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    wording = models.CharField(max_length=400)
    short = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="item_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="item_number_from_1"),
        ]

    def __str__(self) -> str:
        """Number and short wording."""
        return f"{self.number} {self.short}"


class OccasionQuerySet(models.QuerySet["Occasion"]):
    """Filters on occasions."""

    def open_to(self, organisation: Organisation) -> Self:
        """Keep those that the organisation, or one above it, is invited to rate at."""
        return self.filter(invitees__in=organisation.ancestors(include_self=True)).distinct()

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
