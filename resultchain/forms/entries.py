"""One entry as a form: its choices, what is most likely, what only makes sense together, and two people at once."""

import datetime
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from figures.swedish import sentence
from organisations.files.words import listing
from organisations.models import Organisation
from resultchain.actions.entries import EntryChangedError, Listed
from resultchain.content import content_of
from resultchain.edits import Content
from resultchain.forms.entry_fields import GROUPS, EntryFields, Group, LevelRow, count_field, labelled
from resultchain.levels import WORDS, ChainLevel, GlobalGoal, NationalGoal
from resultchain.models import ChainEntry, Direction, EntryState, Precision, Strength
from resultchain.options import Options
from resultchain.starting_lists import METHODS


class EntryForm(EntryFields):
    """One entry. `entry` is the one to change, or None for a new one.

    `goal` is what the new one is done for; a training is an activity whose participants are asked for at once.
    """

    def __init__(
        self,
        *args: Any,
        options: Options,
        entry: ChainEntry | None = None,
        goal: str = "",
        is_training: bool = False,
        **kwargs: Any,
    ) -> None:
        """Fill in the choices, and what the entry has; or for a new one what is most likely."""
        super().__init__(*args, **kwargs)
        self.options, self.entry = options, entry
        self.for_goal, self.is_training = goal if goal in dict(options.goals) else "", is_training
        self.stored: Content = content_of(entry) if entry is not None else {}
        if self.is_bound:
            self.data = self._with_lines_for_suggestions()
        self._choices()
        self.function_names = {f"f{function.pk}": function for function in options.functions}
        for name, function in self.function_names.items():
            self.fields[name] = count_field(sentence(str(function)))
        self.initial = self._stored_values() if entry is not None else self._likely_values()

    def _with_lines_for_suggestions(self) -> Any:
        """A colleague, or the first of two clicks, may have made a suggestion a line of the list since."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for name, lines in self.options.taken.items():
            data.setlist(name, [lines.get(value, value) for value in data.getlist(name)])
        return data

    def _choices(self) -> None:
        options, fields = self.options, self.fields
        states = [EntryState.DONE, EntryState.ONGOING, EntryState.PLANNED]
        if self.entry is not None:
            states.append(EntryState.DROPPED)
        choices: dict[str, Any] = {
            "state": labelled([(state.value, state.label) for state in states]),
            "organisation": options.units,
            "area": [("", _("Inget valt")), *options.areas],
            "perspectives": options.perspectives,
            "direction": labelled(Direction.choices, _("Inget valt")),
            "goal": [("", _("Inget valt")), *options.goals],
            "global_goals": [(goal.value, f"{goal.value}. {goal.label}") for goal in GlobalGoal],
            "national_goals": NationalGoal.choices,
            "precision": labelled(Precision.choices, _("Inget valt")),
            "strength": labelled(Strength.choices, _("Inget valt")),
            "items": options.items,
        }
        for name, values in choices.items():
            field: Any = fields[name]
            field.choices = values
        for name, found in (
            ("organisation", options.units),
            ("goal", options.goals),
            ("items", options.items),
        ):
            if not found:
                del fields[name]

    def _likely_values(self) -> dict[str, Any]:
        return {
            "state": EntryState.DONE.value,
            "last_day": timezone.localdate(),
            "organisation": self.options.last_unit or str(self.options.organisation.pk),
            "area": self.options.last_area,
            "goal": self.for_goal,
            "level": ChainLevel.ACTIVITY.value if self.is_training else "",
            "opened": timezone.now().isoformat(),
        }

    def _stored_values(self) -> dict[str, Any]:
        assert self.entry is not None  # noqa: S101  only called for an entry that is changed
        values: dict[str, Any] = dict(self.stored)
        values |= {name: str(values[name] or "") for name in ("organisation", "area", "goal")}
        values["perspectives"] = [str(pk) for pk in self.stored["perspectives"]]
        values["course"] = self.entry.course.name if self.entry.course else ""
        values |= {f"f{pk}": number for pk, number in self.stored["functions"].items()}
        return values | {"seen": self.entry.version, "shown": json.dumps(self.stored)}

    def clean(self) -> dict[str, Any]:
        """Check what only makes sense together, and fill in what follows from it."""
        data: dict[str, Any] = super().clean() or {}
        self._clean_days(data)
        self._clean_people(data)
        if data.get("quote_source") and data.get("quote") == "":
            self.add_error("quote", _("Skriv citatet, eller ta bort vem som säger det."))
        if data.get("quote") and data.get("quote_source") == "":
            self.add_error("quote_source", _("Skriv i vilken funktion någon säger det, till exempel ”Chef”."))
        if data.get("state") == EntryState.DROPPED and data.get("state_note") == "":
            self.add_error("state_note", _("Skriv varför det inte blev av."))
        return data

    def _clean_days(self, data: dict[str, Any]) -> None:
        first, last = data.get("first_day"), data.get("last_day")
        if "first_day" in self.errors or "last_day" in self.errors:
            return
        if (
            data.get("state") == EntryState.PLANNED
            and self.entry is None
            and "last_day" not in self.changed_data
        ):
            # The day that stands in the form is today's, for what is done: what is planned has none until told.
            data["last_day"] = None
        elif data.get("state") == EntryState.ONGOING and last and not first and last <= timezone.localdate():
            # The day of what goes on is the day it began; it has no end yet.
            data["first_day"], data["last_day"] = last, None
        elif first and last and first > last:
            self.add_error("first_day", _("Första dagen ligger efter den sista. Ändra en av dem."))
        elif data.get("state") == EntryState.DONE and last and last > timezone.localdate():
            self.add_error("last_day", _("Dagen har inte varit än. Välj en annan dag, eller läget planerad."))

    def _clean_people(self, data: dict[str, Any]) -> None:
        names = ("participants", "women", "men", *self.function_names)
        if any(name in self.errors for name in (*names, "precision")):
            return
        total, precision = data["participants"], data["precision"]
        by_sex = (data["women"] or 0) + (data["men"] or 0)
        by_function = sum(data[name] or 0 for name in self.function_names)
        if total is None and by_sex and precision != Precision.UNKNOWN:
            total = by_sex
        if total is not None and precision == Precision.UNKNOWN:
            self.add_error("precision", _("Antalet är ifyllt. Välj exakt eller ungefär."))
        elif total is None and precision in {Precision.EXACT, Precision.ABOUT}:
            self.add_error("participants", _("Skriv hur många som deltog, eller välj okänt."))
        elif total is not None:
            precision = precision or Precision.EXACT.value
            for name, part in (("women", by_sex), (next(iter(self.function_names), "men"), by_function)):
                if precision == Precision.EXACT and part > total:
                    text = _("Tillsammans blir det %(part)s, men antalet deltagare är %(total)s.")
                    self.add_error(name, text % {"part": part, "total": total})
        data["participants"], data["precision"] = total, precision

    def clean_opened(self) -> datetime.datetime | None:
        """When the page was opened; nothing when it can't be read."""
        try:
            moment = parse_datetime(self.cleaned_data["opened"])
        except ValueError:
            return None
        return moment if moment and timezone.is_aware(moment) else None

    def clean_shown(self) -> Content:
        """What the page was made from; what can't be read counts as what is stored."""
        try:
            shown = json.loads(self.cleaned_data["shown"])
        except (ValueError, RecursionError):
            return self.stored
        return shown if isinstance(shown, dict) else self.stored

    @property
    def content(self) -> Content:
        """What to store, but for what comes from the organisation's lists; call after is_valid()."""
        data = self.cleaned_data
        names = set(ChainEntry.CONTENT) & set(data) - {"area", "course", "goal", "organisation"}
        found: Content = {name: data[name] for name in names}
        found |= {name: data[name].isoformat() if data[name] else None for name in ("first_day", "last_day")}
        found["items"] = sorted(set(data.get("items", [])))
        if "goal" in data:
            found["goal"] = int(data["goal"]) if data["goal"] else None
        found["global_goals"], found["national_goals"] = (
            sorted(set(data["global_goals"])),
            sorted(set(data["national_goals"])),
        )
        found["functions"] = {
            str(function.pk): data[name] for name, function in self.function_names.items() if data[name]
        }
        return found | {"organisation": self.unit.pk}

    @property
    def unit(self) -> Organisation:
        """The unit that the entry is made for."""
        chosen = self.cleaned_data.get("organisation", "")
        if self.entry is not None and not chosen:
            return self.entry.organisation
        return self.options.unit(chosen)

    @property
    def listed(self) -> Listed:
        """What was chosen from the organisation's lists."""
        data = self.cleaned_data
        return Listed(data["area"], tuple(data["perspectives"]), data["course"])

    @property
    def levels(self) -> Iterator[LevelRow]:
        """The five levels with what they mean."""
        chosen = str(self["level"].value())
        for level in ChainLevel:
            yield LevelRow(level, WORDS[level], chosen == str(level.value))

    @property
    def methods(self) -> tuple[str, ...]:
        """Suggestions for the method."""
        return METHODS

    @property
    def groups(self) -> Iterator[Group]:
        """What stands behind "Fler uppgifter"."""
        for key, title, names in GROUPS:
            every = [each for name in names for each in (self.function_names if name == "+" else [name])]
            fields = [self[name] for name in every if name in self.fields]
            filled = [field for field in fields if self._is_filled(field)]
            wrong = any(field.errors for field in fields)
            asked_for = (bool(self.for_goal) and "goal" in names) or (self.is_training and "course" in names)
            yield Group(key, title, fields, self._note(filled), wrong or asked_for)

    def _is_filled(self, field: BoundField) -> bool:
        value = field.value()
        own_unit = field.name == "organisation" and str(value) == str(self.options.organisation.pk)
        return not own_unit and value not in (None, "", [], ())

    def _note(self, filled: Sequence[BoundField]) -> str:
        """Tell what is filled in: the unit and the area by name, as they are chosen for the person; else only that."""
        named = [field for field in filled if field.name in {"organisation", "area"}]
        words = [_said(field) for field in named]
        return ", ".join([*words, *([_("ifyllt")] if len(filled) > len(named) else [])])

    def show(self, error: EntryChangedError) -> None:
        """Keep what was typed, take in what only the other changed, and let the next try go through."""
        newest = EntryForm(options=self.options, entry=error.newest)
        for name in error.merged.asked:
            self._tell(newest[name if name in newest.fields else "participants"], error)
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for name in self.fields:
            part = "functions" if name in self.function_names else name
            same = error.merged.content.get(part) == newest.stored.get(part)
            if name in {"seen", "shown"} or (same and part not in error.merged.asked):
                _put(data, name, newest[name].value())
        self.data, self.stored = data, newest.stored

    def _tell(self, theirs: BoundField, error: EntryChangedError) -> None:
        words = {"who": error.newest.saved_by or _("Någon annan"), "value": _said(theirs)}
        text = _("%(who)s har ändrat det här sedan du öppnade sidan. Nu står det ”%(value)s”.")
        self.add_error(theirs.name, " ".join([text % words, _("Spara igen om ditt ska gälla.")]))


def _said(field: BoundField) -> str:
    """Return a field's value as people read it."""
    value = field.value()
    values = value if isinstance(value, list) else [value]
    names: dict[str, str] = {}
    for key, name in getattr(field.field, "choices", []):
        names |= {str(k): str(v) for k, v in name} if isinstance(name, list) else {str(key): str(name)}
    return listing([names.get(str(each), str(each)) for each in values if each not in (None, "")]) or _(
        "inget"
    )


def _put(data: Any, name: str, value: Any) -> None:
    values = value if isinstance(value, list) else ["" if value is None else value]
    data.setlist(name, [str(each) for each in values])
