"""Pages of what each part in a programme means: read it, write it, say that one has read it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from programmes.access import LEADERS, READERS
from programmes.actions import expectations as actions
from programmes.board import readers
from programmes.forms.programmes import ExpectationForm
from programmes.found import place_in
from programmes.models import Expectation, Part
from programmes.roles import acknowledgement_of, joined_as, texts_of
from programmes.views.programmes import led_place
from resultchain.forms.saved import version_number


@require_safe
@member_view(*READERS)
def expectation(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, part: str
) -> HttpResponse:
    """Show what a part gives, gets, who decides and which support can be ordered."""
    place, role = place_in(membership, programme_id), known(part)
    found = place.programme.expectations.filter(part=role).first()
    joined = joined_as(place, role)
    context = {
        "membership": membership,
        "place": place,
        "part": role,
        "parts": Part,
        "expectation": found,
        "texts": texts_of(found),
        "joined": joined,
        "read": acknowledgement_of(membership.user, joined, found),
        "readers": readers(place, role, found.version) if found and place.may_lead else None,
    }
    return render(request, "programmes/expectation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def expectation_edit(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, part: str
) -> HttpResponse:
    """Write what a part means; those who have it are asked to read it anew."""
    place, role = led_place(membership, programme_id), known(part)
    found = place.programme.expectations.filter(part=role).first()
    form = ExpectationForm(typed(request), row=found)
    newest: Expectation | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_expectation(
                by=membership.user, programme=place.programme, part=role, seen=form.seen, words=form.words
            )
        except actions.ExpectationChangedError as error:
            newest = error.newest
            form.show(newest)
        else:
            messages.success(request, _("Texten om rollen är sparad."))
            return redirect("expectation", membership.organisation.slug, programme_id, role)
    context = {"membership": membership, "place": place, "part": role, "newest": texts_of(newest)}
    return answer(request, "programmes/expectation_form.html", form, **context)


@require_POST
@member_view(*READERS)
def expectation_acknowledge(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, part: str
) -> HttpResponse:
    """Note that the caller has read what the part means, in the version that the page showed."""
    place, role = place_in(membership, programme_id), known(part)
    found = get_object_or_404(place.programme.expectations, part=role)
    joined = joined_as(place, role)
    seen = version_number(request.POST.get("version", "")) or 0
    if not joined:
        messages.error(request, _("Ni har inte den rollen i satsningen, så det finns inget att bekräfta."))
        return redirect("expectation", membership.organisation.slug, programme_id, role)
    try:
        actions.acknowledge(by=membership.user, expectation=found, participations=joined, seen=seen)
    except actions.ExpectationChangedError:
        messages.error(
            request, _("Texten har ändrats sedan du öppnade sidan. Läs den igen och bekräfta sedan.")
        )
    else:
        messages.success(request, _("Tack. Nu ser programledaren att ni har läst vad rollen innebär."))
    return redirect("expectation", membership.organisation.slug, programme_id, role)


def known(part: str) -> Part:
    """Return the part that an address names, or 404."""
    if part not in Part.values:
        raise Http404
    return Part(part)
