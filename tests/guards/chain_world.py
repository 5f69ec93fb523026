"""One of everything of the result chain in an organisation, with the marker in every text that people write."""

import datetime

from figures.swedish import sort_key
from organisations.models import Organisation, Upload, User
from resultchain.models import (
    Area,
    ChainEntry,
    ChainRules,
    Course,
    Diploma,
    GlobalGoalsMap,
    Goal,
    Indicator,
    IndicatorValue,
    Link,
    Listed,
    MandatoryPart,
    Perspective,
    Plan,
    PlanArea,
    PlanningDate,
    Position,
    PositionLevel,
    UnitAnswer,
    UnitFocus,
    UnitPart,
)
from tests import factories


def logged_things(mine: Organisation, unit: Organisation, by: User, marker: str) -> dict[str, object]:
    """Return the ids by the names that addresses use."""
    lists = _lists(mine, marker)
    plan_ids, plan_area = _plan(mine, unit, by, marker)
    goal, goal_ids = _goal(mine, plan_area, marker)
    first = _entry(mine, by, f"Utbildningen {marker}", 1, marker, goal=goal, **lists)
    second = _entry(mine, by, f"Mallen {marker}", 2, marker)
    _entry(unit, by, f"Enhetens {marker}", 3, marker)
    _entry(unit, by, f"Planerat {marker}", 1, marker, state="planned")
    link = Link.objects.create(source=first, target=second, created_by=by)
    ChainRules.objects.create(organisation=mine)
    return {
        **plan_ids,
        **goal_ids,
        **_year(mine, unit, by, marker),
        "position_id": _position(mine, by, marker).pk,
        "entry_id": first.pk,
        "entries_upload_id": _upload(mine, by, marker).pk,
        "chain_link_id": link.pk,
        "area_id": lists["area"].pk,
        "course_id": lists["course"].pk,
        "flag": "mal-utan-atgarder",
        "list_name": "omraden",
        "line_id": lists["area"].pk,
    }


def _upload(mine: Organisation, by: User, marker: str) -> Upload:
    """A file of entries that waits for its yes."""
    return Upload.objects.create(
        organisation=mine,
        uploaded_by=by,
        purpose="entries",
        name=f"{marker or 'fil'}.csv",
        content=b"organisationskod\n",
    )


def _lists(mine: Organisation, marker: str) -> dict[str, Listed]:
    names = {"area": (Area, "Processen"), "course": (Course, "Kursen")}
    made = {}
    for key, (model, word) in names.items():
        name = f"{word} {marker}".strip()
        made[key] = model._default_manager.create(
            organisation=mine, name=name, sort_key=sort_key(name), key=f"egen-{marker}"[:60].lower()
        )
    Perspective.objects.create(
        organisation=mine,
        name=f"Perspektivet {marker}".strip(),
        sort_key=sort_key(f"Perspektivet {marker}"),
        key=f"egen-{marker}"[:60].lower(),
    )
    return made


def _entry(place: Organisation, by: User, what: str, level: int, marker: str, **fields: object) -> ChainEntry:
    return ChainEntry.objects.create(
        organisation=place,
        what=what.strip(),
        sort_key=sort_key(what),
        level=level,
        last_day=factories.DAY,
        created_by=by,
        saved_by=by,
        state_note=f"Läget {marker}",
        method=f"Metoden {marker}",
        evidence=f"Underlaget {marker}",
        quote=f"Citatet {marker}",
        quote_source=f"Källan {marker}",
        lesson=f"Lärdomen {marker}",
        ordinary_reference=f"STR-{marker}",
        reference=f"{level}-{marker}"[:40],
        **fields,
    )


def _plan(
    mine: Organisation, unit: Organisation, by: User, marker: str
) -> tuple[dict[str, object], PlanArea]:
    plan = Plan.objects.create(
        organisation=mine,
        title=f"Planen {marker}".strip(),
        reference=f"KS {marker}",
        valid_from=factories.DAY,
        created_by=by,
    )
    area = PlanArea.objects.create(plan=plan, number=1, name=f"Planområdet {marker}".strip())
    part = MandatoryPart.objects.create(plan=plan, number=1, name=f"Obligatoriskt {marker}".strip())
    answer = UnitAnswer.objects.create(plan=plan, organisation=unit, note=f"Enhetens svar {marker}")
    UnitFocus.objects.create(answer=answer, area=area, in_budget="yes")
    UnitPart.objects.create(answer=answer, part=part, done_on=factories.DAY)
    return {"plan_id": plan.pk, "unit_slug": unit.slug}, area


def _goal(mine: Organisation, plan_area: PlanArea, marker: str) -> tuple[Goal, dict[str, object]]:
    title = f"Målet {marker}".strip()
    goal = Goal.objects.create(
        organisation=mine,
        need=f"Behovet {marker}",
        title=title,
        sort_key=sort_key(title),
        plan_area=plan_area,
        ordinary_reference=f"M-{marker}",
        valid_from=factories.DAY,
    )
    indicator = Indicator.objects.create(
        goal=goal,
        name=f"Nyckeltalet {marker}".strip(),
        unit=f"st {marker}"[:40],
        by_sex=False,
        no_sex_reason=f"Skälet {marker}",
    )
    value = IndicatorValue.objects.create(
        indicator=indicator, kind="baseline", day=factories.DAY, women=3, men=4
    )
    return goal, {"goal_id": goal.pk, "indicator_id": indicator.pk, "value_id": value.pk}


def _position(mine: Organisation, by: User, marker: str) -> Position:
    position = Position.objects.create(
        organisation=mine,
        name=f"Tillfället {marker}".strip(),
        date=factories.DAY,
        words=f"Egna ord {marker}",
        created_by=by,
    )
    PositionLevel.objects.create(position=position, level=1, extent="done", words=f"Om nivån {marker}")
    return position


def _year(mine: Organisation, unit: Organisation, by: User, marker: str) -> dict[str, object]:
    date = PlanningDate.objects.create(
        organisation=mine,
        kind="meeting",
        name=f"Träffen {marker}".strip(),
        first_day=factories.DAY + datetime.timedelta(days=30),
        words=f"Temat {marker}",
        took_part=f"Funktionerna {marker}",
        created_by=by,
    )
    diploma = Diploma.objects.create(
        organisation=unit,
        name=f"Diplomet {marker}".strip(),
        issuer=f"Utfärdaren {marker}",
        issued_on=factories.DAY,
        note=f"Anteckningen {marker}",
    )
    GlobalGoalsMap.objects.create(
        organisation=unit, present=[5, 10], coming=[3], mapped_on=factories.DAY, note=f"Kartan {marker}"
    )
    return {"date_id": date.pk, "diploma_id": diploma.pk}
