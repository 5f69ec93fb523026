"""What was answered. Random ids, no times, no history, nothing that leads to an invitation unless the survey says so.

A box is sealed for a key that the database has never seen. The sealer alone fills `Answer` and `FreeText`, at once.
"""

import uuid

from django.db import models

from surveys.models.invitation import Invitation
from surveys.models.question import Question
from surveys.models.survey import Survey


class Box(models.Model):
    """One sealed answer of an open survey; all of a survey are equally long. None is left after the close."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="boxes")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"box {self.pk}"


class Answer(models.Model):
    """The choices of one person, by question key; `group` is empty where too few of the group answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    group = models.CharField(max_length=60, blank=True)
    choices = models.JSONField()

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"answer {self.pk}"


class FreeText(models.Model):
    """One text, of nobody: it carries neither the answer that it came with nor a group."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="texts")
    body = models.TextField()

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"text {self.pk}"


class NamedAnswer(models.Model):
    """The answer of a survey that says on its first page that answers are kept with the address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, related_name="named_answer")
    choices = models.JSONField()
    texts = models.JSONField()

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"named answer {self.pk}"


class Release(models.Model):
    """What may be shown of a survey's answers, worked out once when it was done; pages, files and reports read this.

    `content` is what `surveys/released.py` writes: counts and reasons, no answer and nobody's id.
    """

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="release")
    content = models.JSONField()

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"release {self.pk}"
