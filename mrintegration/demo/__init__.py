"""The demo: the round of source 004 with constructed values, what its organisations tell, a half-year, a survey."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from django.db import transaction

from checklists import instruments
from checklists.actions.instruments import load_instrument
from checklists.demo import Rounds, load_own_occasion, load_rounds
from checklists.demo_details import Details, load_details
from organisations.demo import load_participants, load_people, renew_passwords
from organisations.models import Organisation, User
from programmes.demo import load_programmes
from programmes.demo_content import Programmes
from reports.demo import load_evaluation, load_published, load_results, load_status
from reports.demo_programme import load_programme_report
from resultchain.demo import load_chain
from resultchain.demo_content import ChainContent, HalfYearContent
from resultchain.demo_halland import HalfYear, load_halland
from resultchain.demo_plan import PlanContent, load_plan
from surveys.demo import load_survey
from surveys.demo_content import SurveyContent

ROUND: Final = Path(__file__).parent / "round_2018.json"
UNITS_CHECKLIST: Final = Path(__file__).parent / "checklist_units.json"
DETAILS: Final = Path(__file__).parent / "trelleborg.json"
CHAIN: Final = Path(__file__).parent / "chain_2019.json"
HALLAND: Final = Path(__file__).parent / "halland_2020.json"
PLAN: Final = Path(__file__).parent / "trelleborg_plan.json"
PROGRAMMES: Final = Path(__file__).parent / "modellkommuner_2018.json"
SURVEY: Final = Path(__file__).parent / "vgr_2020.json"


def rounds() -> Rounds:
    """Read the file of constructed ratings."""
    return Rounds.model_validate_json(ROUND.read_text(encoding="utf-8"))


def chain() -> ChainContent:
    """Read the file of the round's entries."""
    return ChainContent.model_validate_json(CHAIN.read_text(encoding="utf-8"))


def halland() -> HalfYearContent:
    """Read the file of Region Halland's spring 2020."""
    return HalfYearContent.model_validate_json(HALLAND.read_text(encoding="utf-8"))


def plan() -> PlanContent:
    """Read the file of the constructed plan."""
    return PlanContent.model_validate_json(PLAN.read_text(encoding="utf-8"))


def survey() -> SurveyContent:
    """Read the file of Västra Götalandsregionen's survey of 2020."""
    return SurveyContent.model_validate_json(SURVEY.read_text(encoding="utf-8"))


def programmes() -> Programmes:
    """Read the file of who took part in which round."""
    return Programmes.model_validate_json(PROGRAMMES.read_text(encoding="utf-8"))


def load_all(*, sign_ins: Path) -> None:
    """Load the demo with published reports, so that its readers have something to read; safe to run again."""
    half_year = load(sign_ins=sign_ins)
    load_published(Organisation.objects.get(code="1287"))
    load_status(half_year)
    content = survey()
    place = Organisation.objects.get(code=content.organisation)
    load_evaluation(place, content.report, summary=content.in_short)
    load_results()
    load_programme_report()


@transaction.atomic
def load(*, sign_ins: Path) -> HalfYear:
    """Load the demo and write the sign-ins, by role, to a file that only its owner can read.

    Returns what the region's status report is written with.

    Safe to run again: what is there stays, and only those get a password who are not on the list yet.
    """
    content = rounds()
    entries = chain()
    people = load_people(codes=[*content.codes, *entries.codes])
    load_rounds(
        content,
        owner=Organisation.objects.get(code="SKR"),
        coordinators={"1287": people["coordinator"]},
    )
    instrument, _loaded = load_instrument(content=instruments.read(UNITS_CHECKLIST))
    load_own_occasion(
        organisation=Organisation.objects.get(code="1287"), by=people["coordinator"], units=instrument
    )
    details = Details.model_validate_json(DETAILS.read_text(encoding="utf-8"))
    participants = load_participants(
        organisation=Organisation.objects.get(code=details.organisation), people=details.people
    )
    load_details(details, people={**people, **participants})
    load_chain(entries, coordinators={"1287": people["coordinator"], "0013": people["halland_coordinator"]})
    load_plan(plan(), by=people["coordinator"])
    half_year = load_halland(halland(), by=people["halland_coordinator"])
    load_survey(survey(), by=people["vgr_coordinator"])
    load_programmes(programmes(), by=people["programme_lead"], people=people)
    _write_sign_ins(sign_ins, people)
    return half_year


def _write_sign_ins(path: Path, people: Mapping[str, User]) -> None:
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    new = {role: user for role, user in people.items() if role not in known}
    if not new:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    content = json.dumps({**known, **renew_passwords(new)}, ensure_ascii=False, indent=2)
    path.write_text(content + "\n", encoding="utf-8")
