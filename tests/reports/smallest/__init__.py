"""The commitments that an organisation has made: the smallest kind of report there can be."""

import datetime

from django.utils.translation import gettext as _

from figures.text import clean_line
from reports.kinds.kind import Collected, NothingToReportError, ReportKind, Section


def collect(*, organisation, options):
    made = list(organisation.commitments.order_by("decided_on", "pk"))
    if not made:
        raise NothingToReportError
    rows = [{"title": clean_line(str(one), 300), "day": one.decided_on.isoformat()} for one in made]
    newest = datetime.datetime.combine(made[-1].decided_on, datetime.time(), datetime.UTC)
    return Collected(title=_("Åtaganden"), data_time=newest, sections={"list": {"rows": rows}})


KIND = ReportKind(
    key="ataganden",
    name=_("Åtaganden"),
    collect=collect,
    sections=(Section("intro", _("Inledning"), written=True), Section("list", _("Det vi har åtagit oss"))),
)
