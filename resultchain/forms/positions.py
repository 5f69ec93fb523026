"""What people type when they say where on the chain their organisation stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from checklists.models import Occasion
from figures.swedish import listing, long_date, sentence
from organisations.forms.fields import DayField, LineField, TextField
from organisations.models import Organisation
from resultchain.actions.positions import Said, said
from resultchain.forms.saved import SavedForm
from resultchain.levels import WORDS, ChainLevel
from resultchain.models import Extent, Position

MOST_OCCASIONS: Final = 50


@dataclass(frozen=True)
class LevelFields:
    """A level and its two fields."""

    level: ChainLevel
    extent: BoundField
    words: BoundField


class PositionForm(SavedForm):
    """When, what is said of each level, and words for the whole."""

    # Name and date are only needed without one of the checklist's occasions.
    use_required_attribute = False

    occasion = forms.ChoiceField(
        label=gettext_lazy("Vid vilket tillfälle?"),
        help_text=gettext_lazy("Välj ett av checklistans tillfällen, eller ett eget med namn och datum."),
        required=False,
    )
    name = LineField(
        label=gettext_lazy("Vad heter tillfället?"),
        help_text=gettext_lazy("Bara för ett eget tillfälle, till exempel ”Halvårsuppföljning”."),
        max_length=80,
        error_messages={
            "required": gettext_lazy("Skriv vad tillfället heter, eller välj ett av checklistans.")
        },
    )
    date = DayField(
        label=gettext_lazy("Vilket datum gäller det?"),
        error_messages={"required": gettext_lazy("Skriv vilket datum det gäller.")},
    )
    words = TextField(
        label=gettext_lazy("Om helheten, med egna ord"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, *args: Any, organisation: Organisation, row: Position | None = None, **kwargs: Any
    ) -> None:
        """Fetch the occasions, and make two fields a level."""
        if row is not None:
            kwargs["initial"] = _stored(row)
        super().__init__(*args, row=row, **kwargs)
        self.occasions = _occasions(organisation, row)
        occasion: Any = self.fields["occasion"]
        occasion.choices = [
            ("", _("Ett eget tillfälle")),
            *((str(pk), name_of(o)) for pk, o in self.occasions.items()),
        ]
        if not self.occasions:
            del self.fields["occasion"]
        for level in ChainLevel:
            self.fields[f"n{level}"] = forms.ChoiceField(
                label=f"{int(level)} {level.label}",
                help_text=str(WORDS[level].definition),
                choices=[("", _("Säger inget")), *((e.value, sentence(str(e.label))) for e in Extent)],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"o{level}"] = TextField(
                label=_("Med egna ord"),
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
            )
        # Errors are listed in the order of the page.
        by_level = [f"{kind}{level}" for level in ChainLevel for kind in "no"]
        self.order_fields(["version", "occasion", "name", "date", *by_level, "words"])

    def clean(self) -> dict[str, Any]:
        """An occasion has a name and a date, and a statement says something."""
        data: dict[str, Any] = super().clean() or {}
        chosen = self.occasions.get(int(data.get("occasion") or 0))
        if chosen is not None:
            for name in ("name", "date"):
                self.errors.pop(name, None)
            data |= {"name": chosen.name, "date": chosen.date}
        for level in ChainLevel:
            if data.get(f"o{level}") and not data.get(f"n{level}"):
                self.add_error(f"n{level}", _("Välj delvis eller genomfört, eller ta bort orden om nivån."))
        says = data.get("words") or any(data.get(f"n{level}") for level in ChainLevel)
        if not self.errors and not says:
            self.add_error("n1", _("Säg något om minst en nivå, eller om helheten med egna ord."))
        return {**data, "occasion": chosen}

    @property
    def chosen(self) -> dict[str, Any]:
        """What the verbs take; call after is_valid()."""
        data = self.cleaned_data
        levels: Said = {
            int(level): (Extent(data[f"n{level}"]), data[f"o{level}"])
            for level in ChainLevel
            if data[f"n{level}"]
        }
        return {name: data[name] for name in ("occasion", "name", "date", "words")} | {"levels": levels}

    @property
    def levels(self) -> Iterator[LevelFields]:
        """The five levels, for the template."""
        for level in ChainLevel:
            yield LevelFields(level, self[f"n{level}"], self[f"o{level}"])

    def say_taken(self) -> None:
        """Another statement has the same occasion."""
        name = "occasion" if self.cleaned_data["occasion"] else "name"
        self.add_error(name, _("Ni har redan sagt var ni står vid det tillfället. Ändra det i stället."))


def name_of(occasion: Occasion) -> str:
    """Return an occasion's name with its date."""
    return f"{occasion.name}, {long_date(occasion.date, get_language() or 'sv')}"


def told(position: Position) -> str:
    """Say in a sentence what a statement says, for somebody whose page is older."""
    parts = [
        _("nivå %(level)s %(extent)s") % {"level": level, "extent": extent.label}
        for level, (extent, _words) in sorted(said(position).items())
    ]
    if position.words:
        parts.append(_("”%(label)s”") % {"label": position.words})
    words = {"name": position.name, "parts": listing(parts, get_language() or "sv")}
    return _("”%(name)s”: %(parts)s.") % words


def _occasions(organisation: Organisation, row: Position | None) -> dict[int, Occasion]:
    """Return the occasions that the organisation sees, the latest first, each time once."""
    seen = Occasion.objects.seen_by(organisation).order_by("-date", "-pk")[:MOST_OCCASIONS]
    kept = [row.occasion] if row is not None and row.occasion is not None else []
    times = {(one.name, one.date): one for one in [*reversed(seen), *kept]}
    return {one.pk: one for one in sorted(times.values(), key=lambda one: (one.date, one.pk), reverse=True)}


def _stored(row: Position) -> dict[str, Any]:
    initial = {name: getattr(row, name) for name in ("name", "date", "words")} | {"occasion": row.occasion_id}
    for level, (extent, words) in said(row).items():
        initial |= {f"n{level}": extent.value, f"o{level}": words}
    return initial
