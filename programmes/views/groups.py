"""Pages of groups: the list, one group, a new one, changing one, taking one away, putting them together."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from programmes.access import LEADERS, READERS
from programmes.actions import groups as actions
from programmes.forms.groups import ComposeForm, GroupForm
from programmes.found import Place, place_in
from programmes.group_lists import (
    Shown,
    free_rows,
    get_group,
    groups_at,
    map_of,
    may_lead_group,
    past_of,
    placeable,
    placed_rows,
    without_group,
)
from resultchain.actions.saved import ChangedError
from resultchain.forms.saved import SavedForm


@require_safe
@member_view(*READERS)
def groups(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """List the groups that the place sees, with a map of who is in them."""
    place = place_in(membership, programme_id)
    shown = groups_at(place)
    free = without_group(place, shown) if place.may_lead else []
    context = {
        "membership": membership,
        "place": place,
        "groups": shown,
        "free": len(free),
        "map": map_of(shown, free),
    }
    return render(request, "programmes/groups.html", context)


@require_safe
@member_view(*READERS)
def group(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, group_id: int
) -> HttpResponse:
    """Show one group: who is in it, who was, and where they lie."""
    place = place_in(membership, programme_id)
    shown = get_group(place, group_id)
    context = {
        "membership": membership,
        "place": place,
        "shown": shown,
        "may_lead": may_lead_group(place, shown.group),
        "map": map_of([shown]),
    }
    return render(request, "programmes/group.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def group_new(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """Make a group."""
    place = _led(membership, programme_id)
    form = GroupForm(typed(request), group=None, choices=placeable(place, None), leads_all=True)
    if request.method == "POST" and form.is_valid():
        try:
            made, is_new = actions.make_group(
                by=membership.user, programme=place.programme, content=form.content, change=form.change
            )
        except actions.NameTakenError:
            form.add_error("name", _("Det finns redan en grupp med det namnet. Välj ett annat."))
        except actions.TooManyError:
            form.add_error(None, _("Satsningen har så många grupper som det finns plats för."))
        else:
            messages.success(request, _("Gruppen är skapad.") if is_new else _("Gruppen fanns redan."))
            return redirect("group", membership.organisation.slug, place.programme.pk, made.pk)
    context = {"membership": membership, "place": place, "group": None}
    return answer(request, "programmes/group_form.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def group_edit(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, group_id: int
) -> HttpResponse:
    """Change a group and who is in it."""
    place = place_in(membership, programme_id)
    shown = get_group(place, group_id)
    if not may_lead_group(place, shown.group):
        raise PermissionDenied
    form = _group_form(request, place, shown)
    if request.method == "POST" and form.is_valid() and _changed(form, place, shown):
        messages.success(request, _("Gruppen är sparad."))
        return redirect("group", membership.organisation.slug, place.programme.pk, group_id)
    context = {"membership": membership, "place": place, "group": shown.group}
    return answer(request, "programmes/group_form.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def group_remove(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, group_id: int
) -> HttpResponse:
    """Take a group away."""
    place = _led(membership, programme_id)
    shown = get_group(place, group_id)
    form = SavedForm(typed(request))
    if request.method == "POST":
        try:
            actions.remove_group(by=membership.user, group=shown.group)
        except actions.InUseError:
            form.add_error(
                None,
                _(
                    "Träffar, dokument eller brev hör till gruppen. Ta bort dem först, eller låt gruppen stå kvar."
                ),
            )
        else:
            messages.success(request, _("Gruppen är borttagen."))
            return redirect("groups", membership.organisation.slug, place.programme.pk)
    context = {"membership": membership, "place": place, "shown": shown}
    return answer(request, "programmes/group_remove.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def group_compose(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """Put those without a group into groups, with what helps to choose."""
    place = _led(membership, programme_id)
    shown = groups_at(place)
    free = without_group(place, shown)
    past = past_of(place, shown, free)
    form = ComposeForm(
        typed(request),
        place=place,
        free=free_rows(shown, free, past),
        groups=[each.group for each in shown],
    )
    if request.method == "POST" and form.is_valid():
        day, sure = form.cleaned_data["day"], form.cleaned_data["sure"]
        try:
            placed = actions.place_all(
                by=membership.user, programme=place.programme, places=form.places, day=day, sure=sure
            )
        except actions.BetweenError as error:
            form.warn(error)
        else:
            messages.success(request, _placed_text(len(placed)))
            return redirect("group_compose", membership.organisation.slug, place.programme.pk)
    context = {
        "membership": membership,
        "place": place,
        "groups": shown,
        "placed": placed_rows(shown, past),
        "map": map_of(shown, free),
    }
    return answer(request, "programmes/group_compose.html", form, **context)


def _led(membership: ActiveMembership, programme_id: int) -> Place:
    place = place_in(membership, programme_id)
    if not place.may_lead:
        raise PermissionDenied
    return place


def _group_form(request: HttpRequest, place: Place, shown: Shown) -> GroupForm:
    now = [member.participation for member in shown.present]
    choices = {one.pk: one for one in [*placeable(place, shown.group), *now]}
    return GroupForm(
        typed(request),
        group=shown.group,
        choices=list(choices.values()),
        now=[one.pk for one in now],
        leads_all=place.may_lead,
    )


def _changed(form: GroupForm, place: Place, shown: Shown) -> bool:
    try:
        actions.change_group(
            by=place.membership.user,
            at=place.organisation,
            group=shown.group,
            seen=form.seen,
            content=form.content,
            change=form.change,
        )
    except actions.NameTakenError:
        form.add_error("name", _("Det finns redan en grupp med det namnet. Välj ett annat."))
    except actions.BetweenError as error:
        form.warn(error)
    except ChangedError as error:
        newest = get_group(place, shown.group.pk)
        names = ", ".join(member.name for member in newest.present) or _("ingen är med")
        form.show(error.newest, f"{newest.group.name}: {names}.")
    else:
        return True
    return False


def _placed_text(count: int) -> str:
    if not count:
        return _("Alla hade redan fått en grupp.")
    text = ngettext("%(n)s deltagare har fått en grupp.", "%(n)s deltagare har fått en grupp.", count)
    return text % {"n": count}
