"""The evaluation of a survey: its figures, what comments and workshops said, and what so many answers can say."""

from django.utils.translation import gettext_lazy as _

from reports.kinds.kind import Missing, ReportKind, Section
from reports.kinds.utvardering.collect import collect, scopes
from reports.kinds.utvardering.form import UtvarderingForm
from reports.kinds.utvardering.sections import CHAPTERS

KIND = ReportKind(
    key="utvardering",
    name=_("Utvärdering"),
    description=_("Vad en enkät visar, med figurer, kommentarer och inspel. Bygger på en enkät som är klar."),
    collect=collect,
    scopes=scopes,
    form=UtvarderingForm,
    cover=True,
    missing=Missing(
        _(
            "En utvärdering bygger på en enkät som är stängd och klar. Börja med en enkät, och kom tillbaka hit."
        ),
        _("Till enkäterna"),
        "surveys",
    ),
    sections=(
        Section("page1", _("Det viktigaste på en sida"), layout="front"),
        Section(
            "summary",
            _("Sammanfattning kapitel för kapitel"),
            written=True,
            minutes=20,
            hint=_(
                "Vad säger svaren, kommentarerna och workshopen tillsammans? Skriv för den som bara läser det här, "
                "med en underrubrik för varje kapitel. Meningarna bredvid är räknade ur svaren; välj de viktigaste."
            ),
        ),
        Section("method", _("Så gjordes utvärderingen")),
        *(Section(key, _("Kapitel"), template="chapter", is_named=True) for key in CHAPTERS),
        Section("rounds", _("Förra omgången")),
        Section(
            "conclusions",
            _("Slutsatser och nästa steg"),
            written=True,
            minutes=10,
            hint=_("Vad bör göras nu, av vem, och när? Vad säger svaren inte något om?"),
        ),
        Section("protection", _("Så skyddades svaren")),
        Section("questions", _("Frågorna i enkäten"), layout="appendix"),
        Section("groups", _("Svaren grupp för grupp"), layout="appendix"),
    ),
)
