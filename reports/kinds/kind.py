"""What a kind of report is: a collector, a list of sections, and for each generated section a template."""

import datetime
import functools
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, Protocol

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from reports.packaged import assets_sha256

Values = dict[str, Any]
"""JSON with whole numbers and text only; days and times as ISO writes them."""

Layout = Literal["flow", "page", "wide", "front", "appendix"]
"""Runs on, begins a page, lies down, stands before the chapters on the first page, stands last under a letter."""

TEMPLATES: Final = ("templates/reports/document/*.html", "templates/figures/print*.html", "figures/*.py")
TRANSLATIONS: Final = "locale/*/LC_MESSAGES/*.po"


class NothingToReportError(Exception):
    """There is no material in the chosen scope yet."""


@dataclass(frozen=True)
class Section:
    """One part that a report of this kind has from the start.

    A generated one is printed by `templates/reports/kinds/<kind>/<key>.html`, which sees only what the collector gave
    under the same key. A written one is empty until somebody writes; `hint` says what belongs there, and `minutes`
    about how long it takes to write, where that is not what the kind says of all its parts. Sections that look alike
    name the `template` that they share; one that `is_named` is laid out where the data gives it a heading.
    """

    key: str
    title: str | Promise
    written: bool = False
    hint: str | Promise = ""
    layout: Layout = "flow"
    minutes: int = 0
    template: str = ""
    is_named: bool = False


@dataclass(frozen=True)
class Missing:
    """What the page of a new report says when there is nothing to report yet, and the route where one begins."""

    text: str | Promise
    action: str | Promise
    route: str


@dataclass(frozen=True)
class Gathered:
    """What somebody else wrote, shown beside a written part to whoever writes it, and never printed by itself.

    `may_quote` says that everybody may read it already, so that it can be put into the report with a name.
    """

    who: str
    text: str
    may_quote: bool


@dataclass(frozen=True)
class Collected:
    """What a collector read. Every text is cleaned (figures/text.py) and in the report's language.

    `sections` holds each generated section's values, None where it has nothing to show. What is left out of a report
    is left out of its data file too, so a section's values stand under its own key and nowhere else. `sentences` are
    ready for people to use in what they write; `gathered` is what others wrote, by the written part that it stands
    beside; `titles` are headings that depend on the data. `places` are what the numbers in keys of sections stand for:
    they come back among the options when a draft reads its data anew, so that what is written keeps its number.
    """

    title: str
    data_time: datetime.datetime
    sections: Mapping[str, Values | None]
    subtitle: str = ""
    summary: str = ""
    constructed: bool = False
    content_language: str = "sv"
    titles: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, Sequence[str]] = field(default_factory=dict)
    facts: Sequence[tuple[str, str]] = ()
    gathered: Mapping[str, Sequence[Gathered]] = field(default_factory=dict)
    places: Sequence[str] = ()


class Collect(Protocol):
    """Reads the database, in the caller's transaction and with the report's language active."""

    def __call__(self, *, organisation: Organisation, options: Mapping[str, Any]) -> Collected:
        """Raise NothingToReportError when there is nothing to report. `options`: what the kind's form gave."""


class NoOptions(forms.Form):
    """The form of a kind that asks nothing."""

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        """Every kind's form is made for one organisation."""
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    @property
    def can_report(self) -> bool:
        """Whether there is anything to choose; a page without says what is missing instead."""
        return True

    @property
    def options(self) -> Values:
        """Return what was chosen, as JSON; call after is_valid()."""
        return {}


@dataclass(frozen=True)
class ReportKind:
    """One kind of report. Only the first four are needed.

    `schema` grows when the values of a section change form, so that older drafts are asked to read their data anew.
    `for_leads`: who leads programmes writes it, too.
    `minutes` is about how long a written part takes; `borrowed` are templates of other kinds that it includes.
    """

    key: str
    name: str | Promise
    collect: Collect
    sections: tuple[Section, ...]
    description: str | Promise = ""
    form: type[NoOptions] = NoOptions
    scopes: Callable[[], list[str]] = list
    cover: bool = False
    for_leads: bool = False
    schema: int = 1
    minutes: int = 5
    borrowed: tuple[str, ...] = ()
    missing: Missing = Missing(
        _("Rapporten byggs av det ni har fört in i tjänsten. Börja där, och kom tillbaka hit."),
        _("Till organisationens sida"),
        "organisation",
    )

    @functools.cached_property
    def by_key(self) -> Mapping[str, Section]:
        """The sections by their keys."""
        return {section.key: section for section in self.sections}

    def minutes_for(self, key: str) -> int:
        """Return about how many minutes a written part takes; one without a section is the organisation's own."""
        section = self.by_key.get(key)
        return (section.minutes if section else 0) or self.minutes

    def laid_out(self, titles: Mapping[str, str]) -> list[Section]:
        """Return the sections that a new report has, where the data gives these headings."""
        return [section for section in self.sections if not section.is_named or section.key in titles]

    @functools.cached_property
    def template_version(self) -> str:
        """A hash over all that turns a snapshot into a page: templates, style, fonts and translations."""
        root = Path(settings.BASE_DIR)
        borrowed = (f"templates/reports/kinds/{name}" for name in self.borrowed)
        patterns = (*TEMPLATES, f"templates/reports/kinds/{self.key}/*.html", *borrowed, TRANSLATIONS)
        digest = hashlib.sha256(assets_sha256().encode())
        for path in sorted(path for pattern in patterns for path in root.glob(pattern)):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()

    def read(self, *, organisation: Organisation, options: Mapping[str, Any], language: str) -> Values:
        """Return what a draft stores of the data. The same data gives the same values. Raises NothingToReportError."""
        with translation.override(language):
            collected = self.collect(organisation=organisation, options=options)
            values = {
                "schema": self.schema,
                "title": collected.title,
                "subtitle": collected.subtitle,
                "summary": collected.summary,
                "data_time": collected.data_time.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "constructed": collected.constructed,
                "content_language": collected.content_language,
                "titles": collected.titles,
                "sentences": collected.sentences,
                "facts": collected.facts,
                "sections": collected.sections,
            }
            if collected.places:
                values["places"] = collected.places
            if collected.gathered:
                values["gathered"] = {
                    key: [asdict(one) for one in rows] for key, rows in collected.gathered.items()
                }
            return plain(values)


def plain(values: Mapping[str, Any]) -> Values:
    """Return values as JSON has them: lists for tuples, texts for translations, all the way down."""
    made: Values = json.loads(json.dumps(values, default=_plain_text))
    return made


def _plain_text(value: object) -> str:
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


def canonical(values: Mapping[str, Any]) -> bytes:
    """Return values as the bytes that are hashed and enclosed in the file: sorted, compact, UTF-8."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def sha256_of(values: Mapping[str, Any]) -> str:
    """Return the hash that identifies a snapshot; also the hash of the data file enclosed in the PDF."""
    return hashlib.sha256(canonical(values)).hexdigest()


def check_code(sha256: str) -> str:
    """Return the code that is printed: the first sixteen characters of the hash, in fours."""
    return " ".join(sha256[start : start + 4] for start in range(0, 16, 4))
