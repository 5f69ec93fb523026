"""A report is one frozen document: what it was made from, its page as HTML, and its file; a job is making the file."""

import datetime
import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from reports.models.draft import Draft


class Purpose(models.TextChoices):
    """What a frozen document is for."""

    COPY = "copy", _("arbetskopia")
    PROPOSAL = "proposal", _("version till nämnd")
    PUBLISHED = "published", _("publicerad rapport")


class ReportQuerySet(models.QuerySet["Report"]):
    """Filters on reports."""

    def finished(self) -> Self:
        """Keep those with a file."""
        return self.filter(job__state=State.DONE)

    def newest_first(self) -> Self:
        """The order of the list."""
        return self.order_by("-ordered_at", "-pk")

    def light(self) -> Self:
        """Leave out what is large and shown on no list."""
        return self.select_related("job", "ordered_by").defer("snapshot", "html")


class Report(models.Model):
    """One frozen document, and its file once the job is done. Triggers keep both from changing.

    `html` is the document as it is read on the screen and printed; it was made of the snapshot when it was frozen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reports")
    draft = models.ForeignKey(
        Draft, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    purpose = models.CharField(
        max_length=10, choices=Purpose.choices, default=Purpose.COPY, db_default="copy"
    )
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    snapshot = models.JSONField()
    snapshot_sha256 = models.CharField(max_length=64)
    html = models.TextField(blank=True, db_default="")
    template_version = models.CharField(max_length=64)
    idempotency_key = models.CharField(max_length=64, unique=True)
    data_time = models.DateTimeField(help_text="When the newest of the data was handed in.")
    ordered_at = models.DateTimeField(default=timezone.now)
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file_name = models.CharField(max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    file_size = models.PositiveBigIntegerField(null=True, blank=True)
    versions = models.JSONField(default=dict, help_text="What made the file: versions of engine and product.")

    objects: ClassVar[ReportQuerySet] = ReportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(file_name="", file_sha256="", file_size=None)
                | (~Q(file_name="") & ~Q(file_sha256="") & Q(file_size__gt=0)),
                name="report_file_whole_or_absent",
            ),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="report_known_purpose"),
        ]
        indexes = [models.Index(fields=["organisation", "-ordered_at"])]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"report {self.pk}"


class State(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", _("i kö")
    RENDERING = "rendering", _("skapas")
    DONE = "done", _("klar")
    FAILED = "failed", _("misslyckades")


class JobQuerySet(models.QuerySet["Job"]):
    """Filters on jobs."""

    def claimable(self, at: datetime.datetime) -> Self:
        """Keep the queued ones, and those whose worker has not been heard of since its lease ran out."""
        return self.filter(Q(state=State.QUEUED) | Q(state=State.RENDERING, lease_until__lt=at))


class Job(models.Model):
    """The database owns the job; the broker only rings. See docs/adr on jobs."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, primary_key=True, related_name="job")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempt = models.PositiveSmallIntegerField(default=0)
    fence = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=40, blank=True)
    queued_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[JobQuerySet] = JobQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="job_known_state"),
            models.CheckConstraint(condition=Q(progress__range=(0, 100)), name="job_progress_percent"),
            models.CheckConstraint(
                condition=~Q(state="rendering") | Q(fence__isnull=False, lease_until__isnull=False),
                name="job_rendering_has_lease",
            ),
        ]
        indexes = [
            models.Index(
                fields=["queued_at"], condition=Q(state__in=["queued", "rendering"]), name="job_unfinished"
            )
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"job {self.pk}"

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {State.DONE, State.FAILED}
