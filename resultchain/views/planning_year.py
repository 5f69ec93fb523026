"""Pages of the planning year: the wheel with its list, a new date, changing one, taking one away, the next year."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role
from resultchain.access import READERS, may_write
from resultchain.actions import planning_year as actions
from resultchain.actions.saved import ChangedError
from resultchain.forms.planning_year import PlanningDateForm
from resultchain.periods import days
from resultchain.planning_year import YEARS, chosen_year, dates_of, other_years
from resultchain.planning_year import planning_year as year_of


@require_safe
@member_view(*READERS)
def planning_year(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Show one year; `?ar=` chooses another than this one."""
    year = chosen_year(request.GET.get("ar", ""))
    shown = year_of(membership.organisation, year, timezone.localdate())
    context = {
        "membership": membership,
        "shown": shown,
        "years": other_years(membership.organisation, year),
        "may_write": may_write(membership),
    }
    return render(request, "resultchain/planning_year.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def planning_date_new(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Add a date."""
    form = PlanningDateForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_date(by=membership.user, organisation=membership.organisation, **form.chosen)
        except actions.DateExistsError:
            form.say_taken()
        else:
            messages.success(request, _("Datumet är tillagt."))
            return redirect(_year_url(membership, made.first_day.year))
    return answer(request, "resultchain/planning_date_form.html", form, membership=membership, date=None)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def planning_date_edit(request: HttpRequest, membership: ActiveMembership, date_id: int) -> HttpResponse:
    """Change a date."""
    date = get_object_or_404(dates_of(membership.organisation), pk=date_id)
    form = PlanningDateForm(typed(request), row=date)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_date(by=membership.user, date=date, seen=form.seen, **form.chosen)
        except actions.DateExistsError:
            form.say_taken()
        except ChangedError as error:
            form.show(error.newest, form.words_of(error.newest))  # type: ignore[arg-type]  # it is the same row
        else:
            messages.success(request, _("Datumet är ändrat."))
            return redirect(_year_url(membership, form.chosen["first_day"].year))
    return answer(request, "resultchain/planning_date_form.html", form, membership=membership, date=date)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def planning_date_remove(request: HttpRequest, membership: ActiveMembership, date_id: int) -> HttpResponse:
    """Ask, then take the date away."""
    date = get_object_or_404(dates_of(membership.organisation), pk=date_id)
    back = _year_url(membership, date.first_day.year)
    if request.method == "POST":
        actions.remove_date(by=membership.user, date=date)
        messages.success(request, _("Datumet är borttaget."))
        return redirect(back)
    words = days(date.first_day, date.last_day)
    context = {"membership": membership, "date": date, "days": words, "back": back}
    return render(request, "resultchain/planning_date_remove.html", context)


@require_POST
@member_view(Role.COORDINATOR)
def planning_year_copy(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Copy what comes back every year to the next one."""
    year = chosen_year(request.POST.get("ar", ""))
    if year + 1 not in YEARS:
        return redirect(_year_url(membership, year))
    count = actions.copy_year(by=membership.user, organisation=membership.organisation, year=year)
    words = {"n": count, "year": year + 1}
    told = ngettext(
        "%(n)s datum är kopierat till %(year)s. Stämmer dagen?",
        "%(n)s datum är kopierade till %(year)s. Stämmer dagarna?",
        count,
    )
    messages.success(request, (told if count else _("Allt fanns redan %(year)s.")) % words)
    return redirect(_year_url(membership, year + 1))


def _year_url(membership: ActiveMembership, year: int) -> str:
    return reverse("planning_year", args=[membership.organisation.slug]) + f"?ar={year}"
