"""Importing assessments: all of a file or nothing, one import at a time, and one statement for each kind of row."""

import uuid
from collections.abc import Mapping
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from checklists.files.columns import COLUMNS
from checklists.files.known import KnownOccasion
from checklists.files.occasions import NewOccasion
from checklists.files.plan import NewAssessment, Plan, make_plan
from checklists.files.world import load_world
from checklists.models import Assessment, Occasion, Rating
from organisations.actions.uploads import Imported, InTheWayError, hold_upload, one_at_a_time
from organisations.events import record, record_many
from organisations.files import reading
from organisations.models import Organisation, User

BATCH: Final = 5_000
PURPOSE: Final = "assessments"
IMPORTED_VERB: Final = "checklists.file_imported"

WhereRef = KnownOccasion | NewOccasion


def plan_file(
    content: bytes,
    *,
    reach: Organisation | None = None,
    owner: Organisation | None = None,
    discreet: bool = False,
) -> Plan:
    """Work out what a file would do. Raises FileRefusedError.

    `discreet` is for those who may write to organisations whose values they may not read.
    """
    rows = reading.read(content, COLUMNS)
    return make_plan(rows, load_world(rows, reach=reach, owner=owner, discreet=discreet))


@transaction.atomic
def import_file(
    *,
    by: User | None,
    content: bytes,
    reach: Organisation | None = None,
    owner: Organisation | None = None,
    discreet: bool = False,
) -> Imported[Plan]:
    """Read a file in, all of it or nothing. Raises FileRefusedError, and InTheWayError.

    With a reach only that organisation and the units below it may be in the file, and occasions must exist.
    """
    one_at_a_time("checklists.imports")
    plan = plan_file(content, reach=reach, owner=owner, discreet=discreet)
    if plan.faults:
        return Imported(plan, written=False)
    try:
        with transaction.atomic():
            _write(by, plan)
    except IntegrityError as error:
        raise InTheWayError from error
    return Imported(plan, written=True)


def _write(by: User | None, plan: Plan) -> None:
    occasions = _make_occasions(by, plan)
    _invite(plan, occasions)
    made = _make_assessments(by, plan, occasions)
    record_many(
        actor=by,
        verb="checklists.assessment_imported",
        happened=[(each.organisation_id, each) for each in made],
    )


def _make_occasions(by: User | None, plan: Plan) -> dict[WhereRef, int]:
    """Return the id of every occasion of the plan, new ones made."""
    made = Occasion.objects.bulk_create(
        Occasion(
            owner_id=new.owner.id, instrument_id=new.instrument, name=new.name, date=new.date, created_by=by
        )
        for new in plan.occasions
    )
    record_many(
        actor=by, verb="checklists.occasion_created", happened=[(each.owner_id, each) for each in made]
    )
    ids: dict[WhereRef, int] = {new: each.pk for new, each in zip(plan.occasions, made, strict=True)}
    known = [where for where, _guest in plan.invitations] + [new.occasion for new in plan.new]
    return ids | {where: where.id for where in known if isinstance(where, KnownOccasion)}


def _invite(plan: Plan, occasions: Mapping[WhereRef, int]) -> None:
    link = Occasion.invitees.through
    link.objects.bulk_create(
        (link(occasion_id=occasions[where], organisation_id=guest) for where, guest in plan.invitations),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _make_assessments(by: User | None, plan: Plan, occasions: Mapping[WhereRef, int]) -> list[Assessment]:
    """Make drafts with their ratings, then hand them all in: what is handed in takes no more ratings."""
    now = timezone.now()
    made = Assessment.objects.bulk_create(
        (
            Assessment(
                organisation_id=new.organisation.id,
                occasion_id=occasions[new.occasion],
                created_by=by,
                created_at=now,
                imported=True,
            )
            for new in plan.new
        ),
        batch_size=BATCH,
    )
    Rating.objects.bulk_create(
        (
            rating
            for assessment, new in zip(made, plan.new, strict=True)
            for rating in _ratings(by, assessment, new)
        ),
        batch_size=BATCH,
    )
    ids = [assessment.pk for assessment in made]
    Assessment.objects.filter(pk__in=ids).update(submitted_at=now, submitted_by=by)
    return made


def _ratings(by: User | None, assessment: Assessment, new: NewAssessment) -> list[Rating]:
    return [
        Rating(
            assessment=assessment,
            item_id=new.instrument.items[number],
            value=given.answer.value,
            not_applicable=given.answer.not_applicable,
            comment=given.comment,
            toward_next=given.answer.toward,
            toward_note=given.note,
            saved_at=assessment.created_at,
            saved_by=by,
            version=1,
        )
        for number, given in new.given
    ]


@transaction.atomic
def confirm_upload(*, by: User, upload_id: uuid.UUID, owner: Organisation | None = None) -> Imported[Plan]:
    """Import a kept file and forget it; with faults it is kept. Who may confirm it, the caller has looked at.

    Raises AlreadyImportedError for a second click, FileRefusedError and InTheWayError.
    """
    upload = hold_upload(purpose=PURPOSE, upload_id=upload_id)
    reach = upload.organisation
    done = import_file(by=by, content=bytes(upload.content), reach=reach, owner=owner, discreet=reach is None)
    if done.written:
        record(
            actor=by,
            organisation=upload.organisation,
            verb=IMPORTED_VERB,
            obj=upload,
            assessments=len(done.plan.new),
            unchanged=done.plan.unchanged,
        )
        upload.delete()
    return done
