"""The page on which a programme's lead sees what moves, who stands still, and what mentors did."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from comparison.follow_up import finding, movements, unmoved_finding
from comparison.mentors import mentor_lines, mentors_of
from comparison.reading import read
from organisations.access import ActiveMembership, member_view
from programmes.access import LEADERS
from programmes.found import place_in

MENTORS_A_PAGE = 100


@require_safe
@member_view(*LEADERS)
def programme_follow_up(
    request: HttpRequest, membership: ActiveMembership, programme_id: int
) -> HttpResponse:
    """Follow up a programme that the organisation leads."""
    place = place_in(membership, programme_id)
    if not place.may_lead:
        raise PermissionDenied
    material = read(membership, [place])
    found = movements(material, programme_id)
    mentors = Paginator(mentors_of(place.programme), MENTORS_A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "membership": membership,
        "place": place,
        "movements": found,
        "finding": finding(found[0]) if found else "",
        "unmoved": unmoved_finding(found[0]) if found else "",
        "mentors": mentors,
        "mentor_lines": mentor_lines(place.programme, list(mentors)),
        "constructed": any(body.constructed for body in material.bodies.values()),
    }
    return render(request, "comparison/follow_up.html", context)
