"""Pages of next steps: the list, a new one, changing one, saying what became of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from checklists.actions import steps as actions
from checklists.actions.errors import AlreadySubmittedError
from checklists.forms.steps import ReviewForm, StepAnswerForm, StepForm
from checklists.models import Assessment, NextStep, StepState
from checklists.steps import (
    answerable_steps,
    earlier_steps,
    is_overdue,
    step_rows,
    unreviewed,
    visible_steps,
)
from checklists.views.found import already_submitted, get_assessment
from figures.swedish import long_date
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role

WITH_ALL = ("item__instrument", "occasion", "owner", "changed_by")


@require_safe
@member_view()
def steps(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """List the organisation's steps: those that go on first; `?mina=1` keeps the reader's own."""
    mine = "mina" in request.GET
    ongoing, over = step_rows(membership, mine=mine)
    context = {
        "membership": membership,
        "ongoing": [row for row in ongoing if row.is_decided],
        "planned": [row for row in ongoing if not row.is_decided],
        "over": over,
        "mine": mine,
    }
    return render(request, "checklists/steps.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def step_new(
    request: HttpRequest, membership: ActiveMembership, assessment_id: int, number: int
) -> HttpResponse:
    """Decide on a step about one item of the draft."""
    draft = get_assessment(membership, assessment_id)
    item = get_object_or_404(draft.occasion.instrument.items, number=number)
    if draft.is_submitted or draft.corrects_id is not None:
        return _no_more(request, draft)
    form = StepForm(typed(request), organisation=membership.organisation)
    if request.method == "POST" and form.is_valid():
        try:
            actions.create_step(by=membership.user, assessment=draft, item=item, **form.chosen)
        except AlreadySubmittedError:
            return _no_more(request, draft)
        messages.success(request, _("Steget är tillagt. Det börjar gälla när skattningen lämnas in."))
        return redirect(_item_url(membership, draft, number))
    context = {"membership": membership, "assessment": draft, "item": item}
    return answer(
        request, "checklists/step_new.html", form, back=_item_url(membership, draft, number), **context
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def step_edit(request: HttpRequest, membership: ActiveMembership, step_id: int) -> HttpResponse:
    """Change what is to be done, by whom or until when."""
    step = get_object_or_404(visible_steps(membership).select_related(*WITH_ALL), pk=step_id)
    form = StepForm(typed(request), organisation=membership.organisation, step=step)
    draft = _draft_of(membership, step)
    back = _item_url(membership, draft, step.item.number) if draft else _list_url(membership)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_step(by=membership.user, step=step, seen=form.seen_at, **form.chosen)
        except actions.StepChangedError as error:
            form.show(error.step, _changed_text(error.step))
        else:
            messages.success(request, _("Steget är ändrat."))
            return redirect(back)
    context = {"membership": membership, "step": step, "draft": draft, "back": back}
    return answer(request, "checklists/step_edit.html", form, **context)


@require_POST
@member_view(Role.COORDINATOR)
def step_remove(request: HttpRequest, membership: ActiveMembership, step_id: int) -> HttpResponse:
    """Take away a step that is still part of a draft."""
    step = get_object_or_404(visible_steps(membership).select_related(*WITH_ALL), pk=step_id)
    draft = _draft_of(membership, step)
    try:
        actions.remove_step(by=membership.user, step=step)
    except actions.StepDecidedError:
        messages.info(request, _("Steget är redan beslutat. Blir det inte av kan du släppa det i stället."))
        return redirect("step_answer", membership.organisation.slug, step.pk)
    messages.success(request, _("Steget är borttaget."))
    return redirect(_item_url(membership, draft, step.item.number) if draft else _list_url(membership))


@require_http_methods(["GET", "HEAD", "POST"])
@member_view()
def step_answer(request: HttpRequest, membership: ActiveMembership, step_id: int) -> HttpResponse:
    """Say how a step goes: its owner, or a coordinator."""
    step = get_object_or_404(answerable_steps(membership).select_related(*WITH_ALL), pk=step_id)
    form = StepAnswerForm(typed(request), step=step)
    if request.method == "POST" and form.is_valid():
        state, note = StepState(form.cleaned_data["state"]), form.cleaned_data["note"]
        try:
            actions.answer_step(by=membership.user, step=step, seen=form.seen_at, state=state, note=note)
        except actions.StepChangedError as error:
            form.show(error.step, _changed_text(error.step))
            step = error.step
        else:
            messages.success(request, _("Svaret är sparat."))
            return redirect("steps", membership.organisation.slug)
    context = {"membership": membership, "step": step, "is_overdue": is_overdue(step)}
    return answer(request, "checklists/step_answer.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def steps_review(request: HttpRequest, membership: ActiveMembership, assessment_id: int) -> HttpResponse:
    """Say in the draft what became of the steps from earlier occasions."""
    draft = get_assessment(membership, assessment_id)
    if draft.is_submitted or draft.corrects_id is not None:
        return _no_more(request, draft)
    reviews = {review.step_id: review for review in draft.step_reviews.all()}
    form = ReviewForm(typed(request), steps=earlier_steps(draft), reviews=reviews)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_reviews(by=membership.user, assessment=draft, reviews=form.chosen)
        except AlreadySubmittedError:
            return _no_more(request, draft)
        messages.success(request, " ".join([_("Uppföljningen är sparad."), *_left(len(unreviewed(draft)))]))
        back = "assessment_submit" if "granska" in request.GET else "assessment"
        return redirect(back, membership.organisation.slug, draft.pk)
    context = {"membership": membership, "assessment": draft}
    return answer(request, "checklists/steps_review.html", form, **context)


def _left(count: int) -> list[str]:
    return [ngettext("%(n)s steg är kvar.", "%(n)s steg är kvar.", count) % {"n": count}] if count else []


def _no_more(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    if assessment.is_submitted:
        return already_submitted(request, assessment)
    messages.info(
        request, _("En rättelse ändrar skattningen. Stegen och deras uppföljning står kvar som de är.")
    )
    return redirect("assessment", assessment.organisation.slug, assessment.pk)


def _draft_of(membership: ActiveMembership, step: NextStep) -> Assessment | None:
    """Return the draft that the step belongs to; None when it is decided."""
    versions = list(membership.organisation.assessments.filter(occasion=step.occasion_id))
    if any(version.is_submitted for version in versions):
        return None
    return versions[0] if versions else None


def _item_url(membership: ActiveMembership, draft: Assessment, number: int) -> str:
    return reverse("assessment", args=[membership.organisation.slug, draft.pk]) + f"#moment-{number}"


def _list_url(membership: ActiveMembership) -> str:
    return reverse("steps", args=[membership.organisation.slug])


def _changed_text(step: NextStep) -> str:
    """Tell what stands there now and who wrote it, to somebody whose page is older."""
    words = {
        "who": step.changed_by or _("Någon annan"),
        "text": step.text,
        "owner": step.owner,
        "date": long_date(step.due, get_language() or "sv"),
        "state": step.get_state_display(),
    }
    now = _("”%(text)s”, %(owner)s ansvarar, senast %(date)s, %(state)s.") % words
    return " ".join(
        [
            _("%(who)s har ändrat steget sedan du öppnade sidan. Nu står det:") % words,
            now,
            *([_("”%(note)s”.") % {"note": step.state_note}] if step.state_note else []),
            _("Spara igen om det som du har skrivit ska gälla."),
        ]
    )
