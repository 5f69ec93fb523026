"""One part of a draft: written and saved, with script and without; two at once; beside it what helps."""

import pytest
from django.utils import timezone

from organisations.models import Role
from reports.actions import comments, drafts, parts
from reports.actions.publishing import start_correction
from reports.models import MAX_BODY, Draft
from tests import factories
from tests.reports.papers import address, fresh, marks, part, published, started

pytestmark = pytest.mark.django_db
TEXT = "## Det vi såg\n\nEtt stycke med **fet** text."


@pytest.fixture
def draft(begun):
    return fresh(begun)


@pytest.fixture
def kim(draft):
    return draft.created_by


@pytest.fixture
def nora(draft):
    return factories.member(draft.organisation, name="Nora Ek")


@pytest.fixture
def work(draft):
    return part(draft, "work")


@pytest.fixture
def send(client, draft, kim):
    """Send a part's form as the coordinator; what isn't given is as it was when the page was opened."""
    client.force_login(kim)

    def send_form(one, *, script=False, **values):
        data = {
            "heading": one.heading,
            "body": one.body,
            "caption": one.caption,
            "grund": marks(one),
        } | values
        headers = {"HX-Request": "true"} if script else {}
        return client.post(address("part", draft, one.pk), data, headers=headers)

    return send_form


def shown(client, draft, one, **kwargs):
    return client.get(address("part", draft, one.pk), **kwargs).text


class TestWriting:
    def test_it_is_saved_and_shown_as_it_will_be_printed(self, client, draft, kim, work, send):
        assert send(work, body=TEXT, heading="Vårt arbete").url == address("part", draft, work.pk)
        saved = part(draft, "work")
        assert (saved.heading, saved.body, saved.saved_by) == ("Vårt arbete", TEXT, kim)
        text = shown(client, draft, work)
        assert "<h3>Det vi såg</h3>" in text
        assert "<strong>fet</strong>" in text
        assert "Sparat av Kim Prov" in text

    def test_hostile_text_is_shown_as_text(self, client, draft, work, send):
        send(work, body="<script>alert(1)</script><img src=x onerror=alert(1)>", heading="<b>x")
        text = shown(client, draft, work)
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "<b>x" not in text

    def test_by_script_every_piece_of_the_page_is_told(self, draft, work, send):
        answer = send(work, script=True, body=TEXT, heading="Vårt arbete")
        assert answer.status_code == 200
        for piece in (
            'id="grund"',
            "#sparat",
            "#rubriken",
            'id="forhandsvisning"',
            "<h3>Det vi såg</h3>",
            "Vårt arbete",
        ):
            assert piece in answer.text
        assert marks(part(draft, "work")).split()[0] in answer.text
        assert "<!doctype" not in answer.text

    @pytest.mark.parametrize("script", [True, False])
    @pytest.mark.parametrize(
        ("values", "said"),
        [
            ({"body": "x" * (MAX_BODY + 1)}, f"högst {MAX_BODY} tecken, nu är den {MAX_BODY + 1}"),
            ({"heading": "x" * 201}, "högst 200 tecken, nu är den 201"),
        ],
    )
    def test_what_is_too_long_is_refused_and_stays(self, draft, work, send, values, said, script):
        answer = send(work, script=script, **values)
        assert answer.status_code == 422
        assert said in answer.text
        assert part(draft, "work").version == 1
        if not script:
            assert next(iter(values.values())) in answer.text

    def test_saving_may_go_on_to_the_next_part(self, draft, work, send):
        after = part(draft, "items")
        assert send(work, body=TEXT, vidare=after.pk).url == address("part", draft, after.pk)
        assert part(draft, "work").body == TEXT
        arabic = str(after.pk).translate({ord("0") + digit: 0x660 + digit for digit in range(10)})
        for nowhere in ("x", "0", arabic, "9" * 5_000, part(started(), "work").pk):
            assert send(part(draft, "work"), vidare=nowhere).url == address("part", draft, work.pk)

    def test_an_own_part_keeps_a_heading(self, draft, kim, send):
        own = parts.add_part(by=kim, draft=draft, heading="Egen")
        answer = send(own, heading="")
        assert answer.status_code == 422
        assert "Skriv en rubrik." in answer.text

    def test_a_generated_part_gets_heading_and_caption(self, client, draft, send):
        ratings = part(draft, "ratings")
        assert send(ratings, caption="Lägg märke till steg tre.", heading="Betygen").status_code == 302
        text = shown(client, draft, ratings)
        assert "Lägg märke till steg tre." in text
        assert "Betygen" in text
        assert "data-editor" not in text
        assert '<div class="rapport sheet-part"' in text

    def test_a_caption_is_short(self, draft, send):
        answer = send(part(draft, "ratings"), caption="x" * 501)
        assert answer.status_code == 422
        assert "högst 500 tecken, nu är den 501" in answer.text

    def test_what_has_nothing_to_show_or_is_left_out_says_so(self, client, draft, kim, work):
        client.force_login(kim)
        assert "Uppgifterna har inget att visa här" in shown(client, draft, part(draft, "units"))
        ratings = part(draft, "ratings")
        parts.leave_out(by=kim, part=ratings, left_out=True)
        assert "Delen är utelämnad." in shown(client, draft, ratings)

    @pytest.mark.parametrize("script", [True, False])
    def test_what_is_typed_in_a_closed_one_stays_on_the_page(self, draft, kim, work, send, script):
        drafts.set_aside(by=kim, draft=draft)
        answer = send(work, script=script, body="Mitt i skrivandet")
        assert answer.status_code == 409
        assert "går inte att ändra längre" in answer.text
        assert part(draft, "work").body == ""
        if not script:
            assert "Mitt i skrivandet</textarea>" in answer.text


