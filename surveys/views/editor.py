"""Pages that write a draft's questionnaire: its pages, questions, and whom a question is for."""

import uuid
from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role
from surveys import editing
from surveys.actions import drafts
from surveys.forms.questions import ConditionForm, KindForm, PartForm, QuestionForm
from surveys.forms.seen import SeenForm
from surveys.found import draft_of
from surveys.models import Kind, Survey
from surveys.questionnaire import Ask, Part, Questionnaire
from surveys.reading import questionnaire_of

Change = Callable[[Questionnaire], Questionnaire]


@require_safe
@member_view(Role.COORDINATOR)
def survey_questions(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID
) -> HttpResponse:
    """Show the whole questionnaire of a draft, with what can be done to each part of it."""
    found = draft_of(membership, survey_draft_id)
    questionnaire = questionnaire_of(found)
    context = {
        "membership": membership,
        "survey": found,
        "parts": questionnaire.parts,
        "wordings": {ask.key: ask.wording.sv for ask in questionnaire},
    }
    return render(request, "surveys/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_part_new(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID
) -> HttpResponse:
    """Add a page at the end."""
    found = draft_of(membership, survey_draft_id)
    form = PartForm(typed(request), part=None, english=bool(found.title_en), version=found.version)
    if request.method == "POST" and form.is_valid():
        title, intro = form.words
        if _saved(request, membership, found, form, lambda q: editing.with_part(q, title, intro)):
            return _back(membership, found)
    return answer(request, "surveys/part.html", form, membership=membership, survey=found, number=0)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_part(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID, number: int
) -> HttpResponse:
    """Change the words of a page."""
    found = draft_of(membership, survey_draft_id)
    part = _part(found, number)
    form = PartForm(typed(request), part=part, english=bool(found.title_en), version=found.version)
    if request.method == "POST" and form.is_valid():
        title, intro = form.words
        if _saved(request, membership, found, form, lambda q: editing.with_words(q, number, title, intro)):
            return _back(membership, found)
    return answer(request, "surveys/part.html", form, membership=membership, survey=found, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_part_remove(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID, number: int
) -> HttpResponse:
    """Take a page away with its questions, after telling which."""
    found = draft_of(membership, survey_draft_id)
    part = _part(found, number)
    form = SeenForm(typed(request), version=found.version)
    if (
        request.method == "POST"
        and form.is_valid()
        and _saved(request, membership, found, form, lambda q: editing.without_part(q, number))
    ):
        return _back(membership, found)
    context = {"membership": membership, "survey": found, "asks": part.asks, "title": part.title.sv}
    return answer(request, "surveys/part_remove.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_question_new(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID, number: int
) -> HttpResponse:
    """Add a question to a page: first how it is answered (`?sort=`), then the rest."""
    found = draft_of(membership, survey_draft_id)
    _part(found, number)
    kind = request.GET.get("sort", "")
    context = {"membership": membership, "survey": found, "ask": None, "number": number}
    if kind not in Kind.values:
        chosen = KindForm(typed(request))
        if request.method == "POST" and chosen.is_valid():
            return redirect(f"{request.path}?sort={chosen.cleaned_data['kind']}")
        return answer(request, "surveys/question_kind.html", chosen, **context)
    form = QuestionForm(
        typed(request), kind=Kind(kind), ask=None, english=bool(found.title_en), version=found.version
    )
    if request.method == "POST" and form.is_valid():
        made = form.made
        if _saved(request, membership, found, form, lambda q: editing.with_ask(q, number, made)):
            return _back(membership, found)
    return answer(request, "surveys/question.html", form, kind=Kind(kind), **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_question(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID, question_key: str
) -> HttpResponse:
    """Change a question."""
    found = draft_of(membership, survey_draft_id)
    ask = _ask(found, question_key)
    form = QuestionForm(
        typed(request), kind=ask.kind, ask=ask, english=bool(found.title_en), version=found.version
    )
    if request.method == "POST" and form.is_valid():
        made = form.made
        if _saved(request, membership, found, form, lambda q: editing.with_changed(q, made)):
            return _back(membership, found)
    context = {"membership": membership, "survey": found, "ask": ask, "kind": ask.kind}
    return answer(request, "surveys/question.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_question_for(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID, question_key: str
) -> HttpResponse:
    """Say whom a question is for: `?fraga=` names the earlier question whose answer decides."""
    found = draft_of(membership, survey_draft_id)
    ask = _ask(found, question_key)
    leads = editing.may_lead(questionnaire_of(found), question_key)
    wanted = request.GET.get("fraga", ask.only_key)
    lead = next((one for one in leads if one.key == wanted), None)
    context = {"membership": membership, "survey": found, "ask": ask, "leads": leads, "lead": lead}
    if lead is None:
        return render(request, "surveys/question_for.html", context)
    form = ConditionForm(typed(request), lead=lead, ask=ask, version=found.version)
    if request.method == "POST" and form.is_valid():
        codes = frozenset(form.cleaned_data["codes"])
        made = replace(ask, only_key=lead.key if codes else "", only_codes=codes)
        if _saved(request, membership, found, form, lambda q: editing.with_changed(q, made)):
            return _back(membership, found)
    return answer(request, "surveys/question_for.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_question_remove(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID, question_key: str
) -> HttpResponse:
    """Take a question away, after a question."""
    found = draft_of(membership, survey_draft_id)
    ask = _ask(found, question_key)
    form = SeenForm(typed(request), version=found.version)
    if (
        request.method == "POST"
        and form.is_valid()
        and _saved(request, membership, found, form, lambda q: editing.without_ask(q, question_key))
    ):
        return _back(membership, found)
    return answer(request, "surveys/question_remove.html", form, membership=membership, survey=found, ask=ask)


@require_POST
@member_view(Role.COORDINATOR)
def survey_question_move(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID, question_key: str
) -> HttpResponse:
    """Move a question one place up or down."""
    found = draft_of(membership, survey_draft_id)
    _ask(found, question_key)
    step = -1 if request.POST.get("go") == "up" else 1
    form = SeenForm(request.POST, version=found.version)
    if not form.is_valid() or not _saved(
        request, membership, found, form, lambda q: editing.moved(q, question_key, step)
    ):
        for text in form.non_field_errors():
            messages.error(request, str(text))
    return _back(membership, found)


def _saved(
    request: HttpRequest, membership: ActiveMembership, survey: Survey, form: SeenForm, change: Change
) -> bool:
    """Write the change; what stands in its way is told in the form."""
    try:
        drafts.ask(by=membership.user, survey=survey, seen=form.seen, change=change)
    except drafts.ChangedError as error:
        form.show(error.version)
    except editing.ConditionError as error:
        told = _(
            "Frågan ”%(wording)s” ställs bara till dem som har svarat på ett visst sätt. Ändra det först."
        )
        form.add_error(None, told % {"wording": error.ask.wording.sv})
    except editing.FullError:
        form.add_error(None, _("Enkäten har så många sidor eller frågor som det finns plats för."))
    except editing.GoneError as error:
        raise Http404 from error
    else:
        messages.success(request, _("Frågorna är sparade."))
        return True
    return False


def _back(membership: ActiveMembership, survey: Survey) -> HttpResponse:
    return redirect("survey_questions", membership.organisation.slug, survey.pk)


def _part(survey: Survey, number: int) -> Part:
    try:
        return editing.part_of(questionnaire_of(survey), number)
    except editing.GoneError as error:
        raise Http404 from error


def _ask(survey: Survey, key: str) -> Ask:
    try:
        return editing.ask_of(questionnaire_of(survey), key)
    except editing.GoneError as error:
        raise Http404 from error
