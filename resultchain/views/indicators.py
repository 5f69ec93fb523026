"""Pages of indicators and their values: add, change, take away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from figures.swedish import short_date
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role
from resultchain.actions import indicators as actions
from resultchain.actions.goals import TooManyError
from resultchain.actions.saved import ChangedError
from resultchain.conflict_words import indicator_text
from resultchain.forms.goals import IndicatorForm, ValueForm
from resultchain.forms.removal import RemoveForm
from resultchain.goals import indicators_within, measured, measurement, values_within
from resultchain.measured_words import value_text
from resultchain.models import Indicator, IndicatorValue, ValueKind
from resultchain.views.goals import get_goal


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def indicator_new(request: HttpRequest, membership: ActiveMembership, goal_id: int) -> HttpResponse:
    """Add an indicator to a goal."""
    goal = get_goal(membership, goal_id)
    form = IndicatorForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made, _new = actions.add_indicator(by=membership.user, goal=goal, **form.chosen)
        except actions.SameNameError:
            form.add_error("name", _("Målet har redan ett nyckeltal med det namnet."))
        except TooManyError:
            form.add_error(None, _("Målet har så många nyckeltal som det finns plats för."))
        else:
            messages.success(request, _("Nyckeltalet är tillagt. Fyll nu i var ni börjar."))
            return redirect("value_new", membership.organisation.slug, made.pk)
    context = {"membership": membership, "goal": goal, "indicator": None}
    return answer(request, "resultchain/indicator_form.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def indicator_edit(request: HttpRequest, membership: ActiveMembership, indicator_id: int) -> HttpResponse:
    """Change what an indicator is called and counted in."""
    found = get_indicator(membership, indicator_id)
    form = IndicatorForm(typed(request), row=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_indicator(by=membership.user, indicator=found, seen=form.seen, **form.chosen)
        except ChangedError as error:
            form.show(error.newest, indicator_text(get_indicator(membership, found.pk)))
        except actions.SameNameError:
            form.add_error("name", _("Målet har redan ett nyckeltal med det namnet."))
        else:
            messages.success(request, _("Nyckeltalet är sparat."))
            return redirect(_place(membership, found))
    context = {"membership": membership, "goal": found.goal, "indicator": found}
    return answer(request, "resultchain/indicator_form.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def indicator_remove(request: HttpRequest, membership: ActiveMembership, indicator_id: int) -> HttpResponse:
    """Take an indicator away, after telling how many values go with it."""
    found = get_indicator(membership, indicator_id)
    values = found.values.count()
    form = RemoveForm(typed(request), initial={"seen": values})
    if request.method == "POST" and form.is_valid():
        try:
            actions.remove_indicator(by=membership.user, indicator=found, values=form.cleaned_data["seen"])
        except actions.ValuesChangedError:
            form.show(values)
        else:
            messages.success(request, _("Nyckeltalet är borttaget."))
            return redirect("goal", membership.organisation.slug, found.goal_id)
    context = {"membership": membership, "indicator": found, "values": values}
    return answer(request, "resultchain/indicator_remove.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def value_new(request: HttpRequest, membership: ActiveMembership, indicator_id: int) -> HttpResponse:
    """Save a baseline, a target or an outcome."""
    found = get_indicator(membership, indicator_id)
    baseline = found.values.filter(kind=ValueKind.BASELINE).exists()
    form = ValueForm(typed(request), indicator=found, has_baseline=baseline)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_value(by=membership.user, indicator=found, **form.cleaned_data)
        except actions.ValueTakenError as error:
            form.add_error("kind", _taken_text(found, error.value))
        except TooManyError:
            form.add_error(None, _("Nyckeltalet har så många värden som det finns plats för."))
        else:
            messages.success(request, _("Värdet är sparat."))
            return redirect(_place(membership, found))
    context = {"membership": membership, "goal": found.goal, "indicator": found}
    return answer(request, "resultchain/value_new.html", form, **context)


@require_POST
@member_view(Role.COORDINATOR)
def value_remove(request: HttpRequest, membership: ActiveMembership, value_id: int) -> HttpResponse:
    """Take a value away."""
    found = get_object_or_404(values_within(membership.organisation), pk=value_id)
    actions.remove_value(by=membership.user, value=found)
    messages.success(request, _("Värdet är borttaget."))
    return redirect(_place(membership, found.indicator))


def get_indicator(membership: ActiveMembership, indicator_id: int) -> Indicator:
    """Fetch an indicator of a goal that the member's organisation sees, or 404."""
    return get_object_or_404(indicators_within(membership.organisation), pk=indicator_id)


def _place(membership: ActiveMembership, indicator: Indicator) -> str:
    return (
        f"{reverse('goal', args=[membership.organisation.slug, indicator.goal_id])}#nyckeltal-{indicator.pk}"
    )


def _taken_text(indicator: Indicator, value: IndicatorValue) -> str:
    """Say which value is in the way, and what to do."""
    words = {
        "kind": value.get_kind_display(),
        "day": short_date(value.day, get_language() or "sv"),
        "value": value_text(measured(indicator, ()), measurement(value)),
    }
    text: str = _("Det finns redan ett %(kind)s från %(day)s: %(value)s. Ta bort det först om det är fel.")
    return text % words