class TestTwoAtOnce:
    @pytest.mark.parametrize("script", [True, False])
    def test_both_are_shown_with_who_and_when(self, draft, nora, work, send, script):
        parts.save_part(by=nora, part=work, heading="", body="Noras ord")
        answer = send(work, script=script, body="Kims ord")
        assert answer.status_code == 409
        for words in (
            "Noras ord",
            "Kims ord",
            "Nora Ek sparade något annat",
            "Behåll det som Nora Ek sparade",
        ):
            assert words in answer.text
        assert part(draft, "work").body == "Noras ord"

    @pytest.mark.parametrize("script", [True, False])
    @pytest.mark.parametrize(("choice", "stands"), [("deras", "Noras ord"), ("mitt", "Kims ord")])
    def test_the_choice_stands(self, draft, nora, work, send, choice, stands, script):
        saved = parts.save_part(by=nora, part=work, heading="", body="Noras ord")
        answer = send(work, script=script, body="Kims ord", val=choice, sedd=saved.version)
        assert answer.status_code == (200 if script else 302)
        assert part(draft, "work").body == stands
        if script:
            # What stands on the page already is not drawn anew.
            assert (f"{stands}</textarea>" in answer.text) == (choice == "deras")
        assert {"Noras ord", stands} == set(work.revisions.values_list("body", flat=True))

    def test_a_choice_about_what_has_changed_again_is_asked_anew(self, draft, nora, work, send):
        seen = parts.save_part(by=nora, part=work, heading="", body="Noras ord")
        parts.save_part(by=nora, part=work, heading="", body="Noras nya ord")
        answer = send(work, body="Kims ord", val="mitt", sedd=seen.version)
        assert answer.status_code == 409
        assert "Noras nya ord" in answer.text

    def test_heading_and_text_by_two_are_brought_together(self, draft, nora, work, send):
        parts.save_part(by=nora, part=work, heading="", body="Noras ord")
        answer = send(work, script=True, heading="Kims rubrik")
        assert answer.status_code == 200
        saved = part(draft, "work")
        assert (saved.heading, saved.body) == ("Kims rubrik", "Noras ord")
        assert "läs in sidan igen" in answer.text

    def test_the_page_goes_on_from_what_it_shows(self, draft, nora, work, send):
        """The text that Nora wrote isn't on Kim's page: what Kim then writes is asked about."""
        parts.save_part(by=nora, part=work, heading="", body="Noras ord")
        first = send(work, script=True, heading="Kims rubrik")
        goes_on = first.text.split('name="grund" value="')[1].split('"')[0]
        assert (
            send(work, script=True, heading="Kims rubrik", body="Kims ord", grund=goes_on).status_code == 409
        )

    def test_one_person_in_two_tabs(self, draft, kim, work, send):
        parts.save_part(by=kim, part=work, heading="", body="Från den andra fliken")
        answer = send(work, body="Från den här")
        assert answer.status_code == 409
        assert "Du sparade något annat" in answer.text
        assert "Behåll det som är sparat" in answer.text

    def test_the_same_words_are_no_question(self, nora, work, send):
        parts.save_part(by=nora, part=work, heading="", body="Samma ord")
        assert send(work, body="Samma ord").status_code == 302

    def test_a_form_without_its_hidden_field_never_writes_over(self, draft, nora, work, send):
        parts.save_part(by=nora, part=work, heading="", body="Noras ord")
        assert send(work, body="", grund="").status_code == 409
        assert part(draft, "work").body == "Noras ord"


