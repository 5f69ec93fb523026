"""Another organisation's id is answered exactly as an id that belongs to nothing."""

import re

import pytest
from django.urls import reverse

from organisations.models import Role
from tests.guards.test_doors import PUBLIC
from tests.guards.world import missing, routes

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("sessions_in_memory"),
]


def body(answer):
    """The page without what differs between any two answers."""
    text = answer.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    text = re.sub(r"[0-9a-f]{8}-?[0-9a-f-]{12,}", "", text)
    return re.sub(r'name="next" value="[^"]*"', "", text)


def cases():
    for name, (_pattern, parts) in sorted(routes().items()):
        if "slug" in parts and name not in PUBLIC and not name.startswith("administration"):
            yield name, parts


def test_a_foreign_thing_is_a_missing_thing(client, mine, other):
    client.force_login(mine.people[Role.COORDINATOR])
    tried = 0
    for name, parts in cases():
        for part in parts:
            # An item's number is no id: it counts within the assessment that is mine. Kinds of reports, flags, parts
            # in a programme and the names of lists are everybody's; a question's key names it through all rounds.
            if part in {
                "slug",
                "number",
                "kind",
                "flag",
                "part",
                "list_name",
                "question_key",
                "text_key",
                "language",
            }:
                continue
            own = {p: mine.ids.get(p) for p in parts} | {"slug": mine.organisation.slug}
            foreign = reverse(name, kwargs=own | {part: other.ids[part]})
            random = reverse(name, kwargs=own | {part: missing(part)})
            for method in (client.get, client.post):
                theirs, nobodys = method(foreign), method(random)
                assert theirs.status_code == nobodys.status_code, name
                assert theirs.status_code in {404, 405}, f"{name}: {theirs.status_code} for a foreign {part}"
                assert body(theirs) == body(nobodys), name
                tried += 1
    assert tried > 15


def test_a_foreign_organisation_is_a_missing_organisation(client, mine, other):
    client.force_login(mine.people[Role.COORDINATOR])
    for name, parts in cases():
        theirs = {p: other.ids.get(p) for p in parts}
        for method in (client.get, client.post):
            foreign = method(reverse(name, kwargs=theirs | {"slug": other.organisation.slug}))
            nobodys = method(reverse(name, kwargs=theirs | {"slug": "finns-inte"}))
            assert foreign.status_code == nobodys.status_code, name
            assert foreign.status_code in {404, 405}, f"{name}: {foreign.status_code}"
            assert body(foreign) == body(nobodys), name
