"""The checklists' pages with 311 organisations at five more occasions, and for an organisation with 60 units."""

import datetime
import time

from django.test import Client
from django.urls import reverse

from bench.pages import BASELINE, measure, show
from checklists.demo import load_assessment
from checklists.models import Instrument, Occasion
from figures.swedish import sort_key
from organisations.models import Function, Kind, Membership, Organisation, Role, User

OCCASIONS = 5
UNITS = 60
START = datetime.date(2021, 3, 1)


def main() -> None:
    """Fill the database, then print a line a page: queries, median milliseconds, ratio to the baseline."""
    start = time.perf_counter()
    organisations = list(Organisation.objects.roots().of_kind(Kind.MUNICIPALITY, Kind.REGION))
    assessments = _rate(organisations) + _rate_units()
    print(
        f"{len(organisations)} organisations, {assessments} more assessments in {time.perf_counter() - start:.0f} s"
    )
    client = Client(headers={"host": "localhost"})
    client.force_login(_coordinator())
    times = {BASELINE: measure(client, reverse(BASELINE))}
    for name, address in _pages():
        times[name] = measure(client, address)
    show(times)


def _functions() -> dict[Function, int]:
    return dict.fromkeys(Function.objects.filter(key__in=["politiker", "chef"]), 2)


def _rate(organisations: list[Organisation]) -> int:
    instrument = Instrument.objects.get(key="skr-jamstalldhetsintegrering")
    owner = Organisation.objects.get(code="SKR")
    people = _functions()
    for index in range(OCCASIONS):
        date = START + datetime.timedelta(days=180 * index)
        at = Occasion.objects.create(
            owner=owner, instrument=instrument, name=f"Mätning {index + 1}", date=date
        )
        at.invitees.add(*organisations)
        for organisation in organisations:
            digits = "".join(str(1 + (organisation.pk + item + index) % 3) for item in range(10))
            load_assessment(organisation, at, digits=digits, people=people, submitted_by=None)
    return OCCASIONS * len(organisations)


def _rate_units() -> int:
    """The organisation's 60 units rate at the last occasion with the checklist for boards."""
    top = Organisation.objects.get(code="1287")
    instrument = Instrument.objects.get(key="exempel-namnd-forvaltning")
    last = Occasion.objects.get(name=f"Mätning {OCCASIONS}")
    at = Occasion.objects.create(owner=last.owner, instrument=instrument, name=last.name, date=last.date)
    at.invitees.add(top)
    people = _functions()
    for index in range(UNITS):
        name = f"Mätnämnden {index + 1}"
        unit = Organisation.objects.create(
            name=name,
            kind=Kind.BOARD,
            parent=top,
            slug=f"matnamnden-{index + 1}",
            sort_key=sort_key(name),
            valid_from=START,
            constructed=True,
        )
        digits = "".join(str(1 + (index * item) % 4) for item in range(10))
        load_assessment(unit, at, digits=digits, people=people, submitted_by=None)
    return UNITS


def _coordinator() -> User:
    """The demo's coordinator, who leads the work at every organisation below."""
    user = User.objects.get(email__startswith="coordinator@")
    assert Membership.objects.active().filter(user=user, role=Role.COORDINATOR).exists()
    return user


def _pages() -> list[tuple[str, str]]:
    top = Organisation.objects.get(code="1287")
    last = top.assessments.current().with_content().in_time_order().reverse()[0]
    return [
        ("start", reverse("start")),
        ("checklists (10 rows)", reverse("checklists", args=[top.slug])),
        ("result, 60 units", reverse("assessment_result", args=[top.slug, last.pk])),
        ("movement, 9 occasions", reverse("movement", args=[top.slug])),
        ("units (60 rows)", reverse("occasion_units", args=[top.slug, last.occasion_id])),
    ]
