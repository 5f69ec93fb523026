"""Pages of what was handed in: the result and its numbers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from checklists.apart import told_to
from checklists.decided import decided_steps, followed_up
from checklists.overview import earlier
from checklists.results import participants, result
from checklists.rollup import rollups
from checklists.versions import versions_of
from checklists.views.found import csv_response, get_assessment
from organisations.access import ActiveMembership, member_view
from organisations.audiences import audiences_with


@require_safe
@member_view()
def assessment_result(request: HttpRequest, membership: ActiveMembership, assessment_id: int) -> HttpResponse:
    """What the handed-in assessment says: the finding, the sum, then → now, what comes next, the units beside."""
    submitted = get_assessment(membership, assessment_id)
    if not submitted.is_submitted:
        return redirect("assessment", membership.organisation.slug, submitted.pk)
    shown = result(submitted, earlier(submitted))
    versions = versions_of(submitted)
    context = {
        "membership": membership,
        "result": shown,
        "participants": participants(submitted),
        "first_participants": participants(shown.first) if shown.first else {},
        "versions": versions,
        "audiences": audiences_with(submitted),
        "told": told_to(submitted),
        "holds": versions[0],
        "steps": decided_steps(membership.organisation, submitted.occasion),
        "reviews": followed_up(membership.organisation, submitted.occasion),
        "rollups": rollups(membership.organisation, submitted.occasion),
    }
    return render(request, "checklists/result.html", context)


@require_safe
@member_view()
def assessment_csv(request: HttpRequest, membership: ActiveMembership, assessment_id: int) -> HttpResponse:
    """The figure's numbers as a file for a spreadsheet."""
    submitted = get_assessment(membership, assessment_id)
    if not submitted.is_submitted:
        raise Http404
    content = result(submitted, earlier(submitted)).figure.csv()
    return csv_response(f"{membership.organisation.slug}-skattning-{submitted.pk}", content)
