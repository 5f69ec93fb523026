"""Pages that sort the free texts of one question by themes."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from figures.disclosure import Hidden
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role
from surveys import results as protected
from surveys.actions import themes
from surveys.actions.drafts import ChangedError
from surveys.editing import GoneError, ask_of
from surveys.forms.themes import SortForm, ThemeForm
from surveys.found import done_survey, get_theme, themes_of
from surveys.models import Kind, Survey
from surveys.questionnaire import Ask
from surveys.reading import questionnaire_of

COMMENTS_A_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_themes(
    request: HttpRequest, membership: ActiveMembership, survey_id: uuid.UUID, text_key: str
) -> HttpResponse:
    """Show the themes of a question's comments, with how many belong to each; add one."""
    found = done_survey(membership, survey_id)
    ask = _open_question(found, text_key)
    comments = protected.comments(found, text_key)
    if isinstance(comments, Hidden):
        return redirect("survey_texts", membership.organisation.slug, found.pk)
    form = ThemeForm(typed(request))
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            made = themes.add(by=membership.user, survey=found, question_key=text_key, name=name)
        except themes.FullError:
            form.add_error(None, _("Frågan har så många teman som det finns plats för. Slå ihop några."))
        else:
            return redirect("survey_theme", membership.organisation.slug, made.pk)
    context = {
        "membership": membership,
        "survey": found,
        "ask": ask,
        "before": questionnaire_of(found).said_before(text_key),
        "page": Paginator(comments, COMMENTS_A_PAGE).get_page(request.GET.get("sida")),
        "themes": themes_of(found, text_key),
    }
    return answer(request, "surveys/themes.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_theme(request: HttpRequest, membership: ActiveMembership, theme_id: int) -> HttpResponse:
    """Say which comments belong to a theme."""
    theme = get_theme(membership, theme_id)
    comments = protected.comments(theme.survey, theme.question_key)
    if isinstance(comments, Hidden):
        return redirect("survey_texts", membership.organisation.slug, theme.survey_id)
    page = Paginator(comments, COMMENTS_A_PAGE).get_page(request.GET.get("sida"))
    form = SortForm(typed(request), theme=theme, comments=list(page))
    if request.method == "POST" and form.is_valid():
        try:
            themes.sort(
                by=membership.user,
                theme=theme,
                seen=form.seen,
                shown=[one for one, _body in page],
                comments=form.cleaned_data["comments"],
            )
        except ChangedError as error:
            form.show(error.version)
        else:
            messages.success(request, _("Temat är sparat."))
            if page.has_next():
                return redirect(f"{request.path}?sida={page.next_page_number()}")
            return redirect(
                "survey_themes", membership.organisation.slug, theme.survey_id, theme.question_key
            )
    context = {"membership": membership, "survey": theme.survey, "theme": theme, "page": page}
    return answer(request, "surveys/theme.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_theme_remove(request: HttpRequest, membership: ActiveMembership, theme_id: int) -> HttpResponse:
    """Take a theme away, after a question."""
    theme = get_theme(membership, theme_id)
    if request.method == "POST":
        themes.remove(by=membership.user, theme=theme)
        messages.success(request, _("Temat är borttaget. Kommentarerna står kvar."))
        return redirect("survey_texts", membership.organisation.slug, theme.survey_id)
    context = {"membership": membership, "survey": theme.survey, "theme": theme}
    return render(request, "surveys/theme_remove.html", context)


def _open_question(survey: Survey, key: str) -> Ask:
    try:
        ask = ask_of(questionnaire_of(survey), key)
    except GoneError as error:
        raise Http404 from error
    if ask.kind != Kind.TEXT:
        raise Http404
    return ask
