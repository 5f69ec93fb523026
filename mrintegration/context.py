"""What every page may use: the product's name, the caller's organisations, HTMX's settings."""

import json
from typing import Any, Final

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from comparison.standing import has_part
from mrintegration.navigation import Seat
from organisations.models import Membership, Role, User

PRODUCT_NAME: Final = "MR-integrering"
# HTMX would otherwise write a <style> element and evaluate attributes, which the policy forbids.
# 409 and 422 are answers to show beside the field; other faults are told by the page's own script.
HTMX_SETTINGS: Final = json.dumps(
    {
        "includeIndicatorStyles": False,
        "allowEval": False,
        "selfRequestsOnly": True,
        "historyCacheSize": 0,
        "attributesToSettle": [],
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            {"code": "409|422", "swap": True},
            {"code": "[45]..", "swap": False, "error": True},
        ],
    }
)


def product(request: HttpRequest) -> dict[str, Any]:
    """Return the names that base.html uses. The organisations cost one query, and only when a page shows them."""
    return {
        "product": PRODUCT_NAME,
        "htmx_settings": HTMX_SETTINGS,
        "memberships": SimpleLazyObject(lambda: seats(request)),
    }


def seats(request: HttpRequest) -> list[Seat]:
    """Return the organisations where the caller has a role today, each once, in alphabetical order."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return []
    held: dict[int, list[Membership]] = {}
    comparing: set[int] = set()
    for membership in Membership.objects.held_by(user).annotate(compares=has_part("organisation")):
        held.setdefault(membership.organisation_id, []).append(membership)
        comparing |= {membership.organisation_id} if membership.compares else set()
    return [
        Seat(
            organisation=rows[0].organisation,
            roles=frozenset(Role(row.role) for row in rows),
            may_publish=any(row.may_publish for row in rows),
            compares=pk in comparing,
        )
        for pk, rows in held.items()
    ]
