"""What people type in a draft: its title, its parts, comments. Nothing typed is lost, also when two type at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.forms.fields import LineField, TextField
from reports.models import (
    MAX_BODY,
    MAX_CAPTION,
    MAX_COMMENT,
    MAX_HEADING,
    MAX_SUMMARY,
    MAX_TITLE,
    Comment,
    Draft,
    Part,
)
from reports.together import meet, traces

MINE: Final = "mitt"
THEIRS: Final = "deras"


@dataclass(frozen=True)
class Difference:
    """One thing that somebody else has stored otherwise than it was typed here."""

    label: str
    theirs: Any
    mine: Any

    @property
    def is_yes_or_no(self) -> bool:
        """Whether it is a box that is ticked or not."""
        return isinstance(self.mine, bool)

    @property
    def theirs_shown(self) -> str:
        """What somebody else stored, from where the two part to where they meet again."""
        return _apart(str(self.theirs), str(self.mine))

    @property
    def mine_shown(self) -> str:
        """What was typed here, in the same way."""
        return _apart(str(self.mine), str(self.theirs))


class SharedForm(forms.Form):
    """A form that two may have open at once. A hidden field remembers what its page was made from.

    `stored` is the row as it is now; it has `version`, and the fields that `content` names. A subclass gives both.
    """

    content: tuple[str, ...] = ()

    grund = forms.CharField(required=False, widget=forms.HiddenInput)
    sedd = forms.IntegerField(required=False, widget=forms.HiddenInput)
    val = forms.ChoiceField(
        label=_("Ändrat av någon annan"),
        choices=[(THEIRS, ""), (MINE, "")],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Mapping[str, Any] | None, *, stored: Draft | Part) -> None:
        """Fill the form with what is stored."""
        self.stored = stored
        values = self.stored_values
        super().__init__(data, initial={**values, "grund": traces(values)})
        _let_all_be_typed(self)
        self.asked: tuple[str, ...] = ()
        self.settled = False

    @property
    def stored_values(self) -> dict[str, Any]:
        """What is stored, by the fields' names."""
        return {name: getattr(self.stored, name) for name in self.content}

    @property
    def typed_values(self) -> dict[str, Any]:
        """What was typed, by the fields' names."""
        return {name: self.cleaned_data[name] for name in self.content}

    def to_save(self) -> dict[str, Any] | None:
        """Return what to store; None when both have changed the same, which the page then asks about."""
        typed, choice = self.typed_values, self.cleaned_data["val"]
        meeting = meet(typed, self.cleaned_data["grund"], self.stored_values)
        # A choice counts only with what is stored now before one's eyes.
        self.settled = bool(meeting.asked and choice) and self.cleaned_data["sedd"] == self.stored.version
        self.asked = () if self.settled else meeting.asked
        if self.asked:
            return None
        mine = meeting.asked if choice == MINE else ()
        return meeting.values | {name: typed[name] for name in mine}

    def ask(self) -> None:
        """Let the page say that there is something to choose."""
        self.add_error("val", _("Välj vad som ska gälla."))

    @property
    def differences(self) -> list[Difference]:
        """Both versions of each thing that is asked about."""
        stored = self.stored_values
        return [
            Difference(str(self.fields[name].label), stored[name], self.cleaned_data[name])
            for name in self.asked
        ]

    @property
    def opened(self) -> str:
        """What the page that goes on after a save is made from."""
        return traces(self.typed_values)

    @property
    def page_lacks_something(self) -> bool:
        """Whether somebody else has saved something that the page doesn't show."""
        return self.typed_values != self.stored_values


