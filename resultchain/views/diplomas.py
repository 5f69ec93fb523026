"""Pages of diplomas: the list unit by unit, a new one, changing one, taking one away."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from resultchain.access import READERS, WRITERS, may_write
from resultchain.actions import diplomas as actions
from resultchain.actions.saved import ChangedError
from resultchain.diplomas import by_unit, diplomas_of
from resultchain.forms.diplomas import DiplomaForm

PAGE = 100


@require_safe
@member_view(*READERS)
def diplomas(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """List the diplomas of the organisation and its units, and how long they hold."""
    page = Paginator(diplomas_of(membership.organisation), PAGE).get_page(request.GET.get("sida"))
    units = by_unit(page.object_list, timezone.localdate())
    context = {
        "membership": membership,
        "page": page,
        "units": units,
        "holding": sum(len(group.holding) for group in units),
        "may_write": may_write(membership),
    }
    return render(request, "resultchain/diplomas.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*WRITERS)
def diploma_new(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Add a diploma."""
    form = DiplomaForm(typed(request), organisation=membership.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_diploma(by=membership.user, **form.chosen)
        except actions.DiplomaExistsError:
            form.say_taken()
        else:
            messages.success(request, _("Diplomet är tillagt."))
            return redirect("diplomas", membership.organisation.slug)
    return answer(request, "resultchain/diploma_form.html", form, membership=membership, diploma=None)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*WRITERS)
def diploma_edit(request: HttpRequest, membership: ActiveMembership, diploma_id: int) -> HttpResponse:
    """Change a diploma."""
    diploma = get_object_or_404(diplomas_of(membership.organisation), pk=diploma_id)
    form = DiplomaForm(typed(request), organisation=membership.organisation, row=diploma)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_diploma(by=membership.user, diploma=diploma, seen=form.seen, **form.chosen)
        except actions.DiplomaExistsError:
            form.say_taken()
        except ChangedError as error:
            form.show(error.newest, form.words(error.newest))  # type: ignore[arg-type]  # it is the same row
        else:
            messages.success(request, _("Diplomet är ändrat."))
            return redirect("diplomas", membership.organisation.slug)
    return answer(request, "resultchain/diploma_form.html", form, membership=membership, diploma=diploma)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*WRITERS)
def diploma_remove(request: HttpRequest, membership: ActiveMembership, diploma_id: int) -> HttpResponse:
    """Ask, then take the diploma away."""
    diploma = get_object_or_404(diplomas_of(membership.organisation), pk=diploma_id)
    if request.method == "POST":
        actions.remove_diploma(by=membership.user, diploma=diploma)
        messages.success(request, _("Diplomet är borttaget."))
        return redirect("diplomas", membership.organisation.slug)
    context = {"membership": membership, "diploma": diploma}
    return render(request, "resultchain/diploma_remove.html", context)
