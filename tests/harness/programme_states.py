"""Programmes beside the one that the guards' world leads: with nothing in it, joined, waiting for an answer."""

from organisations.models import Organisation, Role
from programmes.models import Part, Stage
from tests import factories as make
from tests.guards.world import Place
from tests.programmes import factories

State = dict[str, object]
OF_AN_INVITATION = ("participation_apply", "participation_decline")
# Pages that a lead never opens in its own programme: they have a state where the organisation has another part.
OF_ANOTHER_PART = (*OF_AN_INVITATION, "expected_result_judge")
WITH_NOTHING = (
    "programme",
    "participations",
    "groups",
    "meetings",
    "documents",
    "shared",
    "status_board",
)


def programme_states(full: Place, words: str) -> dict[str, list[State]]:
    """Make them; return what else than the guards' world each page may be about, by the page's name."""
    both = Organisation.objects.filter(pk__in=[full.organisation.pk, full.unit.pk])
    both.update(latitude=58, longitude=14)
    nothing: State = {"programme_id": factories.programme(full.organisation, name="Utkast", is_open=False).pk}
    states = {name: [nothing] for name in WITH_NOTHING}
    for name, state in (*_joined(full, words), *_invited(full, words), *_evaluated(full, words)):
        states.setdefault(name, []).append(state)
    return states


def _joined(full: Place, words: str):
    """The organisation takes part beside others and a mentor; the last meeting is over and gave home work."""
    lead, partner, mentor = (
        make.organisation(f"{name} {words}", kind="national", latitude=north, longitude=16)
        for name, north in (("Ledare", 59), ("Partner", 60), ("Mentor", 66))
    )
    joined = factories.programme(lead, name=f"Gemensamt {words}", purpose=f"Lära av varandra. {words}")
    mine = factories.participation(
        joined, full.organisation, units=[full.unit], contact=full.people[Role.COORDINATOR]
    )
    group = factories.group(
        joined,
        mine,
        factories.participation(joined, partner),
        factories.participation(joined, mentor, part=Part.MENTOR),
        name=f"Grupp {words}",
    )
    factories.participation(joined, make.organisation(f"Avhoppare {words}"), stage=Stage.LEFT)
    factories.expectation(joined)
    over = factories.meeting(
        joined, days=-30, name=f"Förra {words}", groups=[group], home_work="Pröva.", notes=words
    )
    coming = factories.meeting(joined, kind="strategy", name=f"Nästa {words}")
    one: State = {"programme_id": joined.pk}
    yield from ((name, one) for name in ("programme", "participations", "groups", "meetings"))
    yield "expectation", one | {"part": "participant"}
    yield "participation", one | {"participation_id": mine.pk}
    yield "group", one | {"group_id": group.pk}
    yield "meeting", one | {"meeting_id": over.pk}
    yield "meeting", one | {"meeting_id": coming.pk}


def _invited(full: Place, words: str):
    lead = make.organisation(f"Inbjudare {words}", kind="national")
    asked = factories.programme(lead, name=f"Inbjudan {words}", kinds=["municipality", "region"])
    mine = factories.participation(asked, full.organisation, stage=Stage.INVITED)
    one: State = {"programme_id": asked.pk, "participation_id": mine.pk}
    yield "programme", {"programme_id": asked.pk}
    yield from ((name, one) for name in ("participation", *OF_AN_INVITATION))


def _evaluated(full: Place, words: str):
    """The organisation judges what was expected of a programme; nothing has been judged yet."""
    lead = make.organisation(f"Uppdragsgivare {words}", kind="national")
    programme = factories.programme(lead, name=f"Utvärderas {words}")
    factories.participation(programme, full.organisation, part=Part.EVALUATOR)
    expected = programme.expected_results.create(part=Part.PARTICIPANT, text=f"Deltagarna kan mer. {words}")
    one: State = {"programme_id": programme.pk}
    yield "attainment", one
    yield "expected_result_judge", one | {"expected_id": expected.pk}
    led = factories.programme(full.organisation, name=f"Förväntas {words}")
    awaited = led.expected_results.create(part=Part.PARTICIPANT, text=f"Deltagarna blir fler. {words}")
    yield "expected_result_edit", {"programme_id": led.pk, "expected_id": awaited.pk}
