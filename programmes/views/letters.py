"""Pages of circular letters: those that were sent, a new one, one letter and how it went."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from figures.swedish import number
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from programmes.access import LEADERS
from programmes.actions import exchange as actions
from programmes.exchange_page import address_of, letters_of, mails_of
from programmes.forms.exchange import LetterForm
from programmes.found import Place, place_in
from programmes.letter_reach import reach
from programmes.meeting_page import groups_to_choose
from programmes.models import Letter

LETTERS_A_PAGE = 50
MAILS_A_PAGE = 100
NOBODY: Final = gettext_lazy(
    "Brevet når ingen: ingen i urvalet har ett konto eller är kontaktperson. Välj fler."
)


@require_safe
@member_view(*LEADERS)
def letters(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """List the letters that were sent, the latest first."""
    place = _led(membership, programme_id)
    page = Paginator(letters_of(place), LETTERS_A_PAGE).get_page(request.GET.get("sida"))
    return render(
        request, "programmes/letters.html", {"membership": membership, "place": place, "page": page}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def letter_new(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """Write a letter, look at how many it reaches, and send it."""
    place = _led(membership, programme_id)
    form = LetterForm(typed(request), groups=groups_to_choose(place), may_write_to_all=place.may_lead)
    context = {"membership": membership, "place": place}
    if request.method == "POST" and form.is_valid():
        if "change" in request.POST:
            return render(request, "programmes/letter_new.html", {**context, "form": form})
        if "send" not in request.POST:
            reached = reach(place.programme, form.cleaned_data["groups"], form.cleaned_data["functions"])
            if reached.people:
                context |= {"form": form, "reach": reached}
                return render(request, "programmes/letter_check.html", context)
            form.add_error(None, NOBODY)
        elif sent := _sent(form, place):
            people = sent.mails.count()
            told = ngettext("Brevet går till %(n)s person.", "Brevet går till %(n)s personer.", people)
            messages.success(request, told % {"n": number(people)})
            return redirect("letter", membership.organisation.slug, programme_id, sent.pk)
    return answer(request, "programmes/letter_new.html", form, **context)


@require_safe
@member_view(*LEADERS)
def letter(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, letter_id: int
) -> HttpResponse:
    """Show a letter and what became of each of its mails."""
    place = _led(membership, programme_id)
    found = get_object_or_404(letters_of(place), pk=letter_id)
    page = Paginator(mails_of(found), MAILS_A_PAGE).get_page(request.GET.get("sida"))
    context = {
        "membership": membership,
        "place": place,
        "letter": found,
        "page": page,
        "rows": [(due, address_of(due)) for due in page],
    }
    return render(request, "programmes/letter.html", context)


def _sent(form: LetterForm, place: Place) -> Letter | None:
    """Send the letter, or say on the form why it can't be."""
    try:
        return actions.send_letter(
            by=place.membership.user,
            organisation=place.organisation,
            programme=place.programme,
            **form.cleaned_data,
        )
    except actions.NobodyError:
        form.add_error(None, NOBODY)
    except actions.TooManyError:
        form.add_error(None, _("Satsningen har skickat många brev det senaste dygnet. Vänta till i morgon."))
    return None


def _led(membership: ActiveMembership, programme_id: int) -> Place:
    """Return the place of somebody who leads the programme or a group of it; others get 403."""
    place = place_in(membership, programme_id)
    if not place.may_lead_some:
        raise PermissionDenied
    return place
