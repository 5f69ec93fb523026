"""Pages of participation: the list, an invitation, the answer to it, and how it went."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role
from programmes.access import LEADERS, READERS
from programmes.actions import participation as actions
from programmes.forms.participation import (
    ApplicationForm,
    ChangeForm,
    InvitationForm,
    LeaveForm,
    ParticipationForm,
)
from programmes.found import Place, place_in
from programmes.models import Stage
from programmes.participants import Row, get_row, numbers_of, participations_at, rows_of
from resultchain.actions.saved import ChangedError

A_PAGE = 100


@require_safe
@member_view(*READERS)
def participations(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """List who takes part, part by part; those who have left stay in it."""
    place = place_in(membership, programme_id)
    page = Paginator(participations_at(place), A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "membership": membership,
        "place": place,
        "page": page,
        "rows": rows_of(place, list(page)),
        "numbers": numbers_of(place),
    }
    return render(request, "programmes/participations.html", context)


@require_safe
@member_view(*READERS)
def participation(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, participation_id: int
) -> HttpResponse:
    """Show one participant."""
    place = place_in(membership, programme_id)
    context = {"membership": membership, "place": place, "row": get_row(place, participation_id)}
    return render(request, "programmes/participation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def participation_new(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """Invite somebody to the programme; a county node invites to its own group."""
    place = place_in(membership, programme_id)
    if not place.may_lead_some:
        raise PermissionDenied
    form = InvitationForm(typed(request), place=place)
    if request.method == "POST" and form.is_valid():
        try:
            made, is_new = actions.invite(
                by=membership.user,
                at=membership.organisation,
                programme=place.programme,
                who=form.who_chosen,
                group=form.cleaned_data["group"],
                **form.contact,
            )
        except actions.OverlapError as error:
            form.refuse(error.organisations)
        except actions.TooManyError:
            form.add_error(None, _("Satsningen har så många deltagare som det finns plats för."))
        else:
            messages.success(request, _("Inbjudan är sparad.") if is_new else _("Inbjudan fanns redan."))
            return redirect("participation", membership.organisation.slug, place.programme.pk, made.pk)
    return answer(
        request, "programmes/participation_form.html", form, membership=membership, place=place, row=None
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def participation_edit(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, participation_id: int
) -> HttpResponse:
    """Change a participant: the lead all of it, its own coordinator what the application says."""
    place = place_in(membership, programme_id)
    row = get_row(place, participation_id)
    if row.may_lead:
        return _change(request, place, row)
    if not (row.is_mine and membership.is_coordinator):
        raise PermissionDenied
    return _say(request, place, row, actions.change, _("Uppgifterna är sparade."))


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def participation_apply(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, participation_id: int
) -> HttpResponse:
    """Say yes to an invitation."""
    place, row = _own(membership, programme_id, participation_id)
    if not row.may_answer:
        return _no_more(request, place, row)
    return _say(request, place, row, actions.apply, _("Anmälan är skickad till programledaren."))


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def participation_decline(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, participation_id: int
) -> HttpResponse:
    """Say no to an invitation, or take an application back."""
    place, row = _own(membership, programme_id, participation_id)
    return _confirm(request, place, row, Stage.DECLINED, actions.decline)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def participation_admit(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, participation_id: int
) -> HttpResponse:
    """Let somebody take part."""
    place, row = _led(membership, programme_id, participation_id)
    return _confirm(request, place, row, Stage.TAKES_PART, actions.admit)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def participation_leave(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, participation_id: int
) -> HttpResponse:
    """Note that a participant has left, or change what is known about it."""
    place, row = _led(membership, programme_id, participation_id)
    form = LeaveForm(typed(request), participation=row.participation)
    return _confirm(request, place, row, Stage.LEFT, actions.leave, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def participation_complete(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, participation_id: int
) -> HttpResponse:
    """Note that a participant has completed the programme."""
    place, row = _led(membership, programme_id, participation_id)
    return _confirm(request, place, row, Stage.COMPLETED, actions.complete)


def _own(membership: ActiveMembership, programme_id: int, participation_id: int) -> tuple[Place, Row]:
    place = place_in(membership, programme_id)
    row = get_row(place, participation_id)
    if not row.is_mine:
        raise PermissionDenied
    return place, row


def _led(membership: ActiveMembership, programme_id: int, participation_id: int) -> tuple[Place, Row]:
    place = place_in(membership, programme_id)
    row = get_row(place, participation_id)
    if not row.may_lead:
        raise PermissionDenied
    return place, row


def _change(request: HttpRequest, place: Place, row: Row) -> HttpResponse:
    form = ChangeForm(typed(request), participation=row.participation, leads_all=place.may_lead)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                by=place.membership.user,
                at=place.organisation,
                participation=row.participation,
                seen=form.seen,
                who=form.who_chosen,
                **form.content,
            )
        except actions.OverlapError as error:
            form.refuse(error.organisations)
        except ChangedError as error:
            _show(form, error, place, row)
        else:
            messages.success(request, _("Deltagaren är sparad."))
            return _to_row(place, row)
    return _form_page(request, form, place, row)


def _say(request: HttpRequest, place: Place, row: Row, verb: Callable[..., None], done: str) -> HttpResponse:
    """Take what an organisation says of itself."""
    form = ApplicationForm(typed(request), place=place, participation=row.participation)
    if request.method == "POST" and form.is_valid():
        try:
            verb(
                by=place.membership.user,
                at=place.organisation,
                participation=row.participation,
                seen=form.seen,
                **form.content,
            )
        except actions.StageError:
            return _no_more(request, place, row)
        except actions.OverlapError as error:
            form.refuse(error.organisations)
        except ChangedError as error:
            _show(form, error, place, row)
        else:
            messages.success(request, done)
            return _to_row(place, row)
    return _form_page(request, form, place, row)


def _confirm(
    request: HttpRequest,
    place: Place,
    row: Row,
    to: Stage,
    verb: Callable[..., None],
    *,
    form: ParticipationForm | None = None,
) -> HttpResponse:
    """Ask before a participation moves on, then move it."""
    form = form or ParticipationForm(typed(request), participation=row.participation)
    if request.method == "POST" and form.is_valid():
        at = {"by": place.membership.user, "at": place.organisation}
        try:
            verb(**at, participation=row.participation, seen=form.seen, **form.chosen)
        except actions.StageError:
            return _no_more(request, place, row)
        except actions.OverlapError as error:
            form.refuse(error.organisations)
        except ChangedError as error:
            _show(form, error, place, row)
        else:
            words = {"stage": get_row(place, row.participation.pk).participation.get_stage_display()}
            messages.success(request, _("Sparat: deltagaren %(stage)s.") % words)
            return _to_row(place, row)
    context: dict[str, Any] = {"membership": place.membership, "place": place, "row": row, "to": to.value}
    return answer(request, "programmes/participation_move.html", form, **context)


def _form_page(request: HttpRequest, form: ParticipationForm, place: Place, row: Row) -> HttpResponse:
    context = {"membership": place.membership, "place": place, "row": row}
    return answer(request, "programmes/participation_form.html", form, **context)


def _show(form: ParticipationForm, error: ChangedError, place: Place, row: Row) -> None:
    newest = get_row(place, row.participation.pk)
    form.show(error.newest, f"{newest.name}, {newest.participation.get_stage_display()}.")


def _no_more(request: HttpRequest, place: Place, row: Row) -> HttpResponse:
    newest = get_row(place, row.participation.pk).participation
    messages.info(
        request, _("Det går inte längre: deltagaren %(stage)s.") % {"stage": newest.get_stage_display()}
    )
    return _to_row(place, row)


def _to_row(place: Place, row: Row) -> HttpResponse:
    return redirect("participation", place.organisation.slug, place.programme.pk, row.participation.pk)
