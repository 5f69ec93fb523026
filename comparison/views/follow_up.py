"""The page on which a programme's lead sees what moves, where functions differ and what mentors did; its tables."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comparison.apart import FunctionsApart, functions_apart
from comparison.figures import moves_figure
from comparison.follow_up import Movement, finding, movements, unmoved_finding
from comparison.follow_up_files import (
    OF_MOVEMENTS,
    apart_remark,
    apart_rows,
    compared_remark,
    mentor_remark,
    mentor_rows,
    movement_rows,
    sharing_remark,
    still_remark,
    untold_remark,
)
from comparison.material import Material
from comparison.mentors import mentor_lines, mentors_of
from comparison.reading import read
from comparison.table_answer import Cell, Ending, table_answer
from comparison.told import told
from figures.figure import Figure
from organisations.access import ActiveMembership, member_view
from programmes.access import LEADERS
from programmes.found import Place, place_in

MENTORS_A_PAGE = 100


@require_safe
@member_view(*LEADERS)
def programme_follow_up(
    request: HttpRequest, membership: ActiveMembership, programme_id: int
) -> HttpResponse:
    """Follow up a programme that the organisation leads."""
    place = _led(membership, programme_id)
    material = read(membership, [place])
    found = movements(material, programme_id)
    apart = _apart(membership, material, programme_id)
    mentors = Paginator(mentors_of(place.programme), MENTORS_A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "membership": membership,
        "place": place,
        "movements": [(one, _figure(one, index, material)) for index, one in enumerate(found, start=1)],
        "finding": finding(found[0]) if found else "",
        "unmoved": unmoved_finding(found[0]) if found else "",
        "apart": apart,
        "mentors": mentors,
        "mentor_lines": mentor_lines(place.programme, list(mentors)),
        "constructed": _is_constructed(material),
        "remarks": {
            "compared": compared_remark(),
            "still": still_remark(),
            "sharing": sharing_remark(apart),
            "apart": apart_remark(),
            "untold": untold_remark(),
            "mentors": mentor_remark(),
        },
    }
    return render(request, "comparison/follow_up.html", context)


@require_safe
@member_view(*LEADERS)
def programme_follow_up_csv(
    request: HttpRequest, membership: ActiveMembership, programme_id: int
) -> HttpResponse:
    """Hand over one of the page's tables, `?tabell=` moment, grupper, funktioner or mentorer."""
    return _file(request, membership, _led(membership, programme_id), "csv")


@require_safe
@member_view(*LEADERS)
def programme_follow_up_xlsx(
    request: HttpRequest, membership: ActiveMembership, programme_id: int
) -> HttpResponse:
    """The same as a workbook."""
    return _file(request, membership, _led(membership, programme_id), "xlsx")


def _led(membership: ActiveMembership, programme_id: int) -> Place:
    """Return the programme's place at an organisation that leads it."""
    place = place_in(membership, programme_id)
    if not place.may_lead:
        raise PermissionDenied
    return place


def _file(request: HttpRequest, membership: ActiveMembership, place: Place, ending: Ending) -> HttpResponse:
    table = request.GET.get("tabell", "moment")
    name = f"uppfoljning-{table}"
    rows = _rows(membership, place, table)
    return table_answer(rows, membership.organisation, name=name, sheet=_("Uppföljning"), ending=ending)


def _rows(membership: ActiveMembership, place: Place, table: str) -> list[list[Cell]]:
    if table not in {*OF_MOVEMENTS, "funktioner", "mentorer"}:
        raise Http404
    material = read(membership, [place])
    constructed = _is_constructed(material)
    if table == "funktioner":
        return apart_rows(_apart(membership, material, place.programme.pk), constructed=constructed)
    if table == "mentorer":
        lines = mentor_lines(place.programme, mentors_of(place.programme))
        return mentor_rows(lines, constructed=constructed)
    return movement_rows(movements(material, place.programme.pk), table, constructed=constructed)


def _apart(membership: ActiveMembership, material: Material, programme_id: int) -> FunctionsApart:
    """Return where functions differ, of what is shared with the organisation now. One query."""
    shared = told(membership.organisation, {time.pk for time in material.times})
    return functions_apart(material, programme_id, shared)


def _figure(movement: Movement, index: int, material: Material) -> Figure | None:
    moved = [(item.short, item.whole) for item in movement.items]
    names = (movement.first.name, movement.last.name)
    return moves_figure(f"rorelse{index}", moved, names, constructed=_is_constructed(material))


def _is_constructed(material: Material) -> bool:
    return any(body.constructed for body in material.bodies.values())
