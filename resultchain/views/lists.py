"""Pages of an organisation's own lists and rules: add, rename, put away, take out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed
from organisations.models import Role
from resultchain.actions import lists as actions
from resultchain.actions.rules import set_months_without_result
from resultchain.flag_lists import months_without_result
from resultchain.forms.lists import NameForm, NewLineForm, RulesForm
from resultchain.lists import SUGGESTED
from resultchain.own_lists import kind_of, line_of, top_of
from resultchain.own_lists import own_lists as lists_of
from resultchain.wording import list_full


@require_safe
@member_view(Role.COORDINATOR)
def own_lists(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Show the lists with their lines, and what has been decided about the chain."""
    top = top_of(membership)
    context = {"membership": membership, "lists": lists_of(top), "months": months_without_result(top)}
    return render(request, "resultchain/own_lists.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def own_list_line_new(request: HttpRequest, membership: ActiveMembership, list_name: str) -> HttpResponse:
    """Add a line to a list."""
    top, kind = top_of(membership), kind_of(list_name)
    form = NewLineForm(typed(request), top=top, model=kind.model)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            line = actions.named(by=membership.user, top=top, model=kind.model, name=name)
        except actions.ListFullError:
            form.add_error("name", list_full())
        else:
            messages.success(request, _("”%(name)s” finns nu i listan.") % {"name": line.name})
            return redirect("own_lists", top.slug)
    return answer(request, "resultchain/own_list_line_new.html", form, membership=membership, kind=kind)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def own_list_line(
    request: HttpRequest, membership: ActiveMembership, list_name: str, line_id: int
) -> HttpResponse:
    """Rename a line."""
    top, kind = top_of(membership), kind_of(list_name)
    line = line_of(top, list_name, line_id)
    form = NameForm(typed(request), line=line)
    if request.method == "POST" and form.is_valid():
        name, seen = form.cleaned_data["name"], form.cleaned_data["seen"]
        try:
            actions.rename(by=membership.user, line=line, name=name, seen=seen)
        except actions.NameTakenError as error:
            form.add_error("name", _("”%(name)s” finns redan i listan.") % {"name": error.line.name})
        except actions.RenamedSinceError as error:
            form.show(error.line)
        else:
            messages.success(request, _("Raden heter nu ”%(name)s”.") % {"name": name})
            return redirect("own_lists", top.slug)
    context = {"membership": membership, "kind": kind, "line": line}
    return answer(request, "resultchain/own_list_line.html", form, **context)


@require_POST
@member_view(Role.COORDINATOR)
def own_list_line_state(
    request: HttpRequest, membership: ActiveMembership, list_name: str, line_id: int
) -> HttpResponse:
    """Put a line away, or with `ta_fram` take it out again."""
    top = top_of(membership)
    line = line_of(top, list_name, line_id)
    retired = "ta_fram" not in request.POST
    actions.set_retired(by=membership.user, line=line, retired=retired)
    text = _("”%(name)s” går inte att välja längre.") if retired else _("”%(name)s” går att välja igen.")
    messages.success(request, text % {"name": line.name})
    return redirect("own_lists", top.slug)


@require_POST
@member_view(Role.COORDINATOR)
def own_list_suggestion(request: HttpRequest, membership: ActiveMembership, list_name: str) -> HttpResponse:
    """Make a suggestion a line of the list: to rename it, or with `undan` to put it away at once."""
    top, kind = top_of(membership), kind_of(list_name)
    try:
        line = actions.resolve(
            by=membership.user, top=top, model=kind.model, value=SUGGESTED + request.POST.get("key", "")
        )
    except kind.model.DoesNotExist:
        return redirect("own_lists", top.slug)
    except actions.ListFullError:
        messages.warning(request, list_full())
        return redirect("own_lists", top.slug)
    if "undan" not in request.POST:
        return redirect("own_list_line", top.slug, list_name, line.pk)
    actions.set_retired(by=membership.user, line=line, retired=True)
    messages.success(request, _("”%(name)s” går inte att välja längre.") % {"name": line.name})
    return redirect("own_lists", top.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def chain_rules(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Decide after how many months an activity that led to nothing is pointed out."""
    top = top_of(membership)
    form = RulesForm(typed(request), initial={"months": months_without_result(top)})
    if request.method == "POST" and form.is_valid():
        months = form.cleaned_data["months"]
        set_months_without_result(by=membership.user, organisation=top, months=months)
        messages.success(request, _("Sparat."))
        return redirect("own_lists", top.slug)
    return answer(request, "resultchain/chain_rules.html", form, membership=membership)
