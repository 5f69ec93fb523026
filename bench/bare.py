"""The bare Django that answering a survey is measured against: no middleware, no templates, no encryption.

Two views give a page out of memory, one of them after finding the link. The third one reads the form of an answer and
runs its statements, with a box made before. gunicorn serves it as it serves the product.
"""

import os
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from mrintegration.connections import database_from_url
from surveys.locks import SHARED

settings.configure(
    ALLOWED_HOSTS=["localhost"],
    DATABASES={"default": database_from_url(os.environ["DATABASE_URL"])},
    ROOT_URLCONF="bench.bare",
    SECRET_KEY="not used",  # noqa: S106
    USE_TZ=True,
)
PAGE: Final = Path(os.environ["BARE_PAGE"]).read_bytes()
BOX: Final = Path(os.environ["BARE_BOX"]).read_bytes()
DOOR: Final = (
    "SELECT i.id, i.survey_id FROM surveys_invitation i JOIN surveys_survey s ON s.id = i.survey_id"
    " WHERE i.token_mac = %s AND i.state = 'invited' AND s.state = 'open'"
)
USE: Final = (
    "UPDATE surveys_invitation SET state = 'used' WHERE id = %s AND state = 'invited'"
    " AND EXISTS (SELECT 1 FROM surveys_survey WHERE id = %s AND state = 'open')"
)
STORE: Final = "INSERT INTO surveys_box (id, survey_id, sealed) VALUES (gen_random_uuid(), %s, %s)"


def page(_request: HttpRequest) -> HttpResponse:
    """Return the same bytes as the first page of the survey."""
    return _with_length(HttpResponse(PAGE))


def link(_request: HttpRequest, mac: str) -> HttpResponse:
    """Return it after finding the invitation."""
    with connection.cursor() as cursor:
        cursor.execute(DOOR, [mac])
        assert cursor.fetchone(), mac
    return _with_length(HttpResponse(PAGE))


def send(request: HttpRequest, mac: str) -> HttpResponse:
    """Read the form, and store the box for an invitation."""
    assert request.POST["go"] == "send", mac
    with connection.cursor() as cursor:
        cursor.execute(DOOR, [mac])
        invitation, survey = cursor.fetchone()
        with transaction.atomic():
            cursor.execute(SHARED, [f"survey {survey}"])
            cursor.execute(USE, [invitation, survey])
            assert cursor.rowcount == 1, mac
            cursor.execute(STORE, [survey, BOX])
    return _with_length(HttpResponse(status=302, headers={"Location": "/"}))


def _with_length(response: HttpResponse) -> HttpResponse:
    response["Content-Length"] = str(len(response.content))
    return response


urlpatterns = [path("page/", page), path("link/<str:mac>/", link), path("send/<str:mac>/", send)]
application = get_wsgi_application()
