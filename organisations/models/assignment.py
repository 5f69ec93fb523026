"""Who coordinates the work, with what mandate, and what the organisation has committed itself to."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation
from organisations.models.period import Period, PeriodQuerySet


class CoordinatorAssignment(Period):
    """One person's assignment to coordinate; its history shows how dependent the work is on single persons."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="coordinator_assignments"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("samordnare")
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ersättare"),
    )
    share_percent = models.PositiveSmallIntegerField(
        _("del av heltid i procent"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    mandate = models.TextField(_("uppdrag och mandat"), max_length=2000, blank=True)

    objects: ClassVar[PeriodQuerySet] = PeriodQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Period.Meta):
        abstract = False
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=Q(share_percent=None) | Q(share_percent__range=(1, 100)),
                name="assignment_share_1_to_100",
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("user")),
                name="assignment_deputy_is_another",
                violation_error_message=_("Ersättaren måste vara en annan person än samordnaren."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(valid_to=None),
                name="assignment_open_once",
                violation_error_message=_("Personen har redan ett pågående uppdrag här."),
            ),
        ]

    def __str__(self) -> str:
        """Ids only: it may end up in a log."""
        return f"coordinator assignment {self.pk}"


class CommitmentKind(models.TextChoices):
    """Public commitments that the sources name."""

    CEMR = "cemr", _("CEMR-deklarationen undertecknad")
    MR_MUNICIPALITY = "mr", _("Förklarad som MR-kommun eller MR-region")
    OTHER = "other", _("Annat åtagande")


class Commitment(models.Model):
    """What the organisation has committed itself to, when, and by which decision."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="commitments")
    kind = models.CharField(_("åtagande"), max_length=10, choices=CommitmentKind.choices)
    title = models.CharField(_("vad"), max_length=160, blank=True)
    decided_on = models.DateField(_("beslutat den"))
    decision_reference = models.CharField(
        _("beslutets diarienummer eller paragraf"), max_length=80, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CommitmentKind.values), name="commitment_known_kind"),
            models.CheckConstraint(
                condition=~Q(kind="other") | ~Q(title=""),
                name="commitment_other_has_title",
                violation_error_message=_("Skriv vilket åtagande det gäller."),
            ),
        ]

    def __str__(self) -> str:
        """What was committed to."""
        return self.title or self.get_kind_display()
