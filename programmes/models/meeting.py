"""Meetings: when, for whom, what came out of them, and the home work until the next one."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from checklists.models import Occasion
from organisations.models import Function
from organisations.models.saved import Saved
from programmes.models.group import Group
from programmes.models.participation import Participation
from programmes.models.programme import MAX_NAME, MAX_WORDS, Programme


class MeetingKind(models.TextChoices):
    """The kinds that the programmes of the sources have; a programme has any number of each."""

    START = "start", _("uppstart")
    BENCHMARKING = "benchmarking", _("benchmarkingträff")
    LEARNING = "learning", _("lärträff")
    STRATEGY = "strategy", _("strategträff")
    RESULTS = "results", _("resultatkonferens")
    OTHER = "other", _("annan träff")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Filters on meetings."""

    def coming(self) -> Self:
        """Keep those that have not ended."""
        return self.filter(ends_at__gte=timezone.now())

    def in_time_order(self) -> Self:
        """Earliest first; ties by id."""
        return self.order_by("starts_at", "pk")

    def for_group(self, group: Group) -> Self:
        """Keep those for all groups, and those for this one."""
        # A meeting for nobody in particular is for everybody.
        return self.filter(Q(groups=None) | Q(groups=group)).distinct()


class Meeting(Saved):
    """One meeting. No group: it is for all. `occasion` is what is to be rated before it.

    `plus`, `minus` and `interesting` are what those who were there said of it, as one text each.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(_("slag"), max_length=14, choices=MeetingKind.choices)
    name = models.CharField(_("namn"), max_length=MAX_NAME)
    starts_at = models.DateTimeField(_("börjar"))
    ends_at = models.DateTimeField(_("slutar"))
    place = models.CharField(_("plats eller länk"), max_length=300, blank=True)
    groups = models.ManyToManyField(Group, related_name="meetings", blank=True)
    functions = models.ManyToManyField(Function, related_name="+", blank=True)
    occasion = models.ForeignKey(
        Occasion, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    agenda = models.TextField(_("dagordning"), max_length=MAX_WORDS, blank=True)
    notes = models.TextField(_("anteckningar"), max_length=20_000, blank=True)
    plus = models.TextField(_("plus"), max_length=MAX_WORDS, blank=True)
    minus = models.TextField(_("minus"), max_length=MAX_WORDS, blank=True)
    interesting = models.TextField(_("intressant"), max_length=MAX_WORDS, blank=True)
    decisions = models.TextField(_("beslut"), max_length=MAX_WORDS, blank=True)
    home_work = models.TextField(_("hemuppgift"), max_length=MAX_WORDS, blank=True)
    # Grows with each change that an invitation in a calendar has to be told of.
    sequence = models.PositiveIntegerField(default=0)

    objects: ClassVar[MeetingQuerySet] = MeetingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Saved.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="meeting_has_name"),
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="meeting_known_kind"),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message=_("Träffen slutar innan den börjar. Ändra en av tiderna."),
            ),
        ]

    def __str__(self) -> str:
        """The name that people use."""
        return self.name

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.ends_at < timezone.now()

    @property
    def has_notes(self) -> bool:
        """Whether something that was said there is written down."""
        return any((self.notes, self.plus, self.minus, self.interesting, self.decisions))


class AccessNeed(models.Model):
    """What somebody needs to be able to take part; deleted when the meeting is over, and it names nobody.

    By `mark` (needs.py) whoever told it can take it back.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="access_needs")
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=500)
    mark = models.CharField(max_length=100, blank=True, default="", db_default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="access_need_says_something")]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"access need {self.pk}"


class Attendance(models.Model):
    """How many of a function a participant sent to a meeting; zero is told too."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="attendances")
    function = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "participation", "function"], name="attendance_once_a_function"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"attendance {self.pk}"


class Method(models.TextChoices):
    """How a participant works with its home work."""

    PDSA = "pdsa", _("PDSA: planera, gör, studera, agera")
    OWN = "own", _("organisationens egen modell")


class HomeWork(Saved):
    """What a participant answers to the home work of a meeting; it returns at the next one.

    With the organisation's own model, `plan` holds all of it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="home_works")
    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="home_works")
    method = models.CharField(max_length=4, choices=Method.choices, default=Method.PDSA)
    plan = models.TextField(_("planera"), max_length=MAX_WORDS, blank=True)
    do = models.TextField(_("gör"), max_length=MAX_WORDS, blank=True)
    study = models.TextField(_("studera"), max_length=MAX_WORDS, blank=True)
    act = models.TextField(_("agera"), max_length=MAX_WORDS, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(Saved.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["meeting", "participation"], name="home_work_once"),
            models.CheckConstraint(condition=Q(method__in=Method.values), name="home_work_known_method"),
            models.CheckConstraint(
                condition=Q(method=Method.PDSA) | Q(do="", study="", act=""),
                name="home_work_own_model_is_one_text",
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"home work {self.pk}"
