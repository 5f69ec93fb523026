"""One programme in which everybody has a part, and an assessment of one participant at its meeting."""

import datetime
from dataclasses import dataclass
from typing import Any

from checklists.actions.assessments import submit_assessment
from organisations.audiences import Choice, Depth, room
from programmes.models import Part
from tests import factories
from tests.programmes.factories import group, meeting, participation, programme

COMMENT = "Ordet som skrevs"


@dataclass
class Joint:
    """Who is who: the owner of the assessment, those beside it, and those outside."""

    programme: Any
    group: Any
    occasion: Any
    owner: Any
    partner: Any
    mentor: Any
    lead: Any
    node: Any
    evaluator: Any
    other: Any
    stranger: Any
    parts: dict[str, Any]

    def offered(self):
        """Everybody who stands ticked on the submit page."""
        return [self.partner, self.mentor, self.node, self.lead, self.evaluator]

    def draft(self, digits="2211221123", **words):
        """An assessment of the owner's that is complete and not handed in."""
        words = {"comment": COMMENT} | words
        return factories.assessment(self.owner, self.occasion, digits, submit=False, **words)

    def handed_in(self, *audiences, with_words=True, depth=None, **words):
        """The same, handed in and shared with these."""
        draft = self.draft(**words)
        choice = Choice(frozenset(place.pk for place in audiences), depth or _depth(with_words))
        return submit_assessment(by=draft.created_by, assessment=draft, shared=choice)

    def choose(self, assessment, *audiences, with_words=True, depth=None, seen=None):
        """Change who reads it."""
        choice = Choice(frozenset(place.pk for place in audiences), depth or _depth(with_words), seen)
        room().choose(by=assessment.created_by, shared=assessment, choice=choice)


def _depth(with_words):
    return Depth.WORDS if with_words else Depth.VALUES


def joint():
    """A group of a partner, a mentor and the owner, led by a county node; an evaluator; one in another group."""
    names = ("Ägaren", "Partnern", "Mentorn", "Andra gruppen", "Utvärderaren", "Länsnoden", "Främlingen")
    owner, partner, mentor, other, evaluator, node, stranger = (factories.organisation(n) for n in names)
    found = programme(name="Modellkommuner")
    parts = {
        "owner": participation(found, owner),
        "partner": participation(found, partner),
        "mentor": participation(found, mentor, part=Part.MENTOR),
        "other": participation(found, other),
        "evaluator": participation(found, evaluator, part=Part.EVALUATOR),
    }
    first = group(
        found, parts["owner"], parts["partner"], parts["mentor"], name="Grupp 1", kind="node", leader=node
    )
    group(found, parts["other"], name="Grupp 2")
    occasion = factories.occasion(factories.skr(), owner, partner, other, owner=found.owner)
    meeting(found, name="Träff 1", occasion=occasion)
    return Joint(
        found, first, occasion, owner, partner, mentor, found.owner, node, evaluator, other, stranger, parts
    )


def ends_yesterday(member):
    """Take somebody out of a group as of today."""
    member.valid_to = factories.today() - datetime.timedelta(days=1)
    member.save()
