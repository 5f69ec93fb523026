"""An organisation's own pages: its facts, its coordinators, its commitments, its units."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import COORDINATORS, ActiveMembership, member_view
from organisations.actions import assignments, structure
from organisations.answers import answer, typed
from organisations.forms.coordination import AssignmentForm, CommitmentForm, EndAssignmentForm, UnitForm
from organisations.models.organisation import Kind
from organisations.profile import coordination_of, profile


@require_safe
@member_view()
def organisation(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Show what is known about the organisation."""
    context = {"membership": membership, "profile": profile(membership.organisation)}
    return render(request, "organisations/organisation.html", context)


@require_safe
@member_view()
def coordinators(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Show who coordinates and the whole history."""
    context = {"membership": membership, "coordination": coordination_of(membership.organisation)}
    return render(request, "organisations/coordinators.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*COORDINATORS)
def coordinator_new(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Register an assignment, a running one or an earlier one."""
    form = AssignmentForm(typed(request), organisation=membership.organisation)
    if form.is_valid():
        try:
            assignments.start_assignment(by=membership.user, assignment=form.assignment())
        except IntegrityError:
            form.add_error("user", _("Personen har redan ett pågående uppdrag här."))
        else:
            messages.success(request, _("Uppdraget är sparat."))
            return redirect("coordinators", membership.organisation.slug)
    return answer(request, "organisations/coordinator_new.html", form, membership=membership)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*COORDINATORS)
def coordinator_end(request: HttpRequest, membership: ActiveMembership, assignment_id: int) -> HttpResponse:
    """Give an assignment its last day."""
    found = membership.organisation.coordinator_assignments.select_related("user")
    assignment = get_object_or_404(found, pk=assignment_id)
    form = EndAssignmentForm(typed(request), assignment=assignment)
    if form.is_valid():
        try:
            assignments.end_assignment(by=membership.user, assignment=assignment, **form.cleaned_data)
        except assignments.AssignmentEndedError:
            messages.info(request, _("Uppdraget var redan avslutat."))
        else:
            messages.success(request, _("Uppdraget har fått ett slutdatum."))
        return redirect("coordinators", membership.organisation.slug)
    return answer(
        request, "organisations/coordinator_end.html", form, membership=membership, assignment=assignment
    )


@require_safe
@member_view()
def commitments(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Show what the organisation has committed itself to."""
    found = membership.organisation.commitments.order_by("-decided_on", "-pk")
    context = {"membership": membership, "commitments": found}
    return render(request, "organisations/commitments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*COORDINATORS)
def commitment_new(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Register a commitment."""
    form = CommitmentForm(typed(request))
    if form.is_valid():
        try:
            assignments.add_commitment(
                by=membership.user, commitment=form.commitment(membership.organisation)
            )
        except assignments.SameCommitmentError:
            messages.info(request, _("Åtagandet fanns redan."))
        else:
            messages.success(request, _("Åtagandet är sparat."))
        return redirect("commitments", membership.organisation.slug)
    return answer(request, "organisations/commitment_new.html", form, membership=membership)


@require_safe
@member_view()
def units(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Show the tree below the organisation."""
    context = {"membership": membership, "profile": profile(membership.organisation)}
    return render(request, "organisations/units.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*COORDINATORS)
def unit_new(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Make a unit below the organisation."""
    form = UnitForm(typed(request), parent=membership.organisation)
    if form.is_valid():
        data = form.cleaned_data | {"kind": Kind(form.cleaned_data["kind"])}
        try:
            unit = structure.create_organisation(by=membership.user, parent=membership.organisation, **data)
        except structure.AlreadyThereError as error:
            form.add_error(error.field, _("Det finns redan en enhet med det namnet här."))
        else:
            messages.success(request, _("%(name)s finns nu bland enheterna.") % {"name": unit.name})
            return redirect("units", membership.organisation.slug)
    return answer(request, "organisations/unit_new.html", form, membership=membership)
