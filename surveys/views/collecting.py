"""Pages that read in answers which were collected elsewhere: a file is chosen, counted, and said yes or no to."""

import datetime
import uuid
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.actions.uploads import Imported, kept_upload
from organisations.answers import table_file
from organisations.files.words import in_digits
from organisations.forms.files import UploadForm
from organisations.importing import Desk, choose_page, review_page
from organisations.models import Role, Upload
from surveys.actions import imports
from surveys.actions.collecting import NotCollectableError
from surveys.actions.surveys import NotADraftError
from surveys.files import template
from surveys.files.answers import Plan
from surveys.files.columns import columns_to_write
from surveys.files.preview import Preview, preview
from surveys.forms.collecting import CollectForm
from surveys.found import draft_of, get_survey
from surveys.models import State, Survey, Way


@dataclass(frozen=True, kw_only=True)
class AnswerDesk(Desk[Plan]):
    """Reads answers into one draft. `invited` is how many were asked, where somebody knows."""

    at: ActiveMembership
    survey: Survey
    invited: int | None = None

    purpose: ClassVar[str] = imports.PURPOSE
    imported: ClassVar[str] = "surveys.collected"
    choose_template: ClassVar[str] = "surveys/collect.html"
    review_template: ClassVar[str] = "surveys/collect_preview.html"
    kept_for: ClassVar[datetime.timedelta] = imports.KEPT_FOR

    @property
    def url(self) -> str:
        """The page where a file is chosen."""
        return reverse("survey_collect", args=[self.at.organisation.slug, self.survey.pk])

    @property
    def after(self) -> str:
        """Where one goes when it is done."""
        return reverse("survey", args=[self.at.organisation.slug, self.survey.pk])

    def review_url(self, upload: Upload) -> str:
        """The page that says what a kept file would do."""
        there = reverse("survey_collect_preview", args=[self.at.organisation.slug, self.survey.pk, upload.pk])
        return f"{there}?tillfragade={self.invited}" if self.invited else there

    def form(self, *sent: Any) -> UploadForm:
        """The form, bound when something was sent."""
        return CollectForm(*sent)

    def chosen(self, form: UploadForm) -> Self:
        """The desk with how many were asked."""
        return replace(self, invited=form.cleaned_data.get("invited"))

    def closed(self, content: bytes) -> bytes:
        """Nobody who has a copy of the database reads what somebody answered."""
        return imports.closed(self.survey, content)

    def opened(self, kept: bytes) -> bytes:
        """The file again."""
        return imports.opened(self.survey, kept)

    @cached_property
    def asked(self) -> imports.Form:
        """What the page tells of the survey; a file is always read by what holds at that moment."""
        return imports.form_of(self.survey)

    def choose_context(self) -> dict[str, object]:
        """The columns."""
        return {
            "survey": self.survey,
            "columns": columns_to_write(self.asked.questionnaire, self.asked.names),
        }

    def plan(self, content: bytes) -> Plan:
        """Work out what a file would do."""
        return imports.plan_file(content, survey=self.survey, invited=self.invited)

    def confirm(self, upload: Upload) -> Imported[Plan]:
        """Read a kept file in and forget it."""
        return imports.confirm_upload(
            by=self.person, survey=self.survey, upload_id=upload.pk, invited=self.invited
        )

    def preview(self, plan: Plan | None) -> Preview:
        """In numbers only."""
        return preview(plan or Plan(), self.survey, self.asked.names, self.asked.parents)

    def told(self, plan: Plan) -> str:
        """Say what was done."""
        count = len(plan.contents)
        if count < self.survey.limit_whole:
            words = _(
                "Färre än %(limit)s har svarat, så inga svar sparades. Radera nu filen där den kommer ifrån."
            )
            return words % {"limit": self.survey.limit_whole}
        words = ngettext(
            "%(n)s svar är inläst. Radera nu filen där den kommer ifrån.",
            "%(n)s svar är inlästa. Radera nu filen där den kommer ifrån.",
            count,
        )
        return words % {"n": in_digits(count)}

    def in_the_way(self) -> str:
        """Say that somebody else wrote in the same moment."""
        return _("Någon ändrade enkäten i samma stund. Se efter vad som gäller nu.")


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_collect(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID
) -> HttpResponse:
    """Choose a file with answers; a draft that takes none says why and what to do instead."""
    found = get_survey(membership, survey_draft_id)
    if found.state != State.DRAFT:
        return _done(request, membership, found)
    if obstacle := imports.obstacle(found):
        context = {"membership": membership, "survey": found, "obstacle": obstacle}
        return render(
            request, "surveys/collect_not.html", context, status=422 if request.method == "POST" else 200
        )
    return choose_page(request, _desk(membership, found))


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def survey_collect_preview(
    request: HttpRequest,
    membership: ActiveMembership,
    survey_draft_id: uuid.UUID,
    answers_upload_id: uuid.UUID,
) -> HttpResponse:
    """See what a file would do, and say yes or no; either way the file is gone."""
    found = get_survey(membership, survey_draft_id)
    if found.state != State.DRAFT:
        imports.forget(by=membership.user, upload_id=answers_upload_id)
        return _done(request, membership, found)
    desk = replace(_desk(membership, found), invited=_asked(request.GET.get("tillfragade", "")))
    if not _is_kept(desk, answers_upload_id):
        context = {"membership": membership, "survey": found}
        return render(request, "surveys/collect_gone.html", context, status=404)
    if request.method == "POST" and request.POST.get("go") == "no":
        imports.forget(by=membership.user, upload_id=answers_upload_id)
        messages.success(request, _("Filen är borttagen. Inget är inläst."))
        return redirect(desk.url)
    try:
        return review_page(request, desk, answers_upload_id)
    except (NotADraftError, NotCollectableError):
        # Somebody else was quicker: the page of choosing says what holds now.
        imports.forget(by=membership.user, upload_id=answers_upload_id)
        return redirect(desk.url)


