"""The directory: all organisations, for everybody signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.access import person_view, signed_in
from organisations.directory import listed, totals
from organisations.forms.directory import DirectoryForm


@require_safe
@person_view
def directory(request: HttpRequest) -> HttpResponse:
    """List organisations with search and filters. Own ones are links; of the others only public facts are shown."""
    form = DirectoryForm(request.GET)
    found = listed(form.found())
    context = {
        "form": form,
        "found": found,
        "totals": totals(found),
        "mine": {held.organisation_id for held in signed_in(request).memberships.active()},
    }
    return render(request, "organisations/directory.html", context)
