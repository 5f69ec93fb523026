"""Addresses as people have them, groups out of the tree, and mails that go out once, at a rate, to all alike."""

import datetime
import time
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone

from organisations.files.columns import FileRefusedError
from organisations.models import CoordinatorAssignment
from surveys import addresses, tasks, tree
from surveys.actions import inviting, mailing, surveys
from surveys.counting import coarse
from surveys.models import Invitation, InvitationState, MailState, Survey
from tests import factories
from tests.surveys.factories import answer, closed, draft, opened, tokens

TODAY = datetime.date(2026, 11, 26)


@pytest.mark.parametrize(
    "text",
    [
        "a@prov.example\nb@prov.example",
        "A@prov.example; b@prov.example;",
        "a@prov.example, b@prov.example, a@prov.example",
        'Anna Prov <a@prov.example>; "Prov, Bo" <b@prov.example>',
    ],
)
def test_pasted_addresses_in_all_the_ways_that_programs_write_them(text):
    assert addresses.pasted(text) == addresses.Found({"a@prov.example": "", "b@prov.example": ""}, [])


def test_what_is_no_address_is_told_with_its_line():
    found = addresses.pasted("a@prov.example\n\ninte en adress\nb@")
    assert list(found.people) == ["a@prov.example"]
    assert found.faults == [
        "Rad 3: ”inte en adress” är ingen e-postadress.",
        "Rad 4: ”b@” är ingen e-postadress.",
    ]


@pytest.mark.parametrize(
    "text", ["(" * 9_000, "a:" * 9_000, "<" * 9_000, "[" * 9_000, '"' * 9_001, "@" * 9_000]
)
def test_rubbish_is_told_as_rubbish(text):
    found = addresses.pasted(text)
    assert found.people == {}
    assert len(found.faults) == 1


@pytest.mark.parametrize("between", [", ", "; ", "\n"])
def test_ten_thousand_with_names_are_read_in_a_moment(between):
    text = between.join(f'"Efternamn, Namn" <n{number}@prov.example>' for number in range(10_000))
    begun = time.process_time()
    found = addresses.pasted(text)
    assert (len(found.people), found.faults) == (10_000, [])
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("part", ["inte en adress;", "a@prov.example,"])
def test_more_than_there_is_room_for_are_not_looked_at_one_by_one(part):
    found = addresses.pasted(part * 20_001)
    assert (found.people, found.faults) == (
        {},
        ["Det är fler än 20 000 adresser. Dela upp dem på flera enkäter."],
    )


def test_an_address_that_is_too_long_to_keep_is_told():
    long = f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.se"
    assert addresses.pasted(long).people == {}


def test_a_file_with_groups_by_name_or_code():
    groups = {"a": "Norra förvaltningen", "b": "soder", "c": "", "d": "Öster"}
    lines = ["e-post;grupp", *(f"{name}@prov.example;{group}" for name, group in groups.items())]
    found = addresses.from_file("\n".join(lines).encode(), {"norr": "Norra förvaltningen", "soder": "Södra"})
    assert found.people == {"a@prov.example": "norr", "b@prov.example": "soder", "c@prov.example": ""}
    assert found.faults == ["Rad 5: gruppen ”Öster” finns inte i enkäten."]
    with pytest.raises(FileRefusedError, match="saknar"):
        addresses.from_file(b"grupp\nnorr\n", {})


@pytest.mark.parametrize(("answered", "told"), [(0, None), (5, None), (6, 6), (10, 6), (11, 11), (39, 36)])
def test_the_count_is_coarse(answered, told):
    assert coarse(answered, 6) == told


@pytest.mark.django_db
class TestTree:
    def test_units_are_groups_and_their_coordinators_are_invited(self):
        region = factories.organisation("Region", slug="region")
        north = factories.organisation("Norr", parent=region, slug="norr")
        ward = factories.organisation("Avdelning", parent=north, slug="avdelning")
        factories.organisation("Stängd", parent=region, slug="stangd", valid_to=datetime.date(2001, 1, 1))
        factories.organisation("Annat", slug="annat")
        for place in (region, ward):
            CoordinatorAssignment.objects.create(
                organisation=place,
                user=factories.user(email=f"{place.slug}@prov.example"),
                valid_from=factories.DAY,
                share_percent=50,
            )
        survey = draft(place=region, breakdown="unit")
        assert tree.groups_of_units(survey) == 2
        assert dict(survey.groups.values_list("code", "parent__code")) == {"norr": None, "avdelning": "norr"}
        assert tree.coordinators(survey) == {"region@prov.example": "", "avdelning@prov.example": "avdelning"}

    def test_an_address_is_invited_once_and_in_a_group_that_exists(self):
        survey = draft(breakdown="unit", groups={"norr": "Norr"})
        assert inviting.invite(survey=survey, people={"A@prov.example": "norr", "b@prov.example": ""}) == 2
        assert inviting.invite(survey=survey, people={"a@prov.example": "", "c@prov.example": ""}) == 1
        assert survey.invitations.get(email="a@prov.example").group == "norr"
        with pytest.raises(inviting.UnknownGroupError):
            inviting.invite(survey=survey, people={"d@prov.example": "okand"})
        with pytest.raises(inviting.NotByInvitationError):
            inviting.invite(survey=draft(way="shared"), people={"d@prov.example": ""})


