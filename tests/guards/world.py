"""Two organisations with one of everything, so that whatever could leak is there to leak."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.urls import URLPattern, URLResolver, get_resolver

from checklists.actions.corrections import start_correction
from checklists.models import Assessment, StepReview
from organisations.actions.invitations import invite
from organisations.actions.sharing import share
from organisations.models import (
    Commitment,
    CoordinatorAssignment,
    Membership,
    Organisation,
    Role,
    Upload,
    User,
)
from tests import factories
from tests.guards.chain_world import logged_things
from tests.guards.comparison_world import kept_things
from tests.guards.programme_world import joined_things
from tests.guards.reports_world import handed_in_report, written_reports
from tests.guards.survey_world import asked_things

MISSING_NUMBER = 999_999_999
MISSING_ID = uuid.UUID(int=0xDEAD)


@dataclass
class Place:
    """One organisation and the id of one of each thing it owns, by the name that addresses use."""

    organisation: Organisation
    unit: Organisation
    ids: dict[str, object] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)


def place(name: str, *, marker: str = "") -> Place:
    """Make an organisation with everything in it; the marker stands in every text that its people can write."""
    mine = factories.organisation(f"{name} {marker}".strip(), slug=name.lower())
    unit = factories.organisation(
        f"Enheten {marker}".strip(), kind="board", parent=mine, slug=f"{name.lower()}-enhet"
    )
    made = Place(mine, unit)
    functions = factories.functions()
    for role in Role:
        made.people[role] = factories.member(
            mine, role, name=f"{role} {marker}".strip(), email=f"{role}-{marker}@{mine.slug}.example"
        )
    made.people["unit_coordinator"] = factories.member(unit, Role.COORDINATOR, name=f"Enhet {marker}".strip())
    made.people["ended"] = factories.member(
        mine,
        Role.COORDINATOR,
        name=f"Avslutad {marker}".strip(),
        valid_to=factories.DAY + datetime.timedelta(days=9),
    )
    coordinator = made.people[Role.COORDINATOR]
    _organisation_things(made, coordinator, marker)
    _ratings(made, coordinator, marker)
    made.ids |= written_reports(mine, coordinator, marker)
    made.ids |= logged_things(mine, unit, coordinator, marker)
    made.ids |= asked_things(mine, coordinator, marker)
    made.ids |= joined_things(mine, unit, coordinator, marker)
    made.ids |= handed_in_report(mine, coordinator, made.ids["participation_id"], marker)
    made.ids |= kept_things(mine, coordinator, marker)
    made.ids |= {"function_id": functions[0].pk, "user_id": made.people[Role.READER].pk}
    return made


def _organisation_things(made: Place, coordinator: User, marker: str) -> None:
    mine = made.organisation
    assignment = CoordinatorAssignment.objects.create(
        organisation=mine,
        user=coordinator,
        share_percent=50,
        mandate=f"Uppdraget {marker}",
        valid_from=factories.DAY,
    )
    commitment = Commitment.objects.create(
        organisation=mine,
        kind="other",
        title=f"Åtagandet {marker}",
        decided_on=factories.DAY,
        decision_reference=f"KS {marker}"[:80],
    )
    share(by=coordinator, owner=mine, obj=commitment, reason="prov")
    invitation = invite(
        by=coordinator,
        organisation=mine,
        email=f"{marker or 'ny'}-{mine.slug}@prov.example".lower(),
        role=Role.READER,
    )
    reader = Membership.objects.get(user=made.people[Role.READER])
    made.ids |= {"assignment_id": assignment.pk, "invitation_id": invitation.pk, "membership_id": reader.pk}


def _ratings(made: Place, coordinator: User, marker: str) -> None:
    mine = made.organisation
    instrument = factories.skr()
    first = factories.occasion(instrument, mine, name=f"Första {marker}".strip())
    second = factories.occasion(
        instrument, mine, name=f"Andra {marker}".strip(), date=factories.DAY + datetime.timedelta(days=100)
    )
    done = factories.assessment(
        mine,
        first,
        "2211221123",
        by=coordinator,
        comment=f"Kommentaren {marker}",
        toward_next=True,
        toward_note=f"På väg {marker}",
        evidence=f"Underlaget {marker}",
    )
    draft = factories.assessment(
        mine, second, "33", by=coordinator, submit=False, comment=f"Utkastet {marker}"
    )
    made.ids |= _around_a_rating(made, done, draft, marker)
    made.ids |= {
        "occasion_id": second.pk,
        "assessment_id": done.pk,
        "draft_id": draft.pk,
        "number": 1,
    }


def _around_a_rating(made: Place, done: Assessment, draft: Assessment, marker: str) -> dict[str, object]:
    """A correction, own ratings, a next step with its review, and a file that waits for its yes."""
    mine, coordinator = made.organisation, made.people[Role.COORDINATOR]
    correction, _new = start_correction(by=coordinator, assessment=done, reason=f"Rättat utkastet {marker}")
    own = factories.own_assessment(
        mine, draft.occasion, "2312", by=made.people[Role.CONTRIBUTOR], comment=f"Egna ordet {marker}"
    )
    step = factories.next_step(
        mine, done.occasion, owner=coordinator, text=f"Steget {marker}", state_note=f"Läget {marker}"
    )
    StepReview.objects.create(assessment=draft, step=step, state="ongoing", note=f"Uppföljningen {marker}")
    upload = Upload.objects.create(
        organisation=mine,
        uploaded_by=coordinator,
        purpose="assessments",
        name=f"{marker or 'fil'}.csv",
        content=b"organisationskod\n",
    )
    return {
        "correction_id": correction.pk,
        "own_id": own.pk,
        "step_id": step.pk,
        "upload_id": upload.pk,
        "instrument_id": done.occasion.instrument_id,
    }


def missing(name: str) -> object:
    """An id of the same type that belongs to nothing."""
    return (
        MISSING_ID
        if name
        in {
            "report_id",
            "survey_id",
            "survey_draft_id",
            "invitation_id",
            "upload_id",
            "entries_upload_id",
            "answers_upload_id",
            "address_id",
            "paper_id",
            "publication_id",
            "link_id",
            "result_id",
            "document_id",
        }
        else MISSING_NUMBER
    )


def routes() -> dict[str, tuple[URLPattern, tuple[str, ...]]]:
    """Every address of the site: its name, its pattern and the names of its parts."""
    found: dict[str, tuple[URLPattern, tuple[str, ...]]] = {}

    def walk(patterns, before=()):
        for pattern in patterns:
            parts = (*before, *pattern.pattern.regex.groupindex)
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, parts)
            else:
                assert pattern.name, f"{pattern} has no name"
                assert pattern.name not in found, f"{pattern.name} stands twice"
                found[pattern.name] = (pattern, parts)

    walk(get_resolver().url_patterns)
    return found
