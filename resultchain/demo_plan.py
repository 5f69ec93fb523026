"""The demo's constructed plan: areas, mandatory parts, and what some units answer; others have not answered."""

import datetime

from organisations.models import Organisation, User
from resultchain.demo_content import Strict
from resultchain.models import InBudget, MandatoryPart, Plan, PlanArea, UnitAnswer, UnitFocus, UnitPart


class AnswerContent(Strict):
    """What a unit says, by the names of the plan's areas and parts; `unit` is a slug."""

    unit: str
    focuses: dict[str, InBudget]
    done: dict[str, datetime.date]
    note: str


class PlanContent(Strict):
    """A file of one plan."""

    about: str
    organisation: str
    title: str
    valid_from: datetime.date
    valid_to: datetime.date
    areas: list[str]
    mandatory_parts: list[str]
    answers: list[AnswerContent]


def load_plan(content: PlanContent, *, by: User) -> None:
    """Make the plan with its answers unless it is there."""
    organisation = Organisation.objects.get(code=content.organisation)
    who = {"created_by": by, "saved_by": by}
    plan, created = Plan.objects.get_or_create(
        organisation=organisation,
        title=content.title,
        valid_from=content.valid_from,
        defaults={"valid_to": content.valid_to, **who},
    )
    if not created:
        return
    areas = {
        name: PlanArea.objects.create(plan=plan, number=number, name=name)
        for number, name in enumerate(content.areas, start=1)
    }
    parts = {
        name: MandatoryPart.objects.create(plan=plan, number=number, name=name)
        for number, name in enumerate(content.mandatory_parts, start=1)
    }
    for each in content.answers:
        unit = Organisation.objects.below(organisation).get(slug=each.unit)
        answer = UnitAnswer.objects.create(plan=plan, organisation=unit, note=each.note, **who)
        for name, in_budget in each.focuses.items():
            UnitFocus.objects.create(answer=answer, area=areas[name], in_budget=in_budget)
        for name, day in each.done.items():
            UnitPart.objects.create(answer=answer, part=parts[name], done_on=day)
