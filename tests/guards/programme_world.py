"""One of everything of programmes that an organisation leads, with the marker in every text that people write."""

from checklists.actions.assessments import submit_assessment
from checklists.models import Assessment
from organisations.audiences import Choice
from organisations.models import Function, Organisation, User
from programmes.models import (
    AccessNeed,
    Attendance,
    Document,
    ExpectedResult,
    HomeWork,
    Letter,
    Meeting,
    MentorAnswer,
    Part,
    Programme,
    Remark,
    Stage,
)
from tests import factories as make
from tests.programmes import factories


def joined_things(mine: Organisation, unit: Organisation, by: User, marker: str) -> dict[str, object]:
    """Make a programme that the organisation leads and takes part in with its unit; ids by the names of addresses."""
    programme = factories.programme(
        mine, name=f"Satsningen {marker}".strip(), round=f"Omgång {marker}", purpose=f"Syftet {marker}"
    )
    words = dict.fromkeys(("gives", "gets", "decides", "support"), f"Orden {marker}")
    for part in ("participant", "lead"):
        factories.expectation(programme, part, **words)
    taking_part = factories.participation(
        programme,
        mine,
        units=[unit],
        reference=f"KS {marker}",
        contact_name=f"Kontakt {marker}",
        contact_email=f"kontakt-{marker or 'ny'}@prov.example".lower(),
    )
    function = Function.objects.in_order().earliest("pk")
    taking_part.function_numbers.create(function=function, number=2)
    MentorAnswer.objects.create(participation=taking_part, answer="yes", reason=f"Skälet {marker}")
    group = factories.group(programme, taking_part, name=f"Gruppen {marker}".strip())
    meeting = factories.meeting(
        programme,
        name=f"Träffen {marker}".strip(),
        place=f"Platsen {marker}",
        groups=[group],
        **dict.fromkeys(
            ("agenda", "notes", "plus", "minus", "interesting", "decisions", "home_work"), f"Text {marker}"
        ),
    )
    need = AccessNeed.objects.create(meeting=meeting, participation=taking_part, text=f"Behovet {marker}")
    Attendance.objects.create(meeting=meeting, participation=taking_part, function=function, number=1)
    steps = dict.fromkeys(("plan", "do", "study", "act"), f"Steget {marker}")
    HomeWork.objects.create(meeting=meeting, participation=taking_part, **steps)
    document = _documents(programme, mine, marker)
    others = {"part": Part.MENTOR, "stage": Stage.LEFT, "left_reason": f"Orsaken {marker}"}
    factories.participation(programme, unit, **others)
    factories.participation(programme, unit, part=Part.SUPPORT)
    evaluator = factories.participation(programme, unit, part=Part.EVALUATOR)
    letter = Letter.objects.create(
        programme=programme, subject=f"Brevet {marker}", body=f"Hej {marker}", sent_by=by
    )
    shared = _shared(programme, unit, meeting, by, marker)
    remark = Remark.objects.create(
        programme=programme,
        owner=shared.organisation,
        object_type="checklists.assessment",
        object_id=str(shared.pk),
        by_organisation=mine,
        author=by,
        body=f"Tanken {marker}",
    )
    return {
        "programme_id": programme.pk,
        "participation_id": taking_part.pk,
        "evaluator_id": evaluator.pk,
        "group_id": group.pk,
        "meeting_id": meeting.pk,
        "need_id": need.pk,
        "document_id": document.pk,
        "letter_id": letter.pk,
        "programme_remark_id": remark.pk,
        "shared_id": shared.pk,
        "part": "participant",
        "expected_id": _expected(programme, document, unit, marker).pk,
    }


def _expected(programme: Programme, document: Document, by: Organisation, marker: str) -> ExpectedResult:
    """An expected result that an evaluator has judged."""
    result = programme.expected_results.create(part=Part.PARTICIPANT, text=f"Resultatet {marker}")
    judgement = result.judgements.create(
        number=1,
        verdict="partly",
        grounds=f"Grunden {marker}",
        evidence=f"Underlaget {marker}",
        by_organisation=by,
    )
    judgement.documents.create(document=document, title=document.title)
    return result


def _documents(programme: Programme, mine: Organisation, marker: str) -> Document:
    """A link, and the file that addresses are about."""
    link = f"https://exempel.example/{marker}"
    Document.objects.create(programme=programme, title=f"Länken {marker}".strip(), link=link, owner=mine)
    content = f"Innehållet {marker}".encode()
    return Document.objects.create(
        programme=programme,
        title=f"Dokumentet {marker}".strip(),
        name=f"{marker or 'fil'}.pdf",
        content_type="application/pdf",
        content=content,
        size=len(content),
        owner=mine,
    )


def _shared(programme: Programme, unit: Organisation, meeting: Meeting, by: User, marker: str) -> Assessment:
    """What a partner has handed in at the meeting's occasion, and shares with who leads."""
    lead = programme.owner
    partner = make.organisation(f"Partner till {lead.slug}")
    factories.participation(programme, partner)
    invited = {"name": f"Tillfället {marker}".strip(), "owner": lead}
    meeting.occasion = make.occasion(make.skr(), unit, partner, **invited)
    meeting.save()
    words = {"comment": f"Det delade {marker}"}
    draft = make.assessment(partner, meeting.occasion, "2211221123", by=by, submit=False, **words)
    return submit_assessment(by=by, assessment=draft, shared=Choice(frozenset({lead.pk})))
