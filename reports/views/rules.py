"""How an organisation wants its reports: how many approve one, and which logo stands on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.access import COORDINATORS, ActiveMembership, member_view
from organisations.answers import answer
from reports.actions import rules
from reports.forms.rules import LogoForm, TwoPairsForm
from reports.rules_page import RulesPage, rules_page
from reports.views.refusals import may_not_publish


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*COORDINATORS)
def report_rules(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Show the settings; the name of the button that was pressed says which of them is changed."""
    page = rules_page(membership)
    if request.method != "POST":
        return _page(request, membership, page, None)
    if "save_two_pairs" in request.POST:
        return _two_pairs(request, membership, page)
    if "remove_logo" in request.POST:
        rules.set_logo(by=membership.user, organisation=membership.organisation, image=None)
        messages.success(request, _("Logotypen är borttagen. Rapporter som redan är gjorda behåller sin."))
        return redirect(request.path)
    return _logo(request, membership, page)


def _two_pairs(request: HttpRequest, membership: ActiveMembership, page: RulesPage) -> HttpResponse:
    if not membership.may_publish:
        return may_not_publish(request, membership)
    form = TwoPairsForm(request.POST, publishers=len(page.publishers))
    if not form.is_valid():
        return _page(request, membership, page, form)
    two_pairs = form.cleaned_data["two_pairs"]
    rules.set_two_pairs(by=membership.user, organisation=membership.organisation, two_pairs=two_pairs)
    messages.success(request, _("Inställningen är sparad."))
    return redirect(request.path)


def _logo(request: HttpRequest, membership: ActiveMembership, page: RulesPage) -> HttpResponse:
    form = LogoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, membership, page, form)
    rules.set_logo(by=membership.user, organisation=membership.organisation, image=form.cleaned_data["file"])
    messages.success(request, _("Logotypen är sparad och trycks på nya rapporter."))
    return redirect(request.path)


def _page(
    request: HttpRequest, membership: ActiveMembership, page: RulesPage, sent: TwoPairsForm | LogoForm | None
) -> HttpResponse:
    """Render both forms; the one that was sent comes back with its errors."""
    number = len(page.publishers)
    two_pairs = TwoPairsForm(initial={"two_pairs": str(int(page.two_pairs))}, publishers=number)
    context = {
        "membership": membership,
        "page": page,
        "two_pairs_form": sent if isinstance(sent, TwoPairsForm) else two_pairs,
        "logo_form": sent if isinstance(sent, LogoForm) else LogoForm(),
    }
    if sent is None:
        return render(request, "reports/published/rules.html", {**context, "form": None})
    return answer(request, "reports/published/rules.html", sent, **context)
