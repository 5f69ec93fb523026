"""What a part means, as the pages show it, and who of an organisation has the part."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from organisations.models import User
from programmes.found import Place
from programmes.models import Acknowledgement, Expectation, Part, Participation, Stage

JOINED = (Stage.APPLIED, Stage.TAKES_PART, Stage.COMPLETED)


def texts_of(expectation: Expectation | None) -> list[tuple[str, str]]:
    """Return the four headings with what stands below each; nothing when nothing is written."""
    if expectation is None:
        return []
    return [
        (_("Det här ger ni"), expectation.gives),
        (_("Det här får ni"), expectation.gets),
        (_("Så fattas beslut"), expectation.decides),
        (_("Stöd att beställa"), expectation.support),
    ]


def joined_as(place: Place, part: Part) -> list[Participation]:
    """Return the organisation's participations with a part that it has joined, or asked to join."""
    return [one for one in place.participations if one.part == part and one.stage in JOINED]


def acknowledgement_of(
    user: User, joined: Collection[Participation], expectation: Expectation | None
) -> Acknowledgement | None:
    """Return when the person said to have read this version for all of those participations, if they have."""
    if expectation is None or not joined:
        return None
    found = Acknowledgement.objects.filter(
        user=user, participation__in=[one.pk for one in joined], version=expectation.version
    )
    rows = list(found.order_by("-at"))
    return rows[0] if len(rows) == len(joined) else None
