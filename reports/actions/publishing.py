"""From a draft to a document that never changes: to the board, published, corrected, withdrawn."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from figures import swedish
from organisations.events import record
from organisations.models import Organisation, User
from reports.actions.continuing import continued, continued_parts
from reports.actions.drafts import lock_open
from reports.actions.errors import DraftConflictError, NotPublishableError, OutdatedDataError
from reports.actions.freezing import compose, freeze
from reports.decisions import decision_sentence
from reports.kinds import KINDS, Values, sha256_of
from reports.models import (
    Decision,
    Draft,
    Part,
    Proposal,
    Publication,
    Purpose,
    ReportRules,
    Withdrawal,
)
from reports.snapshots import Status


@dataclass(frozen=True)
class Ruling:
    """What a body decided about a report."""

    body: str
    decision: Decision
    decided_on: datetime.date
    reference: str = ""
    delegated: bool = False


@transaction.atomic
def make_proposal(*, by: User, draft: Draft, body: str, reference: str, text: str) -> Proposal:
    """Freeze a version to a board, with its reference number and the proposal for decision.

    Raises DraftClosedError, OutdatedDataError.
    """
    locked = lock_open(draft)
    number = locked.documents.filter(purpose=Purpose.PROPOSAL).count() + 1
    status = Status(
        purpose=Purpose.PROPOSAL,
        version=_next_version(locked),
        body=body,
        reference=reference,
        proposal=text,
        proposal_number=number,
        date=timezone.localdate().isoformat(),
        replaces=_replaced(locked),
        reason=locked.reason,
    )
    report, _created = freeze(
        by=by,
        made=compose(locked, status),
        purpose=Purpose.PROPOSAL,
        organisation=locked.organisation,
        draft=locked,
        act=str(number),
    )
    proposal = Proposal.objects.create(
        report=report, number=number, body=body, reference=reference, text=text, made_by=by
    )
    record(
        actor=by, organisation=draft.organisation, verb="reports.proposal_made", obj=proposal, number=number
    )
    return proposal


@transaction.atomic
def publish(
    *,
    by: User | None,
    draft: Draft,
    ruling: Ruling,
    proposal: Proposal | None = None,
    opened: str | None = None,
) -> Publication:
    """Freeze the draft, or exactly what was put to the board, and publish it, or send it to a second pair of eyes.

    `opened` is wording() of the draft as whoever publishes saw it; None asks nothing. Raises DraftClosedError,
    OutdatedDataError, DraftConflictError when the draft says something else since then, and NotPublishableError when
    what it corrects has been replaced or withdrawn meanwhile.
    """
    locked = lock_open(draft)
    _hold_what_is_replaced(locked.corrects_id)
    if proposal is None and opened is not None and opened != wording(locked):
        raise DraftConflictError(locked)
    made = _published(locked, ruling, proposal)
    report, _created = freeze(
        by=by,
        made=made,
        purpose=Purpose.PUBLISHED,
        organisation=locked.organisation,
        draft=locked,
        act=str(locked.documents.filter(purpose=Purpose.PUBLISHED).count()),
    )
    two_pairs = needs_two(locked.organisation)
    try:
        with transaction.atomic():
            publication = Publication.objects.create(
                report=report,
                organisation=locked.organisation,
                version=_next_version(locked),
                summary=_summary(locked, made),
                body=ruling.body,
                decision=ruling.decision,
                delegated=ruling.delegated,
                decided_on=ruling.decided_on,
                reference=ruling.reference,
                replaces=locked.corrects,
                reason=locked.reason,
                two_pairs=two_pairs,
                requested_by=by,
                **({} if two_pairs else {"approved_by": by, "approved_at": timezone.now()}),
            )
    except IntegrityError as error:
        raise NotPublishableError from error
    locked.closed_at = timezone.now()
    locked.save(update_fields=["closed_at"])
    verb = "reports.publication_requested" if two_pairs else "reports.published"
    record(actor=by, organisation=locked.organisation, verb=verb, obj=publication)
    return publication


def wording(draft: Draft) -> str:
    """Return a mark of all that the draft says now. Raises OutdatedDataError."""
    return sha256_of(compose(draft, Status()))


def _hold_what_is_replaced(replaced: uuid.UUID | None) -> None:
    """Keep the version that is replaced as it is until this one is published. Raises NotPublishableError."""
    old = Publication.objects.select_for_update().filter(pk=replaced).first() if replaced else None
    if old and (old.newer or old.withdrawn):
        raise NotPublishableError


def _summary(draft: Draft, made: Values) -> str:
    """Return the document's own summary, or what the data says where all of the data stands in the document.

    What is left out is not told in a list of reports either, nor what came after the version that the board saw.
    """
    shown = {part["key"]: part["data"] for part in made["parts"] if not part["written"]}
    read = {key: values for key, values in draft.data["sections"].items() if values is not None}
    suggested: str = draft.data["summary"] if shown == read else ""
    return made["summary"] or suggested


def needs_two(organisation: Organisation) -> bool:
    """Whether publishing takes a second pair of eyes here."""
    return ReportRules.objects.filter(organisation=organisation, two_pairs=True).exists()


def _published(draft: Draft, ruling: Ruling, proposal: Proposal | None) -> Values:
    """Return what is published: the draft as it is now, or exactly what the board had before it, with its decision."""
    with translation.override(draft.language):
        decision = decision_sentence(
            body=ruling.body,
            decision=ruling.decision,
            decided_on=ruling.decided_on,
            delegated=ruling.delegated,
        )
    status = Status(
        purpose=Purpose.PUBLISHED,
        version=_next_version(draft),
        body=ruling.body,
        reference=ruling.reference,
        decision=decision,
        date=ruling.decided_on.isoformat(),
        replaces=_replaced(draft),
        reason=draft.reason,
    )
    if proposal is None:
        return compose(draft, status)
    seen = proposal.report.snapshot
    # It is rendered anew, with its decision; templates of another form of data could lose a row without a word.
    if seen["data_schema"] != KINDS[draft.kind].schema:
        raise OutdatedDataError
    return {**seen, "status": status.cleaned()}


def _next_version(draft: Draft) -> int:
    return draft.corrects.version + 1 if draft.corrects else 1


def _replaced(draft: Draft) -> str:
    """Say which version the document replaces, in its own language; empty for a first version."""
    old = draft.corrects
    if old is None:
        return ""
    with translation.override(draft.language):
        return _("Den här versionen ersätter version %(version)s, beslutad den %(date)s.") % {
            "version": old.version,
            "date": swedish.long_date(old.decided_on, swedish.chosen(draft.language)),
        }


@transaction.atomic
def approve(*, by: User, publication: Publication) -> None:
    """Be the second pair of eyes.

    Raises NotPublishableError: answered already, asked for by the same person, or what it replaces is withdrawn.
    """
    locked = _lock_waiting(publication)
    if locked.two_pairs and locked.requested_by_id == by.pk:
        raise NotPublishableError
    _hold_what_is_replaced(locked.replaces_id)
    locked.approved_by, locked.approved_at = by, timezone.now()
    locked.save(update_fields=["approved_by", "approved_at"])
    record(actor=by, organisation=publication.organisation, verb="reports.published", obj=publication)


@transaction.atomic
def decline(*, by: User, publication: Publication, reason: str) -> None:
    """Send a report back to its draft, which opens again. Raises NotPublishableError."""
    locked = _lock_waiting(publication)
    # As whoever takes up another correction of the same report does: of two drafts only one may be open.
    if locked.replaces_id is not None:
        Publication.objects.select_for_update().get(pk=locked.replaces_id)
    locked.declined_by, locked.declined_at, locked.decline_reason = by, timezone.now(), reason
    locked.save(update_fields=["declined_by", "declined_at", "decline_reason"])
    Draft.objects.filter(documents__publication=locked).update(closed_at=None)
    record(
        actor=by, organisation=publication.organisation, verb="reports.publication_declined", obj=publication
    )


def _lock_waiting(publication: Publication) -> Publication:
    locked = Publication.objects.select_for_update().waiting().filter(pk=publication.pk).first()
    if locked is None:
        raise NotPublishableError
    return locked


@transaction.atomic
def start_correction(*, by: User, publication: Publication, reason: str) -> Draft:
    """Begin a new version from what was published; two who begin at once get the same draft.

    Raises NotPublishableError when it has been replaced or withdrawn.
    """
    locked = Publication.objects.select_for_update().published().get(pk=publication.pk)
    if locked.newer or locked.withdrawn or locked.replacements.waiting().exists():
        raise NotPublishableError
    under_way = locked.corrections.open().first()
    if under_way is not None:
        return under_way
    source = locked.report.draft
    if source is None:
        raise NotPublishableError
    draft = continued(source, locked.report.snapshot)
    draft.corrects, draft.reason, draft.created_by = locked, reason, by
    draft.save(force_insert=True)
    Part.objects.bulk_create(continued_parts(source, locked.report.snapshot, draft))
    record(actor=by, organisation=source.organisation, verb="reports.correction_started", obj=draft)
    return draft


@transaction.atomic
def withdraw(*, by: User, publication: Publication, reason: str) -> Withdrawal:
    """Take a published report back; a marker stays where it was read. Raises NotPublishableError."""
    locked = Publication.objects.select_for_update().published().get(pk=publication.pk)
    if locked.withdrawn:
        raise NotPublishableError
    withdrawal = Withdrawal.objects.create(publication=locked, by=by, reason=reason)
    record(actor=by, organisation=publication.organisation, verb="reports.withdrawn", obj=publication)
    return withdrawal
