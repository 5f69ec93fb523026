"""What people say of planned things: how each one went, its new day, a word on why, all in one form."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from organisations.forms.fields import DayField, LineField
from resultchain.actions.follow_up import Answers
from resultchain.follow_up import Answer, Became
from resultchain.forms.saved import changed_text, version_number
from resultchain.models import ChainEntry
from resultchain.planned import MOST, is_due

MAX_WORD: Final = 500
SHORT: Final = 60
"""Letters of an entry where it is only named."""
_SENT: Final = re.compile(r"e([0-9]{1,18})-version")


def ids_in(data: QueryDict) -> list[int]:
    """Return the ids of the entries that a page showed."""
    found = (_SENT.fullmatch(name) for name in data)
    return [int(match[1]) for match in found if match][: 2 * MOST]


@dataclass(frozen=True)
class Row:
    """One entry and its fields."""

    entry: ChainEntry
    became: forms.BoundField
    day: forms.BoundField
    word: forms.BoundField
    version: forms.BoundField
    errors: tuple[str, ...]


class FollowUpForm(forms.Form):
    """Four fields an entry; what is left open can wait."""

    def __init__(self, *args: Any, entries: Sequence[ChainEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = list(entries)
        for entry in self.entries:
            self.fields |= _fields(entry)

    def clean(self) -> dict[str, Any]:
        """A move has its new day, nothing is dropped without a word, and what is typed belongs to an answer."""
        data: dict[str, Any] = super().clean() or {}
        for entry in self.entries:
            name = f"e{entry.pk}"
            if not {name, f"{name}-dag", f"{name}-ord"} & set(self.errors):
                field, fault = _fault(entry, self._answer(name, data), data[f"{name}-version"])
                if fault:
                    title = Truncator(entry.what).chars(SHORT)
                    self.add_error(
                        f"{name}{field}", _("”%(what)s”: %(fault)s") % {"what": title, "fault": fault}
                    )
        return data

    def _answer(self, name: str, data: dict[str, Any]) -> Answer | None:
        day, word = data[f"{name}-dag"], data[f"{name}-ord"]
        if data[name]:
            return Answer(Became(data[name]), day, word)
        return Answer(Became.PLANNED, day, word) if day or word else None

    @property
    def answers(self) -> Answers:
        """What was said, by the id of its entry; call after is_valid()."""
        said = {entry.pk: self._answer(f"e{entry.pk}", self.cleaned_data) for entry in self.entries}
        versions = {pk: version_number(self.cleaned_data[f"e{pk}-version"]) for pk in said}
        return {pk: (answer, versions[pk]) for pk, answer in said.items() if answer is not None}

    def rows(self) -> Iterator[Row]:
        """The entries in order, for the template."""
        for entry in self.entries:
            name = f"e{entry.pk}"
            became, day, word = self[name], self[f"{name}-dag"], self[f"{name}-ord"]
            errors = tuple(str(text) for part in (became, day, word) for text in part.errors)
            yield Row(entry, became, day, word, self[f"{name}-version"], errors)

    @property
    def due(self) -> list[Row]:
        """Those whose day has come."""
        return [row for row in self.rows() if is_due(row.entry, timezone.localdate())]

    @property
    def ahead(self) -> list[Row]:
        """Those that lie ahead."""
        return [row for row in self.rows() if not is_due(row.entry, timezone.localdate())]

    def show(self, newest: Sequence[ChainEntry]) -> None:
        """Keep what was typed, say what others have saved, and let the next try go through."""
        data: Any = self.data
        self.data = data = data.copy()
        for entry in newest:
            words = {"what": entry.what, "state": entry.get_state_display()}
            self.add_error(f"e{entry.pk}", changed_text(entry, _("”%(what)s”, %(state)s.") % words))
            data[f"e{entry.pk}-version"] = entry.version


def _fields(entry: ChainEntry) -> dict[str, forms.Field]:
    name = f"e{entry.pk}"
    choices = [
        (Became.DONE.value, _("Klart")),
        (Became.ONGOING.value, _("Pågår")),
        (Became.MOVED.value, _("Flyttat")),
        (Became.DROPPED.value, _("Blev inte av")),
    ]
    return {
        name: forms.ChoiceField(label=entry.what, choices=choices, required=False, widget=forms.RadioSelect),
        f"{name}-dag": DayField(label=_("Dag"), required=False),
        f"{name}-ord": LineField(label=_("Med egna ord"), max_length=MAX_WORD, required=False),
        f"{name}-version": forms.CharField(widget=forms.HiddenInput, required=False, initial=entry.version),
    }


def _fault(entry: ChainEntry, answer: Answer | None, version: str) -> tuple[str, str]:
    """Return the end of the field's name and what is wrong with an answer; two empty texts when nothing is."""
    today = timezone.localdate()
    if answer is None:
        return "", ""
    if answer.became == Became.PLANNED:
        return "", _("välj hur det gick.")
    if answer.became == Became.DROPPED and not answer.word:
        return "-ord", _("skriv varför det inte blev av.")
    return "-dag", _day_fault(entry, answer, version, today)


def _day_fault(entry: ChainEntry, answer: Answer, version: str, today: datetime.date) -> str:
    if answer.became == Became.MOVED:
        if answer.day is None:
            return _("skriv den nya dagen.")
        if answer.day < today:
            return _("den nya dagen har redan varit. Välj i dag eller senare.")
        # Sent twice, it has its new day already.
        if answer.day == entry.day and version_number(version) == entry.version:
            return _("det är samma dag som förut. Välj en annan.")
    elif answer.became == Became.DONE and answer.day is not None and answer.day > today:
        return _("dagen har inte varit än. Skriv dagen då det blev klart, eller välj flyttat.")
    elif answer.became in {Became.ONGOING, Became.DROPPED} and answer.day is not None:
        return _("dagen behövs bara när något är flyttat eller klart. Ta bort den.")
    return ""
