"""The rows of the draft page: an item or a function with its bound fields, and what somebody else has written there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django import forms
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from checklists.models import Rating
from figures import swedish
from organisations.models import Function

if TYPE_CHECKING:
    from checklists.forms.draft import AssessmentForm

NOT_APPLICABLE: Final = "na"
ANSWERS: Final = ("-version", "-sedd", "-val")


def chosen_step(rating: Rating) -> str:
    """Return the rating as the form's choice."""
    return NOT_APPLICABLE if rating.not_applicable else "" if rating.value is None else str(rating.value)


@dataclass(frozen=True)
class Difference:
    """One thing that stands otherwise in what is stored than on the page; `mine` is None where nobody touched it."""

    label: str
    theirs: str
    mine: str | None


@dataclass(frozen=True)
class ItemRow:
    """One item as the page shows it: the rating, its bound fields, and `stored` if somebody else has changed it."""

    form: "AssessmentForm"
    rating: Rating
    stored: Rating | None = None

    def _field(self, part: str = "") -> forms.BoundField:
        return self.form[f"m{self.rating.item.number}{part}"]

    @property
    def value(self) -> forms.BoundField:
        """The step of the scale."""
        return self._field()

    @property
    def comment(self) -> forms.BoundField:
        """Why."""
        return self._field("-kommentar")

    @property
    def toward(self) -> forms.BoundField:
        """Whether they are on their way to the next step."""
        return self._field("-pavag")

    @property
    def note(self) -> forms.BoundField:
        """What is under way."""
        return self._field("-steg")

    @property
    def evidence(self) -> forms.BoundField:
        """What shows it."""
        return self._field("-underlag")

    @property
    def answer(self) -> forms.BoundField:
        """Whose words shall stand."""
        return self._field("-val")

    @property
    def typed(self) -> tuple[forms.BoundField, ...]:
        """The fields that people write in."""
        return self.value, self.comment, self.toward, self.note, self.evidence

    @property
    def errors(self) -> list[str]:
        """What is wrong with what was typed."""
        return [str(error) for field in self.typed for error in field.errors]

    @property
    def is_open(self) -> bool:
        """Whether the page shows what lies beyond the scale: when it comes back with something typed there."""
        return self.form.is_bound and any(field.value() for field in self.typed[1:])

    @property
    def parameters(self) -> str:
        """The names of all that an autosave sends."""
        own = [name for field in self.typed for name in (field.html_name, field.html_initial_name)]
        return ",".join(["csrfmiddlewaretoken", *own, *(self._field(part).html_name for part in ANSWERS)])

    @property
    def initials(self) -> SafeString:
        """What the page was made from, as hidden fields, and what was answered to a question that is settled."""
        hidden = [field.as_hidden(only_initial=True) for field in self.typed] + [str(self._field("-version"))]
        if self.form.is_bound and not self.stored:
            hidden += [self._field("-sedd").as_hidden(), self.answer.as_hidden()]
        return mark_safe("".join(hidden))  # noqa: S308  every part is rendered by Django's own widgets

    @property
    def conflict(self) -> "Conflict | None":
        """What to ask where somebody else has written since."""
        return Conflict(self, self.stored) if self.stored else None


@dataclass(frozen=True)
class Conflict:
    """What is stored beside what was typed here, and who wrote it when."""

    row: ItemRow
    stored: Rating

    @property
    def who(self) -> str:
        """Who wrote what is stored."""
        return str(self.stored.saved_by) if self.stored.saved_by else _("Någon annan")

    @property
    def when(self) -> str:
        """When: the time of a save today, otherwise its date too."""
        if self.stored.saved_at is None:
            return ""
        local = timezone.localtime(self.stored.saved_at)
        language = swedish.chosen(get_language())
        if local.date() == timezone.localdate():
            return _("kl. %(clock)s") % {"clock": swedish.clock(local, language)}
        return swedish.point_in_time(local, language)

    @property
    def differences(self) -> Iterator[Difference]:
        """Each thing that stands otherwise in what is stored."""
        form, stored = self.row.form, self.stored
        saved = (
            chosen_step(stored),
            stored.comment,
            stored.toward_next,
            stored.toward_note,
            stored.evidence,
        )
        labels = (
            _("Nivå"),
            _("Varför"),
            _("På väg mot nästa nivå"),
            _("Vad är på gång"),
            _("Vad visar det"),
        )
        for label, field, theirs in zip(labels, self.row.typed, saved, strict=True):
            mine = form.cleaned_data[field.html_name]
            if mine != theirs:
                touched = field.html_name in form.changed_data
                words = self._step if field.html_name == self.row.value.html_name else _told
                yield Difference(label, words(theirs), words(mine) if touched else None)

    def _step(self, choice: object) -> str:
        label = swedish.sentence(dict(self.row.form.choices).get(str(choice), _("inte skattat")))
        return f"{choice} {label}" if str(choice).isdecimal() else label


def _told(content: object) -> str:
    if isinstance(content, bool):
        return _("ja") if content else _("nej")
    return str(content or _("tomt"))


@dataclass(frozen=True)
class NumberRow:
    """One function: its field, and the number that somebody else has written meanwhile."""

    form: "AssessmentForm"
    function: Function
    stored: int | None = None

    @property
    def field(self) -> forms.BoundField:
        """How many took part."""
        return self.form[f"d{self.function.pk}"]

    @property
    def answer(self) -> forms.BoundField:
        """Whose number shall stand."""
        return self.form[f"d{self.function.pk}-val"]

    @property
    def seen(self) -> forms.BoundField:
        """Which number the question was about."""
        return self.form[f"d{self.function.pk}-sedd"]

    @property
    def initials(self) -> SafeString:
        """What the page was made from; see ItemRow.initials."""
        hidden = [self.field.as_hidden(only_initial=True)]
        if self.form.is_bound and self.stored is None:
            hidden += [self.seen.as_hidden(), self.answer.as_hidden()]
        return mark_safe("".join(hidden))  # noqa: S308  every part is rendered by Django's own widgets

    @property
    def mine(self) -> int:
        """What was typed here."""
        return self.form.cleaned_data[self.field.html_name] or 0

    @property
    def parameters(self) -> str:
        """The names of all that an autosave sends."""
        fields = (
            self.field.html_name,
            self.field.html_initial_name,
            self.seen.html_name,
            self.answer.html_name,
        )
        return ",".join(fields)
