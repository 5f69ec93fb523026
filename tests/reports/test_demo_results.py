"""The demo's result reports: published once, marked as constructed, and ready to be handed in."""

import pytest
from django.core.management import call_command

from checklists.demo import load_rounds
from mrintegration import demo
from organisations.demo import load_people
from organisations.models import Organisation
from programmes.demo import load_programmes
from reports.demo import load_results
from reports.demo_results import MADE_UP, OF_ALL, RETOLD
from reports.handing_in_page import handing_of
from reports.models import HandIn, Publication

pytestmark = pytest.mark.django_db


def test_a_municipality_and_a_region_have_written_in_their_own_words():
    call_command("load_organisations", verbosity=0)
    call_command("load_instruments", verbosity=0)
    people = load_people(codes=demo.rounds().codes)
    skr = Organisation.objects.get(code="SKR")
    load_rounds(demo.rounds(), owner=skr, coordinators={"1287": people["coordinator"]})
    load_programmes(demo.programmes(), by=people["programme_lead"], people=people)
    for _again in range(2):
        load_results()
    published = Publication.objects.order_by("organisation__code")
    assert [one.organisation.code for one in published] == ["0013", "1287"]
    for one in published:
        snapshot = one.report.snapshot
        assert snapshot["constructed"] is True
        written = [part for part in snapshot["parts"] if part["written"]]
        assert len(written) == 7
        assert all(part["text"].startswith((RETOLD, OF_ALL, MADE_UP)) for part in written)
        assert {"page1", "participation", "checklist"} <= {part["key"] for part in snapshot["parts"]}
        handing = handing_of(one)
        assert handing is not None
        assert handing.is_possible
        assert handing.lead == skr
    assert not HandIn.objects.exists()
