"""Entries: one thing that was done or has changed, on its level of the result chain."""

import datetime
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from checklists.models import Item
from organisations.models import Function, Organisation
from organisations.models.saved import Saved
from resultchain.levels import ChainLevel, GlobalGoal, NationalGoal
from resultchain.models.goal import Goal
from resultchain.models.lists import Area, Course, Perspective

MAX_WHAT = 300
MAX_WORDS = 2000
MAX_SOURCE = 160
MAX_REFERENCE = 80
MAX_PEOPLE = 1_000_000
MOST_WORDS = 8
"""How many words of a search count."""
SEARCHED = ("what", "lesson", "quote", "evidence", "reference", "ordinary_reference")


class EntryState(models.TextChoices):
    """Where an entry stands in time."""

    PLANNED = "planned", _("planerad")
    ONGOING = "ongoing", _("pågår")
    DONE = "done", _("klar")
    DROPPED = "dropped", _("blev inte av")


class Direction(models.TextChoices):
    """Whether the organisation did it as an employer or for others."""

    INTERNAL = "internal", _("som arbetsgivare")
    EXTERNAL = "external", _("för invånare och andra")


class Precision(models.TextChoices):
    """How well the number of participants is known."""

    EXACT = "exact", _("exakt")
    ABOUT = "about", _("ungefär")
    UNKNOWN = "unknown", _("okänt")


class Strength(models.TextChoices):
    """How strong the evidence is."""

    TOLD = "told", _("berättat av någon")
    DOCUMENTED = "documented", _("dokumenterat")
    MEASURED = "measured", _("uppföljt med siffror")
    REVIEWED = "reviewed", _("granskat av någon utanför")


class ChainEntryQuerySet(models.QuerySet["ChainEntry"]):
    """Filters on entries."""

    def within(self, organisation: Organisation) -> Self:
        """Keep those of the organisation and of the units below it."""
        below = Organisation.objects.below(organisation, include_self=True).values("pk")
        return self.filter(organisation__in=below)

    def counted(self) -> Self:
        """Leave out what did not happen."""
        return self.exclude(state=EntryState.DROPPED)

    def in_period(self, first: datetime.date | None, last: datetime.date | None) -> Self:
        """Keep those whose days touch the period; what goes on has no end, what has no date is in no period."""
        if first is None and last is None:
            return self
        if first is not None and last is not None and first > last:
            first, last = last, first
        begins = Coalesce("first_day", "last_day")
        found = self.annotate(begins=begins).filter(begins__isnull=False)
        if last is not None:
            found = found.filter(begins__lte=last)
        if first is not None:
            goes_on = Q(state=EntryState.ONGOING, last_day=None)
            found = found.filter(goes_on | Q(last_day__gte=first) | Q(last_day=None, first_day__gte=first))
        return found

    def matching(self, text: str) -> Self:
        """Keep those where each word stands somewhere in what people wrote, whatever its case."""
        found = self
        for word in text.split()[:MOST_WORDS]:
            anywhere = Q()
            for name in SEARCHED:
                anywhere |= Q(**{f"{name}__icontains": word})
            found = found.filter(anywhere)
        return found

    def newest_first(self) -> Self:
        """The latest day first, those without a day last, ties by id."""
        return self.order_by(F("day").desc(nulls_last=True), "-pk")

    def in_order(self) -> Self:
        """Swedish alphabetical order by the stored key, ties by id."""
        return self.order_by("sort_key", "pk")

    def with_content(self) -> Self:
        """Fetch what a row or a page shows in a constant number of queries."""
        return self.select_related("organisation", "area", "course", "goal", "created_by").prefetch_related(
            models.Prefetch("perspectives", Perspective.objects.in_order()),
            models.Prefetch(
                "participant_counts",
                ParticipantNumber.objects.select_related("function").order_by("function__position"),
            ),
        )


