"""Expected results of a programme, and whether they were reached: each judgement is a row that stays."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Kind, Organisation
from organisations.models.saved import Saved
from programmes.models.exchange import MAX_TITLE, Document
from programmes.models.participation import HANDING_IN
from programmes.models.programme import MAX_WORDS, Part, Programme

MAX_RESULT = 500


class Verdict(models.TextChoices):
    """How far an expected result was reached."""

    MET = "met", _("uppfyllt")
    PARTLY = "partly", _("delvis uppfyllt")
    NOT_MET = "not_met", _("inte uppfyllt")


class ExpectedResultQuerySet(models.QuerySet["ExpectedResult"]):
    """Filters on expected results."""

    def in_order(self) -> Self:
        """Part by part and kind by kind, as the lead has ordered them."""
        return self.order_by("part", "kind", "position", "pk")


class ExpectedResult(Saved):
    """What is expected of one part and one kind of organisation; no kind: of all.

    The text stands once it is judged. `version` grows with each change of the text and each judgement.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="expected_results")
    part = models.CharField(max_length=12, choices=Part.choices, default=Part.PARTICIPANT)
    kind = models.CharField(max_length=20, choices=Kind.choices, blank=True)
    position = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(_("förväntat resultat"), max_length=MAX_RESULT)

    objects: ClassVar[ExpectedResultQuerySet] = ExpectedResultQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Saved.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "part", "kind", "text"], name="expected_result_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="expected_result_says_something"),
            models.CheckConstraint(condition=Q(part__in=HANDING_IN), name="expected_result_known_part"),
            models.CheckConstraint(
                condition=Q(kind="") | Q(kind__in=Kind.values), name="expected_result_known_kind"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"expected result {self.pk}"


class Judgement(models.Model):
    """One judgement of an expected result. It never changes: a new one with the next number takes its place.

    `by_lead`: the programme had no evaluator. `retold`: taken from a source that is named among the evidence.
    """

    result = models.ForeignKey(ExpectedResult, on_delete=models.PROTECT, related_name="judgements")
    number = models.PositiveIntegerField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    grounds = models.TextField(_("skäl"), max_length=MAX_WORDS)
    evidence = models.TextField(_("underlag"), max_length=MAX_WORDS, blank=True)
    by_organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    by_lead = models.BooleanField(default=False)
    retold = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["result", "number"], name="judgement_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="judgement_numbers_from_one"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="judgement_known_verdict"),
            models.CheckConstraint(condition=~Q(grounds=""), name="judgement_has_grounds"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"judgement {self.pk}"


class JudgementDocument(models.Model):
    """A document that a judgement rests on; its title stays when the document is taken away."""

    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, related_name="documents")
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=MAX_TITLE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["judgement", "document"], name="judgement_document_once"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"judgement document {self.pk}"
