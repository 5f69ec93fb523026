"""The status report of an organisation: page 1 for those who govern, then what lies behind it and what people write."""

from django.utils.translation import gettext_lazy as _

from reports.kinds.kind import Missing, ReportKind, Section
from reports.kinds.lagesrapport.collect import collect, scopes
from reports.kinds.lagesrapport.form import LagesrapportForm

KIND = ReportKind(
    key="lagesrapport",
    name=_("Lägesrapport"),
    description=_("Var ni står och vad som har flyttat. Första sidan är skriven för förtroendevalda."),
    collect=collect,
    scopes=scopes,
    form=LagesrapportForm,
    missing=Missing(
        _(
            "En rapport byggs av inlämnade skattningar. Börja med att skatta och lämna in, och kom tillbaka hit."
        ),
        _("Till checklistan"),
        "checklists",
    ),
    sections=(
        Section("page1", _("Det viktigaste på en sida"), layout="front"),
        Section(
            "conditions",
            _("Förändrade förutsättningar"),
            written=True,
            hint=_(
                "Vad har ändrats runt omkring er: beslut, budget, organisation, personer, händelser i omvärlden?"
            ),
        ),
        Section("development", _("Så har vi rört oss")),
        Section("ratings", _("Alla skattningar")),
        Section("changes", _("Vad ändrades och varför")),
        Section(
            "work",
            _("Det vi har gjort"),
            written=True,
            hint=_(
                "Vad är genomfört och vad pågår, process för process? Vad har det lett till, och hur vet ni det?"
            ),
        ),
        Section("items", _("Det som ligger bakom")),
        Section(
            "lessons",
            _("Framgångar och utmaningar"),
            written=True,
            hint=_("Vad har gått bra, och varför? Vad har varit svårt? Vad skulle ni göra annorlunda?"),
        ),
        Section("steps", _("Nästa steg")),
        Section(
            "ahead",
            _("Det vi gör härnäst"),
            written=True,
            hint=_("Vad ska göras fram till nästa rapport, av vem, och vad behöver ni besked om?"),
        ),
        Section("units", _("Enheterna bredvid helheten")),
        Section("distances", _("Avståndet mellan funktionerna")),
        Section("method", _("Metod och underlag")),
    ),
)