@pytest.mark.django_db(transaction=True)
class TestMails:
    def test_each_address_gets_its_own_link_once(self):
        survey = opened(people=3)
        tasks.send_mails()
        tasks.send_mails()
        links = tokens(survey)
        assert sorted(one.to[0] for one in mail.outbox) == sorted(links)
        for one in mail.outbox:
            assert one.subject == "Rollen som MR-samordnare"
            assert f"http://localhost/enkat/{links[one.to[0]]}/sv/" in one.body
            assert f"http://localhost/enkat/{links[one.to[0]]}/en/" in one.body
            assert "ingen kan se vad just du har svarat" in one.body
        assert set(survey.invitations.values_list("mail", "mails")) == {(MailState.SENT, 1)}

    def test_not_before_it_is_open_and_not_after_its_last_day(self):
        survey = draft()
        inviting.invite(survey=survey, people={"a@prov.example": ""})
        assert mailing.send_due(limit=10) == 0
        survey = opened(people=1)
        surveys.close(by=None, survey=survey)
        assert mailing.send_due(limit=10) == 0

    def test_no_more_than_the_limit_in_one_round(self):
        opened(people=5)
        assert [mailing.send_due(limit=2) for _minute in range(4)] == [2, 2, 1, 0]
        assert len({one.to[0] for one in mail.outbox}) == len(mail.outbox) == 5

    def test_reminders_on_fixed_days_to_all_who_have_not_answered(self, monkeypatch):
        survey = draft()
        today = timezone.localdate()
        days = [today + datetime.timedelta(days=n) for n in (3, 6)]
        Survey.objects.filter(pk=survey.pk).update(reminder_days=days)
        Survey.objects.filter(pk=survey.pk).update(closes_on=today + datetime.timedelta(days=14))
        inviting.invite(survey=survey, people={f"{n}@prov.example": "" for n in range(3)})
        surveys.open_survey(by=None, survey=survey)
        tasks.sweep()
        assert mailing.send_due(limit=10) == 3
        links = tokens(survey)
        assert answer(links["0@prov.example"], {"f1": "5"})
        sent = []
        for day in range(1, 8):
            monkeypatch.setattr(timezone, "localdate", lambda day=day: today + datetime.timedelta(days=day))
            sent += [mailing.send_due(limit=10)]
        assert sent == [0, 0, 2, 0, 0, 2, 0]
        assert {one.to[0] for one in mail.outbox[3:]} == {"1@prov.example", "2@prov.example"}
        assert all(one.subject == "Påminnelse: Rollen som MR-samordnare" for one in mail.outbox[3:])
        with pytest.raises(IntegrityError), transaction.atomic():
            Survey.objects.filter(pk=survey.pk).update(reminder_days=[today])

    def test_after_the_close_nothing_tells_who_was_reminded(self):
        survey = opened(people=12)
        mailing.send_due(limit=12)
        for token in list(tokens(survey).values())[:7]:
            answer(token, {"f1": "5"})
        survey.invitations.waiting().update(mails=2)
        closed(survey)
        assert set(survey.invitations.values_list("state", "mails")) == {(InvitationState.CLOSED, 0)}
        assert set(survey.invitations.values_list("mail", flat=True)) == {MailState.SENT}

    def test_an_address_that_is_refused_is_told_and_does_not_stop_the_others(self, monkeypatch):
        survey = opened(people=3)
        refused = "svarande-0@prov.example"

        def send(_backend, messages):
            if messages[0].to == [refused]:
                raise SMTPRecipientsRefused({refused: (550, b"finns inte")})
            return original(_backend, messages)

        original = EmailBackend.send_messages
        monkeypatch.setattr(EmailBackend, "send_messages", send)
        assert mailing.send_due(limit=10) == 2
        assert mailing.send_due(limit=10) == 0
        assert survey.invitations.get(email=refused).mail == MailState.REFUSED

    def test_a_reminder_that_is_refused_is_not_told_for_only_who_has_not_answered_gets_one(self, monkeypatch):
        survey = opened(people=3)
        mailing.send_due(limit=10)
        answer(next(iter(tokens(survey).values())), {"f1": "5"})
        tried = []

        def send(_backend, messages):
            tried.append(messages[0].to)
            raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"finns inte")})

        monkeypatch.setattr(EmailBackend, "send_messages", send)
        monkeypatch.setattr(mailing, "rounds", lambda _survey: 2)
        assert mailing.send_due(limit=10) == 0
        assert mailing.send_due(limit=10) == 0
        assert len(tried) == 2
        assert set(survey.invitations.values_list("mail", flat=True)) == {MailState.SENT}

    @pytest.mark.parametrize(
        "error",
        [SMTPServerDisconnected("borta"), ConnectionRefusedError(), SMTPRecipientsRefused({"x": (451, b"")})],
    )
    def test_a_server_that_is_away_is_tried_again(self, monkeypatch, error, caplog):
        survey = opened(people=2)

        def send(_backend, _messages):
            raise error

        with monkeypatch.context() as patch:
            patch.setattr(EmailBackend, "send_messages", send)
            assert mailing.send_due(limit=10) == 0
        assert set(Invitation.objects.values_list("mail", "mails")) == {(MailState.WAITING, 0)}
        assert "svarande" not in caplog.text
        assert mailing.send_due(limit=10) == 2
        assert survey.invitations.filter(mail=MailState.SENT).count() == 2
