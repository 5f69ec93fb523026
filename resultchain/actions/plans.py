"""Verbs on plans: make one, change it without losing what units have answered, take it away, answer for a unit."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from organisations.events import record
from organisations.models import Organisation, User
from resultchain.actions.plan_lines import Lines, Loss, differ, line_ids, losses_of, save_lines
from resultchain.actions.saved import ChangedError, hold, lock, write
from resultchain.models import Goal, Plan, UnitAnswer, UnitFocus, UnitPart


class SamePlanError(Exception):
    """The organisation has another plan with that name from that day."""


class AnswersChangedError(Exception):
    """There are other answers than the page said that would be lost."""


class PlanChangedError(Exception):
    """The plan's areas or parts are not those that the answer was given to."""


class LossError(Exception):
    """Answers would be lost, and nobody has said yes to that; `losses` tells which."""

    def __init__(self, losses: Sequence[Loss]) -> None:
        super().__init__()
        self.losses = losses


@transaction.atomic
def add_plan(*, by: User, organisation: Organisation, lines: Lines, **content: Any) -> tuple[Plan, bool]:
    """Make a plan; the same one sent twice is one, and the second time gives False."""
    hold(organisation)
    named = Plan.objects.filter(
        organisation=organisation, title=content["title"], valid_from=content["valid_from"]
    )
    there = named.first()
    if there is not None:
        return there, False
    plan = Plan.objects.create(organisation=organisation, created_by=by, saved_by=by, **content)
    save_lines(plan, lines)
    record(actor=by, organisation=organisation, verb="resultchain.plan_added", obj=plan)
    return plan, True


@transaction.atomic
def change_plan(
    *,
    by: User,
    plan: Plan,
    seen: int | None,
    lines: Lines,
    may_lose: Callable[[Sequence[Loss]], bool],
    **content: Any,
) -> None:
    """Change a plan; a line that gets another name keeps its answers.

    Raises ChangedError when it is not as it was `seen`, SamePlanError, and LossError when answers would be lost that
    may not be.
    """
    hold(plan.organisation)
    locked = lock(plan)
    others = Plan.objects.filter(
        organisation=locked.organisation, title=content["title"], valid_from=content["valid_from"]
    )
    if others.exclude(pk=locked.pk).exists():
        raise SamePlanError
    if differ(locked, lines) and locked.version != seen:
        raise ChangedError(locked)
    losses = losses_of(locked, lines)
    if losses and not may_lose(losses):
        raise LossError(losses)
    changed = write(locked, by=by, seen=seen, wanted=content)
    if differ(locked, lines):
        save_lines(locked, lines)
        _touch(locked, by)
        changed = [*changed, "lines"]
    if changed:
        record(
            actor=by,
            organisation=locked.organisation,
            verb="resultchain.plan_changed",
            obj=locked,
            fields=changed,
        )


@transaction.atomic
def remove_plan(*, by: User, plan: Plan, answers: int) -> None:
    """Take a plan away with its answers; goals stay, without an area.

    `answers` is how many the page said would be lost. Raises AnswersChangedError when there are others.
    """
    locked = lock(plan)
    if locked.answers.count() != answers:
        raise AnswersChangedError
    Goal.objects.filter(plan_area__plan=locked).update(plan_area=None)
    record(
        actor=by,
        organisation=locked.organisation,
        verb="resultchain.plan_removed",
        obj=locked,
        answers=answers,
    )
    locked.delete()


@transaction.atomic
def save_answer(
    *,
    by: User,
    plan: Plan,
    unit: Organisation,
    seen: int | None,
    focus: Mapping[int, str],
    done: Mapping[int, datetime.date | None],
    asked: str,
    note: str,
) -> None:
    """Save what a unit says of a plan; `asked` names the areas and parts that the page had (plan_lines.line_ids).

    Raises PlanChangedError when the plan has others, and ChangedError when somebody else has answered in between.
    """
    locked = lock(plan)
    if asked != line_ids(locked.areas.all(), locked.mandatory_parts.all()):
        raise PlanChangedError
    answer = locked.answers.select_for_update(of=("self",)).filter(organisation=unit).first()
    if answer is None:
        answer = UnitAnswer.objects.create(
            plan=locked, organisation=unit, note=note, created_by=by, saved_by=by
        )
    elif _said(answer) == (dict(focus), dict(done), note):
        return
    elif answer.version != seen:
        raise ChangedError(answer)
    else:
        answer.note = note
        _touch(answer, by)
    answer.focuses.all().delete()
    answer.parts_done.all().delete()
    UnitFocus.objects.bulk_create(
        UnitFocus(answer=answer, area_id=area, in_budget=said) for area, said in focus.items()
    )
    UnitPart.objects.bulk_create(
        UnitPart(answer=answer, part_id=part, done_on=day) for part, day in done.items()
    )
    record(actor=by, organisation=unit, verb="resultchain.answer_saved", obj=answer, plan=locked.pk)


def _said(answer: UnitAnswer) -> tuple[dict[int, str], dict[int, datetime.date | None], str]:
    return (
        dict(answer.focuses.values_list("area", "in_budget")),
        dict(answer.parts_done.values_list("part", "done_on")),
        answer.note,
    )


def _touch(row: Plan | UnitAnswer, by: User) -> None:
    row.version += 1
    row.saved_at, row.saved_by = timezone.now(), by
    row.save(
        update_fields=["version", "saved_at", "saved_by", *(["note"] if isinstance(row, UnitAnswer) else [])]
    )
