"""Merging two people's changes of one entry: nothing that only one of them changed is lost or asked about."""

from hypothesis import given
from hypothesis import strategies as st

from resultchain.edits import TOGETHER, merge, parts

NAMES = ("what", "level", "lesson", "state", "first_day", "quote", "quote_source", "women", "men")
CONTENTS = st.fixed_dictionaries({name: st.integers(0, 3) for name in NAMES})


def group_of(name):
    return next((group for group in TOGETHER if name in group), (name,))


def changed_in(one, other, name):
    return any(one[each] != other[each] for each in group_of(name) if each in one)


@given(CONTENTS, CONTENTS, CONTENTS)
def test_what_one_changed_is_kept_and_what_both_changed_is_asked_about(shown, mine, theirs):
    merged = merge(shown, mine, theirs)
    for name in NAMES:
        if not changed_in(mine, shown, name):
            assert merged.content[name] == theirs[name]
        else:
            assert merged.content[name] == mine[name]
        both = changed_in(mine, shown, name) and changed_in(theirs, shown, name)
        assert (name in merged.asked) == (both and mine[name] != theirs[name])


@given(CONTENTS, CONTENTS)
def test_on_the_version_that_was_shown_everything_typed_is_stored(stored, mine):
    merged = merge(stored, mine, stored)
    assert (merged.content, merged.asked) == (mine, ())


@given(CONTENTS, CONTENTS)
def test_the_same_change_by_both_is_no_conflict(shown, new):
    assert merge(shown, new, new).asked == ()


def test_what_belongs_together_is_one_part_and_everything_else_stands_alone():
    assert parts({"what": 1, "women": 2, "men": 3}) == [("women", "men"), ("what",)]


def test_a_page_that_says_nothing_of_a_field_counts_as_what_is_stored():
    assert merge({}, {"what": "ny"}, {"what": "gammal"}).content == {"what": "ny"}
