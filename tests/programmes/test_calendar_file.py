"""A calendar file keeps RFC 5545: line ends, folding in octets, escaping, UTC; unfolded, every text comes back."""

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from figures.text import clean_line
from programmes.calendar_file import LONGEST_LINE, Event, calendar_file

SUMMER = datetime.datetime(2027, 6, 1, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))


def event(**fields):
    usual: dict[str, Any] = {
        "uid": "meeting-1@exempel.example",
        "sequence": 2,
        "saved_at": SUMMER,
        "starts_at": SUMMER,
        "ends_at": SUMMER + datetime.timedelta(hours=3),
        "title": "Träff",
        "place": "Malmö",
        "url": "https://exempel.example/",
    }
    return Event(**usual | fields)


def unfolded(content):
    lines = content.decode().removesuffix("\r\n").replace("\r\n ", "").split("\r\n")
    return dict(line.split(":", 1) for line in lines if not line.startswith(("BEGIN", "END")))


def plain(text):
    return text.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


def test_times_are_utc_and_the_sequence_is_told():
    told = unfolded(calendar_file(event()))
    assert (told["DTSTART"], told["DTEND"]) == ("20270601T073000Z", "20270601T103000Z")
    assert (told["SEQUENCE"], told["UID"], told["METHOD"]) == ("2", "meeting-1@exempel.example", "PUBLISH")


def test_no_place_is_no_line():
    assert "LOCATION" not in unfolded(calendar_file(event(place="")))


@given(st.text(max_size=300).map(clean_line).filter(lambda text: "\\" not in text))
def test_whatever_is_written_comes_back(text):
    content = calendar_file(event(title=text, place=f"x{text}"))
    assert all(len(line) <= LONGEST_LINE for line in content.split(b"\r\n"))
    assert all(line.decode() for line in content.split(b"\r\n")[:-1])
    told = unfolded(content)
    assert (plain(told["SUMMARY"]), plain(told["LOCATION"])) == (text, f"x{text}")


def test_a_backslash_is_doubled():
    assert unfolded(calendar_file(event(title="a\\n;b,c")))["SUMMARY"] == "a\\\\n\\;b\\,c"
