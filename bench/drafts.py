"""The pages of a report that is written and read: the demo's, and one as large as it may be."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.pages import BASELINE, measure, show
from organisations.models import Organisation, User
from reports.actions.parts import add_part
from reports.models import MOST_COMMENTS, MOST_PARTS, Comment, Draft, Publication, Revision

REVISIONS = 200
TEXT = "Arbetet med **mallen** fortsätter i alla nämnder, och den prövas i två förvaltningar.\n\n" * 40


def main() -> None:
    """Print a line a page: queries, median milliseconds, ratio to the baseline."""
    place = Organisation.objects.get(code="1287")
    client = Client(headers={"host": "localhost"})
    client.force_login(_coordinator())
    draft = Draft.objects.open().filter(organisation=place).latest("created_at")
    times = {BASELINE: measure(client, reverse(BASELINE))}
    published = Publication.objects.published().filter(organisation=place).latest("approved_at")
    times["reports"] = measure(client, reverse("reports", args=[place.slug]))
    times["published report"] = measure(client, reverse("publication", args=[place.slug, published.pk]))
    times |= {f"{name}": measure(client, address) for name, address in _pages(draft)}
    _fill(draft)
    times |= {f"{name}, full": measure(client, address) for name, address in _pages(draft)}
    show(times)


def _coordinator() -> User:
    return User.objects.get(email__startswith="coordinator@")


def _pages(draft: Draft) -> list[tuple[str, str]]:
    slug, part = draft.organisation.slug, draft.parts.get(key="work")
    return [
        ("draft", reverse("draft", args=[slug, draft.pk])),
        ("written part", reverse("part", args=[slug, draft.pk, part.pk])),
        ("history", reverse("part_history", args=[slug, draft.pk, part.pk])),
        ("comments", reverse("draft_comments", args=[slug, draft.pk])),
        ("preview", reverse("draft_preview", args=[slug, draft.pk])),
    ]


def _fill(draft: Draft) -> None:
    """As many parts and comments as a draft may have, and a long history."""
    by, part = _coordinator(), draft.parts.get(key="work")
    for number in range(draft.parts.count(), MOST_PARTS):
        add_part(by=by, draft=draft, heading=f"Eget avsnitt {number}")
    draft.parts.filter(written=True).update(body=TEXT)
    Comment.objects.bulk_create(
        Comment(part=part, author=by, body=f"Kommentar {number}")
        for number in range(Comment.objects.filter(part__draft=draft).count(), MOST_COMMENTS)
    )
    now = timezone.now()
    Revision.objects.bulk_create(
        Revision(part=part, version=100 + number, body=TEXT, saved_by=by, began_at=now, saved_at=now)
        for number in range(REVISIONS)
    )
