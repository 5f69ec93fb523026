"""Pages of entries: the list, which is the room's front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.access import ActiveMembership, member_view
from resultchain.access import READERS
from resultchain.found import entries_of


@require_safe
@member_view(*READERS)
def entries(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """List what has been logged, the latest first."""
    found = entries_of(membership).newest_first()[:50]
    return render(request, "resultchain/entries.html", {"membership": membership, "entries": found})
