"""Organisations of the browser tests' own, committed beside the demo's data, so that no test changes another's."""

import datetime
import itertools
from dataclasses import dataclass

from checklists.models import Assessment, Occasion
from organisations.models import Kind, Organisation, Role, User
from tests import factories

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Workplace:
    """An organisation that has rated once and has one occasion waiting."""

    organisation: Organisation
    coordinator: User
    reader: User
    rated: Assessment
    waiting: Occasion

    def path(self, rest=""):
        return f"/o/{self.organisation.slug}/{rest}"


def workplace():
    """Make one. It is an agency: the directory's tests count municipalities and regions."""
    number = next(_numbers)
    place = factories.organisation(
        f"Prov {number} institute", kind=Kind.AGENCY, slug=f"prov-{number}", constructed=True
    )
    coordinator = factories.member(place, Role.COORDINATOR, name="Kim Prov")
    reader = factories.member(place, Role.READER, name="Lo Prov")
    instrument = factories.skr()
    first = factories.occasion(instrument, place, name="Round one")
    waiting = factories.occasion(
        instrument, place, name="Round two", date=factories.today() + datetime.timedelta(days=7)
    )
    rated = factories.assessment(place, first, "1121121211", by=coordinator)
    return Workplace(place, coordinator, reader, rated, waiting)
