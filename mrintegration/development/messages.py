"""Texts for translation: collected from code and templates with Babel, so that no machine needs gettext.

The source language is Swedish; `locale/en/LC_MESSAGES/django.po` holds the English. `python -m
mrintegration.development.messages` brings the file up to date and names what still lacks a translation.
"""

import datetime
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).resolve().parents[2]
ENGLISH: Final = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
ROOMS: Final = (
    "figures",
    "organisations",
    "checklists",
    "surveys",
    "resultchain",
    "programmes",
    "comparison",
    "reports",
    "mrintegration",
)
KEYWORDS: Final = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def collect() -> Catalog:
    """Return every text that code and templates ask a translation for, with the files it stands in."""
    catalog = Catalog(locale="en", domain="django", project="MR-integrering", fuzzy=False)
    for path, source in _sources():
        found = extract(
            "python", io.BytesIO(source.encode()), keywords=KEYWORDS, options={"encoding": "utf-8"}
        )
        for _line, text, _comments, context in found:
            if text:
                catalog.add(text, locations=[(path.relative_to(ROOT).as_posix(), None)], context=context)  # type: ignore[list-item]  # Babel takes None for no line
    return catalog


def _sources() -> Iterator[tuple[Path, str]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "templates").rglob("*.*")):
        if path.suffix in {".html", ".txt"}:
            python = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            # What stands between the tags is blanked out; left-over indentation would not be Python.
            yield path, "\n".join(line.lstrip() for line in python.splitlines())


def read() -> Catalog:
    """Return the English translations as they are committed."""
    if not ENGLISH.exists():
        return Catalog(locale="en", domain="django")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def untranslated(catalog: Catalog) -> list[str]:
    """Return the texts that have no English, or only one of two plural forms."""
    return [str(message.id) for message in catalog if message.id and not _is_whole(message)]


def _is_whole(message: Message) -> bool:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(strings) and not message.fuzzy


def update() -> Catalog:
    """Bring the file up to date: new texts are added empty, texts that are gone leave."""
    catalog = read()
    catalog.update(collect(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.project, catalog.version, catalog.fuzzy = "MR-integrering", "1", False
    catalog.header_comment = "# English texts of MR-integrering. Swedish is the source language."
    # Dates would change the file at every run, and git knows them.
    catalog.creation_date = catalog.revision_date = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, catalog, width=0, sort_output=True, include_previous=False, omit_header=False)
    return catalog


if __name__ == "__main__":
    missing = untranslated(update())
    for text in missing:
        sys.stdout.write(f"No English yet: {text}\n")
    sys.exit(1 if missing else 0)
