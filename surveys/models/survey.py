"""A survey: one round of questions, how its answers are protected, and the groups that it may be broken down by."""

import datetime
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from figures.disclosure import BREAKDOWN, DEFAULT, FLOOR, Limits
from organisations.models import Organisation

MAX_TITLE = 160
MAX_INTRO = 3000


class Anonymity(models.TextChoices):
    """Chosen when the survey is made; the database refuses to lower it."""

    ANONYMOUS = "anonymous", _("anonym")
    NAMED = "named", _("inte anonym")


class Way(models.TextChoices):
    """How people come to it. Answers that were collected elsewhere come as a file, all at once."""

    INVITED = "invited", _("personliga länkar")
    SHARED = "shared", _("en länk som alla delar")
    COLLECTED = "collected", _("svar som har samlats in på annat sätt")


class Breakdown(models.TextChoices):
    """What the answers may be broken down by: one thing, from the list of those invited."""

    UNIT = "unit", _("enhet")
    ROLE = "role", _("roll")
    SEX = "sex", _("kön")


class State(models.TextChoices):
    """Only forwards. A survey is preparing until the worker has made its key, and closed until it is sealed."""

    DRAFT = "draft", _("utkast")
    PREPARING = "preparing", _("öppnas")
    OPEN = "open", _("öppen")
    CLOSED = "closed", _("stängd, svaren görs i ordning")
    DONE = "done", _("klar")


class SurveyQuerySet(models.QuerySet["Survey"]):
    """Filters on surveys."""

    def within(self, organisation: Organisation) -> Self:
        """Keep those of the organisation and of the units below it."""
        below = Organisation.objects.below(organisation, include_self=True).values("pk")
        return self.filter(organisation__in=below)

    def over(self) -> Self:
        """Keep the open ones whose last day has passed, in Swedish time."""
        return self.filter(state=State.OPEN, closes_on__lt=timezone.localdate())

    def newest_first(self) -> Self:
        """The latest made first, ties by id."""
        return self.order_by("-created_at", "pk")


class Survey(models.Model):
    """One round. Everything but the state is frozen by a trigger once it leaves the draft.

    `copied_from` is the round before. `public_key` seals an anonymous one's answers; the private key is never here.
    `invited` and `answered` are counted once, when the survey is done.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="surveys")
    title_sv = models.CharField(_("rubrik"), max_length=MAX_TITLE)
    title_en = models.CharField(max_length=MAX_TITLE, blank=True)
    intro_sv = models.TextField(max_length=MAX_INTRO, blank=True)
    intro_en = models.TextField(max_length=MAX_INTRO, blank=True)
    contact = models.CharField(_("vem man kan fråga"), max_length=MAX_TITLE, blank=True)
    template = models.CharField(max_length=60, blank=True)
    copied_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="later_rounds"
    )
    anonymity = models.CharField(max_length=10, choices=Anonymity.choices)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.INVITED)
    breakdown = models.CharField(max_length=10, choices=Breakdown.choices, blank=True)
    limit_whole = models.PositiveSmallIntegerField(default=DEFAULT)
    limit_group = models.PositiveSmallIntegerField(default=BREAKDOWN)
    limit_text = models.PositiveSmallIntegerField(default=BREAKDOWN)
    closes_on = models.DateField(_("sista dag att svara"))
    reminder_days = ArrayField(models.DateField(), default=list, blank=True, size=5)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    public_key = models.BinaryField(null=True, blank=True)
    shared_mac = models.CharField(max_length=64, null=True, blank=True, unique=True)
    invited = models.PositiveIntegerField(null=True, blank=True)
    answered = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[SurveyQuerySet] = SurveyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title_sv=""), name="survey_has_title"),
            models.CheckConstraint(
                condition=Q(anonymity__in=Anonymity.values), name="survey_known_anonymity"
            ),
            models.CheckConstraint(condition=Q(way__in=Way.values), name="survey_known_way"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="survey_known_state"),
            models.CheckConstraint(
                condition=Q(breakdown__in=["", *Breakdown.values]), name="survey_known_breakdown"
            ),
            models.CheckConstraint(
                condition=~Q(way=Way.SHARED) | Q(anonymity=Anonymity.ANONYMOUS, breakdown=""),
                name="survey_shared_knows_nobody",
            ),
            models.CheckConstraint(
                condition=~Q(way=Way.COLLECTED) | Q(anonymity=Anonymity.ANONYMOUS),
                name="survey_collected_knows_nobody",
            ),
            models.CheckConstraint(
                condition=Q(limit_whole__gte=FLOOR, limit_text__gte=FLOOR)
                & Q(limit_group__gte=F("limit_whole")),
                name="survey_limits_hold",
            ),
            models.CheckConstraint(
                condition=Q(anonymity=Anonymity.NAMED)
                | Q(way=Way.COLLECTED)
                | Q(state__in=[State.DRAFT, State.PREPARING])
                | Q(public_key__isnull=False),
                name="survey_anonymous_has_key",
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"survey {self.pk}"

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody can know who answered what."""
        return self.anonymity == Anonymity.ANONYMOUS

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it can be answered in."""
        return ("sv", "en") if self.title_en else ("sv",)

    @property
    def reminders(self) -> list[datetime.date]:
        """The days of reminders, without those that a last day moved forward leaves unsent."""
        return sorted(day for day in self.reminder_days if day <= self.closes_on)

    @property
    def limits(self) -> Limits:
        """How many people must stand behind what is shown."""
        return Limits(whole=self.limit_whole, breakdown=self.limit_group, free_text=self.limit_text)


class Group(models.Model):
    """One group of the breakdown, frozen with the survey; `code` is what an answer carries."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="groups")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=MAX_TITLE)
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "code"], name="survey_group_once"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="survey_group_has_name"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"group {self.pk}"
