"""Pages of a correction: begin one, and throw it away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from checklists.actions.corrections import ReplacedError, discard_correction, start_correction
from checklists.actions.errors import AlreadySubmittedError
from checklists.forms.corrections import CorrectionForm, DiscardForm
from checklists.models import Assessment
from checklists.views.found import already_submitted, get_assessment
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def assessment_correct(
    request: HttpRequest, membership: ActiveMembership, assessment_id: int
) -> HttpResponse:
    """Ask why, then open the new version; one that is begun already is gone on with."""
    corrected = get_assessment(membership, assessment_id)
    newest = _newest(membership, corrected)
    if newest != corrected or not corrected.is_submitted:
        return _instead(request, newest)
    form = CorrectionForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            draft, new = start_correction(
                by=membership.user, assessment=corrected, reason=form.cleaned_data["reason"]
            )
        except ReplacedError as error:
            return _instead(request, error.newest)
        if not new:
            return _instead(request, draft)
        messages.success(request, _("Rättelsen är påbörjad. Ändra det som är fel och lämna in på nytt."))
        return redirect("assessment", membership.organisation.slug, draft.pk)
    context = {"membership": membership, "assessment": corrected}
    return answer(request, "checklists/correction_new.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def correction_discard(
    request: HttpRequest, membership: ActiveMembership, assessment_id: int
) -> HttpResponse:
    """Ask once more, then throw the draft of a correction away."""
    draft = get_assessment(membership, assessment_id)
    if draft.is_submitted:
        return already_submitted(request, draft)
    if draft.corrects is None:
        return redirect("assessment", membership.organisation.slug, draft.pk)
    form = DiscardForm(typed(request))
    if request.method == "POST":
        try:
            discard_correction(by=membership.user, assessment=draft)
        except AlreadySubmittedError:
            return already_submitted(request, draft)
        messages.success(
            request, _("Rättelsen är borttagen. Version %(n)s gäller.") % {"n": draft.corrects.version}
        )
        return redirect("assessment_result", membership.organisation.slug, draft.corrects.pk)
    context = {"membership": membership, "assessment": draft}
    return answer(request, "checklists/correction_discard.html", form, **context)


def _newest(membership: ActiveMembership, corrected: Assessment) -> Assessment:
    versions = membership.organisation.assessments.filter(occasion=corrected.occasion)
    return versions.latest("version")


def _instead(request: HttpRequest, newest: Assessment) -> HttpResponse:
    """Lead to what holds now, or to the draft that is begun."""
    if newest.is_submitted:
        messages.info(request, _("Den versionen är redan ersatt. Här är den som gäller."))
        return redirect("assessment_result", newest.organisation.slug, newest.pk)
    if newest.corrects_id is not None:
        messages.info(request, _("En rättelse är redan påbörjad. Fortsätt med den."))
    return redirect("assessment", newest.organisation.slug, newest.pk)
