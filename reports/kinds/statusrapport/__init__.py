"""The half-year status report: what was done, what it led to and what comes, process by process, as logged once."""

from django.utils.translation import gettext_lazy as _

from reports.kinds.kind import Missing, ReportKind, Section
from reports.kinds.statusrapport.collect import collect, scopes
from reports.kinds.statusrapport.form import StatusrapportForm

KIND = ReportKind(
    key="statusrapport",
    name=_("Statusrapport"),
    description=_("Vad ni har gjort under en period, vad det har lett till och vad som kommer härnäst."),
    collect=collect,
    scopes=scopes,
    form=StatusrapportForm,
    missing=Missing(
        _("En statusrapport byggs av det ni har loggat. Börja med att logga något, och kom tillbaka hit."),
        _("Till resultatkedjan"),
        "entries",
    ),
    sections=(
        Section("page1", _("Perioden på en sida"), layout="front"),
        Section(
            "now",
            _("Här är vi nu"),
            written=True,
            minutes=4,
            hint=_("I vilken fas är arbetet? Vad har stått i fokus, och varför just det?"),
        ),
        Section(
            "conditions",
            _("Förändrade förutsättningar"),
            written=True,
            minutes=4,
            hint=_(
                "Vad har ändrats runt omkring er: beslut, uppdrag, budget, organisation, personer, omvärlden?"
            ),
        ),
        Section("processes", _("Arbetet process för process")),
        Section("activities", _("Periodens aktiviteter")),
        Section("earlier", _("Det vi planerade förra gången")),
        Section("reach", _("Så långt har det nått")),
        Section("training", _("Utbildning")),
        Section("diplomas", _("Diplom")),
        Section("goals", _("Mål och nyckeltal")),
        Section("plans", _("Planer och enheternas svar")),
        Section("global_goals", _("Globala målen")),
        Section("meetings", _("Programträffar")),
        Section(
            "successes",
            _("Framgångar"),
            written=True,
            minutes=3,
            hint=_("Vad har gått bra, och vad berodde det på?"),
        ),
        Section(
            "challenges",
            _("Utmaningar"),
            written=True,
            minutes=3,
            hint=_("Vad har varit svårt? Vad behöver ni för att komma vidare?"),
        ),
        Section("ahead", _("Att göra härnäst")),
        Section(
            "next",
            _("Så går vi vidare"),
            written=True,
            minutes=4,
            hint=_("Vad är viktigast fram till nästa rapport, vem gör det, och vad behöver ni besked om?"),
        ),
        Section("method", _("Metod och underlag")),
    ),
)
