"""What a survey asks: sections of questions, each with its choices or rows. Frozen with the survey by a trigger."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from surveys.models.survey import MAX_INTRO, MAX_TITLE, Survey

MAX_KEY = 40
MAX_WORDING = 400
MAX_HELP = 600
MAX_LABEL = 120


class Kind(models.TextChoices):
    """How a question is answered."""

    CHOICE = "choice", _("ett val på en skala")
    SATISFACTION = "satisfaction", _("nöjdhet 7–1")
    YES_NO = "yes_no", _("ja, nej eller vet inte")
    SEVERAL = "several", _("flera val")
    MATRIX = "matrix", _("flera frågor på samma skala")
    TEXT = "text", _("fritext")


class Section(models.Model):
    """One page of the questionnaire."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField()
    title_sv = models.CharField(max_length=MAX_TITLE)
    title_en = models.CharField(max_length=MAX_TITLE, blank=True)
    intro_sv = models.TextField(max_length=MAX_INTRO, blank=True)
    intro_en = models.TextField(max_length=MAX_INTRO, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="survey_section_once")]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"section {self.pk}"


class Question(models.Model):
    """One question. `key` names it through all rounds.

    With `condition_key` it is asked only of those who made one of `condition_codes` there, in an earlier section.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=MAX_KEY)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    wording_sv = models.CharField(max_length=MAX_WORDING)
    wording_en = models.CharField(max_length=MAX_WORDING, blank=True)
    help_sv = models.CharField(max_length=MAX_HELP, blank=True)
    help_en = models.CharField(max_length=MAX_HELP, blank=True)
    required = models.BooleanField(default=False)
    condition_key = models.CharField(max_length=MAX_KEY, blank=True)
    condition_codes = ArrayField(models.CharField(max_length=MAX_KEY), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="survey_question_number_once"),
            models.UniqueConstraint(fields=["section", "key"], name="survey_question_key_once"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="survey_question_known_kind"),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(wording_sv=""), name="survey_question_has_wording"
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"question {self.pk}"


class Choice(models.Model):
    """One choice. `outside` stands apart from the scale, as "vet ej" does, and is no step of it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=MAX_KEY)
    label_sv = models.CharField(max_length=MAX_LABEL)
    label_en = models.CharField(max_length=MAX_LABEL, blank=True)
    outside = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="survey_choice_number_once"),
            models.UniqueConstraint(fields=["question", "code"], name="survey_choice_code_once"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"choice {self.pk}"


class MatrixRow(models.Model):
    """One line of a matrix: a question of its own on the scale that they share."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=MAX_KEY)
    wording_sv = models.CharField(max_length=MAX_WORDING)
    wording_en = models.CharField(max_length=MAX_WORDING, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="survey_row_number_once"),
            models.UniqueConstraint(fields=["question", "key"], name="survey_row_key_once"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"row {self.pk}"
