"""The system administrators' pages: organisations, their people, accounts and the list of functions."""

import uuid
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import administrator_view, signed_in
from organisations.actions import people as people_actions
from organisations.actions import structure
from organisations.answers import answer, typed
from organisations.forms.administration import (
    CloseOrganisationForm,
    FunctionForm,
    OrganisationForm,
    SearchForm,
)
from organisations.models import Function, Organisation, User
from organisations.models.organisation import Kind
from organisations.profile import profile
from organisations.views import desk

PAGE_SIZE = 50
TAKEN: Final = {
    "name": gettext_lazy("Det finns redan en organisation med det namnet."),
    "code": gettext_lazy("En annan organisation har den koden."),
    "name_sv": gettext_lazy("Det finns redan en funktion med det namnet."),
}


@require_safe
@administrator_view
def administration(request: HttpRequest) -> HttpResponse:
    """List organisations, closed ones and units too, with a search."""
    form = SearchForm(request.GET)
    page = Paginator(form.organisations(), PAGE_SIZE).get_page(request.GET.get("sida"))
    return render(
        request, "organisations/administration.html", {"form": form, "page": page, "words": form.words()}
    )


@require_safe
@administrator_view
def administration_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an organisation's facts; what it has rated and written is its own and is not shown."""
    organisation = get_object_or_404(Organisation, slug=slug)
    context = {"organisation": organisation, "profile": profile(organisation)}
    return render(request, "organisations/administration_organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def administration_organisation_new(request: HttpRequest) -> HttpResponse:
    """Make an organisation."""
    form = OrganisationForm(typed(request))
    if form.is_valid():
        data = form.cleaned_data | {"kind": Kind(form.cleaned_data["kind"])}
        try:
            organisation = structure.create_organisation(by=signed_in(request), **data)
        except structure.AlreadyThereError as error:
            form.add_error(error.field, TAKEN[error.field])
        else:
            messages.success(request, _("%(name)s finns nu i tjänsten.") % {"name": organisation})
            return redirect("administration_organisation", organisation.slug)
    return answer(request, "organisations/administration_organisation_new.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def administration_organisation_close(request: HttpRequest, slug: str) -> HttpResponse:
    """Give an organisation or a unit its last day and its successor."""
    organisation = get_object_or_404(Organisation, slug=slug)
    form = CloseOrganisationForm(typed(request), organisation=organisation)
    if form.is_valid():
        try:
            structure.close_organisation(
                by=signed_in(request), organisation=organisation, **form.cleaned_data
            )
        except structure.AlreadyClosedError:
            messages.info(request, _("Organisationen hade redan ett slutdatum."))
        else:
            messages.success(request, _("Organisationen har fått ett slutdatum."))
        return redirect("administration_organisation", organisation.slug)
    return answer(
        request, "organisations/administration_organisation_close.html", form, organisation=organisation
    )


@require_safe
@administrator_view
def administration_functions(request: HttpRequest) -> HttpResponse:
    """List the functions in which people take part, retired ones too."""
    context = {"functions": Function.objects.in_order()}
    return render(request, "organisations/administration_functions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def administration_function(request: HttpRequest, function_id: int | None = None) -> HttpResponse:
    """Change a function, or add one."""
    function = get_object_or_404(Function, pk=function_id) if function_id else Function()
    form = FunctionForm(typed(request), instance=function)
    if form.is_valid():
        try:
            structure.save_function(by=signed_in(request), function=form.save(commit=False))
        except structure.AlreadyThereError as error:
            form.add_error(error.field, TAKEN[error.field])
        else:
            messages.success(request, _("Funktionen är sparad."))
            return redirect("administration_functions")
    is_new = function_id is None
    return answer(request, "organisations/administration_function.html", form, is_new=is_new)


@require_safe
@administrator_view
def administration_accounts(request: HttpRequest) -> HttpResponse:
    """Find accounts by name or address."""
    form = SearchForm(request.GET)
    page = Paginator(form.accounts(), PAGE_SIZE).get_page(request.GET.get("sida"))
    context = {"form": form, "page": page, "words": form.words()}
    return render(request, "organisations/administration_accounts.html", context)


@require_POST
@administrator_view
def administration_account_active(request: HttpRequest, user_id: int) -> HttpResponse:
    """Close an account, which also signs the person out, or open it again."""
    user = get_object_or_404(User, pk=user_id)
    active = request.POST.get("active") == "1"
    try:
        people_actions.set_account_active(by=signed_in(request), user=user, active=active)
    except people_actions.OwnAccountError:
        messages.error(request, _("Du kan inte stänga av ditt eget konto. Be en annan administratör."))
    else:
        messages.success(request, _("Kontot är öppet.") if active else _("Kontot är avstängt."))
    return redirect("administration_accounts")


def _desk(request: HttpRequest, slug: str) -> desk.Desk:
    organisation = get_object_or_404(Organisation, slug=slug)
    return desk.Desk(signed_in(request), organisation, prefix="administration_")


@require_safe
@administrator_view
def administration_people(request: HttpRequest, slug: str) -> HttpResponse:
    """List an organisation's people and invitations."""
    return desk.show(request, _desk(request, slug))


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def administration_invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite somebody to an organisation, in any role."""
    return desk.invite(request, _desk(request, slug))


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def administration_membership_end(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    """End somebody's role."""
    return desk.end_membership(request, _desk(request, slug), membership_id)


@require_POST
@administrator_view
def administration_membership_publish(request: HttpRequest, slug: str, membership_id: int) -> HttpResponse:
    """Decide on whether a coordinator may publish reports."""
    return desk.set_right_to_publish(request, _desk(request, slug), membership_id)


@require_POST
@administrator_view
def administration_invitation_withdraw(
    request: HttpRequest, slug: str, invitation_id: uuid.UUID
) -> HttpResponse:
    """Withdraw an invitation."""
    return desk.withdraw(request, _desk(request, slug), invitation_id)
