"""Pages where participants answer about a meeting: who came, what somebody needs, the home work."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from programmes.access import ACTING, LEADERS
from programmes.actions import meetings as actions
from programmes.forms.meetings import AttendanceForm, HomeWorkForm, NeedForm
from programmes.found import Place, place_in
from programmes.meeting_page import (
    acting_for,
    expected,
    functions_for,
    may_lead_meeting,
    meeting_in,
    own,
)
from programmes.meeting_words import home_work_text
from programmes.models import Meeting, Participation
from programmes.needs import told_by
from resultchain.actions.saved import ChangedError

WRITERS = tuple(dict.fromkeys((*LEADERS, *ACTING)))
NEEDS_A_PAGE = 100
NEED_ID = re.compile(r"[0-9]{1,18}")


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*WRITERS)
def meeting_attendance(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, meeting_id: int
) -> HttpResponse:
    """Say how many came from one participant: its own people, or the lead."""
    place = place_in(membership, programme_id)
    found = meeting_in(place, meeting_id)
    leads = may_lead_meeting(place, found)
    participation = acting_for(place, found, request.GET.get("deltagare", ""), lead_too=True)
    if participation is None:
        return _choose(request, place, found, "meeting_attendance", lead_too=leads)
    rows = found.attendances.filter(participation=participation)
    numbers = dict(rows.order_by("function").values_list("function", "number"))
    form = AttendanceForm(typed(request), functions=functions_for(found, participation), numbers=numbers)
    if request.method == "POST" and form.is_valid():
        now = actions.tell_attendance(
            by=membership.user,
            organisation=membership.organisation,
            meeting=found,
            participation=participation,
            seen=form.seen_numbers,
            numbers=form.numbers,
        )
        if now is None:
            messages.success(request, _("Närvaron är sparad."))
            return redirect("meeting", membership.organisation.slug, programme_id, found.pk)
        form.show(dict(now))
    return answer(
        request, "programmes/meeting_attendance.html", form, **_context(place, found, participation)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*WRITERS)
def meeting_needs(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, meeting_id: int
) -> HttpResponse:
    """Tell what somebody needs at a coming meeting. Only the lead reads it, and only until the meeting is over."""
    place = place_in(membership, programme_id)
    found = meeting_in(place, meeting_id)
    leads = may_lead_meeting(place, found)
    asked = request.GET.get("deltagare", "")
    mine = own(place, tuple(expected(found)))
    participation = acting_for(place, found, asked, lead_too=False) if mine else None
    if not mine and not leads:
        raise PermissionDenied
    if mine and participation is None:
        return _choose(request, place, found, "meeting_needs", lead_too=False)
    form = NeedForm(typed(request)) if participation else None
    if request.method == "POST":
        if participation is None or form is None:
            raise PermissionDenied
        if "withdraw" in request.POST:
            _withdraw(request, place, found)
            return redirect(f"{request.path}?deltagare={participation.pk}")
        if form.is_valid() and _told(request, place, found, participation, form):
            return redirect("meeting", membership.organisation.slug, programme_id, found.pk)
    context = {**_context(place, found, participation), **_needs(request, place, found, participation)}
    if form is None:
        return render(request, "programmes/meeting_needs.html", {**context, "form": None})
    return answer(request, "programmes/meeting_needs.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*ACTING)
def home_work(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, meeting_id: int
) -> HttpResponse:
    """Answer a home work, as a draft or handed in."""
    place = place_in(membership, programme_id)
    found = meeting_in(place, meeting_id)
    if not own(place, tuple(expected(found))):
        raise PermissionDenied
    if not found.home_work:
        raise Http404
    participation = acting_for(place, found, request.GET.get("deltagare", ""), lead_too=False)
    if participation is None:
        return _choose(request, place, found, "home_work", lead_too=False)
    row = found.home_works.filter(participation=participation).first()
    form = HomeWorkForm(typed(request), row=row)
    if request.method == "POST" and form.is_valid():
        finish = "finish" in request.POST
        try:
            actions.save_home_work(
                by=membership.user,
                organisation=membership.organisation,
                meeting=found,
                participation=participation,
                seen=form.seen,
                finish=finish,
                **form.chosen,
            )
        except ChangedError as error:
            form.show(error.newest, home_work_text(found.home_works.get(pk=error.newest.pk)))
        else:
            told = _("Svaret är inlämnat.") if finish else _("Utkastet är sparat. Bara ni ser det.")
            messages.success(request, told)
            return redirect("meeting", membership.organisation.slug, programme_id, found.pk)
    context = {**_context(place, found, participation), "work": row}
    return answer(request, "programmes/home_work.html", form, **context)


def _needs(
    request: HttpRequest, place: Place, meeting: Meeting, participation: Participation | None
) -> dict[str, object]:
    """All needs for whoever leads the meeting, and what the caller has told."""
    leads = may_lead_meeting(place, meeting)
    rows = meeting.access_needs.none() if meeting.is_over else meeting.access_needs.order_by("text", "pk")
    seen = rows if leads else rows.none()
    return {
        "needs": Paginator(seen, NEEDS_A_PAGE).get_page(request.GET.get("sida")),
        "told": told_by(place.membership.user, rows.filter(participation=participation)),
        "leads": leads,
        "is_over": meeting.is_over,
    }


def _withdraw(request: HttpRequest, place: Place, meeting: Meeting) -> None:
    """Take back a need that the caller told; of somebody else's it says what it says of one that is gone."""
    chosen = request.POST["withdraw"]
    if NEED_ID.fullmatch(chosen) and actions.withdraw_need(
        by=place.membership.user, meeting=meeting, need_id=int(chosen)
    ):
        messages.success(request, _("Behovet är borttaget. Den som leder träffen ser det inte längre."))
    else:
        messages.info(request, _("Behovet finns inte kvar."))


def _told(
    request: HttpRequest, place: Place, meeting: Meeting, participation: Participation, form: NeedForm
) -> bool:
    """Store a need, or say on the form why it can't be."""
    try:
        actions.tell_need(
            by=place.membership.user,
            meeting=meeting,
            participation=participation,
            text=form.cleaned_data["text"],
        )
    except actions.OverError:
        form.add_error(None, _("Träffen är över. Då samlas inga behov in."))
        return False
    except actions.TooManyError:
        form.add_error(
            None, _("Ni har berättat om så många behov som det finns plats för. Kontakta programledaren.")
        )
        return False
    messages.success(request, _("Behovet är skickat. Bara den som leder träffen kan läsa det."))
    return True


def _choose(
    request: HttpRequest, place: Place, meeting: Meeting, address: str, *, lead_too: bool
) -> HttpResponse:
    """Let the caller choose a participant; 403 for one who acts for none."""
    everybody = tuple(expected(meeting))
    choices = everybody if lead_too else own(place, everybody)
    if not choices and not lead_too:
        raise PermissionDenied
    context = {**_context(place, meeting, None), "choices": choices, "address": address}
    return render(request, "programmes/meeting_participants.html", context)


def _context(place: Place, meeting: Meeting, participation: Participation | None) -> dict[str, object]:
    return {
        "membership": place.membership,
        "place": place,
        "meeting": meeting,
        "participation": participation,
    }
