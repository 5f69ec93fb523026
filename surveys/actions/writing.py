"""Writing a questionnaire into a survey's draft, from a template or from an earlier round."""

from surveys.models import Choice, Group, Kind, MatrixRow, Question, Section, Survey
from surveys.questionnaire import Ask, Option, Part, Questionnaire, Row, Said
from surveys.questionnaires import QuestionFile, QuestionnaireFile, Words


def from_file(content: QuestionnaireFile) -> Questionnaire:
    """Turn a checked template into a questionnaire."""
    return Questionnaire(
        tuple(
            Part(_said(section.title), _said(section.intro), tuple(_ask(one) for one in section.questions))
            for section in content.sections
        )
    )


def write(survey: Survey, questionnaire: Questionnaire) -> None:
    """Store the questionnaire in a survey that has none: four statements, whatever its length."""
    sections = Section.objects.bulk_create(
        Section(
            survey=survey,
            number=number,
            title_sv=part.title.sv,
            title_en=part.title.en,
            intro_sv=part.intro.sv,
            intro_en=part.intro.en,
        )
        for number, part in enumerate(questionnaire.parts, start=1)
    )
    pairs = [
        (_question(section, number, ask), ask)
        for section, part in zip(sections, questionnaire.parts, strict=True)
        for number, ask in enumerate(part.asks, start=1)
    ]
    Question.objects.bulk_create(question for question, _ask in pairs)
    Choice.objects.bulk_create(
        Choice(
            question=question,
            number=number,
            code=option.code,
            label_sv=option.label.sv,
            label_en=option.label.en,
            outside=option.outside,
        )
        for question, ask in pairs
        for number, option in enumerate(ask.options, start=1)
    )
    MatrixRow.objects.bulk_create(
        MatrixRow(
            question=question,
            number=number,
            key=row.key,
            wording_sv=row.wording.sv,
            wording_en=row.wording.en,
        )
        for question, ask in pairs
        for number, row in enumerate(ask.rows, start=1)
    )


def copy_groups(before: Survey, after: Survey) -> None:
    """Give a round the same groups as the one before, the tree included."""
    made: dict[int, Group] = {}
    waiting = list(before.groups.order_by("pk"))
    while waiting:
        group = waiting.pop(0)
        if group.parent_id is not None and group.parent_id not in made:
            waiting.append(group)
            continue
        parent = made.get(group.parent_id) if group.parent_id is not None else None
        made[group.pk] = Group.objects.create(survey=after, code=group.code, name=group.name, parent=parent)


def _question(section: Section, number: int, ask: Ask) -> Question:
    return Question(
        section=section,
        number=number,
        key=ask.key,
        kind=ask.kind,
        wording_sv=ask.wording.sv,
        wording_en=ask.wording.en,
        help_sv=ask.help.sv,
        help_en=ask.help.en,
        required=ask.required,
        condition_key=ask.only_key,
        condition_codes=sorted(ask.only_codes),
    )


def _ask(content: QuestionFile) -> Ask:
    return Ask(
        key=content.key,
        kind=Kind(content.kind),
        wording=_said(content.wording),
        help=_said(content.help),
        required=content.required,
        options=tuple(Option(one.code, _said(one.label), one.outside) for one in content.offered),
        rows=tuple(Row(row.key, _said(row.wording)) for row in content.rows),
        only_key=content.when.question if content.when else "",
        only_codes=frozenset(content.when.codes if content.when else ()),
    )


def _said(words: Words | None) -> Said:
    return Said(words.sv, words.en) if words else Said("")
