"""The administrators' pages of instruments: the list, a new version, looking at it, publishing or removing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from checklists.actions import instruments as actions
from checklists.forms.instruments import InstrumentForm
from checklists.instrument_list import all_instruments, instrument_by_id
from checklists.instruments.stored import as_json
from checklists.models import Instrument
from organisations.access import administrator_view, signed_in
from organisations.answers import answer


@require_safe
@administrator_view
def administration_instruments(request: HttpRequest) -> HttpResponse:
    """List all versions of all checklists."""
    return render(request, "checklists/instruments.html", {"rows": all_instruments()})


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def administration_instrument_new(request: HttpRequest) -> HttpResponse:
    """Upload the data file of a new version."""
    form = InstrumentForm(request.POST, request.FILES) if request.method == "POST" else InstrumentForm()
    if form.is_valid():
        try:
            stored = actions.upload_instrument(by=signed_in(request), content=form.cleaned_data["file"])
        except actions.AlreadyPublishedError:
            form.add_error(
                "file",
                _("Version %(version)s av %(title)s är redan publicerad. Ge filen ett nytt versionsnummer.")
                % {
                    "version": form.cleaned_data["file"].version,
                    "title": form.cleaned_data["file"].title,
                },
            )
        else:
            messages.success(request, _("Filen är uppladdad. Se efter att allt stämmer innan du publicerar."))
            return redirect("administration_instrument", stored.pk)
    return answer(request, "checklists/instrument_new.html", form)


@require_safe
@administrator_view
def administration_instrument(request: HttpRequest, instrument_id: int) -> HttpResponse:
    """Show an instrument as those who rate will see it; nothing that is chosen here is saved."""
    instrument = _instrument(instrument_id)
    context = {
        "instrument": instrument,
        "items": instrument.items.order_by("number"),
        "in_use": instrument.occasions.exists(),
    }
    return render(request, "checklists/instrument.html", context)


@require_POST
@administrator_view
def administration_instrument_publish(request: HttpRequest, instrument_id: int) -> HttpResponse:
    """Publish what was looked at."""
    instrument = _instrument(instrument_id)
    try:
        is_new = actions.publish_instrument(
            by=signed_in(request), instrument=instrument, seen=request.POST.get("seen", "")
        )
    except actions.ChangedMeanwhileError:
        messages.error(
            request, _("Någon har laddat upp en ny fil sedan du öppnade sidan. Gå igenom den först.")
        )
    else:
        told = _("Checklistan är publicerad.") if is_new else _("Checklistan var redan publicerad.")
        messages.success(request, told)
    return redirect("administration_instrument", instrument_id)


@require_POST
@administrator_view
def administration_instrument_discard(request: HttpRequest, instrument_id: int) -> HttpResponse:
    """Remove a version that is not published."""
    instrument = instrument_by_id(instrument_id)
    try:
        if instrument is not None and actions.discard_instrument(
            by=signed_in(request), instrument=instrument
        ):
            messages.success(request, _("Checklistan är borttagen."))
        else:
            messages.info(request, _("Checklistan var redan borttagen."))
    except actions.AlreadyPublishedError:
        messages.error(request, _("Checklistan är publicerad och kan inte tas bort."))
    return redirect("administration_instruments")


@require_safe
@administrator_view
def administration_instrument_file(request: HttpRequest, instrument_id: int) -> HttpResponse:
    """The data file, to make a new version from."""
    instrument = _instrument(instrument_id)
    response = HttpResponse(as_json(instrument), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{instrument.key}-{instrument.pk}.json"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _instrument(instrument_id: int) -> Instrument:
    instrument = instrument_by_id(instrument_id)
    if instrument is None:
        raise Http404
    return instrument
