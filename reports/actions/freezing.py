"""Freezing a document: its snapshot and its page are made now, its file by a worker."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse

from organisations.events import record
from organisations.models import Organisation, User
from reports import jobs
from reports.actions.drafts import is_outdated
from reports.actions.errors import OutdatedDataError
from reports.actions.reading import read_data
from reports.document import render_document
from reports.kinds import KINDS, Values, sha256_of
from reports.models import Draft, Job, Purpose, Report, ReportRules
from reports.snapshots import LogoOf, PartText, Status, Writing, default_parts, snapshot


def writing_of(draft: Draft) -> Writing:
    """Return what people have decided about a draft. One query."""
    parts = [
        PartText(part.key, part.written, part.heading, part.caption, part.body, part.left_out)
        for part in draft.parts.in_order()
    ]
    return Writing(draft.title, parts, draft.summary, draft.cover)


def compose(draft: Draft, status: Status) -> Values:
    """Return the snapshot of a draft as it is now. Raises OutdatedDataError."""
    if is_outdated(draft):
        raise OutdatedDataError
    return snapshot(
        kind=KINDS[draft.kind],
        organisation=draft.organisation,
        language=draft.language,
        data=draft.data,
        writing=writing_of(draft),
        status=status,
        logo=logo_of(draft.organisation),
    )


def logo_of(organisation: Organisation) -> LogoOf | None:
    """Return the organisation's logo, or that of the nearest above it that has one; a unit looks like its whole."""
    chain = list(organisation.ancestors(include_self=True))
    rules = {
        row.organisation_id: row.logo
        for row in ReportRules.objects.filter(organisation__in=chain, logo__isnull=False)
        .select_related("logo")
        .defer("logo__png")
    }
    for place in reversed(chain):
        logo = rules.get(place.pk)
        if logo is not None:
            return LogoOf(reverse("logo", args=[logo.sha256]), logo.sha256, logo.width, logo.height)
    return None


def freeze(
    *,
    by: User | None,
    made: Values,
    purpose: Purpose,
    organisation: Organisation,
    draft: Draft | None = None,
    act: str = "",
) -> tuple[Report, bool]:
    """Keep a snapshot with its page and let a worker make the file; return the report and whether it is new.

    The same snapshot in the same look for the same purpose is the same report, however often and by how many it is
    asked for; `act` tells apart what is done once. One whose file failed is tried again.
    """
    kind, sha256 = KINDS[made["kind"]], sha256_of(made)
    key = [kind.key, organisation.pk, draft.pk if draft else "", purpose, act, sha256, kind.template_version]
    with transaction.atomic():
        report, created = Report.objects.get_or_create(
            idempotency_key=hashlib.sha256("\n".join(map(str, key)).encode()).hexdigest(),
            defaults={
                "organisation": organisation,
                "draft": draft,
                "purpose": purpose,
                "kind": kind.key,
                "title": made["title"],
                "language": made["language"],
                "snapshot": made,
                "snapshot_sha256": sha256,
                "html": render_document(made),
                "template_version": kind.template_version,
                "data_time": made["data_time"],
                "ordered_by": by,
            },
        )
        if created:
            Job.objects.create(report=report)
            record(actor=by, organisation=organisation, verb="reports.ordered", obj=report, kind=kind.key)
        if created or jobs.requeue(report.pk):
            transaction.on_commit(lambda: jobs.ring(report.pk))
    return report, created


def make_copy(*, by: User, draft: Draft) -> tuple[Report, bool]:
    """Make a working copy of a draft as a file. Raises OutdatedDataError."""
    return freeze(
        by=by,
        made=compose(draft, Status()),
        purpose=Purpose.COPY,
        organisation=draft.organisation,
        draft=draft,
    )


def order_report(
    *, by: User | None, kind: str, organisation: Organisation, options: Mapping[str, Any], language: str
) -> tuple[Report, bool]:
    """Make a working copy straight from the data, with nothing that people write. Raises kinds.NothingToReportError."""
    data = read_data(kind=kind, organisation=organisation, options=options, language=language)
    made = snapshot(
        kind=KINDS[kind],
        organisation=organisation,
        language=language,
        data=data,
        writing=Writing(data["title"], default_parts(KINDS[kind]), cover=KINDS[kind].cover),
        status=Status(),
        logo=logo_of(organisation),
    )
    return freeze(by=by, made=made, purpose=Purpose.COPY, organisation=organisation)
