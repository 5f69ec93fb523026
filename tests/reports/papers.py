"""Drafts for the tests of their pages: of real data, with people who write and comment."""

from django.urls import reverse

from organisations.models import Role
from reports.actions.drafts import create_draft
from reports.actions.publishing import Ruling, publish
from reports.forms.writing import PartForm
from reports.models import Decision, Draft
from reports.together import traces
from tests import factories


def started(*, place=None, by=None, **options):
    """A status report that has just begun, of one handed-in assessment."""
    place = place or factories.organisation("Exempelstad")
    by = by or factories.member(place, Role.COORDINATOR, name="Kim Prov")
    if not place.assessments.exists():
        occasion = factories.occasion(factories.skr(), place)
        factories.assessment(place, occasion, "2211221123", by=by)
    draft = create_draft(by=by, organisation=place, kind="lagesrapport", options=options, language="sv")
    return fresh(draft)


def fresh(draft):
    """The draft as the database has it."""
    return Draft.objects.select_related("organisation", "corrects").get(pk=draft.pk)


def part(draft, key):
    """One of its parts, fresh."""
    return draft.parts.select_related("draft__organisation", "saved_by").get(key=key)


def published(draft, *, by):
    """Publish it as it is."""
    ruling = Ruling("Kommunstyrelsen", Decision.NOTED, factories.DAY, "KS 2020/1")
    return publish(by=by, draft=draft, ruling=ruling)


def address(name, draft, *more):
    """The address of a page of the draft."""
    return reverse(name, args=[draft.organisation.slug, draft.pk, *more])


def marks(stored):
    """What a page says that it was made from."""
    names = ("title", "summary", "cover") if isinstance(stored, Draft) else PartForm.content
    return traces({name: getattr(stored, name) for name in names})
