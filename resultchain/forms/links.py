"""Choosing the entry at the other end of a link: a search, and one of what it finds."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy

from organisations.access import ActiveMembership
from organisations.forms.fields import LineField
from resultchain.entry_page import group_key
from resultchain.found import entries_of
from resultchain.models import ChainEntry, LinkKind

MOST_HITS: Final = 20
DIRECTIONS: Final = tuple(group_key(kind, is_out=is_out) for kind in LinkKind for is_out in (True, False))


class LinkSearchForm(forms.Form):
    """What to look for, and how the two hang together."""

    q = LineField(label=gettext_lazy("Sök post"), max_length=100, required=False)
    hur = forms.ChoiceField(required=False, choices=[(key, key) for key in DIRECTIONS])

    @property
    def how(self) -> str:
        """Kind and direction, "led to" unless told; call after is_valid()."""
        return self.cleaned_data.get("hur") or DIRECTIONS[0]

    def hits(self, membership: ActiveMembership, entry: ChainEntry) -> list[ChainEntry]:
        """Return up to twenty entries that can stand at the other end, those on the nearest level first."""
        taken = [
            *entry.links_out.values_list("target", flat=True),
            *entry.links_in.values_list("source", flat=True),
        ]
        found = entries_of(membership).exclude(pk__in=[entry.pk, *taken])
        if self.how == group_key(LinkKind.LED_TO, is_out=True):
            found = found.filter(level__gte=entry.level).order_by("level", "-day", "-pk")
        elif self.how == group_key(LinkKind.LED_TO, is_out=False):
            found = found.filter(level__lte=entry.level).order_by("-level", "-day", "-pk")
        else:
            found = found.newest_first()
        return list(found.matching(self.cleaned_data.get("q", "")).select_related("organisation")[:MOST_HITS])


class LinkForm(forms.Form):
    """The chosen entry, and how the two hang together."""

    other = forms.IntegerField(
        label=gettext_lazy("Post"),
        min_value=1,
        max_value=2**63 - 1,
        error_messages={
            "required": gettext_lazy("Välj en av posterna."),
            "invalid": gettext_lazy("Välj en av posterna."),
        },
    )
    hur = forms.ChoiceField(choices=[(key, key) for key in DIRECTIONS])

    def ends(self, membership: ActiveMembership, entry: ChainEntry) -> dict[str, Any] | None:
        """Return source, target and kind for the verb; None when the chosen entry isn't there any more."""
        other = entries_of(membership).filter(pk=self.cleaned_data["other"]).first()
        kind, _sep, way = self.cleaned_data["hur"].rpartition("_")
        if other is None:
            return None
        source, target = (entry, other) if way == "out" else (other, entry)
        return {"source": source, "target": target, "kind": LinkKind(kind)}
