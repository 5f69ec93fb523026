"""What somebody who wants to know who answered what would try: each test is a way that once led somewhere."""

import pytest
from django.urls import reverse

from figures.disclosure import Counted, Hidden, Nearly, Reason
from surveys import results
from surveys.actions import collecting, writing
from surveys.models import FreeText, Kind, Survey
from surveys.questionnaire import NOTHING, Ask, Option, Part, Questionnaire, Said
from surveys.sealed import Content
from tests import factories
from tests.surveys.factories import draft

OPTIONS = tuple(Option(code, Said(code)) for code in ("ja", "nej"))
LEAD = Ask("f1", Kind.CHOICE, Said("Har du tid?"), options=OPTIONS)
FOLLOWING = Ask(
    "f2", Kind.CHOICE, Said("Räcker den?"), options=OPTIONS, only_key="f1", only_codes=frozenset({"ja"})
)
WHY = Ask("o1", Kind.TEXT, Said("Varför inte?"), only_key="f1", only_codes=frozenset({"nej"}))


def asked(*asks, groups=None):
    """A draft that asks these, each on a page of its own."""
    more = {"breakdown": "unit", "groups": {code: code for code in groups}} if groups else {}
    survey = draft(**more)
    survey.sections.all().delete()
    writing.write(survey, Questionnaire(tuple(Part(Said(ask.key), NOTHING, (ask,)) for ask in asks)))
    return survey


def collected(survey, *contents):
    """Let so many have answered so: a number, a group, choices, and a text for o1."""
    rows = [
        Content(group, choices, {"o1": text} if text else {})
        for number, group, choices, text in contents
        for _one in range(number)
    ]
    collecting.take_in(by=None, survey=survey, contents=rows, invited=None)
    return Survey.objects.get(pk=survey.pk)


@pytest.mark.django_db
class TestAQuestionForSome:
    def test_how_many_were_asked_tells_nothing_of_a_group_that_answered_nearly_alike(self):
        survey = collected(
            asked(LEAD, FOLLOWING, groups=("norr", "soder", "vast")),
            (12, "norr", {"f1": "ja", "f2": "ja"}, ""),
            (1, "norr", {"f1": "nej"}, ""),
            (12, "soder", {"f1": "ja", "f2": "nej"}, ""),
            (3, "soder", {"f1": "ja", "f2": "ja"}, ""),
            (10, "soder", {"f1": "nej"}, ""),
            (6, "vast", {"f1": "ja", "f2": "nej"}, ""),
            (6, "vast", {"f1": "ja", "f2": "ja"}, ""),
            (14, "vast", {"f1": "nej"}, ""),
        )
        lead, following = (one.protected for one in results.results(survey))
        assert lead.groups["norr"] == Nearly(13, "ja")
        counted = {code for code, shown in lead.groups.items() if isinstance(shown, Counted)}
        assert counted in ({"soder"}, {"vast"})
        told = {code for code, shown in following.groups.items() if not isinstance(shown, Hidden)}
        assert told <= counted
        assert following.groups["norr"] == Hidden(Reason.PROTECTS, 10)
        assert isinstance(following.whole, Counted)

    @pytest.mark.parametrize("few", [1, 9])
    def test_a_text_of_few_would_come_with_the_choice_that_led_to_it(self, few, client):
        survey = collected(
            asked(LEAD, WHY), (40, "", {"f1": "ja"}, ""), (few, "", {"f1": "nej"}, "Chefen sa nej.")
        )
        assert not FreeText.objects.exists()
        hidden = Hidden(Reason.FEW, 10)
        assert results.texts(survey) == {"o1": hidden}
        assert results.comments(survey, "o1") == hidden
        assert results.text_counts(survey) == {"o1": hidden}
        client.force_login(factories.member(survey.organisation))
        for name in ("survey_texts", "survey_results", "survey_csv"):
            page = client.get(reverse(name, args=[survey.organisation.slug, survey.pk]))
            assert "färre än 10 har svarat" in page.text
            assert "Chefen" not in page.text

    def test_a_text_of_enough_is_read(self):
        survey = collected(
            asked(LEAD, WHY), (40, "", {"f1": "ja"}, ""), (10, "", {"f1": "nej"}, "Chefen sa nej.")
        )
        assert results.texts(survey) == {"o1": ["Chefen sa nej."] * 10}
        assert results.text_counts(survey) == {"o1": 10}
