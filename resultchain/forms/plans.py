"""What people type about plans, and what a unit answers to one."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from figures.text import clean_line
from organisations.forms.fields import DayField, LineField, TextField
from resultchain.actions.plan_lines import Lines, Loss, line_ids
from resultchain.forms.saved import SavedForm
from resultchain.models import MAX_PLAN_NAME, InBudget, MandatoryPart, Plan, PlanArea, UnitAnswer
from resultchain.plans import Answered

MOST_LINES: Final = 30
"""How many areas a plan may have, and how many mandatory parts."""
NOT_CHOSEN: Final = "none"
CONTENT: Final = ("title", "reference", "valid_from", "valid_to")


class LinesField(TextField):
    """Names, one on each line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def clean(self, value: Any) -> list[str]:
        """Return the lines that say something; none longer than a name may be."""
        text = super().clean(value) or ""
        names = [name for line in str(text).splitlines() if (name := clean_line(line))]
        for name in names:
            if len(name) > MAX_PLAN_NAME:
                raise ValidationError(
                    _("Raden ”%(start)s …” är för lång: högst %(limit)d tecken, nu är den %(length)d.")
                    % {"start": name[:30], "limit": MAX_PLAN_NAME, "length": len(name)}
                )
        return names


class PlanForm(SavedForm):
    """A plan. Lines that exist have a field each, so that one that gets another name keeps its answers."""

    title = LineField(
        label=gettext_lazy("Planens namn"),
        help_text=gettext_lazy("Till exempel ”Handlingsplan för mänskliga rättigheter 2027–2030”."),
        max_length=MAX_PLAN_NAME,
    )
    reference = LineField(
        label=gettext_lazy("Beslutets diarienummer eller paragraf"), max_length=80, required=False
    )
    valid_from = DayField(label=gettext_lazy("Från och med"), initial=timezone.localdate)
    valid_to = DayField(label=gettext_lazy("Till och med"), required=False)
    areas = LinesField(
        label=gettext_lazy("Områden som en enhet kan fokusera på"),
        help_text=gettext_lazy("Ett på varje rad."),
        required=False,
    )
    parts = LinesField(
        label=gettext_lazy("Delar som alla enheter måste göra"),
        help_text=gettext_lazy(
            "En på varje rad, till exempel att utse en samordnare eller ett barnrättsombud."
        ),
        required=False,
    )
    may_lose = forms.CharField(widget=forms.HiddenInput, required=False)
    yes = forms.BooleanField(
        label=gettext_lazy("Ja, ta bort och låt det som står här ovanför gå förlorat"), required=False
    )

    def __init__(self, *args: Any, row: Plan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.old_areas: Sequence[PlanArea] = tuple(row.areas.order_by("number", "pk")) if row else ()
        self.old_parts: Sequence[MandatoryPart] = (
            tuple(row.mandatory_parts.order_by("number", "pk")) if row else ()
        )
        self.losses: Sequence[Loss] = ()
        for name in CONTENT if row else ():
            self.fields[name].initial = getattr(row, name)
        if self.is_bound:
            self.data = self._with_lines_that_the_page_did_not_have()
        self._add_lines("area", self.old_areas, _("Område %(n)s"))
        self._add_lines("part", self.old_parts, _("Obligatorisk del %(n)s"))
        if row:
            self.fields["areas"].label = _("Fler områden")
            self.fields["parts"].label = _("Fler obligatoriska delar")
        self.order_fields(
            [
                *("version", "may_lose", *CONTENT),
                *(f"area_{area.pk}" for area in self.old_areas),
                "areas",
                *(f"part_{part.pk}" for part in self.old_parts),
                *("parts", "yes"),
            ]
        )
        if not (self.is_bound and self.data.get("may_lose")):
            del self.fields["yes"]

    def _with_lines_that_the_page_did_not_have(self) -> Any:
        """Somebody else may have added lines since the page was made; they are not to be taken for emptied ones."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for kind, rows in (("area", self.old_areas), ("part", self.old_parts)):
            for row in rows:
                data.setdefault(f"{kind}_{row.pk}", row.name)
        return data

    def _add_lines(self, kind: str, rows: Iterable[PlanArea | MandatoryPart], label: str) -> None:
        for number, row in enumerate(rows, start=1):
            self.fields[f"{kind}_{row.pk}"] = LineField(
                label=label % {"n": number}, max_length=MAX_PLAN_NAME, required=False, initial=row.name
            )

    def clean(self) -> dict[str, Any]:
        """Days in order; something to answer to; no name twice; room for the lines."""
        data = super().clean() or {}
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Slutdatumet ligger före startdatumet. Ändra ett av dem."))
        if self.errors:
            return data
        lines = self.lines
        for name, names in (
            ("areas", [*lines.areas.values(), *lines.new_areas]),
            ("parts", [*lines.parts.values(), *lines.new_parts]),
        ):
            self._check(name, [one.casefold() for one in names if one])
        if not any((*lines.areas.values(), *lines.parts.values(), *lines.new_areas, *lines.new_parts)):
            self.add_error("areas", _("Skriv minst ett område eller en del som alla måste göra."))
        return data

    def _check(self, name: str, names: list[str]) -> None:
        if len(set(names)) < len(names):
            self.add_error(name, _("Samma namn står två gånger. Ändra eller ta bort det ena."))
        if len(names) > MOST_LINES:
            text = ngettext("Det får vara högst %(n)s rad.", "Det får vara högst %(n)s rader.", MOST_LINES)
            self.add_error(name, text % {"n": MOST_LINES})

    @property
    def lines(self) -> Lines:
        """The areas and parts as typed; call when their fields are clean."""
        data = self.cleaned_data
        return Lines(
            areas={area.pk: data[f"area_{area.pk}"] for area in self.old_areas},
            parts={part.pk: data[f"part_{part.pk}"] for part in self.old_parts},
            new_areas=data["areas"],
            new_parts=data["parts"],
        )

    @property
    def content(self) -> dict[str, Any]:
        """Name, reference and days as arguments of the verbs; call after is_valid()."""
        return {name: self.cleaned_data[name] for name in CONTENT}

    def has_yes_to(self, losses: Sequence[Loss]) -> bool:
        """Whether the person has said yes to losing just this; call after is_valid()."""
        return bool(self.cleaned_data.get("yes")) and self.cleaned_data["may_lose"] == _mark(losses)

    def ask(self, losses: Sequence[Loss]) -> None:
        """Say what would be lost, and ask for a yes to it."""
        self.losses = losses
        self.data = {**self.data.dict(), "may_lose": _mark(losses), "yes": ""}  # type: ignore[attr-defined]
        self.fields["yes"] = self.base_fields["yes"]
        self.add_error(
            "yes", _("Svar skulle gå förlorade. Kryssa i att det är meningen, eller skriv tillbaka namnet.")
        )


def _mark(losses: Sequence[Loss]) -> str:
    return "|".join(f"{loss.name}/{loss.answers}/{loss.goals}" for loss in losses)


@dataclass(frozen=True)
class PartRow:
    """A mandatory part with its two fields."""

    part: MandatoryPart
    done: forms.BoundField
    day: forms.BoundField


class AnswerForm(SavedForm):
    """What a unit says of each area and each mandatory part."""

    asked = forms.CharField(widget=forms.HiddenInput, required=False)
    note = TextField(
        label=gettext_lazy("Vill ni tillägga något?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        areas: Sequence[PlanArea],
        parts: Sequence[MandatoryPart],
        row: UnitAnswer | None = None,
        answered: Answered | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.areas, self.parts = areas, parts
        said = answered or Answered({}, {})
        self.fields["note"].initial = row.note if row else ""
        self.fields["asked"].initial = line_ids(areas, parts)
        for area in areas:
            self.fields[f"area_{area.pk}"] = forms.ChoiceField(
                label=area.name,
                choices=budget_choices(),
                initial=said.focus.get(area.pk, NOT_CHOSEN),
            )
        for part in parts:
            self.fields[f"part_{part.pk}"] = forms.BooleanField(
                label=part.name, required=False, initial=part.pk in said.done
            )
            self.fields[f"day_{part.pk}"] = DayField(
                label=_("%(part)s, klart den") % {"part": part.name},
                required=False,
                initial=said.done.get(part.pk),
            )

    def clean(self) -> dict[str, Any]:
        """A day only for what is done, and none that is still to come."""
        data = super().clean() or {}
        if data.get("asked") != line_ids(self.areas, self.parts):
            self.ask_again()
        for part in self.parts:
            day = data.get(f"day_{part.pk}")
            if day and not data.get(f"part_{part.pk}"):
                self.add_error(f"part_{part.pk}", _("Kryssa i att delen är klar, eller ta bort datumet."))
            elif day and day > timezone.localdate():
                self.add_error(
                    f"day_{part.pk}", _("Datumet har inte varit än. Fyll i den dag då det blev klart.")
                )
        return data

    @property
    def area_fields(self) -> Iterator[forms.BoundField]:
        """The field of each area."""
        return (self[f"area_{area.pk}"] for area in self.areas)

    @property
    def part_rows(self) -> Iterator[PartRow]:
        """The fields of each mandatory part."""
        return (PartRow(part, self[f"part_{part.pk}"], self[f"day_{part.pk}"]) for part in self.parts)

    @property
    def said(self) -> dict[str, Any]:
        """The answer as arguments of the verb; call after is_valid()."""
        data = self.cleaned_data
        done: dict[int, datetime.date | None] = {
            part.pk: data[f"day_{part.pk}"] for part in self.parts if data[f"part_{part.pk}"]
        }
        return {
            "focus": {
                area.pk: said for area in self.areas if (said := data[f"area_{area.pk}"]) != NOT_CHOSEN
            },
            "done": done,
            "asked": data["asked"],
            "note": data["note"],
        }

    def ask_again(self) -> None:
        """Say that the plan has changed, keep what was typed, and let the next try go through; once cleaned."""
        self.add_error(
            None,
            _("Planen har ändrats sedan du öppnade sidan. Dina svar står kvar. Se över dem och spara igen."),
        )
        self.data = {**self.data.dict(), "asked": line_ids(self.areas, self.parts)}  # type: ignore[attr-defined]


def budget_choices() -> list[tuple[str, str]]:
    """What a unit may say of an area."""
    return [
        (NOT_CHOSEN, _("Nej")),
        (InBudget.YES, _("Ja, i detaljbudgeten")),
        (InBudget.NO, _("Ja, inte i detaljbudgeten")),
        (InBudget.UNKNOWN, _("Ja, vet inte om budgeten")),
    ]
