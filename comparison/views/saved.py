"""Pages of kept selections: giving one a name, and letting go of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from comparison.access import SAVING
from comparison.actions import saved as actions
from comparison.forms.saved import SaveForm
from comparison.page import selection_for
from comparison.saved import is_offered, may_remove, saved_at
from organisations.access import ActiveMembership, member_view
from organisations.answers import answer, typed


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(*SAVING)
def comparison_save(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Give the selection of the address a name; a wrong selection leads back to where it says so."""
    room = reverse("comparison", args=[membership.organisation.slug])
    selection = selection_for(membership, request.GET.dict())
    if selection is None:
        return redirect(f"{room}?{request.GET.urlencode()}")
    form = SaveForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_selection(
                by=membership.user,
                organisation=membership.organisation,
                name=form.cleaned_data["name"],
                query=selection.query(),
            )
        except actions.NameTakenError:
            form.add_error("name", _("Det finns redan ett sparat urval med det namnet. Välj ett annat."))
        except actions.TooManyError:
            form.add_error(
                None, _("Det finns så många sparade urval som det finns plats för. Ta bort något.")
            )
        else:
            messages.success(request, _("Urvalet är sparat."))
            return redirect(f"{room}?{selection.query()}")
    context = {"membership": membership, "query": selection.query()}
    return answer(request, "comparison/save.html", form, **context)


@require_POST
@member_view(*SAVING)
def comparison_remove(request: HttpRequest, membership: ActiveMembership, selection_id: int) -> HttpResponse:
    """Let go of a kept selection; twice is once."""
    saved = saved_at(membership).filter(pk=selection_id).first()
    mark = request.POST.get("knapp", "")
    if not (is_offered(membership, selection_id, mark) if saved is None else may_remove(membership, saved)):
        raise Http404
    if saved is not None:
        actions.remove_selection(saved=saved)
    messages.success(request, _("Det sparade urvalet är borttaget."))
    return redirect("comparison", membership.organisation.slug)
