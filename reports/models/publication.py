"""What is done with a frozen document: put to a board, published, replaced, withdrawn, shown by a link."""

import uuid
from typing import ClassVar, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation, Share
from reports.models.draft import MAX_REASON, MAX_SUMMARY
from reports.models.report import Report

MAX_BODY_NAME: Final = 120
MAX_REFERENCE: Final = 80
MAX_PROPOSAL: Final = 2_000
MAX_NOTE: Final = 120


class Proposal(models.Model):
    """A version to a board: attached to a service letter before the decision. Never changes."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, primary_key=True, related_name="proposal")
    number = models.PositiveSmallIntegerField(help_text="Counts within the draft.")
    body = models.CharField(max_length=MAX_BODY_NAME)
    reference = models.CharField(max_length=MAX_REFERENCE)
    text = models.TextField(max_length=MAX_PROPOSAL, help_text="The proposal for decision.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"proposal {self.pk}"


class Decision(models.TextChoices):
    """What a body did with the report."""

    ESTABLISHED = "established", _("fastställer")
    ADOPTED = "adopted", _("antar")
    APPROVED = "approved", _("godkänner")
    FILED = "filed", _("lägger till handlingarna")
    NOTED = "noted", _("noterar")


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Filters on publications."""

    def published(self) -> Self:
        """Keep what has been published, also what is replaced or withdrawn since."""
        return self.filter(approved_at__isnull=False)

    def waiting(self) -> Self:
        """Keep what waits for a second pair of eyes."""
        return self.filter(approved_at=None, declined_at=None)

    def readable(self) -> Self:
        """Keep what has been published and not withdrawn."""
        return self.published().filter(withdrawal=None)

    def shared_with(self, organisation: Organisation) -> Self:
        """Keep what its owner shares with another organisation now."""
        key = Cast(OuterRef("pk"), models.CharField())
        shares = Share.objects.of(Publication).open().filter(audience=organisation)
        return self.filter(Exists(shares.filter(object_id=key)))

    def in_force(self) -> Self:
        """Keep the version that holds of each report."""
        newer = Publication.objects.published().filter(replaces=OuterRef("pk"))
        return self.readable().filter(~Exists(newer))

    def newest_first(self) -> Self:
        """The order of the list."""
        return self.order_by("-approved_at", "-pk")

    def for_lists(self) -> Self:
        """Fetch with each what a list shows, without what is large. Two queries, whatever the number."""
        found = self.select_related(
            "report__job", "organisation", "withdrawal", "replaces", "requested_by", "approved_by"
        )
        newer = Prefetch("replacements", queryset=Publication.objects.published(), to_attr="newer_versions")
        return found.prefetch_related(newer).defer("report__snapshot", "report__html")


class Publication(models.Model):
    """The act of publishing one frozen document. A trigger lets only the approval or the refusal be added, once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="publication")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="publications")
    version = models.PositiveSmallIntegerField(default=1)
    summary = models.TextField(max_length=MAX_SUMMARY, blank=True)
    body = models.CharField(max_length=MAX_BODY_NAME)
    decision = models.CharField(max_length=12, choices=Decision.choices)
    delegated = models.BooleanField(default=False)
    decided_on = models.DateField()
    reference = models.CharField(max_length=MAX_REFERENCE, blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replacements"
    )
    reason = models.TextField(blank=True, max_length=MAX_REASON)
    two_pairs = models.BooleanField(
        help_text="Whether the organisation asked for a second person when it was sent."
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    requested_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True)
    decline_reason = models.TextField(blank=True, max_length=MAX_REASON)

    objects: ClassVar[PublicationQuerySet] = PublicationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=Decision.values), name="publication_known_decision"
            ),
            models.CheckConstraint(
                condition=Q(two_pairs=False)
                | Q(approved_at=None)
                | (Q(approved_by__isnull=False) & ~Q(approved_by=F("requested_by"))),
                name="publication_two_pairs_of_eyes",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(declined_at=None), name="publication_approved_or_declined"
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None, declined_by=None, decline_reason="")
                | (Q(declined_at__isnull=False, declined_by__isnull=False) & ~Q(decline_reason="")),
                name="publication_declined_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None, version=1, reason="")
                | (Q(replaces__isnull=False, version__gt=1) & ~Q(reason="")),
                name="publication_correction_has_reason",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(declined_at=None, replaces__isnull=False),
                name="publication_replaced_once",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-approved_at"])]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"publication {self.pk}"

    @property
    def is_published(self) -> bool:
        """Whether it has been published, also if it is replaced or withdrawn since."""
        return self.approved_at is not None

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for a second pair of eyes."""
        return self.approved_at is None and self.declined_at is None

    @property
    def newer(self) -> "Publication | None":
        """The published version that replaces this one."""
        if hasattr(self, "newer_versions"):
            return next(iter(self.newer_versions), None)
        return self.replacements.filter(approved_at__isnull=False).first()

    @property
    def withdrawn(self) -> "Withdrawal | None":
        """The marker that it has been taken back."""
        return getattr(self, "withdrawal", None)


class Withdrawal(models.Model):
    """A published report is taken back: the marker that stays. Never changes."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(max_length=MAX_REASON)

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"withdrawal {self.pk}"


class ReadLinkQuerySet(models.QuerySet["ReadLink"]):
    """Filters on links."""

    def open(self) -> Self:
        """Keep those that still work."""
        return self.filter(revoked_at=None)

    def newest_first(self) -> Self:
        """The order of the list."""
        return self.order_by("-created_at", "-pk")


class ReadLink(models.Model):
    """A link by which somebody without an account reads one published report, until it is revoked.

    Holds a sha256 of the link's token, so that a copy of the database opens nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="links")
    note = models.CharField(max_length=MAX_NOTE, help_text="Whom it is for, in the coordinator's words.")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ReadLinkQuerySet] = ReadLinkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="read_link_revoked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"read link {self.pk}"