class TestBeside:
    def test_a_text_has_all_sentences_and_a_generated_part_its_own(self, client, draft, kim, work):
        client.force_login(kim)
        said = draft.data["sentences"]
        assert len(said) > 1
        written, ratings = shown(client, draft, work), shown(client, draft, part(draft, "ratings"))
        for key, found in said.items():
            assert found[0].split("”")[0][:30] in written
            assert ('data-insert="#id_caption"' in ratings) or key != "ratings"
        assert written.count("data-insert") == sum(map(len, said.values()))
        assert ratings.count("data-insert") == len(said.get("ratings", []))

    def test_the_last_report_stands_beside(self, client, draft, kim, work):
        parts.save_part(by=kim, part=work, heading="", body="Så skrev vi då")
        own = parts.add_part(by=kim, draft=draft, heading="Vår egen del")
        parts.save_part(by=kim, part=own, heading="Vår egen del", body="Det egna då")
        published(draft, by=kim)
        later = started(place=draft.organisation, by=kim)
        client.force_login(kim)
        assert "Så skrev vi då" in shown(client, later, part(later, "work"))
        assert "hade ingen text här" in shown(client, later, part(later, "lessons"))
        again = parts.add_part(by=kim, draft=later, heading="VÅR EGEN DEL")
        assert "Det egna då" in shown(client, later, again)

    def test_nothing_stands_beside_where_nothing_came_before(self, client, draft, kim, work):
        client.force_login(kim)
        assert "Förra rapporten" not in shown(client, draft, work)
        published(draft, by=kim)
        assert "Förra rapporten" not in shown(client, draft, work)

    def test_a_correction_looks_at_the_report_before_the_one_it_corrects(self, client, draft, kim, work):
        parts.save_part(by=kim, part=work, heading="", body="Två rapporter sedan")
        published(draft, by=kim)
        second = started(place=draft.organisation, by=kim)
        parts.save_part(by=kim, part=part(second, "work"), heading="", body="Det som rättas")
        correction = start_correction(by=kim, publication=published(second, by=kim), reason="Fel siffra")
        client.force_login(kim)
        text = shown(client, correction, part(correction, "work"))
        assert "Två rapporter sedan" in text
        assert 'data-text="Det som rättas"' not in text

    def test_another_organisations_report_is_not_the_last_one(self, client, draft, kim, work):
        other = started()
        parts.save_part(by=other.created_by, part=part(other, "work"), heading="", body="Någon annans ord")
        published(other, by=other.created_by)
        Draft.objects.filter(pk=draft.pk).update(created_at=timezone.now())
        client.force_login(kim)
        assert "Någon annans ord" not in shown(client, draft, work)

    def test_one_goes_on_to_the_next_part(self, client, draft, kim, work):
        client.force_login(kim)
        text = shown(client, draft, work)
        for key in ("changes", "items"):
            assert address("part", draft, part(draft, key).pk) in text


class TestWho:
    def test_a_contributor_reads_and_writes_nothing(self, client, draft, kim, work):
        parts.save_part(by=kim, part=work, heading="", body=TEXT)
        client.force_login(factories.member(draft.organisation, Role.CONTRIBUTOR))
        text = shown(client, draft, work)
        assert "<h3>Det vi såg</h3>" in text
        assert 'name="heading"' not in text
        assert "data-insert" not in text
        assert "Kommentera" in text
        assert client.post(address("part", draft, work.pk), {"body": "x"}).status_code == 403

    def test_a_part_of_another_draft_is_not_found(self, client, draft, kim):
        other = started(place=draft.organisation, by=kim)
        client.force_login(kim)
        assert client.get(address("part", draft, part(other, "work").pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_the_same_however_much_there_is(
    client, draft, kim, nora, work, count, django_assert_num_queries
):
    for number in range(count):
        parts.add_part(by=kim, draft=draft, heading=f"Del {number}")
        thread = comments.add_comment(by=nora, part=work, body="Hur då?")
        comments.add_comment(by=kim, part=work, body="Så här.", answers=thread)
    client.force_login(kim)
    client.get(address("part", draft, work.pk))
    with django_assert_num_queries(13):
        assert client.get(address("part", draft, work.pk)).status_code == 200
