"""Instruments as versioned data: what is rated, and on which scale."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklists.calculations import Scale


class Level(models.TextChoices):
    """Which part of an organisation an instrument is made for."""

    OVERALL = "overall", _("hela organisationen")
    BOARD = "board", _("nämnd eller förvaltning")


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    """Filters on instruments."""

    def published(self) -> Self:
        """Keep those that occasions can be made with."""
        return self.exclude(published_at=None)

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
    # Uploaded by an administrator, who looks at it as respondents will before it can be used.
    published_at = models.DateTimeField(null=True, blank=True, default=timezone.now)

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
