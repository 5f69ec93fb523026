"""Pages and files of a finished survey: what has been through disclosure control, and the free texts."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from figures.disclosure import Hidden, hidden_words
from figures.swedish import chosen
from organisations.access import ActiveMembership, member_view
from organisations.answers import table_file
from organisations.files.writing import Record, as_csv, as_xlsx
from organisations.models import Role
from surveys import results as protected
from surveys.answer_page import lines as answer_lines
from surveys.comment_counts import comments_of
from surveys.found import done_survey, get_survey
from surveys.models import State, Survey
from surveys.reading import questionnaire_of
from surveys.result_page import COLUMNS, chapters, finding, records
from surveys.turnout import lines, sentences

ANSWERS_A_PAGE = 20


@require_safe
@member_view(Role.COORDINATOR)
def survey_results(request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID) -> HttpResponse:
    """Show what may be shown of each closed question."""
    found = get_survey(membership, survey_id)
    if found.state != State.DONE:
        messages.info(request, _("Resultatet finns när enkäten är stängd och svaren är gjorda i ordning."))
        return redirect("survey", membership.organisation.slug, found.pk)
    released, groups = protected.released(found), _groups(found)
    context = {
        "membership": membership,
        "survey": found,
        "finding": finding(found),
        "turnout": sentences(found, released, groups),
        "turnout_lines": lines(released, groups),
        "chapters": chapters(found, released.results, groups, comments_of(found)),
    }
    return render(request, "surveys/results.html", context)


@require_safe
@member_view(Role.COORDINATOR)
def survey_texts(request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID) -> HttpResponse:
    """Show the free texts question by question, or why they may not be read."""
    found = get_survey(membership, survey_id)
    if found.state != State.DONE:
        return redirect("survey", membership.organisation.slug, found.pk)
    told = protected.texts(found)
    texts = {} if isinstance(told, Hidden) else told
    questionnaire = questionnaire_of(found)
    asked = [
        (ask, questionnaire.said_before(ask.key), texts[ask.key], _instead(texts[ask.key]))
        for ask in questionnaire
        if ask.key in texts
    ]
    context = {"membership": membership, "survey": found, "asked": asked, "hidden": _instead(told)}
    return render(request, "surveys/texts.html", context)


@require_safe
@member_view(Role.COORDINATOR)
def survey_named(request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID) -> HttpResponse:
    """Show answer by answer with the addresses, where the survey says so to those who answer."""
    found = done_survey(membership, survey_id)
    if found.is_anonymous:
        raise Http404
    page = Paginator(protected.named(found), ANSWERS_A_PAGE).get_page(request.GET.get("sida"))
    questionnaire, language = questionnaire_of(found), chosen(get_language())
    answers = [
        (one.invitation.email, answer_lines(questionnaire, {**one.choices, **one.texts}, language))
        for one in page
    ]
    context = {"membership": membership, "survey": found, "page": page, "answers": answers}
    return render(request, "surveys/named.html", context)


@require_safe
@member_view(Role.COORDINATOR)
def survey_csv(request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID) -> HttpResponse:
    """Hand out what the page shows as csv."""
    found = done_survey(membership, survey_id)
    content = as_csv(_records(found), COLUMNS)
    return table_file(content, found.organisation, _name(found, "csv"), of_values=True)


@require_safe
@member_view(Role.COORDINATOR)
def survey_xlsx(request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID) -> HttpResponse:
    """Hand out what the page shows for Excel."""
    found = done_survey(membership, survey_id)
    content = as_xlsx(
        _records(found),
        COLUMNS,
        sheet_name=_("Resultat"),
        title=found.title_sv,
        created=found.created_at,
    )
    return table_file(content, found.organisation, _name(found, "xlsx"), of_values=True)


def _instead(told: object) -> str:
    return hidden_words(told, get_language() or "sv") if isinstance(told, Hidden) else ""


def _records(survey: Survey) -> list[Record]:
    return records(protected.released(survey), _groups(survey), comments_of(survey))


def _groups(survey: Survey) -> dict[str, str]:
    return dict(survey.groups.order_by("pk").values_list("code", "name"))


def _name(survey: Survey, kind: str) -> str:
    return f"enkat-{survey.closes_on}.{kind}"
