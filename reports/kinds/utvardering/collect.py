"""What an evaluation of a survey is made of: its protected results, and what people wrote beside them."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from figures import swedish
from organisations.models import Organisation
from reports.kinds.kind import Collected, NothingToReportError
from reports.kinds.utvardering.form import done_surveys
from reports.kinds.utvardering.material import Material
from reports.kinds.utvardering.reading import read
from reports.kinds.utvardering.sections import chapter_key, sections
from reports.kinds.utvardering.sentences import sentences, summary
from reports.kinds.utvardering.wording import language
from surveys.models import State, Survey

CONTENT_LANGUAGE = "sv"
"""What people write about the results is written in Swedish."""


def scopes() -> list[str]:
    """Return the code, or for a unit without one the short name, of each organisation that can be reported on."""
    asked = Organisation.objects.filter(surveys__state=State.DONE).distinct()
    return [organisation.code or organisation.slug for organisation in asked.order_by("sort_key", "pk")]


def collect(*, organisation: Organisation, options: Mapping[str, Any]) -> Collected:
    """Read the survey in `options`, or the one that closed last; it is done, and the organisation's or a unit's.

    Raises NothingToReportError.
    """
    return compose(read(_survey(organisation, options.get("survey"))))


def _survey(organisation: Organisation, chosen: object) -> Survey:
    mine = done_surveys(organisation)
    if chosen is not None:
        mine = mine.filter(pk=_id(chosen))
    found: Survey | None = mine.first()
    if found is None:
        raise NothingToReportError
    return found


def _id(chosen: object) -> uuid.UUID:
    try:
        return uuid.UUID(str(chosen))
    except ValueError as error:
        raise NothingToReportError from error


def compose(material: Material) -> Collected:
    """Return what the report is made of, in the active language."""
    return Collected(
        title=material.title,
        subtitle=_("Utvärdering av en enkät som stängde %(day)s")
        % {"day": swedish.long_date(material.closes_on, language())},
        summary=summary(material),
        data_time=material.data_time,
        constructed=material.constructed,
        content_language=CONTENT_LANGUAGE,
        sections=sections(material),
        titles={chapter_key(page.number): page.title for page in material.pages},
        sentences=sentences(material),
        facts=[(_("Enkät"), material.title)],
    )
