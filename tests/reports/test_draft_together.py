"""Whatever two people type at once: what only one changed is kept, what both changed is asked about, nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from reports.forms.writing import Difference
from reports.together import meet, trace, traces

words = st.sampled_from(["", "a", "b", "c", "en längre text\nmed två rader"])
things = st.fixed_dictionaries({"heading": words, "body": words})


@given(base=things, typed=things, stored=things)
def test_nothing_that_somebody_changed_is_lost_unasked(base, typed, stored):
    meeting = meet(typed, traces(base), stored)
    for name in base:
        mine, theirs = typed[name] != base[name], stored[name] != base[name]
        if mine and theirs and typed[name] != stored[name]:
            assert name in meeting.asked
            assert meeting.values[name] == stored[name]
        else:
            assert name not in meeting.asked
            assert meeting.values[name] == (typed[name] if mine else stored[name])


@given(typed=things, stored=things)
def test_a_page_that_does_not_say_what_it_was_made_from_never_writes_over(typed, stored):
    meeting = meet(typed, "", stored)
    assert meeting.values == stored
    assert set(meeting.asked) == {name for name in typed if typed[name] != stored[name]}


def test_a_mark_is_short_and_tells_values_apart():
    assert len(trace("x" * 30_000)) == 16
    assert trace(True) != trace(False)
    assert traces({"a": "", "b": ""}).count(" ") == 1


def test_the_choice_shows_where_two_long_texts_part():
    shared = "\n".join(f"Rad {number}" for number in range(30))
    difference = Difference(
        "Text", theirs=f"{shared}\nNora skrev.\nSlut.\nTack.", mine=f"{shared}\nAnna skrev.\nSlut.\nTack."
    )
    assert difference.theirs_shown == "…\nRad 29\nNora skrev.\nSlut.\n…"
    assert difference.mine_shown == "…\nRad 29\nAnna skrev.\nSlut.\n…"


def test_the_choice_shows_short_texts_whole():
    assert Difference("Rubrik", theirs="Vår budget", mine="").theirs_shown == "Vår budget"
    assert Difference("Rubrik", theirs="Vår budget", mine="").mine_shown == ""
    removed = Difference("Text", theirs="Ett\nTvå\nTre", mine="Ett\nTre")
    assert (removed.theirs_shown, removed.mine_shown) == ("Ett\nTvå\nTre", "Ett\nTre")
