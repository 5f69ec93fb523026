"""Pages of goals: the list, one goal with its chain, a new one, changing one, its measures, what to look at again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from figures.text import clean_line
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role
from resultchain.access import READERS, may_write
from resultchain.actions import goals as actions
from resultchain.actions.saved import ChangedError
from resultchain.conflict_words import goal_text
from resultchain.flag_lists import flag_lists, flagged, months_without_result
from resultchain.flags import Flag
from resultchain.forms.goals import AttachForm, GoalForm
from resultchain.forms.removal import RemoveForm
from resultchain.found import entries_of
from resultchain.goals import attachable, facts_of, goals_of, measures_of
from resultchain.models import Goal

GOALS_A_PAGE = 50
MOST_FOUND = 20


@require_safe
@member_view(*READERS)
def goals(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """List the goals with their needs, measures, indicators and flags."""
    organisation = membership.organisation
    page = Paginator(goals_of(organisation), GOALS_A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "membership": membership,
        "page": page,
        "goals": facts_of(organisation, list(page)),
    }
    return render(request, "resultchain/goals.html", context)


@require_safe
@member_view(*READERS)
def goal(request: HttpRequest, membership: ActiveMembership, goal_id: int) -> HttpResponse:
    """Show the chain of one goal: need, goal, measures, indicators."""
    found = get_goal(membership, goal_id)
    context = {
        "membership": membership,
        "facts": facts_of(membership.organisation, [found])[0],
        "measures": measures_of(membership.organisation, found),
        "may_write": may_write(membership),
    }
    return render(request, "resultchain/goal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def goal_new(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Set a goal."""
    form = GoalForm(typed(request), organisation=membership.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            made, is_new = actions.add_goal(
                by=membership.user, organisation=membership.organisation, **form.chosen
            )
        except actions.TooManyError:
            form.add_error(None, _("Ni har så många mål som det finns plats för. Ta bort något först."))
        else:
            messages.success(request, _("Målet är tillagt.") if is_new else _("Målet fanns redan."))
            return redirect("goal", membership.organisation.slug, made.pk)
    return answer(request, "resultchain/goal_form.html", form, membership=membership, goal=None)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def goal_edit(request: HttpRequest, membership: ActiveMembership, goal_id: int) -> HttpResponse:
    """Change a goal."""
    found = get_goal(membership, goal_id)
    form = GoalForm(typed(request), organisation=found.organisation, row=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_goal(by=membership.user, goal=found, seen=form.seen, **form.chosen)
        except ChangedError as error:
            form.show(error.newest, goal_text(get_goal(membership, error.newest.pk)))
        else:
            messages.success(request, _("Målet är sparat."))
            return redirect("goal", membership.organisation.slug, found.pk)
    return answer(request, "resultchain/goal_form.html", form, membership=membership, goal=found)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def goal_remove(request: HttpRequest, membership: ActiveMembership, goal_id: int) -> HttpResponse:
    """Take a goal away, after telling what becomes of its measures."""
    found = get_goal(membership, goal_id)
    measures, indicators = found.measures.count(), found.indicators.count()
    form = RemoveForm(typed(request), initial={"seen": measures})
    if request.method == "POST" and form.is_valid():
        try:
            actions.remove_goal(by=membership.user, goal=found, measures=form.cleaned_data["seen"])
        except actions.MeasuresChangedError:
            form.show(measures)
        else:
            messages.success(request, _("Målet är borttaget."))
            return redirect("goals", membership.organisation.slug)
    context = {"membership": membership, "goal": found, "measures": measures, "indicators": indicators}
    return answer(request, "resultchain/goal_remove.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def goal_measures(request: HttpRequest, membership: ActiveMembership, goal_id: int) -> HttpResponse:
    """Find entries without a goal and make them measures of this one."""
    found = get_goal(membership, goal_id)
    words = clean_line(request.GET.get("sok", ""))[:100]
    entries = attachable(membership.organisation, found, words, MOST_FOUND)
    form = AttachForm(typed(request), found=entries)
    if request.method == "POST" and form.is_valid():
        number = actions.attach(by=membership.user, goal=found, entries=form.cleaned_data["entries"])
        text = ngettext("%(n)s post hör nu till målet.", "%(n)s poster hör nu till målet.", number)
        messages.success(request, text % {"n": number})
        return redirect("goal", membership.organisation.slug, found.pk)
    context = {
        "membership": membership,
        "goal": found,
        "words": words,
        "entries": entries,
        "most": MOST_FOUND,
    }
    return answer(request, "resultchain/goal_measures.html", form, **context)


@require_POST
@member_view(Role.COORDINATOR)
def goal_measure_remove(
    request: HttpRequest, membership: ActiveMembership, goal_id: int, entry_id: int
) -> HttpResponse:
    """Say that an entry is no measure of the goal any more; the entry stays."""
    found = get_goal(membership, goal_id)
    entry = get_object_or_404(entries_of(membership), pk=entry_id)
    if actions.detach(by=membership.user, goal=found, entry=entry):
        messages.success(request, _("Posten hör inte längre till målet. Den står kvar i resultatkedjan."))
    else:
        messages.info(request, _("Posten hörde inte till målet."))
    return redirect("goal", membership.organisation.slug, found.pk)


@require_safe
@member_view(*READERS)
def goal_flags(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Show what is worth looking at again, why, and where to mend it."""
    context = {
        "membership": membership,
        "flags": flag_lists(membership.organisation),
        "months": months_without_result(membership.organisation),
        "may_write": may_write(membership),
    }
    return render(request, "resultchain/goal_flags.html", context)


@require_safe
@member_view(*READERS)
def goal_flag(request: HttpRequest, membership: ActiveMembership, flag: str) -> HttpResponse:
    """Show everything that has one flag, page by page."""
    if flag not in set(Flag):
        raise Http404
    things = flagged(membership.organisation)[Flag(flag)]
    page = Paginator(things, GOALS_A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "membership": membership,
        "flag": Flag(flag),
        "page": page,
        "may_write": may_write(membership),
    }
    return render(request, "resultchain/goal_flag.html", context)


def get_goal(membership: ActiveMembership, goal_id: int) -> Goal:
    """Fetch a goal of the member's organisation or of a unit below it, or 404."""
    found: Goal = get_object_or_404(goals_of(membership.organisation), pk=goal_id)
    return found
