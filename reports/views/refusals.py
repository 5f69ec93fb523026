"""The answer to a coordinator who may not publish: 403 with the names of those who may."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organisations.access import ActiveMembership
from reports.publishers import publishers


def may_not_publish(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Say who may."""
    context = {"membership": membership, "publishers": publishers(membership.organisation)}
    return render(request, "reports/published/may_not_publish.html", context, status=HTTPStatus.FORBIDDEN)
