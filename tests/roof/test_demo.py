"""The demo fits the arithmetic of source 004, marks itself as constructed, and can be loaded twice."""

import json
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from checklists.calculations import mean, movement, total
from checklists.models import Assessment, Occasion
from checklists.rollup import rollups
from figures.swedish import number
from mrintegration import demo
from organisations.models import Kind, Membership, Organisation, User
from programmes.models import Programme

pytestmark = pytest.mark.django_db

MUNICIPAL_MEANS = ["2,7", "2,1", "1,8", "2,0", "2,0", "1,9", "1,7", "1,4", "1,4", "1,3"]
REGIONAL_MEANS = ["2,8", "2,2", "2,0", "2,4", "2,2", "2,0", "1,6", "1,4", "1,8", "2,0"]


@pytest.fixture(scope="module")
def whole(kept, tmp_path_factory):
    """The whole demo, once for this module; returns who signs in."""
    call_command("load_organisations", verbosity=0)
    call_command("load_instruments", verbosity=0)
    path = tmp_path_factory.mktemp("demo") / "demo-users.json"
    demo.load(sign_ins=path)
    return path


@pytest.fixture
def sign_ins(whole, tmp_path):
    return Path(shutil.copy(whole, tmp_path))


def last_round(kind):
    organisations = Organisation.objects.of_kind(kind)
    return list(
        Assessment.objects.submitted()
        .filter(occasion__name="Efter träff 3", organisation__in=organisations)
        .with_content()
    )


def item_means(assessments):
    columns = zip(*([a.value for a in one.answers] for one in assessments), strict=True)
    return [number(mean(column) or Fraction(0), 1) for column in columns]


def sums(assessments):
    return sorted(total(a.answers, a.occasion.instrument.scale).points for a in assessments)


def test_municipalities_give_table_2(sign_ins):
    handed_in = last_round(Kind.MUNICIPALITY)
    assert len(handed_in) == 10
    assert item_means(handed_in) == MUNICIPAL_MEANS
    assert (sums(handed_in)[0], sums(handed_in)[-1], sum(sums(handed_in))) == (16, 23, 183)


def test_regions_give_table_4_though_six_take_part(sign_ins):
    handed_in = last_round(Kind.REGION)
    assert len(handed_in) == 5
    assert item_means(handed_in) == REGIONAL_MEANS
    assert (sums(handed_in)[0], sums(handed_in)[-1], sum(sums(handed_in))) == (15, 25, 102)
    assert Assessment.objects.drafts().filter(occasion__name="Efter träff 3").count() == 1


def moved(organisation):
    rounds = list(organisation.assessments.submitted().with_content().in_time_order())
    return bool(movement(rounds[0].answers, rounds[-1].answers).up)


def test_one_municipality_does_not_move(sign_ins):
    rated = Organisation.objects.of_kind(Kind.MUNICIPALITY).filter(assessments__isnull=False).distinct()
    assert sorted(moved(organisation) for organisation in rated) == [False] + [True] * 9


def test_one_regions_sum_falls_with_more_people_and_rises_with_the_same(sign_ins):
    falling = []
    for region in Organisation.objects.of_kind(Kind.REGION).filter(assessments__isnull=False).distinct():
        rounds = list(region.assessments.submitted().with_content().in_time_order())
        points = [sums([a])[0] for a in rounds]
        people = [sum(p.number for p in a.participants.all()) for a in rounds]
        if points[1] < points[0]:
            falling.append(region.code)
            assert people[1] > people[0]
            assert people[-1] == people[-2] == people[1]
            assert points[-1] > points[-2]
    assert len(falling) == 1


def test_everybody_who_shows_values_is_marked(sign_ins):
    assert not Organisation.objects.filter(assessments__isnull=False, constructed=False).exists()
    assert (
        not Membership.objects.filter(organisation__constructed=False)
        .exclude(organisation__kind=Kind.NATIONAL)
        .exists()
    )


def test_sign_ins_are_written_once_and_work(sign_ins, client):
    users = json.loads(sign_ins.read_text())
    assert {"coordinator", "contributor", "reader", "participant", "programme_lead", "administrator"} <= set(
        users
    )
    for sign_in in users.values():
        assert User.objects.get(email=sign_in["email"]).check_password(sign_in["password"])
    assert sign_ins.stat().st_mode & 0o077 == 0
    before = sign_ins.read_text(), Assessment.objects.count(), Occasion.objects.count(), User.objects.count()
    demo.load(sign_ins=sign_ins)
    assert (
        sign_ins.read_text(),
        Assessment.objects.count(),
        Occasion.objects.count(),
        User.objects.count(),
    ) == before


def test_the_programmes_are_there_once(sign_ins):
    demo.load(sign_ins=sign_ins)
    assert sorted(Programme.objects.values_list("name", flat=True)) == ["Modellkommuner", "Modellregioner"]


def test_a_role_that_came_later_gets_a_sign_in_and_the_others_keep_theirs(sign_ins):
    before = json.loads(sign_ins.read_text())
    known = {role: user for role, user in before.items() if role != "halland_coordinator"}
    sign_ins.write_text(json.dumps(known))
    demo.load(sign_ins=sign_ins)
    after = json.loads(sign_ins.read_text())
    new = after.pop("halland_coordinator")
    assert after == known
    assert User.objects.get(email=new["email"]).check_password(new["password"])


def test_the_command_is_for_development_only(settings):
    settings.DEVELOPMENT = False
    with pytest.raises(CommandError, match="development only"):
        call_command("load_demo")


def test_units_rate_for_themselves_and_people_alone(sign_ins):
    trelleborg = Organisation.objects.get(code="1287")
    last = trelleborg.assessments.current().get(occasion__name="Efter träff 3")
    (rollup,) = rollups(trelleborg, last.occasion)
    assert len(rollup.units) == 4
    assert all(unit.organisation.constructed for unit in rollup.units)
    assert trelleborg.next_steps.decided().count() == 3
    waiting = Occasion.objects.open_to(trelleborg).in_time_order().last()
    assert waiting is not None
    assert waiting.own_assessments.exclude(finished_at=None).count() == 3
    assert waiting.date > last.occasion.date