class ChainEntry(Saved):
    """What was done, or what has changed. Only `what` and `level` are required; the unit is the one it was made for.

    `reference` is its id in the organisation's own files, unique at its organisation. `ordinary_reference` is the id of
    the goal or measure in the system that the organisation plans in. `day` is what lists are ordered by.
    """

    # What people write, as against who and when.
    CONTENT: ClassVar = (
        "what", "level", "state", "state_note", "first_day", "last_day", "organisation", "area", "direction",
        "global_goals", "national_goals", "course", "participants", "precision", "women", "men", "method",
        "evidence", "strength", "quote", "quote_source", "lesson", "goal", "ordinary_reference",
    )  # fmt: skip

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="chain_entries")
    what = models.CharField(_("vad"), max_length=MAX_WHAT)
    sort_key = models.CharField(max_length=500, editable=False)
    level = models.PositiveSmallIntegerField(_("nivå"), choices=ChainLevel.choices)
    state = models.CharField(max_length=10, choices=EntryState.choices, default=EntryState.DONE)
    state_note = models.CharField(max_length=500, blank=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    day = models.GeneratedField(
        expression=Coalesce("last_day", "first_day"),
        output_field=models.DateField(null=True),
        db_persist=True,
    )
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    perspectives = models.ManyToManyField(Perspective, related_name="entries", blank=True)
    direction = models.CharField(max_length=10, choices=Direction.choices, blank=True)
    global_goals = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    national_goals = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    participants = models.PositiveIntegerField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=Precision.choices, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    men = models.PositiveIntegerField(null=True, blank=True)
    method = models.CharField(max_length=MAX_SOURCE, blank=True)
    evidence = models.TextField(max_length=MAX_WORDS, blank=True)
    strength = models.CharField(max_length=10, choices=Strength.choices, blank=True)
    items = models.ManyToManyField(Item, related_name="chain_entries", blank=True)
    quote = models.TextField(max_length=MAX_WORDS, blank=True)
    quote_source = models.CharField(max_length=MAX_SOURCE, blank=True)
    lesson = models.TextField(max_length=MAX_WORDS, blank=True)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="measures")
    ordinary_reference = models.CharField(max_length=MAX_REFERENCE, blank=True)
    reference = models.CharField(max_length=40, blank=True)

    objects: ClassVar[ChainEntryQuerySet] = ChainEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Saved.Meta):
        abstract = False
        indexes = [
            models.Index(
                "organisation", F("day").desc(nulls_last=True), F("id").desc(), name="chain_entry_by_day"
            ),
            models.Index(fields=["organisation", "sort_key"], name="chain_entry_by_name"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="entry_says_what"),
            models.CheckConstraint(condition=Q(level__in=ChainLevel.values), name="entry_known_level"),
            models.CheckConstraint(condition=Q(state__in=EntryState.values), name="entry_known_state"),
            models.CheckConstraint(
                condition=Q(first_day=None) | Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="entry_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(direction__in=["", *Direction.values]), name="entry_known_direction"
            ),
            models.CheckConstraint(
                condition=Q(strength__in=["", *Strength.values]), name="entry_known_strength"
            ),
            models.CheckConstraint(
                condition=Q(global_goals__contained_by=GlobalGoal.values), name="entry_known_global_goals"
            ),
            models.CheckConstraint(
                condition=Q(national_goals__contained_by=NationalGoal.values),
                name="entry_known_national_goals",
            ),
            models.CheckConstraint(
                condition=Q(participants=None, precision__in=["", Precision.UNKNOWN])
                | Q(participants__isnull=False, precision__in=[Precision.EXACT, Precision.ABOUT]),
                name="entry_number_has_precision",
            ),
            models.CheckConstraint(
                condition=~Q(precision=Precision.EXACT)
                | Q(participants__gte=Coalesce("women", 0) + Coalesce("men", 0)),
                name="entry_women_and_men_within_number",
            ),
            models.CheckConstraint(
                condition=Q(quote="") | ~Q(quote_source=""), name="entry_quote_has_source"
            ),
            models.UniqueConstraint(
                fields=["organisation", "reference"], condition=~Q(reference=""), name="entry_reference_once"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"entry {self.pk}"

    @property
    def chain_level(self) -> ChainLevel:
        """The level as a choice with its name."""
        return ChainLevel(self.level)


class ParticipantNumber(models.Model):
    """How many of an entry's participants had one function, such as managers or politicians."""

    entry = models.ForeignKey(ChainEntry, on_delete=models.CASCADE, related_name="participant_counts")
    function = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "function"], name="participants_of_entry_once_a_function"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"participants {self.pk}"
