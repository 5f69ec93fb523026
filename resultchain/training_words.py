"""What is known of the people in training, in words: exact and about told apart, unknown said to be unknown."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from figures.swedish import chosen, listing, number, number_word
from resultchain.training import People


def _number(value: int) -> str:
    return number(value, 0, chosen(get_language()))


def amount(people: People) -> str:
    """Write how many: "58", "ungefär 50", "58 och ungefär 50"; and for how many times the number is missing."""
    if people.known is None:
        return _("antal saknas")
    return f"{known(people)}, {missing(people)}" if people.unknown_times else known(people)


def known(people: People) -> str:
    """Write how many are known: those that were counted, and beside them those told as about."""
    parts = [_number(people.exact)] if people.exact_times else []
    if people.about_times:
        parts.append(_("ungefär %(n)s") % {"n": _number(people.about)})
    return listing(parts, chosen(get_language()))


def missing(people: People) -> str:
    """Say for how many times the number is missing."""
    return ngettext(
        "antal saknas för %(n)s tillfälle", "antal saknas för %(n)s tillfällen", people.unknown_times
    ) % {"n": _number(people.unknown_times)}


def women_and_men(people: People) -> str:
    """Write women and men, and of how many of the times that is known."""
    if not people.sex_times:
        return _("inte angivet")
    words = {"women": _number(people.women), "men": _number(people.men)}
    told: str = _("%(women)s kvinnor och %(men)s män") % words
    return told + _part(people.sex_times, people.times)


def by_function(people: People) -> str:
    """Write people by function: "5 i funktionen chef"; nothing when no time tells of any."""
    if not people.functions:
        return ""
    parts = [
        _("%(n)s i funktionen %(name)s") % {"n": _number(count), "name": name}
        for name, count in people.functions
    ]
    return listing(parts, chosen(get_language())) + _part(people.function_times, people.times)


def _part(of: int, times: int) -> str:
    if of == times:
        return ""
    words = {"part": _number(of), "times": _number(times)}
    return (
        ngettext(
            " (angivet för %(part)s av %(times)s tillfälle)",
            " (angivet för %(part)s av %(times)s tillfällen)",
            times,
        )
        % words
    )


def finding(people: People, courses: int) -> str:
    """Say in one sentence how many took part in how many courses; each course that somebody took counts."""
    words = {"people": known(people), "courses": number_word(courses, chosen(get_language()))}
    if people.known is None:
        return (
            ngettext(
                "%(courses)s utbildning, men ingen har angett hur många som deltog",
                "%(courses)s utbildningar, men ingen har angett hur många som deltog",
                courses,
            )
            % words
        )
    told = ngettext(
        "%(people)s deltagare i %(courses)s utbildning",
        "%(people)s deltagare i %(courses)s utbildningar",
        courses,
    )
    return told % words
