"""The database's administrator, after the close: whatever can be read ties no answer to an invitation.

Each person's answer is marked by a text of their own, so that the truth is known, and every trace that a server keeps
is tried as a key: system columns, the order of rows, ids, times, log, broker, mail, dump.
"""
# ruff: noqa: S608  the statements are made of names that stand here

import itertools
import json
import logging
import random
import re

import pytest
import redis
from django.conf import settings
from django.core import mail
from django.db import connection, models
from django.urls import reverse

from organisations.models import Event
from surveys import keys, tasks
from surveys.actions import surveys
from surveys.models import Answer, Box, FreeText, Invitation, NamedAnswer, State
from tests.surveys.factories import opened, tokens

PEOPLE = 39
ANSWERED = 24
SYSTEM = ("xmin", "xmax", "cmin", "cmax", "ctid", "tableoid")
TIMES = (models.DateField, models.TimeField, models.DurationField)


def marked(number):
    """An answer that tells itself apart in its choices and in its text."""
    return {
        "q.f1": str(number % 5 + 1),
        "q.f2": str(number // 35 + 1),
        "q.f3": str(number % 7 + 1),
        "q.f7": str(number // 7 % 5 + 1),
        "q.o13": f"Ordet {number:03d} är mitt. " + "x" * (number * 17),
    }


def person_of(answer):
    """Whose answer it is, by what only the test knows."""
    return next(
        n for n in range(PEOPLE) if all(answer.get(k[2:]) == v for k, v in marked(n).items() if k != "q.o13")
    )


@pytest.fixture
def round_done(client, caplog, broker):
    """A round in which people answered in an order of chance, by the real pages, and the worker has sealed it."""
    caplog.set_level(logging.DEBUG)
    survey = opened(people=PEOPLE, groups=("norr", "soder"))
    links = list(tokens(survey).items())
    order = random.SystemRandom().sample(range(PEOPLE), ANSWERED)
    for number in order:
        token = links[number][1]
        where = reverse("survey_answer", kwargs={"token": token, "language": "sv"})
        client.get(where)
        assert client.post(where, marked(number) | {"part": "4", "go": "send"}).status_code == 302
    # What a copy of the open database holds: who answered, in which transaction, and sealed bytes. While the boxes are
    # there, xmin alone ties all of them to their senders, as the notes on PostgreSQL say.
    backup = rows(
        "SELECT i.id, i.xmin::text, b.sealed FROM surveys_invitation i JOIN surveys_box b ON b.xmin = i.xmin"
    )
    assert Box.objects.count() == len(backup) == ANSWERED
    surveys.close(by=None, survey=survey)
    tasks.seal(str(survey.pk))
    survey.refresh_from_db()
    assert survey.state == State.DONE
    return survey, [links[number][0] for number in order], backup


def rows(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(300)
def test_nothing_ties_an_answer_to_an_invitation(round_done):
    survey, answered, backup = round_done
    invited = list(Invitation.objects.values_list("email", flat=True))
    stored = list(Answer.objects.values_list("pk", "choices"))
    assert len(stored) == ANSWERED
    truth = {pk: sorted(invited)[person_of(choices)] for pk, choices in stored}
    assert set(truth.values()) == set(answered)

    # System columns: one transaction wrote everything, so they tell nobody apart.
    for table in ("invitation", "answer", "freetext"):
        assert len(rows(f"SELECT DISTINCT xmin::text FROM surveys_{table}")) == 1
        assert len(rows(f"SELECT DISTINCT xmax::text FROM surveys_{table}")) == 1

    # Order: wherever rows lie or are sorted, pairing them in that order finds no more than chance does.
    ways = ["ctid", "id", "cmin::text::int", "md5(id::text)"]
    hits = []
    for one, other in itertools.product(ways, ways):
        emails = [row[0] for row in rows(f"SELECT email FROM surveys_invitation ORDER BY {one}")]
        answers = [row[0] for row in rows(f"SELECT id FROM surveys_answer ORDER BY {other}")]
        for people in (emails, [email for email in emails if email in answered], answered):
            pairs = zip(answers, people, strict=False)
            hits += [sum(truth[pk] == email for pk, email in pairs)]
    # By chance a pairing finds about one of 24; ten in one of them would happen once in 100,000 runs.
    assert max(hits) < 10, f"{hits} hits"

    # Nobody can tell any more who answered at all: rows that were used lie among the others, in the order of their ids.
    lying = [row[0] for row in rows("SELECT id FROM surveys_invitation ORDER BY ctid")]
    assert lying == sorted(lying)
    assert len(set(Invitation.objects.values_list("state", "mail", "mails"))) == 1
    # A text is tied to no answer: not by its row, its order or an id.
    hits = []
    for one, other in itertools.product(ways, ways):
        texts = [int(row[0][6:9]) for row in rows(f"SELECT body FROM surveys_freetext ORDER BY {one}")]
        assert len(texts) == ANSWERED
        writers = [sorted(invited)[number] for number in texts]
        owners = [truth[row[0]] for row in rows(f"SELECT id FROM surveys_answer ORDER BY {other}")]
        for people in (owners, answered):
            hits += [sum(a == b for a, b in zip(writers, people, strict=True))]
    assert max(hits) < 10, f"{hits} hits"
    assert {field.name for field in FreeText._meta.fields} == {"id", "question", "body"}

    # A copy from before holds who and when, and boxes that are all alike to the eye and that no key opens.
    assert len({len(sealed) for _id, _xmin, sealed in backup}) == 1
    assert survey.pk not in keys.kept()
    assert rows("SELECT count(*) FROM surveys_box") == [(0,)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(300)
def test_nothing_of_an_answer_is_anywhere_else(round_done, caplog, broker):
    survey, answered, _backup = round_done
    words = re.compile(r"Ordet \d{3} är mitt")
    assert not words.search(caplog.text)
    assert not any(token in caplog.text for token in tokens(survey).values())
    assert not [line for line in caplog.records if line.name == "mrintegration.request"]
    # Broker and cache: pages of nobody, no words, no link.
    links = tokens(survey).values()
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        for key in client.scan_iter("*"):
            value = client.dump(key) or b""
            assert b"Ordet" not in value
            assert not any(token.encode() in key + value for token in links)
    assert not any(words.search(str(message.message())) for message in mail.outbox)
    # The event log knows the survey, never an answer or an invitation.
    events = list(Event.objects.values_list("verb", "object_type", "data"))
    assert {kind for verb, kind, _data in events if verb.startswith("surveys.")} == {"surveys.survey"}
    assert all(data == {} for verb, _kind, data in events if verb.startswith("surveys."))
    # A dump: words stand in one table, addresses in another, links in none.
    dump = {table: json.dumps(rows(f'SELECT to_jsonb(t) FROM "{table}" t'), ensure_ascii=False, default=str)
            for (table,) in rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}  # fmt: skip
    assert [table for table, text in dump.items() if words.search(text)] == ["surveys_freetext"]
    assert [table for table, text in dump.items() if answered[0] in text] == ["surveys_invitation"]
    assert not any(token in text for token in links for text in dump.values())


@pytest.mark.django_db
def test_the_tables_have_no_time_no_order_and_no_way_between_them():
    """Read from the database itself, so that a later column is seen here."""
    tables = {model._meta.db_table: model for model in (Invitation, Box, Answer, FreeText)}
    columns = rows(
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        f" WHERE table_name IN ({', '.join(repr(table) for table in tables)})"
    )
    assert {table for table, _name, _kind in columns} == set(tables)
    allowed = {
        "surveys_invitation": {"id", "survey_id", "email", "group", "token_mac", "state", "mail", "mails"},
        "surveys_box": {"id", "survey_id", "sealed"},
        "surveys_answer": {"id", "survey_id", "group", "choices"},
        "surveys_freetext": {"id", "question_id", "body"},
    }
    for table in tables:
        assert {name for where, name, _kind in columns if where == table} == allowed[table]
    assert not [one for one in columns if "time" in one[2] or one[2] == "date"]
    assert {kind for _table, name, kind in columns if name == "id"} == {"uuid"}, "a number would be an order"
    defaults = rows(
        "SELECT column_default FROM information_schema.columns WHERE column_default IS NOT NULL"
        f" AND table_name IN ({', '.join(repr(table) for table in tables)})"
    )
    assert defaults == []
    foreign = rows(
        "SELECT c.conrelid::regclass::text, c.confrelid::regclass::text FROM pg_constraint c WHERE c.contype = 'f'"
        " AND c.conrelid::regclass::text LIKE 'surveys_%'"
    )
    leads = {(a, b) for a, b in foreign if a in tables}
    assert leads == {
        ("surveys_invitation", "surveys_survey"),
        ("surveys_box", "surveys_survey"),
        ("surveys_answer", "surveys_survey"),
        ("surveys_freetext", "surveys_question"),
    }
    assert {(a, b) for a, b in foreign if b in tables} == {("surveys_namedanswer", "surveys_invitation")}
    # What runs when a row is written writes nothing: the functions only look, and refuse.
    functions = rows(
        "SELECT DISTINCT p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE NOT t.tgisinternal AND t.tgrelid::regclass::text IN"
        f" ({', '.join(repr(table) for table in [*tables, 'surveys_namedanswer'])})"
    )
    assert functions
    writes = re.compile(r"\b(INSERT INTO|UPDATE \w|DELETE FROM|now\(|dblink|NOTIFY)")
    assert not any(writes.search(source) for (source,) in functions)
    assert not any(isinstance(f, TIMES) for m in (*tables.values(), NamedAnswer) for f in m._meta.fields)


@pytest.mark.django_db
def test_the_server_writes_no_times_of_transactions():
    assert rows("SHOW track_commit_timestamp") == [("off",)]
    assert rows("SHOW log_statement") == [("none",)]
