"""A kind of report is a collector, a list of sections and a template; the one that ARCHITECTURE.md shows works."""

import copy
import datetime
import re
from pathlib import Path
from typing import Any

import page
import pytest
from django.conf import settings
from django.test import override_settings

from organisations.models import Commitment
from reports.actions import drafts, freezing, parts, publishing
from reports.document import render_document, render_file
from reports.kinds import KINDS, NothingToReportError, canonical
from reports.models import Decision
from reports.pdf import Metadata, render
from reports.snapshots import Status
from tests import factories
from tests.reports import smallest

pytestmark = pytest.mark.django_db
HERE = Path(smallest.__file__).parent
TEMPLATE = HERE / "templates" / "reports" / "kinds" / "ataganden" / "list.html"


@pytest.fixture
def place(monkeypatch):
    monkeypatch.setitem(KINDS, "ataganden", smallest.KIND)
    templates: list[Any] = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], HERE / "templates"]
    made = factories.organisation("Exempelstad", constructed=True)
    with override_settings(TEMPLATES=templates):
        yield made


def commit(place, title, day):
    Commitment.objects.create(organisation=place, kind="other", title=title, decided_on=day)


def begin(place, by):
    return drafts.create_draft(by=by, organisation=place, kind="ataganden", options={}, language="sv")


def test_nothing_is_nothing_to_report(place):
    with pytest.raises(NothingToReportError):
        begin(place, factories.member(place))


def test_it_is_written_refreshed_published_and_printed(place, tmp_path):
    by = factories.member(place)
    commit(place, "MR-kommun <b>", datetime.date(2019, 5, 6))
    draft = begin(place, by)
    parts.save_part(by=by, part=draft.parts.get(key="intro"), heading="", body="Vi har **lovat** detta.")
    commit(place, "Mer", datetime.date(2020, 1, 2))
    assert drafts.refresh(by=by, draft=draft) == ["list"]
    draft.refresh_from_db()
    ruling = publishing.Ruling("styrelsen", Decision.NOTED, datetime.date(2020, 2, 1))
    report = publishing.publish(by=by, draft=draft, ruling=ruling).report
    assert "<strong>lovat</strong>" in report.html
    assert "<li>MR-kommun &lt;b&gt;, 6\xa0maj\xa02019</li>" in report.html
    assert "Styrelsen noterade rapporten den 1\xa0februari\xa02020." in report.html
    report.refresh_from_db()
    metadata = Metadata(report.data_time, "ataganden.json", canonical(report.snapshot), "Underlag")
    file = tmp_path / "rapport.pdf"
    file.write_bytes(render(render_file(report.html, report.snapshot), metadata=metadata))
    for profile in ("ua1", "3a"):
        assert page.validate_pdf(str(file), profile=profile).is_compliant


def test_what_is_left_out_is_neither_printed_nor_in_the_data(place):
    by = factories.member(place)
    commit(place, "Hemligt åtagande", datetime.date(2019, 5, 6))
    draft = begin(place, by)
    parts.save_part(by=by, part=draft.parts.get(key="intro"), heading="", body="Bara detta.")
    parts.leave_out(by=by, part=draft.parts.get(key="list"), left_out=True)
    made = freezing.compose(draft, Status())
    assert "Hemligt" not in str(made)
    assert "Hemligt" not in render_document(made)
    assert "Bara detta." in render_document(made)


def test_the_architecture_shows_exactly_this():
    shown = re.findall(
        r"```(?:python|django)\n(.*?)```", (settings.BASE_DIR / "ARCHITECTURE.md").read_text(), re.DOTALL
    )
    assert (HERE / "__init__.py").read_text() in shown
    assert TEMPLATE.read_text() in shown
