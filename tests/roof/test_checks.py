"""Without compiled translations the product starts, in Swedish, and says so."""

import pytest

from mrintegration.checks import compiled_translations


@pytest.fixture
def uncompiled(settings, tmp_path):
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "Hjälp"\nmsgstr "Help"\n')
    settings.LOCALE_PATHS = [tmp_path]
    return source


def test_it_says_which(uncompiled):
    assert [(message.id, str(uncompiled) in message.msg) for message in compiled_translations()] == [
        ("mrintegration.W001", True)
    ]
    uncompiled.with_suffix(".mo").touch()
    assert compiled_translations() == []


@pytest.mark.django_db
@pytest.mark.usefixtures("uncompiled")
def test_pages_are_there_for_those_who_chose_english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.get("/logga-in/").status_code == 200
