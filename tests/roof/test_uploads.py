"""A request's files are bounded before any view sees them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mrintegration import uploads
from tests import factories


@pytest.fixture
def address(client, db):
    place = factories.organisation()
    client.force_login(factories.member(place))
    return reverse("import", args=[place.slug])


def test_what_is_far_too_large_is_dropped_and_told(client, address, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 200_000)
    monkeypatch.setattr("organisations.forms.files.MOST_BYTES", 100_000)
    kept = []
    through = uploads.BoundedUploadHandler.receive_data_chunk

    def count(self, raw, start):
        chunk = through(self, raw, start)
        kept.append(len(chunk or b""))
        return chunk

    monkeypatch.setattr(uploads.BoundedUploadHandler, "receive_data_chunk", count)
    answer = client.post(address, {"file": SimpleUploadedFile("fil.csv", b"x" * 3_000_000)})
    assert answer.status_code == 422
    assert "Filen är för stor" in answer.text
    assert sum(kept) <= 200_000 + 2 * 64 * 1024


@pytest.mark.parametrize("size", [10, 5_000_000])
def test_smaller_files_come_through_whole(client, address, size):
    content = b"organisationskod;fel\r\n" + b"x" * size
    answer = client.post(address, {"file": SimpleUploadedFile("fil.csv", content)})
    assert "inte känns igen: fel" in answer.text
