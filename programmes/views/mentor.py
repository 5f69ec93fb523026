"""The page on which a participant says whether it wants to be a mentor next time."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role
from programmes.actions.handing_in import answer_mentor
from programmes.forms.mentor import MentorForm
from programmes.found import place_in
from programmes.models import COUNTING, HANDING_IN, MentorAnswer
from programmes.participants import get_row
from resultchain.actions.saved import ChangedError


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def participation_mentor(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, participation_id: int
) -> HttpResponse:
    """Answer, or change the answer."""
    place = place_in(membership, programme_id)
    row = get_row(place, participation_id)
    if not row.is_mine or row.stage not in COUNTING or row.participation.part not in HANDING_IN:
        raise PermissionDenied
    said: MentorAnswer | None = getattr(row.participation, "mentor_answer", None)
    form = MentorForm(typed(request), row=said)
    if request.method == "POST" and form.is_valid():
        try:
            answer_mentor(
                by=membership.user,
                at=membership.organisation,
                participation=row.participation,
                seen=form.seen,
                **form.chosen,
            )
        except ChangedError as error:
            form.show(error.newest, mentor_text(error.newest))  # type: ignore[arg-type]  # it is the same row
        else:
            messages.success(request, _("Svaret är sparat. Det följer med i resultatrapporten."))
            return redirect("participation", membership.organisation.slug, programme_id, participation_id)
    context = {"membership": membership, "place": place, "row": row}
    return answer(request, "programmes/participation_mentor.html", form, **context)


def mentor_text(said: MentorAnswer) -> str:
    """Write an answer in one line."""
    parts = [said.get_answer_display(), str(said.year or ""), said.reason]
    return f"{', '.join(part for part in parts if part)}."