class SettingsForm(SharedForm):
    """Title, summary and cover of a draft."""

    content = ("title", "summary", "cover")

    title = LineField(
        label=_("Titel"),
        max_length=MAX_TITLE,
        error_messages={"required": _("Skriv en titel.")},
    )
    summary = TextField(
        label=_("Sammanfattning"),
        max_length=MAX_SUMMARY,
        required=False,
        help_text=_(
            "Det första som läsaren ser, högst 800 tecken. Lämnas den tom står uppgifternas egen sammanfattning i "
            "listan över rapporter, och dokumentet får ingen."
        ),
    )
    cover = forms.BooleanField(
        label=_("Omslag och innehållsförteckning"),
        required=False,
        help_text=_("Bra för en lång rapport. En kort klarar sig med rubriken överst på första sidan."),
    )


class PartForm(SharedForm):
    """One part: heading and text, or heading and caption where the rest is generated."""

    content: tuple[str, ...] = ("heading", "caption", "body")

    heading = LineField(
        label=_("Rubrik"),
        max_length=MAX_HEADING,
        required=False,
        error_messages={"required": _("Skriv en rubrik.")},
    )
    caption = TextField(
        label=_("Ingress"),
        max_length=MAX_CAPTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Några meningar före innehållet: vad läsaren ska lägga märke till. Högst 500 tecken."),
    )
    body = TextField(
        label=_("Text"), max_length=MAX_BODY, required=False, widget=forms.Textarea(attrs={"rows": 14})
    )

    def __init__(self, data: Mapping[str, Any] | None, *, part: Part, heading: str) -> None:
        """`heading` is the one that the part has when nobody writes one."""
        self.content = ("heading", "body") if part.written else ("heading", "caption")
        super().__init__(data, stored=part)
        del self.fields["caption" if part.written else "body"]
        own = not part.key
        self.fields["heading"].required = own
        self.fields["heading"].widget.attrs |= {"placeholder": heading, "lang": part.draft.language}
        if not own:
            self.fields["heading"].help_text = _("Lämnas den tom står den föreslagna rubriken.")
        text = self.fields["body" if part.written else "caption"]
        text.widget.attrs["lang"] = part.draft.language
        if part.written:
            text.widget.attrs["data-editor"] = ""

    @property
    def target(self) -> str:
        """Where a ready sentence is put in."""
        return f"#id_{self.content[1]}"

    @property
    def typed_fields(self) -> list[forms.BoundField]:
        """The fields that people write in."""
        return [self[name] for name in self.content]


class NewPartForm(forms.Form):
    """A part of the organisation's own begins with its heading."""

    heading = LineField(
        label=_("Rubrik"),
        max_length=MAX_HEADING,
        error_messages={"required": _("Skriv en rubrik för delen.")},
    )


class CommentForm(forms.Form):
    """A comment on a part, or an answer to one."""

    body = TextField(
        label=_("Kommentar"),
        max_length=MAX_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv en kommentar.")},
    )
    answers = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *, thread: Comment | None = None) -> None:
        """Each form on the page has ids of its own; `thread` is what is answered."""
        self.thread = thread
        super().__init__(data, auto_id=f"svar-{thread.pk}-%s" if thread else "ny-%s")
        _let_all_be_typed(self)
        if thread:
            self.fields["body"].label = _("Svar")
            self.fields["body"].error_messages["required"] = _("Skriv ett svar.")


def _apart(text: str, other: str) -> str:
    """Leave out the lines that both begin and end with, but for one: two long texts look alike at their beginnings."""
    lines, others = text.splitlines(), other.splitlines()
    begun = _alike(lines, others)
    ended = _alike(lines[begun:][::-1], others[begun:][::-1])
    start, stop = max(begun - 1, 0), min(len(lines) - ended + 1, len(lines))
    return "\n".join([*["…"][: start > 0], *lines[start:stop], *["…"][: stop < len(lines)]])


def _alike(lines: Sequence[str], others: Sequence[str]) -> int:
    """Return how many lines both begin with."""
    pairs = zip(lines, others, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _let_all_be_typed(form: forms.Form) -> None:
    """Let the server say what is too long: a browser that counts cuts off the end of what is pasted, unseen."""
    for field in form.fields.values():
        field.widget.attrs.pop("maxlength", None)
