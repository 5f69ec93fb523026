"""Keys, boxes, and the one transaction in which answers come out of them."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from nacl.public import PrivateKey

from surveys import keys, tasks
from surveys.actions import answering, sealing, surveys
from surveys.actions.writing import from_file
from surveys.doors import by_token
from surveys.models import Answer, Box, FreeText, Invitation, InvitationState, NamedAnswer, State, Survey
from surveys.questionnaires import templates
from surveys.sealed import (
    TEXT_BYTES,
    Content,
    TooLongError,
    UnreadableError,
    divided,
    fits,
    seal,
    size_of,
    unseal,
)
from surveys.tokens import mac_of, token_of
from tests.surveys.factories import answer, closed, door_of, draft, opened, tokens

VGR = from_file(templates()["vgr-samordnare"])
SIZE = size_of(VGR)
KEY = PrivateKey.generate()
ALL = {"f1": "5", "f3": "7", "f4": "yes", "o13": "Nätverket behövs."}


@given(
    st.dictionaries(st.sampled_from([ask.key for ask in VGR]), st.text(max_size=300)), st.text(max_size=60)
)
def test_all_boxes_are_equally_long_and_give_back_what_was_put_in(given_answers, group):
    content = divided(VGR, given_answers, group)
    box = seal(content, public_key=bytes(KEY.public_key), size=SIZE)
    assert len(box) == SIZE + 48
    assert unseal(box, KEY) == content


def test_the_longest_answer_fits_and_a_longer_one_is_refused():
    most = {ask.key: max(ask.codes, key=len) for ask in VGR if ask.codes}
    room = TEXT_BYTES - len('{"o13": ""}')
    assert fits({"o13": "x" * room})
    assert not fits({"o13": "x" * (room + 1)})
    seal(Content("å" * 60, most, {"o13": "x" * room}), public_key=bytes(KEY.public_key), size=SIZE)
    with pytest.raises(TooLongError):
        seal(Content("", most, {"o13": "x" * SIZE}), public_key=bytes(KEY.public_key), size=SIZE)


def test_another_key_or_a_damaged_box_says_nothing():
    box = seal(Content("", {}, {"o13": "hemligt"}), public_key=bytes(KEY.public_key), size=SIZE)
    damaged = box[:-1] + bytes([box[-1] ^ 1])
    for broken, key in ((box, PrivateKey.generate()), (damaged, KEY), (b"", KEY)):
        with pytest.raises(UnreadableError) as caught:
            unseal(broken, key)
        assert caught.value.__cause__ is None
        assert not caught.value.args


def test_a_key_is_made_once_and_gone_when_destroyed(settings, tmp_path):
    settings.SURVEY_KEYS_DIR = tmp_path / "keys"
    survey_id = uuid.uuid4()
    public = keys.make(survey_id)
    assert keys.make(survey_id) == public
    assert list(keys.kept()) == [survey_id]
    (file,) = settings.SURVEY_KEYS_DIR.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    keys.destroy(survey_id)
    keys.destroy(survey_id)
    assert list(settings.SURVEY_KEYS_DIR.iterdir()) == []
    with pytest.raises(keys.KeyMissingError):
        keys.private(survey_id)


def test_a_token_is_the_same_each_time_and_its_own():
    survey, one, other = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    assert token_of(survey, one) == token_of(survey, one)
    assert len({token_of(survey, one), token_of(survey, other), token_of(survey), token_of(other, one)}) == 4
    assert len(token_of(survey, one)) == 32
    assert mac_of(token_of(survey, one)) not in token_of(survey, one)


@pytest.mark.django_db(transaction=True)
class TestSurvey:
    def test_a_link_is_used_once(self):
        survey = opened(people=1)
        (token,) = tokens(survey).values()
        door = door_of(token)
        assert answering.store(door=door, given=ALL)
        assert not answering.store(door=door, given=ALL)
        assert by_token(token) is None
        assert Box.objects.count() == 1

    def test_answers_come_out_at_the_close_and_nothing_is_left_of_the_way(self):
        survey = opened(people=14)
        for token in list(tokens(survey).values())[:12]:
            assert answer(token, ALL)
        assert not Answer.objects.exists()
        closed(survey)
        assert (survey.state, survey.invited, survey.answered) == (State.DONE, 14, 12)
        assert list(survey.answers.values_list("choices", "group").distinct()) == [
            ({"f1": "5", "f3": "7", "f4": "yes"}, "")
        ]
        assert survey.answers.count() == FreeText.objects.filter(body="Nätverket behövs.").count() == 12
        assert not Box.objects.exists()
        assert set(survey.invitations.values_list("state", "mails")) == {(InvitationState.CLOSED, 0)}
        assert survey.pk not in keys.kept()

    @pytest.mark.parametrize(
        ("answered", "answers", "texts"), [(5, 0, 0), (6, 6, 0), (9, 9, 0), (10, 10, 10)]
    )
    def test_what_may_never_be_shown_is_not_kept(self, answered, answers, texts):
        survey = opened(people=12)
        for token in list(tokens(survey).values())[:answered]:
            answer(token, ALL)
        closed(survey)
        assert survey.answered == answered
        assert (survey.answers.count(), FreeText.objects.count()) == (answers, texts)

    def test_no_answer_is_alone_with_its_group(self):
        survey = opened(people=40, groups=("norr", "soder"))
        found = tokens(survey)
        groups = dict(survey.invitations.values_list("email", "group"))
        few = [address for address, group in groups.items() if group == "norr"][:3]
        many = [address for address, group in groups.items() if group == "soder"][:15]
        for address in few + many:
            answer(found[address], ALL)
        closed(survey)
        assert set(survey.answers.values_list("group", flat=True)) == {""}

    def test_groups_that_are_large_keep_their_codes(self):
        survey = opened(people=20, groups=("norr", "soder"))
        for token in tokens(survey).values():
            answer(token, ALL)
        closed(survey)
        assert (
            survey.answers.filter(group="norr").count() == survey.answers.filter(group="soder").count() == 10
        )

    def test_broken_off_in_the_middle_it_is_done_again(self, monkeypatch):
        survey = opened(people=10)
        for token in tokens(survey).values():
            answer(token, ALL)
        surveys.close(by=None, survey=survey)

        def killed(*_args):
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(sealing, "_rewrite_invitations", killed)
            with pytest.raises(KeyboardInterrupt):
                sealing.seal(survey.pk)
        assert (Box.objects.count(), Answer.objects.count()) == (10, 0)
        with monkeypatch.context() as patch:
            patch.setattr(keys, "destroy", killed)
            with pytest.raises(KeyboardInterrupt):
                sealing.seal(survey.pk)
        assert (Box.objects.count(), Answer.objects.count()) == (0, 10)
        assert survey.pk in keys.kept()
        tasks.sweep()
        assert survey.pk not in keys.kept()
        assert Answer.objects.count() == 10

    def test_without_its_key_nothing_changes_and_the_log_tells_no_words(self, caplog):
        survey = opened(people=10)
        for token in tokens(survey).values():
            answer(token, ALL)
        surveys.close(by=None, survey=survey)
        keys.destroy(survey.pk)
        tasks.seal(str(survey.pk))
        assert "KeyMissingError" in caplog.text
        assert (Box.objects.count(), Answer.objects.count()) == (10, 0)
        keys.make(survey.pk)
        with pytest.raises(sealing.OtherKeyError):
            sealing.seal(survey.pk)
        assert Box.objects.count() == 10

    def test_an_error_of_the_database_is_logged_without_what_somebody_wrote(self, caplog, monkeypatch):
        survey = opened(people=10)
        for token in tokens(survey).values():
            answer(token, ALL)
        surveys.close(by=None, survey=survey)

        def refused(*_args, **_options):
            raise DatabaseError(f"Failing row contains ({ALL['o13']})")

        monkeypatch.setattr(FreeText.objects, "bulk_create", refused)
        tasks.seal(str(survey.pk))
        assert "DatabaseError" in caplog.text
        assert ALL["o13"] not in caplog.text

    def test_a_damaged_box_does_not_stop_the_others(self, caplog):
        survey = opened(people=10)
        for token in tokens(survey).values():
            answer(token, ALL)
        Box.objects.create(survey=survey, sealed=b"skrap")
        closed(survey)
        assert (survey.answered, survey.answers.count()) == (11, 10)
        assert "boxes_unreadable" in caplog.text

    def test_the_sweeper_closes_what_is_over(self):
        survey = opened(people=2)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE surveys_survey SET closes_on = closes_on - 15")
        assert by_token(next(iter(tokens(survey).values()))) is None
        last = survey.closes_on - timedelta(days=15)
        tasks.sweep()
        survey.refresh_from_db()
        assert (survey.state, survey.answered, survey.closes_on) == (State.DONE, 0, last)

    def test_closed_early_its_last_day_is_the_one_when_it_was_closed(self):
        survey = closed(opened(people=1))
        assert survey.closes_on == timezone.localdate()

    def test_the_sweeper_opens_what_the_worker_was_not_rung_for(self):
        survey = draft()
        surveys.open_survey(by=None, survey=survey)
        assert by_token(token_of(survey.pk)) is None
        tasks.sweep()
        survey.refresh_from_db()
        assert survey.state == State.OPEN
        assert bytes(survey.public_key) == keys.make(survey.pk)
        keys.destroy(survey.pk)

    def test_a_shared_link_takes_many_answers_and_knows_nobody(self):
        survey = opened(way="shared")
        for _person in range(10):
            assert answer(token_of(survey.pk), ALL)
        closed(survey)
        assert (survey.invited, survey.answered, survey.answers.count()) == (None, 10, 10)

    def test_a_named_survey_keeps_who_answered_and_says_so_in_its_own_table(self):
        survey = opened("verva-noder", people=2)
        (first, _second) = tokens(survey).items()
        assert answer(first[1], {"s8-1-allmant": "Vi började."})
        closed(survey)
        kept = NamedAnswer.objects.get()
        assert (kept.invitation.email, kept.texts) == (first[0], {"s8-1-allmant": "Vi började."})
        assert (survey.invited, survey.answered) == (2, 1)
        assert not Box.objects.exists()

    def test_after_the_close_nobody_can_answer(self):
        survey = opened(people=1)
        (token,) = tokens(survey).values()
        door = door_of(token)
        surveys.close(by=None, survey=survey)
        with pytest.raises(answering.ClosedError):
            answering.store(door=door, given=ALL)
        assert not surveys.close(by=None, survey=survey)
        assert Invitation.objects.get().state == InvitationState.INVITED
        sealing.seal(survey.pk)
        assert Survey.objects.get().state == State.DONE
