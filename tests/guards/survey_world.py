"""One of everything of surveys in an organisation, with the marker in every text that people write."""

from organisations.models import Organisation, Upload, User
from surveys.actions import imports, inviting, remarks, surveys, themes
from surveys.models import Answer, FreeText, Invitation, MatrixRow, Question, RemarkKind, State, Survey
from tests import factories
from tests.surveys.factories import done_by_hand


def asked_things(mine: Organisation, by: User, marker: str) -> dict[str, object]:
    """Make a survey that is done, and a draft of its next round; return ids by the names that addresses use."""
    survey = surveys.make(
        by=by,
        organisation=mine,
        template="vgr-samordnare",
        closes_on=factories.DAY,
        groups={f"norr-{marker}": f"Norr {marker}".strip()},
    )
    words = dict.fromkeys(("title_sv", "title_en", "intro_sv", "intro_en"), f"Orden {marker}")
    Survey.objects.filter(pk=survey.pk).update(**words, contact=f"Frågor till {marker}")
    survey.sections.update(**words)
    questions = Question.objects.filter(section__survey=survey)
    asked = dict.fromkeys(("wording_sv", "wording_en", "help_sv", "help_en"), f"Frågan {marker}")
    questions.update(**asked)
    first = questions.filter(key="f1").get()
    first.choices.update(label_sv=f"Valet {marker}", label_en=f"Choice {marker}")
    MatrixRow.objects.create(
        question=first, number=1, key="rad", wording_sv=f"Raden {marker}", wording_en=f"Row {marker}"
    )
    Survey.objects.filter(pk=survey.pk).update(state=State.CLOSED, public_key=bytes(32))
    group = f"norr-{marker}"
    Invitation.objects.create(
        survey=survey,
        email=f"{marker or 'ny'}-{mine.slug}@prov.example".lower(),
        group=group,
        token_mac=mine.slug,
    )
    Answer.objects.create(survey=survey, group=group, choices={"f1": "5"})
    FreeText.objects.create(question=questions.get(key="o13"), body=f"Texten {marker}")
    done_by_hand(survey, invited=1, answered=1)
    draft = surveys.copy(by=by, survey=survey, closes_on=factories.DAY)
    remark = remarks.add(by=by, survey=survey, part=1, kind=RemarkKind.WORKSHOP, body=f"Workshoppen {marker}")
    address = f"utkast-{marker or 'ny'}-{mine.slug}@prov.example".lower()
    inviting.invite(by=by, survey=draft, people={address: group})
    upload = Upload.objects.create(
        organisation=mine,
        uploaded_by=by,
        purpose=imports.PURPOSE,
        name=f"{marker or 'svar'}.csv",
        content=imports.closed(draft, f"o13\nSvaret {marker}\n".encode()),
    )
    theme = themes.add(by=by, survey=survey, question_key="o13", name=f"Temat {marker}")
    return {
        "theme_id": theme.pk,
        "text_key": "o13",
        "remark_id": remark.pk,
        "survey_id": survey.pk,
        "survey_draft_id": draft.pk,
        "answers_upload_id": upload.pk,
        "address_id": draft.invitations.get().pk,
        "question_key": "f1",
        "language": "sv",
    }
