"""What people type about groups: name, kind, who leads it, who is in it from which day."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from figures.swedish import long_date, sentence
from organisations.forms.fields import DayField, LineField
from organisations.models import Organisation
from programmes.actions.groups import BetweenError, Change, Content
from programmes.found import Place
from programmes.group_lists import Free
from programmes.lines import as_line, read_one
from programmes.models import MAX_NAME, Group, GroupKind, Participation
from programmes.naming import full_name_of
from resultchain.forms.saved import SavedForm


class DayForm(SavedForm):
    """The day from which groups change, and that it is meant, when it falls between two meetings."""

    day = DayField(
        label=gettext_lazy("Från och med"),
        help_text=gettext_lazy(
            "Den som läggs till är med från den dagen. Den som tas bort är med till dagen innan."
        ),
        initial=timezone.localdate,
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Jag vet att gruppen ändras mellan två träffar"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("sure") != "on":
            self.fields["sure"].widget = forms.HiddenInput()

    def warn(self, error: BetweenError) -> None:
        """Say between which meetings the group would change, and ask whether it is meant."""
        language = get_language() or "sv"
        self.fields["sure"].widget = forms.CheckboxInput()
        self.add_error(
            "sure",
            _(
                "%(group)s ändras mellan träffarna %(before)s och %(after)s: de som möts nästa gång är inte desamma. "
                "Kryssa i rutan om det är meningen, eller välj en annan dag."
            )
            % {
                "group": error.group.name,
                "before": long_date(error.before, language),
                "after": long_date(error.after, language),
            },
        )


class GroupForm(DayForm):
    """A group and who is in it."""

    name = LineField(label=gettext_lazy("Gruppens namn"), max_length=MAX_NAME)
    kind = forms.ChoiceField(label=gettext_lazy("Slag"), widget=forms.RadioSelect)
    leader = LineField(
        label=gettext_lazy("Länsnod som leder gruppen"),
        help_text=gettext_lazy("Bara för en länsgrupp. Skriv organisationens namn eller kod."),
        max_length=200,
        required=False,
    )
    members = forms.MultipleChoiceField(
        label=gettext_lazy("Vilka är med?"),
        help_text=gettext_lazy("En grupp kan ha ingen, en eller flera mentorer."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        group: Group | None,
        choices: Sequence[Participation],
        now: Collection[int] = (),
        leads_all: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, row=group, **kwargs)
        self.group, self.possible = group, {str(one.pk): one for one in choices}
        kind: Any = self.fields["kind"]
        kind.choices = [(each.value, sentence(str(each.label))) for each in GroupKind]
        kind.initial = group.kind if group else GroupKind.BENCHMARKING
        members: Any = self.fields["members"]
        members.choices = [
            (key, f"{full_name_of(one)}, {one.get_part_display()}") for key, one in self.possible.items()
        ]
        members.initial = [str(pk) for pk in now]
        if not members.choices:
            del self.fields["members"]
        if group is not None:
            self.fields["name"].initial, self.fields["leader"].initial = group.name, as_line(group.leader)
        if not leads_all:
            del self.fields["kind"], self.fields["leader"]
        self.order_fields(["name", "kind", "leader", "members", "day", "sure"])

    def clean_leader(self) -> Organisation | None:
        """An organisation that exists."""
        text = self.cleaned_data["leader"]
        return read_one(text) if text else None

    def clean(self) -> dict[str, Any]:
        """Only a county's group is led by a node."""
        data = super().clean() or {}
        if data.get("leader") and data.get("kind") != GroupKind.NODE:
            self.add_error(
                "leader", _("Bara en länsgrupp leds av en länsnod. Välj länsgrupp eller lämna tomt.")
            )
        return data

    @property
    def content(self) -> Content:
        """What the group is; call after is_valid()."""
        data = self.cleaned_data
        if "kind" not in self.fields and self.group is not None:
            return Content(data["name"], GroupKind(self.group.kind), self.group.leader)
        return Content(data["name"], GroupKind(data["kind"]), data["leader"])

    @property
    def change(self) -> Change:
        """Who is in it, and from when; call after is_valid()."""
        data = self.cleaned_data
        chosen = [self.possible[key] for key in data.get("members", [])]
        return Change(chosen, data["day"], data["sure"])


class ComposeForm(DayForm):
    """A group for each participant without one."""

    def __init__(
        self, *args: Any, place: Place, free: Sequence[Free], groups: Sequence[Group], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.place, self.free = place, list(free)
        self.groups = {str(group.pk): group for group in groups}
        for row in self.free:
            self.fields[f"p{row.participation.pk}"] = forms.ChoiceField(
                label=_("Grupp för %(name)s") % {"name": row.name},
                required=False,
                choices=[("", _("Ingen grupp än")), *self._choices(row)],
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def _choices(self, row: Free) -> list[tuple[str, str]]:
        words = _("%(group)s, %(km)s km till närmaste")
        return [
            (key, words % {"group": group.name, "km": km} if km is not None else group.name)
            for key, group in self.groups.items()
            for km in [row.group_km.get(group.pk)]
        ]

    def clean(self) -> dict[str, Any]:
        """Something is to be done."""
        data = super().clean() or {}
        if not self.errors and not self.places:
            raise ValidationError(_("Välj en grupp för minst en deltagare."))
        return data

    @property
    def places(self) -> dict[Participation, Group]:
        """Who goes where; call after is_valid()."""
        chosen = {row.participation: self.cleaned_data.get(f"p{row.participation.pk}") for row in self.free}
        return {one: self.groups[key] for one, key in chosen.items() if key}

    @property
    def rows(self) -> list[tuple[Free, forms.BoundField]]:
        """Each participant with its field."""
        return [(row, self[f"p{row.participation.pk}"]) for row in self.free]
