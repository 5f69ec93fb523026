"""Programmes: one round of a joint effort, what it is for, and what each role in it gives and gets."""

import datetime
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from checklists.models import Instrument
from organisations.models import Kind, Organisation
from organisations.models.saved import Saved

MAX_NAME = 120
MAX_WORDS = 3000


class Part(models.TextChoices):
    """The part that somebody takes in a programme; who leads it or a group has a part too."""

    LEAD = "lead", _("programledare")
    NODE = "node", _("länsnod")
    PARTICIPANT = "participant", _("deltagare")
    MENTOR = "mentor", _("mentor")
    SUPPORT = "support", _("stödjande mentor")
    EVALUATOR = "evaluator", _("utvärderare")


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Filters on programmes."""

    def open(self) -> Self:
        """Keep those that others than the lead can see."""
        return self.filter(is_open=True)

    def newest_first(self) -> Self:
        """The round that begins last stands first; ties by id."""
        return self.order_by("-starts_on", "-pk")


class Programme(Saved):
    """One round of a programme (satsning), led by one organisation.

    `kinds` are the kinds of organisations that it is for. Until it is open only its lead sees it. `compiled_on` is the
    day on which the report is put together: who has not handed in by then is said not to have. Late ones are still
    taken until `hand_in_closed_at`.
    """

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="led_programmes")
    name = models.CharField(_("namn"), max_length=MAX_NAME)
    round = models.CharField(_("omgång"), max_length=60)
    purpose = models.TextField(_("syfte"), max_length=MAX_WORDS, blank=True)
    starts_on = models.DateField(_("första dag"))
    ends_on = models.DateField(_("sista dag"))
    compiled_on = models.DateField(_("rapporten sammanställs"), null=True, blank=True)
    hand_in_closed_at = models.DateTimeField(null=True, blank=True)
    # From then on those who take part read how far the expected results were reached.
    attainment_released_at = models.DateTimeField(null=True, blank=True)
    kinds = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    instruments = models.ManyToManyField(Instrument, related_name="+", blank=True)
    is_open = models.BooleanField(default=False)

    objects: ClassVar[ProgrammeQuerySet] = ProgrammeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Saved.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name", "round"],
                name="programme_round_once",
                violation_error_message=_("Det finns redan en omgång med det namnet."),
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(round=""), name="programme_has_name"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="programme_period",
                violation_error_message=_("Sista dagen ligger före den första. Ändra en av dem."),
            ),
            models.CheckConstraint(
                condition=Q(kinds__contained_by=Kind.values), name="programme_known_kinds"
            ),
        ]

    def __str__(self) -> str:
        """The name and round that people use."""
        return f"{self.name} {self.round}"

    def is_over(self, today: datetime.date) -> bool:
        """Whether its last day has passed."""
        return self.ends_on < today


class Expectation(models.Model):
    """What one part gives, gets and decides, and the support to order; its version is what people acknowledge."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="expectations")
    part = models.CharField(max_length=12, choices=Part.choices)
    gives = models.TextField(_("det här ger du"), max_length=MAX_WORDS, blank=True)
    gets = models.TextField(_("det här får du"), max_length=MAX_WORDS, blank=True)
    decides = models.TextField(_("så fattas beslut"), max_length=MAX_WORDS, blank=True)
    support = models.TextField(_("stöd att beställa"), max_length=MAX_WORDS, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "part"], name="expectation_once_a_part"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="expectation_known_part"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"expectation {self.pk}"
