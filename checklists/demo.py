"""The demo's ratings: rounds of occasions with one digit an item, all of them constructed."""

import datetime
from collections.abc import Mapping
from typing import Final

from django.utils import timezone
from pydantic import BaseModel, ConfigDict

from checklists.actions.occasions import create_occasions
from checklists.models import Assessment, Instrument, Item, Level, Occasion, ParticipantCount, Rating
from organisations.models import Function, Organisation, User

COMMENTS: Final[Mapping[tuple[int, int], str]] = {
    (1, 3): "Konstruerat exempel: beslutet gäller alla nämnder och följs upp en gång om året.",
    (2, 2): "Konstruerat exempel: resultat efterfrågas i årsredovisningen men inte under året.",
    (5, 2): "Konstruerat exempel: perspektivet finns i målen men inte i budgetens anvisningar.",
    (7, 2): "Konstruerat exempel: mallen används, men beskrivningarna är ofta korta.",
}
"""By item number and value, so that a comment never says something else than the value."""

TOWARD: Final[Mapping[tuple[int, int], str]] = {
    (3, 2): "Konstruerat exempel: ledningsgruppen har fått uppdraget men inte följt upp det än.",
    (7, 2): "Konstruerat exempel: två nämnder prövar den nya mallen.",
}
EVIDENCE: Final[Mapping[tuple[int, int], str]] = {
    (1, 3): "Konstruerat exempel: protokoll från fullmäktige\nhttps://www.example.org/protokoll",
    (5, 2): "Konstruerat exempel: budgetens mål, avsnitt 2",
}


UNRATED_IN_DRAFT: Final = frozenset({8, 9, 10})
WAITS_FOR: Final = datetime.timedelta(days=14)
FASTEST_SECONDS: Final = 1200
STEP_SECONDS: Final = 97
RANGE_SECONDS: Final = 1500
"""How long rating is made out to have taken: between 20 and 45 minutes."""


class InstrumentKey(BaseModel):
    """Which version is rated with."""

    key: str
    version: str


class Round(BaseModel):
    """Occasions in time order; for each organisation one string of digits an occasion it rated at."""

    model_config = ConfigDict(extra="forbid")

    occasions: list[tuple[str, datetime.date]]
    participants: dict[str, list[int]]
    other_participants: dict[str, dict[str, list[int]]] = {}
    draft_at_last: list[str] = []
    ratings: dict[str, list[str]]


class Rounds(BaseModel):
    """A file of constructed rounds."""

    model_config = ConfigDict(extra="forbid")

    about: str
    instrument: InstrumentKey
    rounds: list[Round]

    @property
    def codes(self) -> list[str]:
        """Every organisation that rates."""
        return [code for a_round in self.rounds for code in a_round.ratings]


def load_rounds(rounds: Rounds, *, owner: Organisation, coordinators: Mapping[str, User]) -> None:
    """Make the occasions and what each organisation rated at them. What is there already is left alone.

    `coordinators` maps an organisation's code to the person who hands in; others have no account in the demo.
    """
    instrument = Instrument.objects.get(key=rounds.instrument.key, version=rounds.instrument.version)
    functions = {function.key: function for function in Function.objects.all()}
    for a_round in rounds.rounds:
        organisations = {o.code: o for o in Organisation.objects.filter(code__in=a_round.ratings)}
        for index, (name, date) in enumerate(a_round.occasions):
            occasion, _created = Occasion.objects.get_or_create(
                owner=owner, instrument=instrument, name=name, date=date
            )
            occasion.invitees.add(*organisations.values())
            for code, strings in a_round.ratings.items():
                last = index == len(a_round.occasions) - 1
                by_function = a_round.other_participants.get(code, a_round.participants)
                load_assessment(
                    organisations[code],
                    occasion,
                    digits=strings[index] if index < len(strings) else strings[-1],
                    people={functions[key]: numbers[index] for key, numbers in by_function.items()},
                    submitted_by=coordinators.get(code),
                    draft=last and code in a_round.draft_at_last,
                )


def load_assessment(
    organisation: Organisation,
    occasion: Occasion,
    *,
    digits: str,
    people: Mapping[Function, int],
    submitted_by: User | None,
    draft: bool = False,
) -> None:
    """Make one assessment unless it is there; digits as ratings in item order, "n" for not applicable."""
    at = timezone.make_aware(datetime.datetime.combine(occasion.date, datetime.time(15, 0)))
    assessment, created = Assessment.objects.get_or_create(
        organisation=organisation,
        occasion=occasion,
        version=1,
        defaults={
            "created_at": at,
            "created_by": submitted_by,
            "worked_seconds": FASTEST_SECONDS + organisation.pk * STEP_SECONDS % RANGE_SECONDS,
        },
    )
    if not created:
        return
    Rating.objects.bulk_create(
        _rating(assessment, item, "" if draft and item.number in UNRATED_IN_DRAFT else digit, at)
        for item, digit in zip(
            occasion.instrument.items.select_related("instrument").order_by("number"), digits, strict=True
        )
    )
    ParticipantCount.objects.bulk_create(
        ParticipantCount(assessment=assessment, function=function, number=number)
        for function, number in people.items()
    )
    if not draft:
        assessment.submitted_at, assessment.submitted_by = at, submitted_by
        assessment.save(update_fields=["submitted_at", "submitted_by"])


def _rating(assessment: Assessment, item: Item, digit: str, at: datetime.datetime) -> Rating:
    value, not_applicable = int(digit) if digit.isdecimal() else None, digit == "n"
    # The constructed sentences are about one checklist only.
    key = (item.number, value or 0) if item.instrument.level == Level.OVERALL else (0, 0)
    return Rating(
        assessment=assessment,
        item=item,
        value=value,
        not_applicable=not_applicable,
        comment=COMMENTS.get(key, ""),
        toward_next=key in TOWARD,
        toward_note=TOWARD.get(key, ""),
        evidence=EVIDENCE.get(key, ""),
        saved_at=at if value else None,
    )


def load_own_occasion(*, organisation: Organisation, by: User, units: Instrument) -> None:
    """Give an organisation and its units an occasion of their own that nobody has rated at, so that something waits."""
    latest = Occasion.objects.open_to(organisation).in_time_order().last()
    if latest is None or latest.owner_id == organisation.pk:
        return
    create_occasions(
        by=by,
        owner=organisation,
        instrument=latest.instrument,
        units_instrument=units,
        name="Egen uppföljning",
        date=timezone.localdate() + WAITS_FOR,
    )
