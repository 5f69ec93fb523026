"""Verbs on what is expected of a programme and whether it was reached."""

from collections.abc import Collection
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from organisations.events import record
from organisations.models import Organisation, User
from programmes.actions.locking import lock
from programmes.models import (
    Document,
    ExpectedResult,
    ExpectedResultQuerySet,
    Judgement,
    JudgementDocument,
    Part,
    Programme,
    Verdict,
)
from resultchain.actions.saved import ChangedError, write

MOST_RESULTS: Final = 60


class JudgedError(Exception):
    """The expected result is judged, so its words stand."""


class TwinError(Exception):
    """The same is expected of the same already."""


class TooManyResultsError(Exception):
    """The programme has as many expected results as a page can carry."""


@transaction.atomic
def add_result(*, by: User, programme: Programme, part: Part, kind: str, text: str) -> bool:
    """Add an expected result, last among those of its part and kind; twice is once, and False the second time."""
    locked = lock(programme)
    same = locked.expected_results.filter(part=part, kind=kind)
    if same.filter(text=text).exists():
        return False
    if locked.expected_results.count() >= MOST_RESULTS:
        raise TooManyResultsError
    made = locked.expected_results.create(
        part=part, kind=kind, text=text, position=_last(same) + 1, created_by=by, saved_by=by
    )
    record(actor=by, organisation=locked.owner, verb="programmes.result_expected", obj=made)
    return True


@transaction.atomic
def change_result(
    *, by: User, result: ExpectedResult, seen: int | None, part: Part, kind: str, text: str
) -> None:
    """Change words that nobody has judged. Raises JudgedError, TwinError, ChangedError, and Http404 when removed."""
    programme = lock(result.programme)
    locked = lock(result)
    if locked.judgements.exists():
        raise JudgedError
    same = programme.expected_results.filter(part=part, kind=kind).exclude(pk=locked.pk)
    if same.filter(text=text).exists():
        raise TwinError
    wanted: dict[str, Any] = {"part": part, "kind": kind, "text": text}
    if (locked.part, locked.kind) != (part, kind):
        wanted["position"] = _last(same) + 1
    changed = write(locked, by=by, seen=seen, wanted=wanted)
    if changed:
        record(
            actor=by,
            organisation=programme.owner,
            verb="programmes.expected_result_changed",
            obj=locked,
            fields=changed,
        )


@transaction.atomic
def remove_result(*, by: User, result: ExpectedResult) -> None:
    """Take away what nobody has judged. Raises JudgedError, and Http404 when somebody else just did."""
    programme = lock(result.programme)
    locked = lock(result)
    if locked.judgements.exists():
        raise JudgedError
    record(actor=by, organisation=programme.owner, verb="programmes.expected_result_removed", obj=locked)
    locked.delete()


@transaction.atomic
def move_up(*, by: User, result: ExpectedResult) -> bool:
    """Let it change places with the one before it of the same part and kind; False when it stands first."""
    programme = lock(result.programme)
    rows = list(programme.expected_results.filter(part=result.part, kind=result.kind).in_order())
    at = next((number for number, row in enumerate(rows) if row.pk == result.pk), 0)
    if at == 0:
        return False
    rows[at - 1], rows[at] = rows[at], rows[at - 1]
    for position, row in enumerate(rows, start=1):
        row.position = position
    ExpectedResult.objects.bulk_update(rows, ["position"])
    record(
        actor=by,
        organisation=programme.owner,
        verb="programmes.expected_result_changed",
        obj=result,
        fields=["position"],
    )
    return True


@transaction.atomic
def judge(
    *,
    by: User,
    at: Organisation,
    result: ExpectedResult,
    seen: int | None,
    by_lead: bool,
    verdict: Verdict,
    grounds: str,
    evidence: str,
    documents: Collection[Document],
) -> bool:
    """Add a judgement that takes the place of the one before; the same one twice is once, and False the second time.

    Raises ChangedError when the words or the judgement are not as they were `seen`.
    """
    locked = lock(result)
    last = locked.judgements.order_by("-number").first()
    wanted = {"verdict": verdict, "grounds": grounds, "evidence": evidence}
    if last is not None and _is_same(last, wanted, documents):
        return False
    if locked.version != seen:
        raise ChangedError(locked)
    made = Judgement.objects.create(
        result=locked,
        number=last.number + 1 if last else 1,
        by_organisation=at,
        by_lead=by_lead,
        made_by=by,
        **wanted,
    )
    JudgementDocument.objects.bulk_create(
        JudgementDocument(judgement=made, document=one, title=one.title) for one in documents
    )
    locked.version += 1
    locked.saved_at, locked.saved_by = timezone.now(), by
    locked.save(update_fields=["version", "saved_at", "saved_by"])
    for place in {at, locked.programme.owner}:
        record(
            actor=by,
            organisation=place,
            verb="programmes.judged",
            obj=locked,
            number=made.number,
            verdict=made.verdict,
        )
    return True


@transaction.atomic
def release(*, by: User, programme: Programme, released: bool) -> bool:
    """Let those who take part read the page, or only the lead and the evaluator again; False when it was so already."""
    locked = lock(programme)
    if (locked.attainment_released_at is not None) == released:
        return False
    locked.attainment_released_at = timezone.now() if released else None
    locked.save(update_fields=["attainment_released_at"])
    verb = "programmes.attainment_released" if released else "programmes.attainment_withdrawn"
    record(actor=by, organisation=locked.owner, verb=verb, obj=locked)
    return True


def _last(rows: ExpectedResultQuerySet) -> int:
    return max(rows.values_list("position", flat=True), default=0)


def _is_same(last: Judgement, wanted: dict[str, Any], documents: Collection[Document]) -> bool:
    kept = set(last.documents.values_list("document", flat=True))
    return kept == {one.pk for one in documents} and all(
        getattr(last, name) == value for name, value in wanted.items()
    )
