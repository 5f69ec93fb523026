"""What was expected of whom in a programme, and whether it was reached, as values that pages and reports read."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from figures.swedish import sentence
from organisations.models import Kind
from programmes.models import ExpectedResult, Judgement, JudgementDocument, Part, Programme, Verdict


@dataclass(frozen=True)
class Evidence:
    """A document that a judgement rests on: a link, or a file (no link). No id: it was taken away."""

    pk: uuid.UUID | None
    title: str
    link: str


@dataclass(frozen=True)
class Judged:
    """One judgement: who made it, when, on what grounds."""

    number: int
    verdict: Verdict
    grounds: str
    evidence: str
    documents: tuple[Evidence, ...]
    by: str
    by_lead: bool
    retold: bool
    made_at: datetime.datetime


@dataclass(frozen=True)
class Attained:
    """One expected result: of which part and kind (empty: all), its judgement, and the earlier ones, latest first."""

    pk: int
    part: Part
    kind: Kind | None
    text: str
    version: int
    judged: Judged | None
    earlier: tuple[Judged, ...]

    @property
    def for_whom(self) -> str:
        """Return "Deltagare, kommun"."""
        name = sentence(str(self.part.label))
        return _("%(part)s, %(kind)s") % {"part": name, "kind": self.kind.label} if self.kind else name


def attained(programme: Programme) -> tuple[Attained, ...]:
    """Return the expected results in their order, judged or not. Three queries.

    The caller sees to who may read them: see `may_read` in programmes/judging.py.
    """
    documents = JudgementDocument.objects.select_related("document").order_by("title", "pk")
    documents = documents.only("judgement", "title", "document__link")
    judgements = Judgement.objects.select_related("by_organisation").order_by("-number")
    judgements = judgements.prefetch_related(Prefetch("documents", documents))
    rows = programme.expected_results.prefetch_related(Prefetch("judgements", judgements))
    return in_order([_attained(row) for row in rows.in_order()])


def in_order(found: Sequence[Attained]) -> tuple[Attained, ...]:
    """Return parts and kinds in the order in which people list them; inside, as they stand."""
    parts, kinds = list(Part), list(Kind)
    return tuple(
        sorted(found, key=lambda one: (parts.index(one.part), kinds.index(one.kind) if one.kind else -1))
    )


def _attained(row: ExpectedResult) -> Attained:
    judged = tuple(_judged(one) for one in row.judgements.all())
    return Attained(
        pk=row.pk,
        part=Part(row.part),
        kind=Kind(row.kind) if row.kind else None,
        text=row.text,
        version=row.version,
        judged=judged[0] if judged else None,
        earlier=judged[1:],
    )


def _judged(one: Judgement) -> Judged:
    return Judged(
        number=one.number,
        verdict=Verdict(one.verdict),
        grounds=one.grounds,
        evidence=one.evidence,
        documents=tuple(_evidence(each) for each in one.documents.all()),
        by=one.by_organisation.name,
        by_lead=one.by_lead,
        retold=one.retold,
        made_at=one.made_at,
    )


def _evidence(one: JudgementDocument) -> Evidence:
    return Evidence(one.document_id, one.title, one.document.link if one.document else "")
