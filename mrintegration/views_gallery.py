"""The gallery: every component in every state, for those who build pages; only in development."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from figures.figure import Figure, Scale, Series

LONG_NAME: Final = (
    "Samordningsförbundet för jämställdhetsintegrering och rättighetsbaserat arbete i Norra Västerbotten"
)
SCALES: Final = ((1, 2), (1, 3), (1, 4), (1, 5))


class ExampleForm(forms.Form):
    """One field of each kind."""

    what = forms.CharField(label=_("Vad har hänt?"), help_text=_("En mening räcker."))
    email = forms.EmailField(label=_("E-post"), required=False)
    number = forms.IntegerField(label=_("Antal deltagare"), min_value=0)
    level = forms.ChoiceField(
        label=_("Hur långt?"),
        help_text=_("Välj det som är sant i dag."),
        choices=[("planned", _("Planerad")), ("ongoing", _("Pågår")), ("done", _("Klar"))],
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label=_("Slag"), choices=[("", _("Välj")), ("1", _("Aktivitet")), ("2", _("Beslut"))]
    )
    share = forms.MultipleChoiceField(
        label=_("Dela med"),
        choices=[("group", _("Benchmarkinggruppen")), ("lead", _("Programledningen"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    day = forms.DateField(label=_("Datum"), widget=forms.DateInput(attrs={"type": "date"}), required=False)
    text = forms.CharField(label=_("Kommentar"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(label=_("Jag har läst om hur uppgifter behandlas"))


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show the components; nothing here is stored."""
    messages.success(request, _("Ändringarna är sparade."))
    messages.error(request, _("Filen kunde inte läsas. Välj en fil i formatet csv."))
    faulty = ExampleForm({"email": "inte-en-adress", "number": "-4"}, prefix="f")
    context: dict[str, Any] = {
        "form": ExampleForm(),
        "faulty": faulty,
        "long_name": LONG_NAME,
        "scales": [(low, high, range(low, high + 1)) for low, high in SCALES],
        "dumbbell": _dumbbell(),
        "bars": _bars(),
        "stacked": _stacked(),
        "line": _line(),
        "constructed": True,
    }
    return render(request, "gallery.html", context)


def _dumbbell() -> Figure:
    return Figure(
        id="exempel-hantel",
        kind="dumbbell",
        title="Tre av fyra moment har flyttat fram, ett har backat",
        question="Skattning per moment, då och nu.",
        category_name="Moment",
        categories=("1 Politiskt beslut", "2 Politiken efterfrågar resultat", "3 Kompetens", "4 Statistik"),
        series=(Series("then", "Inför träff 1", (1, 2, 3, 2)), Series("now", "Efter träff 2", (2, 3, 2, 2))),
        scale=Scale(
            1, 3, ("Inte påbörjat, finns inte", "Finns men behöver utvecklas", "Det finns, det gör vi")
        ),
        constructed=True,
        has_total=True,
    )


def _bars() -> Figure:
    return Figure(
        id="exempel-staplar",
        kind="bars",
        title="Summan har gått från 14 till 19 av 30",
        question="Summa per tillfälle.",
        category_name="Tillfälle",
        categories=("Inför träff 1", "Efter träff 1", "Efter träff 2"),
        series=(Series("value", "Summa", (14, 16, 19)),),
        scale=Scale(0, 30),
        constructed=True,
    )


def _stacked() -> Figure:
    return Figure(
        id="exempel-delar",
        kind="stacked",
        title="Den högsta nivån med något klart är 3, nytt eller ändrat arbetssätt",
        question="Antal poster på varje nivå.",
        category_name="Nivå",
        categories=("1 Aktivitet", "2 Ny eller ändrad produkt", "3 Nytt eller ändrat arbetssätt"),
        series=(
            Series("done", "Klart", (12, 5, 2)),
            Series("ongoing", "Pågår", (3, 2, 1)),
            Series("planned", "Planerat", (4, 0, 2)),
        ),
        scale=Scale(0, 19),
        constructed=True,
    )


def _line() -> Figure:
    return Figure(
        id="exempel-linje",
        kind="line",
        title="Medianen har gått från 47 % till 63 % av det möjliga",
        question="Summan som andel av den högsta möjliga, vid varje tillfälle.",
        category_name="Tillfälle",
        categories=("Inför träff 1", "Efter träff 1", "Efter träff 2"),
        series=(
            Series("then", "Lägst", (37, 40, 43)),
            Series("value", "Median", (47, 53, 63)),
            Series("then", "Högst", (60, 73, 83)),
        ),
        scale=Scale(0, 100),
        unit="%",
        constructed=True,
    )
