"""With 10,000 entries the list asks as few questions as with one, and never reads everybody's entries."""

import pytest
from django.db import connection
from django.urls import reverse

from bench.entry_list import fill, others
from organisations.access import membership_at
from organisations.models import Organisation
from resultchain.forms.filters import FilterForm
from resultchain.models import ChainEntry
from tests import factories

pytestmark = [pytest.mark.chaos, pytest.mark.django_db, pytest.mark.timeout(300)]

OTHERS = 20


@pytest.fixture
def region():
    top = factories.organisation("Region Halland", slug="halland", kind="region")
    fill(top)
    others([factories.organisation(f"Annan {number}", slug=f"annan-{number}") for number in range(OTHERS)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return top


def test_the_number_of_questions_is_that_of_one_row(client, region, django_assert_num_queries):
    assert ChainEntry.objects.within(region).count() == 10_000
    client.force_login(factories.member(region))
    for query in ({}, {"sida": "200"}, {"sortera": "namn"}, {"q": "åtgärd 77"}, {"fran": "2020-01-01"}):
        with django_assert_num_queries(17):
            answer = client.get(reverse("entries", args=["halland"]), query)
        assert answer.context["rows"], query


def test_a_small_organisation_reads_its_own_by_an_index(region):
    small = Organisation.objects.get(slug="annan-7")
    place = membership_at(factories.member(small), small.slug)
    assert place is not None
    for query in ({}, {"sortera": "namn"}, {"q": "rutin"}, {"niva": "3"}):
        plan = FilterForm(query, membership=place).found().values_list("pk")[:50].explain()
        assert "Seq Scan on resultchain_chainentry" not in plan, plan