@require_safe
@member_view(Role.COORDINATOR)
def survey_collect_csv(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID
) -> HttpResponse:
    """A file to fill in."""
    found = draft_of(membership, survey_draft_id)
    form = imports.form_of(found)
    content = template.as_csv(form.questionnaire, form.names)
    return table_file(content, found.organisation, "mall-svar.csv", of_values=False)


@require_safe
@member_view(Role.COORDINATOR)
def survey_collect_xlsx(
    request: HttpRequest, membership: ActiveMembership, survey_draft_id: uuid.UUID
) -> HttpResponse:
    """A file to fill in, for Excel."""
    found = draft_of(membership, survey_draft_id)
    form = imports.form_of(found)
    content = template.as_xlsx(form.questionnaire, form.names, title=found.title_sv, created=found.created_at)
    return table_file(content, found.organisation, "mall-svar.xlsx", of_values=False)


def _desk(membership: ActiveMembership, survey: Survey) -> AnswerDesk:
    return AnswerDesk(person=membership.user, membership=membership, at=membership, survey=survey)


def _done(request: HttpRequest, membership: ActiveMembership, survey: Survey) -> HttpResponse:
    """Whoever comes second is told so; a survey that was opened is not found here."""
    if survey.way != Way.COLLECTED:
        raise Http404
    messages.info(request, _("Svaren är redan inlästa. Det går bara att läsa in svar en gång."))
    return redirect("survey", membership.organisation.slug, survey.pk)


def _is_kept(desk: AnswerDesk, upload_id: uuid.UUID) -> bool:
    kept = kept_upload(
        by=desk.person, purpose=desk.purpose, reach=desk.reach, upload_id=upload_id, kept_for=desk.kept_for
    )
    return kept is not None


def _asked(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
    return number if 0 < number <= imports.MOST_INVITED else None
