"""Pages of plans: the list, what units say of one, a new one, changing one, and a unit's answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Organisation, Role
from resultchain.access import READERS, WRITERS, may_write
from resultchain.actions import plans as actions
from resultchain.actions.saved import ChangedError
from resultchain.conflict_words import answer_text, plan_text
from resultchain.forms.plans import AnswerForm, PlanForm
from resultchain.forms.removal import RemoveForm
from resultchain.models import Plan
from resultchain.plan_lists import (
    answer_of,
    answered,
    may_answer_for,
    plan_picture,
    plan_rows,
    plans_below,
    plans_for,
)


@require_safe
@member_view(*READERS)
def plans(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """List the plans that reach the organisation."""
    current, ended = plan_rows(membership.organisation)
    context = {"membership": membership, "current": current, "ended": ended}
    return render(request, "resultchain/plans.html", context)


@require_safe
@member_view(*READERS)
def plan(request: HttpRequest, membership: ActiveMembership, plan_id: int) -> HttpResponse:
    """Show a plan with what the organisation and the units below it say of it."""
    found = get_object_or_404(plans_for(membership.organisation), pk=plan_id)
    picture = plan_picture(found, membership.organisation)
    context = {
        "membership": membership,
        "picture": picture,
        "notes": [row for row in picture.rows if row.note],
        "may_manage": membership.is_coordinator and _is_below(membership, found),
        "may_answer": may_write(membership),
    }
    return render(request, "resultchain/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def plan_new(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Make a plan."""
    form = PlanForm(typed(request))
    if request.method == "POST" and form.is_valid():
        made, is_new = actions.add_plan(
            by=membership.user, organisation=membership.organisation, lines=form.lines, **form.content
        )
        if is_new:
            messages.success(request, _("Planen är tillagd. Nu kan enheterna svara."))
        else:
            messages.info(request, _("Det fanns redan en plan med det namnet från den dagen. Här är den."))
        return redirect("plan", membership.organisation.slug, made.pk)
    return answer(request, "resultchain/plan_form.html", form, membership=membership, plan=None)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def plan_edit(request: HttpRequest, membership: ActiveMembership, plan_id: int) -> HttpResponse:
    """Change a plan; what units have answered stays unless somebody says yes to losing it."""
    found = get_object_or_404(plans_below(membership.organisation), pk=plan_id)
    form = PlanForm(typed(request), row=found)
    if request.method == "POST" and form.is_valid() and _changed(membership, found, form):
        messages.success(request, _("Planen är sparad."))
        return redirect("plan", membership.organisation.slug, found.pk)
    return answer(request, "resultchain/plan_form.html", form, membership=membership, plan=found)


def _changed(membership: ActiveMembership, plan: Plan, form: PlanForm) -> bool:
    try:
        actions.change_plan(
            by=membership.user,
            plan=plan,
            seen=form.seen,
            lines=form.lines,
            may_lose=form.has_yes_to,
            **form.content,
        )
    except ChangedError as error:
        plan.refresh_from_db()
        form.show(error.newest, plan_text(plan))
    except actions.SamePlanError:
        form.add_error("title", _("Det finns redan en plan med det namnet från den dagen."))
    except actions.LossError as error:
        form.ask(error.losses)
    else:
        return True
    return False


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def plan_remove(request: HttpRequest, membership: ActiveMembership, plan_id: int) -> HttpResponse:
    """Take a plan away, after telling how many answers go with it."""
    found = get_object_or_404(plans_below(membership.organisation), pk=plan_id)
    answers = found.answers.count()
    form = RemoveForm(typed(request), initial={"seen": answers})
    if request.method == "POST" and form.is_valid():
        try:
            actions.remove_plan(by=membership.user, plan=found, answers=form.cleaned_data["seen"])
        except actions.AnswersChangedError:
            form.show(answers)
        else:
            messages.success(request, _("Planen är borttagen."))
            return redirect("plans", membership.organisation.slug)
    context = {"membership": membership, "plan": found, "answers": answers}
    return answer(request, "resultchain/plan_remove.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*WRITERS)
def plan_answer(
    request: HttpRequest, membership: ActiveMembership, plan_id: int, unit_slug: str
) -> HttpResponse:
    """Answer for a unit: its own people, or those who have their role from above it."""
    found = get_object_or_404(plans_for(membership.organisation), pk=plan_id)
    unit: Organisation = get_object_or_404(may_answer_for(found, membership.organisation), slug=unit_slug)
    form = _answer_form(request, found, unit)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_answer(by=membership.user, plan=found, unit=unit, seen=form.seen, **form.said)
        except actions.PlanChangedError:
            # It changed after the form was made: the new one sees for itself that it was asked something else.
            form = _answer_form(request, found, unit)
        except ChangedError as error:
            form.show(error.newest, _answer_text(found, unit))
        else:
            messages.success(request, _("Svaret är sparat."))
            return redirect("plan", membership.organisation.slug, found.pk)
    context = {"membership": membership, "plan": found, "unit": unit}
    return answer(request, "resultchain/plan_answer.html", form, **context)


def _answer_form(request: HttpRequest, plan: Plan, unit: Organisation) -> AnswerForm:
    """Return the form with the plan's areas and parts as they are now."""
    row = answer_of(plan, unit)
    return AnswerForm(
        typed(request),
        areas=list(plan.areas.order_by("number", "pk")),
        parts=list(plan.mandatory_parts.order_by("number", "pk")),
        row=row,
        answered=answered(row) if row else None,
    )


def _answer_text(plan: Plan, unit: Organisation) -> str:
    row = answer_of(plan, unit)
    areas, parts = plan.areas.order_by("number", "pk"), plan.mandatory_parts.order_by("number", "pk")
    return answer_text(list(areas), list(parts), answered(row), row.note) if row else ""


def _is_below(membership: ActiveMembership, plan: Plan) -> bool:
    found: Any = plans_below(membership.organisation)
    return bool(found.filter(pk=plan.pk).exists())
