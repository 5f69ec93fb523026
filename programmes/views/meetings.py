"""Pages of meetings: the list, a new one, one meeting, its invitation, its notes, its calendar file, taking it away."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.mail import public_url
from programmes.access import LEADERS, READERS
from programmes.actions import meetings as actions
from programmes.calendar_file import Event, calendar_file
from programmes.forms.meetings import MeetingForm, NotesForm
from programmes.found import Place, meetings_of, place_in
from programmes.meeting_page import groups_to_choose, may_lead_meeting, meeting_in, meeting_page
from programmes.meeting_words import meeting_text, notes_text
from programmes.models import Meeting
from resultchain.actions.saved import ChangedError

MEETINGS_A_PAGE = 50


@require_safe
@member_view(*READERS)
def meetings(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """List the meetings that the place may see, earliest first."""
    place = place_in(membership, programme_id)
    found = meetings_of(place).select_related("occasion").prefetch_related("groups", "functions")
    page = Paginator(found, MEETINGS_A_PAGE).get_page(request.GET.get("sida"))
    context = {"membership": membership, "place": place, "page": page}
    return render(request, "programmes/meetings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def meeting_new(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """Call to a meeting."""
    place = place_in(membership, programme_id)
    if not place.may_lead_some:
        raise PermissionDenied
    form = _form(request, place, None)
    if request.method == "POST" and form.is_valid():
        try:
            made, is_new = actions.add_meeting(
                by=membership.user,
                organisation=membership.organisation,
                programme=place.programme,
                **form.chosen,
            )
        except actions.TooManyError:
            form.add_error(None, _("Satsningen har så många träffar som det finns plats för."))
        else:
            messages.success(request, _("Träffen är inlagd.") if is_new else _("Träffen fanns redan."))
            return redirect("meeting", membership.organisation.slug, place.programme.pk, made.pk)
    return answer(
        request, "programmes/meeting_form.html", form, membership=membership, place=place, meeting=None
    )


@require_safe
@member_view(*READERS)
def meeting(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, meeting_id: int
) -> HttpResponse:
    """Show one meeting: the invitation, what came out of it, the home work and the one before."""
    place = place_in(membership, programme_id)
    page = meeting_page(place, meeting_in(place, meeting_id), request.GET)
    context = {"membership": membership, "place": place, "meeting": page.meeting, "page": page}
    return render(request, "programmes/meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def meeting_edit(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, meeting_id: int
) -> HttpResponse:
    """Change when, where and for whom."""
    place, found = _led(membership, programme_id, meeting_id)
    form = _form(request, place, found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_meeting(
                by=membership.user,
                organisation=membership.organisation,
                meeting=found,
                seen=form.seen,
                **form.chosen,
            )
        except ChangedError as error:
            form.show(error.newest, meeting_text(meeting_in(place, found.pk)))
        else:
            messages.success(request, _("Träffen är sparad."))
            return redirect("meeting", membership.organisation.slug, programme_id, found.pk)
    context = {"membership": membership, "place": place, "meeting": found}
    return answer(request, "programmes/meeting_form.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def meeting_notes(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, meeting_id: int
) -> HttpResponse:
    """Write down what was said and decided, and the home work."""
    place, found = _led(membership, programme_id, meeting_id)
    form = NotesForm(typed(request), row=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_down(
                by=membership.user,
                organisation=membership.organisation,
                meeting=found,
                seen=form.seen,
                **form.chosen,
            )
        except ChangedError as error:
            form.show(error.newest, notes_text(meeting_in(place, found.pk)))
        else:
            messages.success(request, _("Anteckningarna är sparade."))
            return redirect("meeting", membership.organisation.slug, programme_id, found.pk)
    context = {"membership": membership, "place": place, "meeting": found}
    return answer(request, "programmes/meeting_notes.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def meeting_remove(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, meeting_id: int
) -> HttpResponse:
    """Take away a meeting that nobody has told anything about."""
    place, found = _led(membership, programme_id, meeting_id)
    if request.method == "POST":
        try:
            actions.remove_meeting(by=membership.user, organisation=membership.organisation, meeting=found)
        except actions.InUseError:
            told = _("Träffen har närvaro eller svar på hemuppgiften. Då tas den inte bort.")
            messages.error(request, told)
            return redirect("meeting", membership.organisation.slug, programme_id, found.pk)
        messages.success(request, _("Träffen är borttagen."))
        return redirect("meetings", membership.organisation.slug, programme_id)
    context = {"membership": membership, "place": place, "meeting": found}
    return render(request, "programmes/meeting_remove.html", context)


@require_safe
@member_view(*READERS)
def meeting_ics(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, meeting_id: int
) -> HttpResponse:
    """Hand out the meeting as a file that calendars open."""
    place = place_in(membership, programme_id)
    found = meeting_in(place, meeting_id)
    address = reverse("meeting", args=[membership.organisation.slug, programme_id, found.pk])
    event = Event(
        uid=f"meeting-{found.pk}@{urlsplit(settings.PUBLIC_URL).hostname}",
        sequence=found.sequence,
        saved_at=found.saved_at,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        title=f"{found.name} – {place.programme}",
        place=found.place,
        url=public_url(address),
    )
    response = HttpResponse(calendar_file(event), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="traff-{found.pk}.ics"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _led(membership: ActiveMembership, programme_id: int, meeting_id: int) -> tuple[Place, Meeting]:
    """Return the place and the meeting: 404 for one that isn't seen, 403 for one that the caller doesn't lead."""
    place = place_in(membership, programme_id)
    found = meeting_in(place, meeting_id)
    if not may_lead_meeting(place, found):
        raise PermissionDenied
    return place, found


def _form(request: HttpRequest, place: Place, row: Meeting | None) -> MeetingForm:
    return MeetingForm(
        typed(request),
        row=row,
        groups=groups_to_choose(place),
        occasions=place.programme.owner.owned_occasions.in_time_order(),
        may_call_all=place.may_lead,
    )
