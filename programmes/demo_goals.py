"""The demo's goal attainment: what was expected, and the judgements that source 004 tells, marked as retold."""

from collections.abc import Iterable

from django.utils import timezone

from organisations.models import User
from programmes.demo_content import ExpectedResultContent
from programmes.models import ExpectedResult, Judgement, JudgementDocument, Part, Programme


def load_expected_results(
    results: Iterable[ExpectedResultContent], programme: Programme, *, by: User
) -> None:
    """Make the expected results with their judgements, and let those who take part read them.

    The judgements are told by the report that the round's owner published; no evaluator of the demo made them.
    """
    documents = {one.title: one for one in programme.documents.light()}
    for position, one in enumerate(results, start=1):
        result = ExpectedResult.objects.create(
            programme=programme,
            part=Part.PARTICIPANT,
            kind=one.kind,
            position=position,
            text=one.text,
            created_by=by,
            saved_by=by,
        )
        if one.judgement is None:
            continue
        judgement = Judgement.objects.create(
            result=result,
            number=1,
            by_organisation=programme.owner,
            retold=True,
            made_by=by,
            **one.judgement.model_dump(exclude={"documents"}),
        )
        JudgementDocument.objects.bulk_create(
            JudgementDocument(judgement=judgement, document=documents[title], title=title)
            for title in one.judgement.documents
        )
    programme.attainment_released_at = timezone.now()
    programme.save(update_fields=["attainment_released_at"])
