"""Who wrote a thing and who changed it last; the row version shows that somebody else has saved in between."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Saved(models.Model):
    """`version` grows by one a save; a page sends back the one it was made from."""

    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
