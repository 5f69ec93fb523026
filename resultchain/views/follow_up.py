"""The page where what was planned returns."""

from collections import Counter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from resultchain.access import WRITERS
from resultchain.actions import follow_up as actions
from resultchain.follow_up import Became, FollowedUp
from resultchain.forms.follow_up import FollowUpForm, ids_in
from resultchain.planned import numbers, sent_back, to_follow_up


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*WRITERS)
def follow_up(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Say how planned things went, all in one save."""
    today, data = timezone.localdate(), typed(request)
    entries = to_follow_up(membership, today) if data is None else sent_back(membership, ids_in(data))
    form = FollowUpForm(data, entries=entries)
    if data is not None and form.is_valid():
        try:
            saved = actions.follow_up(by=membership.user, answers=form.answers, today=today)
        except actions.EntriesChangedError as error:
            form.show(error.newest)
        else:
            messages.success(request, _told(saved))
            return redirect("follow_up", membership.organisation.slug)
    context = {"membership": membership, "numbers": numbers(membership, today)}
    return answer(request, "resultchain/follow_up.html", form, **context)


def _told(saved: tuple[FollowedUp, ...]) -> str:
    count = Counter(one.became for one in saved)
    parts = [
        (ngettext("%(n)s är klar", "%(n)s är klara", count[Became.DONE]), count[Became.DONE]),
        (ngettext("%(n)s pågår", "%(n)s pågår", count[Became.ONGOING]), count[Became.ONGOING]),
        (ngettext("%(n)s är flyttad", "%(n)s är flyttade", count[Became.MOVED]), count[Became.MOVED]),
        (ngettext("%(n)s blev inte av", "%(n)s blev inte av", count[Became.DROPPED]), count[Became.DROPPED]),
    ]
    words = ", ".join(text % {"n": number} for text, number in parts if number)
    return _("Sparat: %(words)s.") % {"words": words} if words else _("Inget nytt att spara.")
