"""A text that stands in everything another organisation has stands on none of my pages, files or mails."""

import pytest
from django.apps import apps
from django.core import mail
from django.db.models import CharField, SlugField, TextField
from django.urls import reverse

from organisations.models import Organisation, Role
from organisations.tasks import send_waiting_invitations
from reports import jobs, making
from reports.actions.freezing import order_report
from reports.files import path_of
from reports.kinds import KINDS
from tests.guards.world import place, routes

MARKER = "zyxhemlig"


def two_places():
    """Mine, and one whose texts all hold the marker, but for its name: that is a public fact in the directory."""
    mine, other = place("Mitt"), place("Annat", marker=MARKER)
    Organisation.objects.filter(pk__in=[other.organisation.pk, other.unit.pk]).update(
        name="Annat", sort_key="annat"
    )
    return mine, other


def nothing_of_others_shows(answer, what, caller):
    """An answer to somebody of mine holds no marker, and no draft unless the caller coordinates."""
    text = answer.content.decode(errors="replace")
    assert MARKER not in text, f"{what} as {caller}"
    assert MARKER not in str(answer.headers), f"{what} as {caller}"
    if caller != Role.COORDINATOR:
        assert "Utkastet" not in text, f"{what} as {caller}: a draft"


def drafts(mine):
    """The addresses of a draft; all others are read by test_access_matrix.py, for the same callers."""
    yield "health", reverse("health")
    values = {"slug": mine.organisation.slug, **mine.ids, "assessment_id": mine.ids["draft_id"]}
    for name, (_pattern, parts) in sorted(routes().items()):
        if "assessment_id" in parts:
            yield f"{name} of a draft", reverse(name, kwargs={part: values[part] for part in parts})


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(600)
def test_nothing_of_another_organisation_shows(client, settings):
    mine, other = two_places()
    assert MARKER in client_text(client, other.people[Role.COORDINATOR], reverse("people", args=["annat"]))
    assert MARKER in client_text(
        client,
        other.people[Role.COORDINATOR],
        reverse("assessment_result", args=["annat", other.ids["assessment_id"]]),
    )
    for role in [*Role, "unit_coordinator", "ended"]:
        client.force_login(mine.people[role])
        for name, address in drafts(mine):
            nothing_of_others_shows(client.get(address), name, role)
    _files_and_mails(mine)


def client_text(client, person, address):
    client.force_login(person)
    return client.get(address).text


def _files_and_mails(mine):
    for kind in KINDS:
        report, _created = order_report(
            by=mine.people[Role.COORDINATOR],
            kind=kind,
            organisation=mine.organisation,
            options={},
            language="sv",
        )
        assert MARKER not in str(report.snapshot)
        mine_to_make = jobs.claim(report.pk)
        assert mine_to_make is not None
        making.make_file(mine_to_make)
        assert MARKER.encode() not in path_of(report.pk).read_bytes()
    send_waiting_invitations()
    assert mail.outbox
    for message in mail.outbox:
        if MARKER not in "".join(message.to):
            assert MARKER not in message.message().as_string()


NOT_WRITTEN_BY_PEOPLE = {
    "organisations.organisation": {"code", "sort_key", "county_code", "county_name"},
    "organisations.user": {"password"},
    "organisations.function": {"name_sv", "name_en"},  # a public list
    "organisations.invitation": {"token_sha256", "language"},
    "organisations.share": {"object_type", "object_id", "reason"},  # codes only
    "organisations.upload": {"purpose"},
    "organisations.event": {"verb", "object_type", "object_id"},  # codes only, see organisations/events.py
    "checklists.instrument": {"version", "title", "source", "sha256"},  # public data files
    "checklists.item": {"wording", "short"},
    "resultchain.area": {"sort_key"},
    "resultchain.perspective": {"sort_key"},
    "resultchain.course": {"sort_key"},
    "resultchain.chainentry": {"sort_key"},
    "resultchain.goal": {"sort_key"},
    "surveys.survey": {"template", "shared_mac"},
    "surveys.question": {"key", "condition_key"},
    "surveys.choice": {"code"},
    "surveys.matrixrow": {"key"},
    "surveys.theme": {"question_key"},
    "surveys.invitation": {"token_mac"},
    "comparison.savedselection": {"query"},  # codes only
    "programmes.participation": {"sort_key"},  # made of names, which are public
    "programmes.accessneed": {"mark"},
    "programmes.document": {"content_type"},
    "programmes.duemail": {"key"},
    "programmes.remark": {"object_type", "object_id"},
    "reports.report": {
        "kind",
        "snapshot_sha256",
        "template_version",
        "idempotency_key",
        "file_name",
        "file_sha256",
    },
    "reports.job": {"failure"},
    "reports.draft": {"kind", "data_sha256"},
    "reports.logo": {"sha256"},
    "reports.readlink": {"token_sha256"},
}


@pytest.mark.django_db
def test_everything_that_people_write_holds_the_marker():
    """A new text field must be filled by the world, or stand above: otherwise the guard would not see it leak."""
    place("Annat", marker=MARKER)
    for app in (
        "organisations",
        "checklists",
        "surveys",
        "resultchain",
        "programmes",
        "comparison",
        "reports",
    ):
        for model in apps.get_app_config(app).get_models():
            label = model._meta.label_lower
            for field in model._meta.concrete_fields:
                free_text = isinstance(field, CharField | TextField) and not isinstance(field, SlugField)
                if not free_text or field.choices or field.name in NOT_WRITTEN_BY_PEOPLE.get(label, ()):
                    continue
                holds = model._default_manager.filter(**{f"{field.name}__icontains": MARKER}).exists()
                assert holds, f"{label}.{field.name} is not filled by the world"
