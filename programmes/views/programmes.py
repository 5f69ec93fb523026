"""Pages of programmes: the list, a programme's own page, a new one, its settings, opening it, the status board."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from figures.swedish import chosen, long_date
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from programmes.access import LEADERS, READERS
from programmes.actions import programmes as actions
from programmes.board import board, seen_from
from programmes.elections import election_right_before
from programmes.forms.programmes import ProgrammeForm
from programmes.found import Place, place_in, programmes_of
from programmes.models import Programme
from programmes.programme_page import for_whom, my_parts, numbers_of, plan_of, shelves
from programmes.waiting import waiting
from resultchain.actions.saved import ChangedError

PROGRAMMES_A_PAGE = 50
ROWS_A_PAGE = 100


@require_safe
@member_view(*READERS)
def programmes(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """List the programmes that the organisation is invited to, leads, and is part of."""
    organisation = membership.organisation
    page = Paginator(programmes_of(organisation), PROGRAMMES_A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "membership": membership,
        "page": page,
        "shelves": shelves(organisation, list(page)),
        "may_make": bool(membership.roles & set(LEADERS)),
    }
    return render(request, "programmes/programmes.html", context)


@require_safe
@member_view(*READERS)
def programme(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """Show what the programme is, what the organisation is in it and has to do next, and the time plan."""
    place = place_in(membership, programme_id)
    context = {
        "membership": membership,
        "place": place,
        "tasks": waiting(membership, place.programme),
        "plan": plan_of(place),
        "my_parts": my_parts(place),
        "numbers": numbers_of(place.programme),
        "for_whom": for_whom(place.programme),
        "instruments": list(place.programme.instruments.in_order()),
        "election": election_words(place.programme) if place.may_lead else "",
    }
    return render(request, "programmes/programme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def programme_new(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Make a round that only its lead sees until it is opened."""
    form = ProgrammeForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made, is_new = actions.add_programme(
                by=membership.user, owner=membership.organisation, **form.chosen
            )
        except actions.TakenError:
            form.tell_taken()
        else:
            messages.success(request, _("Satsningen är skapad.") if is_new else _("Satsningen fanns redan."))
            _warn(request, made)
            return redirect("programme", membership.organisation.slug, made.pk)
    return answer(request, "programmes/programme_form.html", form, membership=membership)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def programme_edit(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """Change a round."""
    place = led_place(membership, programme_id)
    found = place.programme
    form = ProgrammeForm(typed(request), row=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_programme(by=membership.user, programme=found, seen=form.seen, **form.chosen)
        except actions.TakenError:
            form.tell_taken()
        except ChangedError as error:
            form.show(error.newest, programme_text(place_in(membership, programme_id).programme))
        else:
            messages.success(request, _("Satsningen är sparad."))
            _warn(request, place_in(membership, programme_id).programme)
            return redirect("programme", membership.organisation.slug, found.pk)
    context = {"membership": membership, "place": place, "election": election_words(found)}
    return answer(request, "programmes/programme_form.html", form, **context)


@require_POST
@member_view(*LEADERS)
def programme_open(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """Let those invited see the round."""
    place = led_place(membership, programme_id)
    if actions.open_programme(by=membership.user, programme=place.programme):
        messages.success(request, _("Satsningen är öppen. De som är inbjudna ser den nu."))
    else:
        messages.info(request, _("Satsningen var redan öppen."))
    return redirect("programme", membership.organisation.slug, programme_id)


@require_safe
@member_view(*LEADERS)
def status_board(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """Show who has done what before which meeting, and who has waited for an answer."""
    place = place_in(membership, programme_id)
    if not place.may_lead_some:
        raise PermissionDenied
    rows = seen_from(place).with_organisations()
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "membership": membership,
        "place": place,
        "page": page,
        "board": board(place, list(page)),
    }
    return render(request, "programmes/status_board.html", context)


def led_place(membership: ActiveMembership, programme_id: int) -> Place:
    """Return the place of somebody who leads the programme: 404 for a foreign one, 403 where one only takes part."""
    place = place_in(membership, programme_id)
    if not place.may_lead:
        raise PermissionDenied
    return place


def programme_text(found: Programme) -> str:
    """Write what stands now in a sentence, for somebody whose page is older."""
    language = chosen(get_language())
    text = _("”%(name)s”, omgång ”%(round)s”, %(first)s till %(last)s. Syfte: ”%(purpose)s”.")
    return text % {
        "name": found.name,
        "round": found.round,
        "first": long_date(found.starts_on, language),
        "last": long_date(found.ends_on, language),
        "purpose": found.purpose,
    }


def election_words(found: Programme) -> str:
    """Warn of a round that begins when many are new after an election; nothing when it does not."""
    election = election_right_before(found.starts_on)
    if election is None:
        return ""
    text = _(
        "Omgången börjar kort efter valet %(day)s. Då är många förtroendevalda nya, nämnder byts ut och beslut "
        "dröjer. Överväg att börja senare, eller räkna med att förankra på nytt."
    )
    return text % {"day": long_date(election, chosen(get_language()))}


def _warn(request: HttpRequest, made: Programme) -> None:
    if words := election_words(made):
        messages.warning(request, words)
