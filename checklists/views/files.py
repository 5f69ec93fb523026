"""Pages of import and export: for an organisation's coordinator, and for administrators over all organisations."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from checklists.actions import imports as actions
from checklists.files import writing
from checklists.files.columns import COLUMNS, FileRefusedError
from checklists.files.kept import kept_upload, organisation_called
from checklists.files.plan import Plan
from checklists.files.preview import preview
from checklists.files.readable import workbook
from checklists.files.templates import records_to_fill_in
from checklists.forms.files import AdministratorUploadForm, TemplateForm, UploadForm
from checklists.models import Upload
from checklists.overview import seen_occasions
from organisations.access import ActiveMembership, administrator_view, member_view, signed_in
from organisations.answers import answer
from organisations.models import Organisation, Role, User

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class Desk:
    """Who imports, and for whom: an organisation and what hangs below it, or (None) all of them."""

    person: User
    membership: ActiveMembership | None = None

    @property
    def reach(self) -> Organisation | None:
        """Whose rows a file may hold."""
        return self.membership.organisation if self.membership else None

    @property
    def is_discreet(self) -> bool:
        """Whether values that are handed in are not the person's to read: an administrator sees none."""
        return self.reach is None

    @property
    def url(self) -> str:
        """The page where a file is chosen."""
        if self.reach is None:
            return reverse("administration_import")
        return reverse("import", args=[self.reach.slug])

    @property
    def after(self) -> str:
        """Where one goes when it is done."""
        return self.url if self.reach is None else reverse("checklists", args=[self.reach.slug])

    def preview_url(self, upload: Upload, owner: Organisation | None) -> str:
        """The page that says what a kept file would do."""
        if self.reach is not None:
            return reverse("import_preview", args=[self.reach.slug, upload.pk])
        chosen = f"?agare={owner.slug}" if owner else ""
        return reverse("administration_import_preview", args=[upload.pk]) + chosen

    def form(self, request: HttpRequest) -> UploadForm:
        """The form, bound when something was sent."""
        kind = AdministratorUploadForm if self.reach is None else UploadForm
        return kind(request.POST, request.FILES) if request.method == "POST" else kind()


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def import_page(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Choose a file with the organisation's assessments."""
    return _import_page(request, Desk(membership.user, membership))


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def administration_import(request: HttpRequest) -> HttpResponse:
    """Choose a file with any organisations' assessments."""
    return _import_page(request, Desk(signed_in(request)))


def _import_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    form, plan = desk.form(request), Plan()
    if form.is_valid():
        content = form.content
        try:
            plan = actions.plan_file(content, reach=desk.reach, owner=form.owner, discreet=desk.is_discreet)
        except FileRefusedError as error:
            form.add_error("file", str(error))
        else:
            if not plan.faults:
                name = form.cleaned_data["file"].name
                upload = actions.keep_upload(by=desk.person, content=content, name=name, reach=desk.reach)
                return HttpResponseRedirect(desk.preview_url(upload, form.owner))
            form.add_error("file", _faults_told(plan))
    return answer(
        request, "checklists/import.html", form, **_context(desk), preview=preview(plan), columns=COLUMNS
    )


def _context(desk: Desk) -> dict[str, object]:
    context: dict[str, object] = {"desk": desk, "membership": desk.membership, "occasions": []}
    if desk.membership:
        seen = seen_occasions(desk.membership).select_related("instrument")
        context["occasions"] = seen.in_time_order().reverse()
    return context


def _faults_told(plan: Plan) -> str:
    number = len(plan.faults)
    return ngettext(
        "Filen har %(n)s fel. Inget är inläst. Rätta felet nedan i filen och välj den igen.",
        "Filen har %(n)s fel. Inget är inläst. Rätta felen nedan i filen och välj den igen.",
        number,
    ) % {"n": number}


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def import_preview(request: HttpRequest, membership: ActiveMembership, upload_id: uuid.UUID) -> HttpResponse:
    """See what a file would do, and say yes."""
    return _preview_page(request, Desk(membership.user, membership), upload_id)


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def administration_import_preview(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """See what a file would do, and say yes."""
    return _preview_page(request, Desk(signed_in(request)), upload_id)


def _preview_page(request: HttpRequest, desk: Desk, upload_id: uuid.UUID) -> HttpResponse:
    upload = kept_upload(by=desk.person, reach=desk.reach, upload_id=upload_id)
    if upload is None:
        return _no_longer_kept(request, desk, upload_id)
    chosen = request.GET.get("agare", "")
    owner = organisation_called(chosen) if chosen and desk.reach is None else None
    content = bytes(upload.content)
    plan = partial(actions.plan_file, content, reach=desk.reach, owner=owner, discreet=desk.is_discreet)
    if request.method == "POST":
        return _confirm(request, desk, upload, plan, owner)
    return _show(request, desk, upload, plan)


def _no_longer_kept(request: HttpRequest, desk: Desk, upload_id: uuid.UUID) -> HttpResponse:
    """A second click, or a step back in the browser, is told so; anything else is nothing that exists."""
    if not actions.was_imported(by=desk.person, upload_id=upload_id, reach=desk.reach):
        raise Http404
    messages.info(request, _("Filen är redan inläst."))
    return HttpResponseRedirect(desk.after)


def _show(
    request: HttpRequest, desk: Desk, upload: Upload, plan: Callable[[], Plan], status: int | None = None
) -> HttpResponse:
    refusal, found = "", Plan()
    try:
        found = plan()
    except FileRefusedError as error:
        refusal = str(error)
    context = {"desk": desk, "membership": desk.membership, "upload": upload, "refusal": refusal}
    return render(
        request, "checklists/import_preview.html", context | {"preview": preview(found)}, status=status
    )


def _confirm(
    request: HttpRequest, desk: Desk, upload: Upload, plan: Callable[[], Plan], owner: Organisation | None
) -> HttpResponse:
    try:
        done = actions.confirm_upload(by=desk.person, upload_id=upload.pk, owner=owner)
    except actions.AlreadyImportedError:
        return _no_longer_kept(request, desk, upload.pk)
    except actions.InTheWayError:
        messages.error(request, _("Någon började skatta i samma stund. Se efter vad som gäller nu."))
        return HttpResponseRedirect(request.get_full_path())
    except FileRefusedError:
        return _show(request, desk, upload, plan, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not done.written:
        return _show(request, desk, upload, lambda: done.plan, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _imported_told(done.plan))
    return HttpResponseRedirect(desk.after)


def _imported_told(plan: Plan) -> str:
    if not plan.new:
        return _("Allt i filen fanns redan. Inget har ändrats.")
    return ngettext(
        "%(n)s skattning är inläst och inlämnad.",
        "%(n)s skattningar är inlästa och inlämnade.",
        len(plan.new),
    ) % {"n": len(plan.new)}


@require_safe
@member_view(Role.COORDINATOR)
def import_template_csv(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """A file to fill in."""
    return _file(writing.as_csv(_to_fill_in(request, membership)), membership, "mall.csv", CSV)


@require_safe
@member_view(Role.COORDINATOR)
def import_template_xlsx(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """A file to fill in, for Excel."""
    records = _to_fill_in(request, membership)
    content = writing.as_xlsx(records, title=_("Mall för skattningar"), created=writing.BEGINNING)
    return _file(content, membership, "mall.xlsx", XLSX)


def _to_fill_in(request: HttpRequest, membership: ActiveMembership) -> Iterable[writing.Record]:
    form = TemplateForm(request.GET, occasions=seen_occasions(membership).select_related("instrument"))
    if not form.is_valid():
        raise Http404
    return records_to_fill_in(membership.organisation, form.cleaned_data["tillfalle"])


@require_safe
@member_view(Role.COORDINATOR, Role.READER)
def export_csv(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Everything handed in by the organisation and its units, in the columns of the import."""
    found = writing.handed_in_by(membership.organisation)
    return _file(
        writing.as_csv(writing.records(found)), membership, _marked(membership, "skattningar.csv"), CSV
    )


@require_safe
@member_view(Role.COORDINATOR, Role.READER)
def export_xlsx(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """The same for Excel."""
    found = writing.handed_in_by(membership.organisation)
    return _file(
        writing.xlsx_of(found)(writing.records(found)),
        membership,
        _marked(membership, "skattningar.xlsx"),
        XLSX,
    )


@require_safe
@member_view(Role.COORDINATOR, Role.READER)
def export_workbook(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """The same as a workbook to read."""
    return _file(
        workbook(membership.organisation), membership, _marked(membership, "sammanstallning.xlsx"), XLSX
    )


def _marked(membership: ActiveMembership, name: str) -> str:
    """The columns are fixed, so the name of the file says that its values are constructed."""
    return f"konstruerade-exempelvarden-{name}" if membership.organisation.constructed else name


def _file(content: bytes, membership: ActiveMembership, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{membership.organisation.slug}-{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
