"""Arranges an evaluation's material for its sections; each section's values stand under its own key alone."""

from reports.kinds.kind import Values
from reports.kinds.utvardering.appendices import grouped, questionnaire
from reports.kinds.utvardering.chapters import chapter
from reports.kinds.utvardering.first_page import first_page
from reports.kinds.utvardering.material import Material
from reports.kinds.utvardering.method import method
from reports.kinds.utvardering.protecting import protecting
from reports.kinds.utvardering.rounds import rounds
from surveys.questionnaires import MOST_SECTIONS


def chapter_key(page: int) -> str:
    """Return the key of the chapter on a page of the questionnaire, counted from 1."""
    return f"page-{page}"


CHAPTERS = tuple(chapter_key(page) for page in range(1, MOST_SECTIONS + 1))


def sections(material: Material) -> dict[str, Values | None]:
    """Return every generated section's values, None where there is nothing to show. The language is active."""
    pages = {chapter_key(page.number): chapter(page, material) for page in material.pages}
    return {
        "page1": first_page(material),
        "method": method(material),
        **{key: pages.get(key) for key in CHAPTERS},
        "rounds": rounds(material),
        "protection": {"sentences": protecting(material.settings)},
        "questions": questionnaire(material),
        "groups": grouped(material),
    }
