"""The report of a programme: who took part, what moved, what it led to, and what was learned, part by part."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.kinds.kind import Missing, ReportKind, Section
from reports.kinds.programrapport.collect import collect, scopes
from reports.kinds.programrapport.form import ProgrammeReportForm
from reports.kinds.programrapport.keys import MOST_PARTS, key_of


def _of_part(place: int) -> tuple[Section, ...]:
    """Return the sections of one part of the programme."""
    return (
        Section(
            key_of("participants", place),
            _("Deltagarna"),
            template="participants",
            is_named=True,
        ),
        Section(
            key_of("background", place),
            _("Syfte, mål och organisering"),
            written=True,
            minutes=10,
            is_named=True,
            hint=_("Varför ville de vara med, vad ville de nå, och hur organiserade de arbetet?"),
        ),
        Section(key_of("results", place), _("Resultat"), template="results", is_named=True),
        Section(
            key_of("examples", place), _("Exempel ur resultatrapporterna"), template="examples", is_named=True
        ),
        Section(
            key_of("told", place),
            _("Exempel och citat"),
            written=True,
            minutes=20,
            is_named=True,
            hint=_(
                "Visa vad som har hänt, nivå för nivå i resultatkedjan: aktiviteter, nya produkter, nya arbetssätt, "
                "nya utfall. Citera med namn bara det som alla får läsa, eller när den som skrev har sagt ja."
            ),
        ),
        Section(
            key_of("reflections", place),
            _("Reflektioner om resultaten"),
            written=True,
            minutes=10,
            is_named=True,
            hint=_("Hur ser deltagarna själva på sitt arbete? Vad säger siffrorna, och vad säger de inte?"),
        ),
    )


KIND = ReportKind(
    key="programrapport",
    name=_("Programrapport"),
    description=_(
        "Vad en satsning har lett till: deltagare, resultat, lärdomar. För den som leder satsningen."
    ),
    collect=collect,
    scopes=scopes,
    form=ProgrammeReportForm,
    cover=True,
    for_leads=True,
    schema=2,
    missing=Missing(
        _("En programrapport skrivs av den som leder en satsning. Öppna en satsning, och kom tillbaka hit."),
        _("Till satsningarna"),
        "programmes",
    ),
    sections=(
        Section("page1", _("Satsningen på en sida"), layout="front"),
        Section(
            "foreword",
            _("Förord"),
            written=True,
            minutes=10,
            hint=_("Varför satsningen finns, vem som har betalat den, vilka som har skrivit, och ett tack."),
        ),
        Section(
            "summary",
            _("Sammanfattning av rapporten"),
            written=True,
            minutes=20,
            hint=_(
                "Skriv för den som bara läser det här: vilka var med, vad hände, vad lärde de sig, vad bör göras?"
            ),
        ),
        Section(
            "concept",
            _("Konceptet"),
            written=True,
            minutes=15,
            hint=_(
                "Hur satsningen gick till: träffar, arbete hemma, mentorer, checklista, och vad som har ändrats."
            ),
        ),
        *(section for place in range(1, MOST_PARTS + 1) for section in _of_part(place)),
        Section(
            "success",
            _("Framgångsfaktorer"),
            written=True,
            minutes=15,
            hint=_("Vad har hjälpt deltagarna? Bredvid står vad de själva har skrivit om sina lärdomar."),
        ),
        Section(
            "challenges",
            _("Utmaningar"),
            written=True,
            minutes=15,
            hint=_("Vad har varit svårt? Bredvid står vad deltagarna själva har skrivit om sina lärdomar."),
        ),
        Section(
            "advice_others",
            _("Råd till andra"),
            written=True,
            minutes=10,
            hint=_("Vad vill deltagarna säga till den som ska börja?"),
        ),
        Section(
            "advice_lead",
            _("Råd till programledaren"),
            written=True,
            minutes=10,
            hint=_("Vad ska den som leder satsningen behålla, ändra eller lägga till?"),
        ),
        Section("attainment", _("Måluppfyllelse")),
        Section(
            "goals",
            _("Om måluppfyllelsen"),
            written=True,
            minutes=20,
            hint=_("Mål för mål: vad skulle nås, är det nått, delvis eller inte, och hur vet ni det?"),
        ),
        Section(
            "closing",
            _("Avslutande reflektioner"),
            written=True,
            minutes=20,
            hint=_("Vad betyder resultaten för nästa omgång? Vilka frågor behöver diskuteras?"),
        ),
        Section("underlay", pgettext_lazy("en rapport", "Underlag"), layout="appendix"),
        Section(
            "interviews",
            _("Intervjuer"),
            written=True,
            minutes=5,
            layout="appendix",
            hint=_(
                "Hur många som har intervjuats och i vilken funktion: strateg, chef, politiker. Inga namn på personer."
            ),
        ),
    ),
)
