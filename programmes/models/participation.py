"""Participation: who takes part in a programme, in which part, through whom, and how it went."""

import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Function, Organisation
from organisations.models.saved import Saved
from programmes.models.programme import MAX_NAME, Part, Programme


class Stage(models.TextChoices):
    """How far a participation has come. Leavers stay visible and never count in means."""

    INVITED = "invited", _("inbjuden")
    APPLIED = "applied", _("har anmält sig")
    TAKES_PART = "takes_part", _("deltar")
    COMPLETED = "completed", _("har fullföljt")
    LEFT = "left", _("har lämnat")
    DECLINED = "declined", _("har tackat nej")


COUNTING = (Stage.TAKES_PART, Stage.COMPLETED)
GONE = (Stage.LEFT, Stage.DECLINED)
HANDING_IN = (Part.PARTICIPANT, Part.MENTOR, Part.SUPPORT)
"""Who writes a result report."""
OF_ORGANISATIONS = (Part.PARTICIPANT, Part.MENTOR, Part.SUPPORT, Part.EVALUATOR)


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Filters on participations."""

    def counting(self) -> Self:
        """Keep those that take part or have completed; they alone count in means."""
        return self.filter(stage__in=COUNTING)

    def of(self, organisation: Organisation) -> Self:
        """Keep those of an organisation, of a unit that was chosen, or of the body that others take part through."""
        rows = self.model.objects.filter(
            Q(organisations=organisation) | Q(units=organisation) | Q(through=organisation)
        )
        return self.filter(pk__in=rows.order_by().values("pk"))

    def in_part(self, part: Part) -> Self:
        """Keep those with a part."""
        return self.filter(part=part)

    def in_order(self) -> Self:
        """The Swedish order of what they are called; a list is never a ranking."""
        return self.order_by("sort_key", "pk")

    def with_organisations(self) -> Self:
        """Fetch what a list shows in a constant number of queries."""
        return self.select_related("through", "contact").prefetch_related(
            "organisations", "units", "functions"
        )


class Participation(Saved):
    """One participant: one organisation or several that take part as one, whole or with chosen units.

    `sort_key` is made of the organisations' names. A day or a reason that nobody knows is empty, and is told to be
    unknown. Exactly one person is the contact: an account, or a name and an address until there is one.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="participations")
    part = models.CharField(max_length=12, choices=Part.choices, default=Part.PARTICIPANT)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.INVITED)
    organisations = models.ManyToManyField(Organisation, related_name="participations")
    units = models.ManyToManyField(Organisation, related_name="unit_participations", blank=True)
    through = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="participations_through"
    )
    sort_key = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField(_("politiskt beslut"), null=True, blank=True)
    reference = models.CharField(_("diarienummer"), max_length=MAX_NAME, blank=True)
    left_on = models.DateField(_("lämnade"), null=True, blank=True)
    left_reason = models.CharField(_("orsak"), max_length=500, blank=True)
    # An evaluator's own days; none: the programme's.
    reads_from = models.DateField(_("läser från"), null=True, blank=True)
    reads_to = models.DateField(_("läser till"), null=True, blank=True)
    has_not_handed_in = models.BooleanField(default=False)
    # When its first result report came in; the report itself lies in the room of reports.
    handed_in_at = models.DateTimeField(null=True, blank=True)
    # The lead has it, but not through the service, and the day is not noted.
    handed_in_elsewhere = models.BooleanField(db_default=False, default=False)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    contact_name = models.CharField(_("kontaktperson"), max_length=MAX_NAME, blank=True)
    contact_email = models.EmailField(_("e-postadress"), blank=True)
    functions = models.ManyToManyField(Function, through="ParticipantFunction", related_name="+")

    objects: ClassVar[ParticipationQuerySet] = ParticipationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Saved.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=Q(part__in=OF_ORGANISATIONS), name="participation_known_part"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="participation_known_stage"),
            models.CheckConstraint(
                condition=Q(left_on=None, left_reason="") | Q(stage=Stage.LEFT),
                name="participation_only_leavers_left",
            ),
            models.CheckConstraint(
                condition=Q(contact=None) | Q(contact_name="", contact_email=""),
                name="participation_one_contact",
            ),
            models.CheckConstraint(
                condition=Q(reads_from=None) | Q(reads_to=None) | Q(reads_to__gte=F("reads_from")),
                name="participation_reading_period",
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"participation {self.pk}"

    @property
    def has_handed_in(self) -> bool:
        """Whether the lead has its result report, here or elsewhere."""
        return self.handed_in_at is not None or self.handed_in_elsewhere

    def is_late(self, last_day: datetime.date | None) -> bool:
        """Whether its first report came after the last day, or would now; never when one had come in another way."""
        if last_day is None or self.handed_in_elsewhere:
            return False
        return timezone.localdate(self.handed_in_at) > last_day


class ParticipantFunction(models.Model):
    """How many people in a function a participant sends; a number, never names."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="function_numbers"
    )
    function = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "function"], name="participant_function_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="participant_function_some"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"participant function {self.pk}"


class Acknowledgement(models.Model):
    """Somebody of a participant has read what their part gives, gets and decides, in that version."""

    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="acknowledgements"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "user", "version"], name="acknowledgement_once"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"acknowledgement {self.pk}"


class Willingness(models.TextChoices):
    """Whether a participant wants to be a mentor in a later round."""

    YES = "yes", _("ja")
    MAYBE = "maybe", _("kanske")
    NO = "no", _("nej")


class MentorAnswer(Saved):
    """What a participant says about being a mentor next time: yes, maybe or no, from which year, and why."""

    participation = models.OneToOneField(
        Participation, on_delete=models.CASCADE, related_name="mentor_answer"
    )
    answer = models.CharField(max_length=5, choices=Willingness.choices)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta(Saved.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=Willingness.values), name="mentor_answer_known_answer"
            ),
            models.CheckConstraint(
                condition=Q(year=None) | ~Q(answer=Willingness.NO), name="mentor_answer_no_has_no_year"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"mentor answer {self.pk}"
