"""How whoever reads the free texts sorts them: themes of a question, and which comments belong to each."""

from django.db import models
from django.db.models import Q

from surveys.models.survey import Survey

MAX_THEME = 120


class Theme(models.Model):
    """One theme in the comments on the question with the key."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="themes")
    question_key = models.CharField(max_length=40)
    name = models.CharField(max_length=MAX_THEME)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "question_key", "name"], name="survey_theme_once"),
            models.CheckConstraint(condition=~Q(name=""), name="survey_theme_has_name"),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"theme {self.pk}"


class Mark(models.Model):
    """A comment that belongs to a theme; `comment` is the random id of a free text or of a named answer."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="marks")
    comment = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["theme", "comment"], name="survey_mark_once")]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"mark {self.pk}"
