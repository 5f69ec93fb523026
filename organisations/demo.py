"""The demo's people: one for each role, with invented names, at organisations whose values are constructed."""

import datetime
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.text import slugify

from figures.swedish import sort_key
from organisations.models import (
    CoordinatorAssignment,
    Function,
    Kind,
    Membership,
    Organisation,
    Role,
    User,
)

START: Final = datetime.date(2018, 9, 1)


@dataclass(frozen=True)
class Person:
    """One demo person. `role` is the key in the list of sign-ins; `place` a code, or a unit's slug."""

    role: str
    name: str
    place: str
    membership: Role | None
    function: str | None = None

    @property
    def email(self) -> str:
        """An address in the domain that is reserved for examples."""
        return f"{self.role.replace('_', '-')}@mr-integrering.example"


PEOPLE: Final = (
    Person("coordinator", "Karin Exempel", "1287", Role.COORDINATOR),
    Person("contributor", "Omar Exempel", "trelleborg-exempelforvaltningen", Role.CONTRIBUTOR),
    Person("reader", "Lena Exempel", "1287", Role.READER),
    Person("participant", "Per Exempel", "1287", Role.PARTICIPANT, "politiker"),
    Person("programme_lead", "Siri Exempel", "SKR", Role.PROGRAMME_LEAD),
    Person("county_node", "Nils Exempel", "L25", Role.PROGRAMME_LEAD),
    Person("mentor", "Maja Exempel", "1290", Role.MENTOR),
    Person("evaluator", "Eva Exempel", "exempelinstitutet", Role.EVALUATOR),
    Person("administrator", "Adam Exempel", "", None),
    Person("halland_coordinator", "Hanna Exempel", "0013", Role.COORDINATOR),
    Person("halland_contributor", "Rune Exempel", "regionkontoret-regional-utveckling", Role.CONTRIBUTOR),
    Person("vgr_coordinator", "Vera Exempel", "0014", Role.COORDINATOR),
    Person("vgr_reader", "Rut Exempel", "0014", Role.READER),
)
COORDINATORS: Final = (
    ("coordinator", "1287", 50),
    ("halland_coordinator", "0013", 100),
    ("vgr_coordinator", "0014", 50),
)
"""Who coordinates where, and per cent of full time."""
UNITS: Final = (
    ("1287", Kind.ADMINISTRATION, "Exempelförvaltningen"),
    ("1287", Kind.BOARD, "Exempelnämnden"),
    ("1287", Kind.BOARD, "Exempelnämnden för omsorg"),
    ("1287", Kind.BOARD, "Exempelnämnden för utbildning"),
    ("1287", Kind.COMPANY, "Exempelbolaget"),
    ("0013", Kind.ADMINISTRATION, "Regionkontoret"),
    ("region-halland-regionkontoret", Kind.ADMINISTRATION, "Regional utveckling"),
    *(
        ("regionkontoret-regional-utveckling", Kind.ADMINISTRATION, f"Avdelning {number} (exempel)")
        for number in range(1, 6)
    ),
    ("0013", Kind.ADMINISTRATION, "Exempelkliniken"),
    ("0013", Kind.ADMINISTRATION, "Exempelmottagningen"),
    ("0013", Kind.ADMINISTRATION, "Exempelvårdcentralen"),
)
"""What a unit hangs below (a code, or a unit's slug), its kind and its name; what is above comes first."""


def load_people(*, codes: Sequence[str]) -> dict[str, User]:
    """Mark organisations as constructed, make units and people; return people by demo role. Safe to run again.

    `codes` names the organisations that get constructed values.
    """
    Organisation.objects.filter(code__in=[*codes, *(p.place for p in PEOPLE)]).update(constructed=True)
    for place, kind, name in UNITS:
        _unit(_place(place), kind, name)
    _unit(None, Kind.INSTITUTE, "Exempelinstitutet")
    people = {person.role: _person(person) for person in PEOPLE}
    for role, place, share in COORDINATORS:
        CoordinatorAssignment.objects.get_or_create(
            organisation=_place(place),
            user=people[role],
            valid_from=START,
            defaults={
                "share_percent": share,
                "mandate": "Konstruerat exempel: leder självskattningen och rapporterar till styrelsen.",
            },
        )
    return people


def load_participants(*, organisation: Organisation, people: Mapping[str, str]) -> dict[str, User]:
    """Make people who rate but can't sign in, by name, each with a function's key; safe to run again."""
    made = {}
    for name, function in people.items():
        user = _named(name)
        Membership.objects.get_or_create(
            user=user,
            organisation=organisation,
            role=Role.PARTICIPANT,
            defaults={"valid_from": START, "function": Function.objects.get(key=function)},
        )
        made[name] = user
    return made


def load_writer(*, organisation: Organisation, name: str) -> User:
    """Make a coordinator who publishes but can't sign in; safe to run again."""
    user = _named(name)
    Membership.objects.get_or_create(
        user=user,
        organisation=organisation,
        role=Role.COORDINATOR,
        defaults={"valid_from": START, "may_publish": True},
    )
    return user


def _named(name: str) -> User:
    """Return the person without a password who has this invented name."""
    email = f"{slugify(name)}@mr-integrering.example"
    return User.objects.filter(email=email).first() or User.objects.create_user(email, name=name)


def _place(key: str) -> Organisation:
    """Return the organisation with this code, or the unit with this slug."""
    found: Organisation = Organisation.objects.filter(code=key).first() or Organisation.objects.get(slug=key)
    return found


def _unit(parent: Organisation | None, kind: Kind, name: str) -> None:
    slug = slugify(f"{parent.name} {name}" if parent else name)
    Organisation.objects.get_or_create(
        slug=slug,
        defaults={
            "parent": parent,
            "kind": kind,
            "name": name,
            "sort_key": sort_key(name),
            "valid_from": START,
            "constructed": True,
        },
    )


def _person(person: Person) -> User:
    user = User.objects.filter(email=person.email).first() or User.objects.create_user(
        person.email, name=person.name, is_administrator=person.membership is None
    )
    if person.membership is not None:
        Membership.objects.get_or_create(
            user=user,
            organisation=_place(person.place),
            role=person.membership,
            defaults={
                "valid_from": START,
                "function": Function.objects.get(key=person.function) if person.function else None,
                "may_publish": person.membership == Role.COORDINATOR,
            },
        )
    return user


def renew_passwords(people: dict[str, User]) -> dict[str, dict[str, str]]:
    """Give every demo person a new random password; return sign-ins by role, for the launcher's list."""
    sign_ins = {}
    for role, user in people.items():
        password = secrets.token_urlsafe(12)
        user.set_password(password)
        user.save(update_fields=["password"])
        sign_ins[role] = {"email": user.email, "password": password, "name": user.name}
    return sign_ins
