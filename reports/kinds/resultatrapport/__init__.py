"""The result report of a participant in a programme: why, what moved, what it led to, what others may learn."""

from django.utils.translation import gettext_lazy as _

from reports.kinds.kind import Missing, ReportKind, Section
from reports.kinds.resultatrapport.collect import collect, scopes
from reports.kinds.resultatrapport.form import ResultatrapportForm

KIND = ReportKind(
    key="resultatrapport",
    name=_("Resultatrapport"),
    description=_("Vad ni har gjort och nått i en satsning. Lämnas in till den som leder den."),
    collect=collect,
    scopes=scopes,
    form=ResultatrapportForm,
    borrowed=("lagesrapport/ratings.html",),
    missing=Missing(
        _(
            "En resultatrapport skrivs av den som deltar i en satsning eller är mentor i den. "
            "Ert deltagande står under Satsningar."
        ),
        _("Till satsningarna"),
        "programmes",
    ),
    sections=(
        Section("page1", _("Resultatet på en sida"), layout="front"),
        Section(
            "motive",
            _("Varför vi är med"),
            written=True,
            minutes=3,
            hint=_("Varför ville ni vara med? Vilket behov eller beslut låg bakom?"),
        ),
        Section(
            "aim",
            _("Vad vi ville nå"),
            written=True,
            minutes=3,
            hint=_("Vilka mål satte ni för arbetet i satsningen? Nådde ni dem?"),
        ),
        Section(
            "organisation",
            _("Så organiserade vi arbetet"),
            written=True,
            minutes=4,
            hint=_("Vem ledde, vilka var med, hur följdes arbetet upp, och vilken tid fanns?"),
        ),
        Section("participation", _("Deltagandet")),
        Section("checklist", _("Checklistan och hur vi har rört oss")),
        Section("position", _("Var vi står i resultatkedjan")),
        Section("examples", _("Exempel på varje nivå")),
        Section(
            "lessons_benchmarking",
            _("Lärdomar av att jämföra oss med andra"),
            written=True,
            minutes=4,
            hint=_("Vad gav träffarna, gruppen och mentorn? Vad tog ni med er hem?"),
        ),
        Section(
            "lessons_work",
            _("Lärdomar av arbetet"),
            written=True,
            minutes=4,
            hint=_("Vad har gått bra, och varför? Vad har varit svårt? Vad skulle ni göra annorlunda?"),
        ),
        Section(
            "advice_others",
            _("Råd till andra"),
            written=True,
            minutes=3,
            hint=_("Vad vill ni säga till den som ska börja?"),
        ),
        Section(
            "advice_lead",
            _("Råd till programledaren"),
            written=True,
            minutes=3,
            hint=_("Vad ska den som leder satsningen behålla, ändra eller lägga till?"),
        ),
        Section("mentor", _("Mentor nästa gång")),
        Section("method", _("Metod och underlag")),
    ),
)
