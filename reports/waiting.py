"""What waits for a member among the reports."""

from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from figures import swedish
from figures.text import clean_line
from organisations.access import ActiveMembership
from organisations.waiting import Waiting
from reports.models import Comment, Draft, Publication, Report, State
from reports.overview import visible_drafts, visible_publications, visible_reports

MOST: Final = 3
LONGEST: Final = 240


def waiting(membership: ActiveMembership) -> list[Waiting]:
    """What a coordinator has to do with reports; for everybody else the latest one to read.

    Three queries for a coordinator, one for others, whatever the number of reports.
    """
    if not membership.is_coordinator:
        return [_to_read(one) for one in visible_publications(membership).in_force().newest_first()[:1]]
    return [
        *[_failed(one) for one in _failures(membership)],
        *[_to_approve(one) for one in _requests(membership)],
        *[_sent_back(one) if one.sent_back else _commented(one) for one in _to_go_on_with(membership)],
    ]


def _failures(membership: ActiveMembership) -> list[Report]:
    return list(visible_reports(membership).filter(job__state=State.FAILED).newest_first()[:MOST])


def _requests(membership: ActiveMembership) -> list[Publication]:
    """Return what the member may approve: nobody is the second pair of eyes for themselves."""
    if not membership.may_publish:
        return []
    others = visible_publications(membership).waiting().exclude(requested_by=membership.user)
    return list(others.order_by("requested_at", "pk")[:MOST])


def _to_go_on_with(membership: ActiveMembership) -> list[Any]:
    """Return drafts that were sent back, or have comments to answer; the query says which, as `sent_back`."""
    declined = Publication.objects.filter(report__draft=OuterRef("pk"), declined_at__isnull=False)
    by_others = declined.exclude(declined_by=F("requested_by"))
    drafts = visible_drafts(membership).open().with_open_comments().annotate(sent_back=Exists(by_others))
    commented = Q(pk__in=Comment.objects.open().values("part__draft"))
    return list(
        drafts.filter(Q(sent_back=True) | commented).order_by("-sent_back", "-created_at", "-pk")[:MOST]
    )


def _failed(report: Report) -> Waiting:
    return Waiting(
        title=_("Filen kunde inte skapas: %(title)s") % {"title": report.title},
        text=_("Läs varför, ändra och försök igen."),
        action=_("Se vad som hände"),
        url=reverse("report", args=[report.organisation.slug, report.pk]),
    )


def _to_approve(publication: Publication) -> Waiting:
    return Waiting(
        title=_("Rapport att godkänna: %(title)s") % {"title": publication.report.title},
        text=_("%(who)s har skickat rapporten. Den publiceras när du eller någon annan har godkänt den.")
        % {"who": publication.requested_by},
        action=_("Läs och godkänn"),
        url=reverse("publication", args=[publication.organisation.slug, publication.pk]),
    )


def _sent_back(draft: Draft) -> Waiting:
    return Waiting(
        title=_("Skickad tillbaka: %(title)s") % {"title": draft.title},
        text=_("Läs varför, ändra och skicka den igen."),
        action=_("Fortsätt skriva"),
        url=reverse("draft", args=[draft.organisation.slug, draft.pk]),
        level="half",
    )


def _commented(draft: Draft) -> Waiting:
    number: int = draft.open_comments  # type: ignore[attr-defined]  # counted by the query
    word = swedish.sentence(swedish.number_word(number, swedish.chosen(get_language())))
    return Waiting(
        title=_("Kommentarer på %(title)s") % {"title": draft.title},
        text=ngettext("%(word)s kommentar är öppen.", "%(word)s kommentarer är öppna.", number)
        % {"word": word},
        action=_("Läs och svara"),
        url=reverse("draft", args=[draft.organisation.slug, draft.pk]),
        level="half",
    )


def _to_read(publication: Publication) -> Waiting:
    return Waiting(
        title=publication.report.title,
        text=clean_line(publication.summary, LONGEST) or _("Den senaste rapporten."),
        action=_("Läs rapporten"),
        url=reverse("publication", args=[publication.organisation.slug, publication.pk]),
        level="full",
    )
