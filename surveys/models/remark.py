"""What people write about a survey's results: what a workshop said, what comments come down to, a quote."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surveys.models.survey import Survey

MAX_REMARK = 4000


class RemarkKind(models.TextChoices):
    """Where it comes from."""

    COMMENTS = "comments", _("sammanfattning av kommentarer")
    WORKSHOP = "workshop", _("från en workshop")
    QUOTE = "quote", _("citat")


class Remark(models.Model):
    """One text beside the results of a page of the questionnaire, `part` counted from 1. No answer leads to it."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="remarks")
    part = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=RemarkKind.choices)
    body = models.TextField(max_length=MAX_REMARK)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RemarkKind.values), name="survey_remark_known_kind"),
            models.CheckConstraint(condition=~Q(body=""), name="survey_remark_has_body"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"remark {self.pk}"
