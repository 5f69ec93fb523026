"""A file waits for its sender's yes: for nobody else, on no other page, for no other purpose, and for a day."""

import datetime
import uuid

import pytest
from django.conf import settings

from organisations import tasks
from organisations.actions import uploads
from organisations.events import record
from organisations.models import Upload
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make.organisation("Ale", code="1440")


@pytest.fixture
def person(town):
    return make.member(town)


def keep(person, reach, *, purpose="entries", name="fil.csv"):
    return uploads.keep_upload(by=person, purpose=purpose, content=b"x", name=name, reach=reach)


def test_only_the_sender_finds_it_on_the_same_page(town, person):
    kept = keep(person, town)
    there = {"by": person, "purpose": "entries", "reach": town, "upload_id": kept.pk}
    assert uploads.kept_upload(**there) == kept
    for change in (
        {"by": make.member(town, name="Kollegan")},
        {"purpose": "assessments"},
        {"reach": None},
        {"reach": make.organisation("Borås", code="1490")},
        {"upload_id": uuid.uuid4()},
    ):
        assert uploads.kept_upload(**there | change) is None


def test_a_second_click_and_another_purpose_find_nothing_to_confirm(town, person):
    kept = keep(person, town)
    assert uploads.hold_upload(purpose="entries", upload_id=kept.pk) == kept
    with pytest.raises(uploads.AlreadyImportedError):
        uploads.hold_upload(purpose="assessments", upload_id=kept.pk)
    kept.delete()
    with pytest.raises(uploads.AlreadyImportedError):
        uploads.hold_upload(purpose="entries", upload_id=kept.pk)


def test_what_was_imported_is_known_by_the_log(town, person):
    kept = keep(person, town)
    asked = {"by": person, "verb": "entries.file_imported", "upload_id": kept.pk, "reach": town}
    assert not uploads.was_imported(**asked)
    record(actor=person, organisation=town, verb="entries.file_imported", obj=kept)
    assert uploads.was_imported(**asked)
    assert not uploads.was_imported(**asked | {"verb": "checklists.file_imported"})
    assert not uploads.was_imported(**asked | {"reach": None})


def test_old_files_of_every_purpose_are_deleted_and_fresh_ones_kept(town, person):
    kept = [keep(person, town, purpose=purpose) for purpose in ("entries", "assessments") for _n in range(2)]
    day = datetime.timedelta(days=1, minutes=1)
    Upload.objects.filter(pk__in=[kept[0].pk, kept[2].pk]).update(created_at=kept[0].created_at - day)
    assert uploads.kept_upload(by=person, purpose="entries", reach=town, upload_id=kept[0].pk) is None
    assert tasks.clear_uploads.name in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    tasks.clear_uploads()
    assert set(Upload.objects.all()) == {kept[1], kept[3]}


def test_the_name_is_cleaned_and_cut(town, person):
    assert keep(person, town, name="a\u202e" + "b" * 300).name == "a" + "b" * 199
