"""What the lead types about an expected result, and what the evaluator types when judging it."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from figures.swedish import sentence
from organisations.forms.fields import LineField, TextField, kind_choices
from organisations.models import Kind
from organisations.models.organisation import UNIT_KINDS
from programmes.attainment import Judged
from programmes.models import (
    HANDING_IN,
    MAX_RESULT,
    MAX_WORDS,
    Document,
    ExpectedResult,
    Programme,
    Verdict,
)
from resultchain.forms.saved import SavedForm

NOT_ONE: Final = gettext_lazy("Välj ett av alternativen.")


class ExpectedResultForm(SavedForm):
    """What is expected of whom; `row` is what stands now, if anything."""

    part = forms.ChoiceField(
        label=gettext_lazy("Vilka gäller det?"),
        error_messages={"required": NOT_ONE, "invalid_choice": NOT_ONE},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Vilket slag av organisation?"),
        required=False,
        error_messages={"invalid_choice": NOT_ONE},
    )
    text = LineField(
        label=gettext_lazy("Vad ska de ha åstadkommit?"),
        help_text=gettext_lazy("Ett resultat i taget, så att det går att bedöma vart och ett."),
        max_length=MAX_RESULT,
    )

    def __init__(
        self, *args: Any, programme: Programme, row: ExpectedResult | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, row=row, **kwargs)
        part: Any = self.fields["part"]
        part.choices = [(one.value, sentence(str(one.label))) for one in HANDING_IN]
        kind: Any = self.fields["kind"]
        offered = {*(programme.kinds or set(Kind) - set(UNIT_KINDS)), row.kind if row else ""}
        kind.choices = [("", _("Alla")), *kind_choices([one for one in Kind if one in offered])]
        for name in ("part", "kind", "text") if row else ():
            self.fields[name].initial = getattr(row, name)

    def tell_twin(self) -> None:
        """Say that the same is expected already."""
        self.add_error("text", _("Det står redan som förväntat resultat för dem. Skriv något annat."))

    def tell_too_many(self, most: int) -> None:
        """Say that there is no room for more."""
        text = _("En satsning kan ha högst %(most)d förväntade resultat. Ta bort något först.")
        self.add_error(None, text % {"most": most})


class JudgementForm(SavedForm):
    """Reached, partly or not, on what grounds, and what shows it; `last` is the judgement that holds, if any."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Är det uppfyllt?"),
        widget=forms.RadioSelect,
        error_messages={"required": NOT_ONE, "invalid_choice": NOT_ONE},
    )
    grounds = TextField(
        label=gettext_lazy("Varför bedömer ni så?"),
        help_text=gettext_lazy("Skriv så att den som inte var med förstår vad bedömningen bygger på."),
        max_length=MAX_WORDS,
    )
    documents = forms.MultipleChoiceField(
        label=gettext_lazy("Vilka av satsningens dokument visar det?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy(
                "Ett av dokumenten finns inte längre. Välj bland dem som står här."
            )
        },
    )
    evidence = TextField(
        label=gettext_lazy("Annat underlag"),
        help_text=gettext_lazy("Till exempel intervjuer, iakttagelser eller sidor i en rapport."),
        max_length=MAX_WORDS,
        required=False,
    )

    def __init__(
        self, *args: Any, row: ExpectedResult, last: Judged | None, documents: list[Document], **kwargs: Any
    ) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.offered = {str(one.pk): one for one in documents}
        verdict: Any = self.fields["verdict"]
        verdict.choices = [(one.value, sentence(str(one.label))) for one in Verdict]
        chosen: Any = self.fields["documents"]
        chosen.choices = [(key, one.title) for key, one in self.offered.items()]
        if not documents:
            del self.fields["documents"]
        if last is not None:
            self.initial = {
                "verdict": last.verdict,
                "grounds": last.grounds,
                "evidence": last.evidence,
                "documents": [str(one.pk) for one in last.documents],
            }

    @property
    def chosen(self) -> dict[str, Any]:
        """What was typed, as arguments of the verb; call after is_valid()."""
        documents = [self.offered[key] for key in self.cleaned_data.get("documents", [])]
        return {**super().chosen, "documents": documents}
