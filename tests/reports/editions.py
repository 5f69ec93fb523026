"""Published reports for the tests of their pages: whom they are read by, their files, and two who act at once."""

import threading
from dataclasses import replace

from django.db import connection
from django.urls import reverse

from organisations.models import Role
from reports import jobs, making
from reports.actions.publishing import Ruling, publish
from reports.actions.rules import set_two_pairs
from reports.models import Decision, Publication
from tests import factories
from tests.reports.papers import started


def ruling(**fields):
    """What a body decided."""
    return replace(Ruling("Kommunstyrelsen", Decision.ADOPTED, factories.DAY), **fields)


def edition(*, place=None, by=None, draft=None, summary="", **decided):
    """A report that has been published, or sent to a second person where the place asks for one."""
    draft = draft or started(place=place, by=by)
    if summary:
        draft.summary = summary
        draft.save()
    made = publish(by=by or draft.created_by, draft=draft, ruling=ruling(**decided))
    return fresh(made)


def waiting(*, place, by):
    """A report that waits for a second pair of eyes."""
    set_two_pairs(by=by, organisation=place, two_pairs=True)
    return edition(place=place, by=by)


def fresh(made):
    """The publication as the database has it."""
    return Publication.objects.select_related("organisation", "report").get(pk=made.pk)


def with_file(made):
    """Let a worker make its file."""
    claimed = jobs.claim(made.report_id)
    assert claimed is not None
    making.make_file(claimed)
    return fresh(made)


def reader(made, role=Role.READER):
    """Somebody who reads at the publication's organisation."""
    return factories.member(made.organisation, role, name="Lo Läsare")


def page(name, made, *more):
    """The address of a page of the publication."""
    return reverse(name, args=[made.organisation.slug, made.pk, *more])


def at_once(*actions):
    """Run each in a thread of its own, all beginning at the same time; return what they raised."""
    together, raised = threading.Barrier(len(actions)), []

    def run(action):
        try:
            together.wait()
            action()
        except Exception as error:  # noqa: BLE001  the test looks at it
            raised.append(type(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised
