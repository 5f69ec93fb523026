"""A file to import between its preview and the yes: kept for a day at most, then deleted."""

import datetime
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from organisations.models.organisation import Organisation

KEPT_FOR = datetime.timedelta(days=1)


class UploadQuerySet(models.QuerySet["Upload"]):
    """Filters on uploads."""

    def fresh(self, kept_for: datetime.timedelta = KEPT_FOR) -> Self:
        """Keep those that can still be confirmed."""
        return self.filter(created_at__gt=timezone.now() - kept_for)

    def stale(self, kept_for: datetime.timedelta = KEPT_FOR) -> Self:
        """Keep those to delete."""
        return self.filter(created_at__lte=timezone.now() - kept_for)


class Upload(models.Model):
    """`organisation` is whose page it came through; None is the administrators' page, which may touch all.

    `purpose` is the code of what it is a file of: one room never reads what was sent to another's page.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="uploads"
    )
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    # The default is for the version of the service that ran before the column was there.
    purpose = models.CharField(max_length=20, db_default="assessments")
    name = models.CharField(max_length=200)
    content = models.BinaryField()

    class Meta:
        # The table was made by the room of checklists.
        db_table = "checklists_upload"

    objects: ClassVar[UploadQuerySet] = UploadQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"upload {self.pk}"
