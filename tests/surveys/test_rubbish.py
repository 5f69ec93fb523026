"""Rubbish in every field and every address of the coordinator's pages is answered, never a fault."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from surveys.actions import remarks
from surveys.models import RemarkKind
from tests import factories
from tests.surveys.factories import closed, draft, opened

pytestmark = pytest.mark.django_db

RUBBISH = ["\x00", "²", "-1", "9" * 400, "\u202e<script>", "😀"]
FIELDS = [
    *("once", "version", "template", "title", "anonymity", "way", "breakdown", "closes_on", "title_sv"),
    *(
        "title_en",
        "intro_sv",
        "contact",
        "reminder_1",
        "limit_whole",
        "limit_group",
        "names",
        "text",
        "group",
    ),
    *(
        "kind",
        "wording_sv",
        "help_sv",
        "rows_sv",
        "choices_sv",
        "scale",
        "codes",
        "go",
        "part",
        "invited",
        "tillfragade",
        "body",
        "sure",
    ),
]
OF_A_DRAFT = [
    *(("survey_settings", []), ("survey_groups", []), ("survey_open", []), ("survey_part_new", [])),
    *(("survey_part", [1]), ("survey_part", [0]), ("survey_part", [10**30]), ("survey_question_new", [1])),
    *(("survey_question", ["f1"]), ("survey_question", ["x" * 500]), ("survey_question_for", ["f4"])),
    *(("survey_question_move", ["f1"]), ("survey_invite", []), ("survey_preview", ["sv"])),
    *(("survey_question_remove", ["f1"]), ("survey_part_remove", [4]), ("survey_copy", [])),
    ("survey_collect", []),
    *(("survey_collect_preview", [uuid.UUID(int=7)]), ("survey_uninvite", [uuid.UUID(int=7)])),
]


@pytest.fixture
def place(client):
    made = factories.organisation("Trelleborg")
    client.force_login(factories.member(made, name="Kim Prov"))
    return made


def answered(client, address):
    # Addresses share the rubbish out: each gets every second.
    for rubbish in RUBBISH[len(address) % 2 :: 2]:
        sent = dict.fromkeys(FIELDS, rubbish)
        assert client.post(address, sent).status_code in {302, 404, 422, 200, 405}, address
        asked = dict.fromkeys(("sida", "fraga", "sort", "tillfragade"), rubbish)
        assert client.get(address, asked).status_code in {200, 302, 404, 405}, address


@pytest.mark.parametrize(("name", "parts"), OF_A_DRAFT)
def test_a_draft(client, place, name, parts):
    survey = draft(place=place, breakdown="role", groups={"chef": "Chef"})
    answered(client, reverse(name, args=[place.slug, survey.pk, *parts]))


@pytest.mark.parametrize("kind", ["choice", "satisfaction", "yes_no", "several", "matrix", "text"])
def test_a_new_question_of_each_kind(client, place, kind):
    survey = draft(place=place)
    answered(client, reverse("survey_question_new", args=[place.slug, survey.pk, 1]) + f"?sort={kind}")


def test_a_file_of_answers_that_waits(client, place):
    survey = draft(place=place)
    there = reverse("survey_collect", args=[place.slug, survey.pk])
    for content in (
        b"",
        b"\x00" * 50,
        b"PK\x03\x04" + b"\xff" * 99,
        b"f1;" * 9999,
        b'"' * 9999,
        b"f1\n" + b"\xff" * 9,
    ):
        for suffix in ("csv", "xlsx", "exe"):
            sent = client.post(there, {"file": SimpleUploadedFile(f"x.{suffix}", content), "invited": "\x00"})
            assert sent.status_code == 422
    sent = client.post(there, {"file": SimpleUploadedFile("x.csv", b"f1\n5\n")})
    for rubbish in RUBBISH:
        page = client.get(sent.url, {"tillfragade": rubbish})
        assert page.status_code == 200, rubbish
        assert "Okänt" in page.text
    assert client.post(sent.url, {"go": "no"}).url == there


def test_the_room_an_open_survey_and_one_that_is_done(client, place):
    answered(client, reverse("surveys", args=[place.slug]))
    answered(client, reverse("survey_new", args=[place.slug]))
    survey = opened(place=place, people=1)
    for name in ("survey", "survey_invited", "survey_move"):
        answered(client, reverse(name, args=[place.slug, survey.pk]))
    closed(survey)
    remark = remarks.add(by=factories.user(), survey=survey, part=1, kind=RemarkKind.QUOTE, body="Ord")
    for name, parts in [
        ("survey_remark_new", [survey.pk, 1]),
        ("survey_remark_new", [survey.pk, 10**30]),
        ("survey_remark", [remark.pk]),
        ("survey_remark", [10**30]),
        ("survey_results", [survey.pk]),
        ("survey_texts", [survey.pk]),
    ]:
        answered(client, reverse(name, args=[place.slug, *parts]))
