"""What people choose for an evaluation: which finished survey it is about."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from figures import swedish
from organisations.models import Organisation
from reports.kinds.kind import NoOptions, Values
from surveys.models import State, Survey


class UtvarderingForm(NoOptions):
    """The finished surveys of the organisation and of the units below it, the latest first."""

    survey = forms.ModelChoiceField(
        label=_("Vilken enkät?"),
        queryset=Survey.objects.none(),
        empty_label=None,
        error_messages={
            "required": _("Välj en enkät."),
            "invalid_choice": _("Enkäten finns inte bland de färdiga. Välj en i listan."),
        },
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        """Offer what there are results of."""
        super().__init__(*args, organisation=organisation, **kwargs)
        field = self.fields["survey"]
        field.queryset = done_surveys(organisation)  # type: ignore[attr-defined]
        field.label_from_instance = self._label  # type: ignore[attr-defined]

    @property
    def can_report(self) -> bool:
        """Whether any survey is done."""
        return bool(self.fields["survey"].queryset)  # type: ignore[attr-defined]

    @property
    def options(self) -> Values:
        """Return the survey's id."""
        chosen: uuid.UUID = self.cleaned_data["survey"].pk
        return {"survey": str(chosen)}

    def _label(self, survey: Survey) -> str:
        """Name a survey, its last day and, where it is another than one's own, whose it is."""
        day = swedish.long_date(survey.closes_on, swedish.chosen(get_language()))
        of = "" if survey.organisation_id == self.organisation.pk else f", {survey.organisation}"
        return f"{survey.title_sv}, {day}{of}"


def done_surveys(organisation: Organisation) -> Any:
    """Return the finished surveys of the organisation and the units below, the one that closed last first."""
    done = Survey.objects.within(organisation).filter(state=State.DONE).select_related("organisation")
    return done.order_by("-closes_on", "-created_at", "pk")
