"""The page and the file of a survey's rounds side by side."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import table_file
from organisations.files.writing import as_csv
from organisations.models import Role
from surveys.found import done_survey, rounds_of
from surveys.models import Survey
from surveys.reading import questionnaire_of
from surveys.results import released
from surveys.rounds import Round, round_of
from surveys.rounds_page import COLUMNS, records, shelves, turnouts, uncompared


@require_safe
@member_view(Role.COORDINATOR)
def survey_rounds(request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID) -> HttpResponse:
    """Show the latest rounds side by side, question by question."""
    found = done_survey(membership, survey_id)
    rounds = [_round(one) for one in rounds_of(membership, found)]
    context = {
        "membership": membership,
        "survey": found,
        "rounds": turnouts(rounds),
        "shelves": shelves(found, rounds),
        "uncompared": uncompared(rounds),
    }
    return render(request, "surveys/results/rounds.html", context)


@require_safe
@member_view(Role.COORDINATOR)
def survey_rounds_csv(
    request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID
) -> HttpResponse:
    """Hand out what the page shows as csv."""
    found = done_survey(membership, survey_id)
    rounds = [_round(one) for one in rounds_of(membership, found)]
    name = f"enkat-{found.closes_on}-omgangar.csv"
    return table_file(as_csv(records(rounds), COLUMNS), found.organisation, name, of_values=True)


def _round(survey: Survey) -> Round:
    told = released(survey)
    asks = list(questionnaire_of(survey))
    return round_of(str(survey.pk), survey.closes_on.isoformat(), told.whole, asks, told.results)
