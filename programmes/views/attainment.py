"""Pages of goal attainment: read it, write what is expected, judge it, let those who take part read it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role
from programmes.access import LEADERS, READERS
from programmes.actions import attainment as actions
from programmes.attainment import Attained, attained
from programmes.forms.attainment import ExpectedResultForm, JudgementForm
from programmes.found import place_in
from programmes.judging import evidence_for, is_evaluator_now, may_read, mentor_answers, rights_of, tally
from programmes.models import ExpectedResult, Programme
from programmes.views.programmes import led_place
from resultchain.actions.saved import ChangedError

MENTORS_A_PAGE = 100


@require_safe
@member_view(*READERS)
def attainment(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """Show what was expected of whom, how it was judged, and who wants to be a mentor next time."""
    place = place_in(membership, programme_id)
    if not may_read(place):
        raise PermissionDenied
    rights, results = rights_of(place), attained(place.programme)
    mentors = mentor_answers(place.programme) if rights.may_read_mentors else []
    context = {
        "membership": membership,
        "place": place,
        "rights": rights,
        "results": results,
        "tally": tally(results),
        "mentors": Paginator(mentors, MENTORS_A_PAGE).get_page(request.GET.get("sida")),
    }
    return render(request, "programmes/attainment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def expected_result_new(
    request: HttpRequest, membership: ActiveMembership, programme_id: int
) -> HttpResponse:
    """Write one more expected result."""
    place = led_place(membership, programme_id)
    form = ExpectedResultForm(typed(request), programme=place.programme)
    if request.method == "POST" and form.is_valid():
        try:
            is_new = actions.add_result(by=membership.user, programme=place.programme, **form.chosen)
        except actions.TooManyResultsError:
            form.tell_too_many(actions.MOST_RESULTS)
        else:
            messages.success(request, _("Resultatet är tillagt.") if is_new else _("Resultatet fanns redan."))
            return redirect("attainment", membership.organisation.slug, programme_id)
    context = {"membership": membership, "place": place, "result": None}
    return answer(request, "programmes/expected_result_form.html", form, **context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*LEADERS)
def expected_result_edit(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, expected_id: int
) -> HttpResponse:
    """Change an expected result that nobody has judged."""
    place = led_place(membership, programme_id)
    found = result_in(place.programme, expected_id)
    form = ExpectedResultForm(typed(request), programme=place.programme, row=found)
    back = redirect("attainment", membership.organisation.slug, programme_id)
    if found.judgements.exists():
        messages.info(request, judged_text())
        return back
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_result(by=membership.user, result=found, seen=form.seen, **form.chosen)
        except actions.JudgedError:
            messages.error(request, judged_text())
            return back
        except actions.TwinError:
            form.tell_twin()
        except ChangedError as error:
            form.show(error.newest, f"”{result_in(place.programme, expected_id).text}”")
        else:
            messages.success(request, _("Resultatet är sparat."))
            return back
    context = {"membership": membership, "place": place, "result": found}
    return answer(request, "programmes/expected_result_form.html", form, **context)


@require_POST
@member_view(*LEADERS)
def expected_result_remove(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, expected_id: int
) -> HttpResponse:
    """Take away an expected result that nobody has judged."""
    place = led_place(membership, programme_id)
    try:
        actions.remove_result(by=membership.user, result=result_in(place.programme, expected_id))
    except actions.JudgedError:
        messages.error(request, judged_text())
    else:
        messages.success(request, _("Resultatet är borttaget."))
    return redirect("attainment", membership.organisation.slug, programme_id)


@require_POST
@member_view(*LEADERS)
def expected_result_up(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, expected_id: int
) -> HttpResponse:
    """Move an expected result one step up."""
    place = led_place(membership, programme_id)
    if not actions.move_up(by=membership.user, result=result_in(place.programme, expected_id)):
        messages.info(request, _("Resultatet stod redan först."))
    return redirect("attainment", membership.organisation.slug, programme_id)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR, Role.PROGRAMME_LEAD, Role.EVALUATOR)
def expected_result_judge(
    request: HttpRequest, membership: ActiveMembership, programme_id: int, expected_id: int
) -> HttpResponse:
    """Judge an expected result, or judge it anew."""
    place = place_in(membership, programme_id)
    found = result_in(place.programme, expected_id)
    if not rights_of(place).may_judge:
        raise PermissionDenied
    shown = next(one for one in attained(place.programme) if one.pk == found.pk)
    documents = evidence_for(place.programme, shown.judged)
    form = JudgementForm(typed(request), row=found, last=shown.judged, documents=documents)
    if request.method == "POST" and form.is_valid():
        try:
            actions.judge(
                by=membership.user,
                at=membership.organisation,
                result=found,
                seen=form.seen,
                by_lead=not is_evaluator_now(place),
                **form.chosen,
            )
        except ChangedError as error:
            form.show(error.newest, judgement_text(shown))
        else:
            messages.success(request, _("Bedömningen är sparad. De tidigare står kvar under den."))
            return redirect("attainment", membership.organisation.slug, programme_id)
    context = {"membership": membership, "place": place, "result": shown}
    return answer(request, "programmes/judgement_form.html", form, **context)


@require_POST
@member_view(*LEADERS)
def attainment_release(request: HttpRequest, membership: ActiveMembership, programme_id: int) -> HttpResponse:
    """Let those who take part read the page, or stop."""
    place = led_place(membership, programme_id)
    released = request.POST.get("till") == "alla"
    actions.release(by=membership.user, programme=place.programme, released=released)
    done = _("Nu kan alla som deltar läsa sidan.")
    messages.success(request, done if released else _("Nu läser bara programledaren och utvärderaren sidan."))
    return redirect("attainment", membership.organisation.slug, programme_id)


def result_in(programme: Programme, expected_id: int) -> ExpectedResult:
    """Return one of the programme's expected results, or 404."""
    rows = programme.expected_results.select_related("programme__owner", "saved_by")
    found: ExpectedResult = get_object_or_404(rows, pk=expected_id)
    return found


def judged_text() -> str:
    """Say why the words stand."""
    text: str = _(
        "Resultatet är bedömt, så orden ligger fast. Lägg till ett nytt om något annat ska bedömas."
    )
    return text


def judgement_text(shown: Attained) -> str:
    """Write the expected result and its judgement in a sentence, for somebody whose page is older."""
    if shown.judged is None:
        return f"”{shown.text}”"
    return f"”{shown.text}”: {shown.judged.verdict.label}. ”{shown.judged.grounds}”"
