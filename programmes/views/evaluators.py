"""The page of an evaluator's days."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from figures.swedish import long_date
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from programmes.access import LEADERS
from programmes.actions.participation import change
from programmes.forms.sharing import DaysForm
from programmes.found import place_in
from programmes.models import Part, Participation
from programmes.reading import days_of
from resultchain.actions.saved import ChangedError


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def evaluator_days(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, evaluator_id: int
) -> HttpResponse:
    """Say from which day to which an evaluator reads what is shared with it."""
    place = place_in(membership, programme_id)
    evaluators = place.programme.participations.in_part(Part.EVALUATOR).with_organisations()
    found = get_object_or_404(evaluators, pk=evaluator_id)
    if not place.may_lead:
        raise PermissionDenied
    form = DaysForm(typed(request), participation=found)
    if request.method == "POST" and form.is_valid():
        try:
            change(
                by=membership.user,
                at=membership.organisation,
                participation=found,
                seen=form.seen,
                **form.chosen,
            )
        except ChangedError as error:
            form.show(error.newest, _now(found))
        else:
            messages.success(request, _("Sparat. Det gäller från och med nu."))
            return redirect("shared", membership.organisation.slug, programme_id)
    context = {"membership": membership, "place": place, "participation": found}
    return answer(request, "programmes/evaluator_days.html", form, **context)


def _now(participation: Participation) -> str:
    """Return how the days stand after somebody else saved."""
    participation.refresh_from_db()
    first, last = days_of(participation, participation.programme)
    language = get_language() or "sv"
    return _("från %(first)s till %(last)s.") % {
        "first": long_date(first, language),
        "last": long_date(last, language),
    }
