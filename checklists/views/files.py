"""Pages of import and export: for an organisation's coordinator, and for administrators over all organisations."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from checklists.actions import imports as actions
from checklists.files import writing
from checklists.files.columns import COLUMNS
from checklists.files.plan import Plan
from checklists.files.preview import Preview, preview
from checklists.files.readable import workbook
from checklists.files.templates import records_to_fill_in
from checklists.forms.files import AdministratorUploadForm, TemplateForm
from checklists.overview import seen_occasions
from organisations.access import ActiveMembership, administrator_view, member_view, signed_in
from organisations.actions.uploads import Imported
from organisations.answers import table_file
from organisations.files.places import organisation_called
from organisations.files.writing import BEGINNING, Record
from organisations.forms.files import UploadForm
from organisations.importing import Desk, choose_page, review_page
from organisations.models import Organisation, Role, Upload


@dataclass(frozen=True)
class AssessmentDesk(Desk[Plan]):
    """Imports assessments. On the administrators' page `owner` is who owns the occasions that are made."""

    owner: Organisation | None = None

    purpose: ClassVar[str] = actions.PURPOSE
    imported: ClassVar[str] = actions.IMPORTED_VERB
    choose_template: ClassVar[str] = "checklists/import.html"
    review_template: ClassVar[str] = "checklists/import_preview.html"

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

    def review_url(self, upload: Upload) -> str:
        """The page that says what a kept file would do."""
        if self.reach is not None:
            return reverse("import_preview", args=[self.reach.slug, upload.pk])
        chosen = f"?agare={self.owner.slug}" if self.owner else ""
        return reverse("administration_import_preview", args=[upload.pk]) + chosen

    def form(self, *sent: Any) -> UploadForm:
        """The form, bound when something was sent."""
        return AdministratorUploadForm(*sent) if self.reach is None else UploadForm(*sent)

    def chosen(self, form: UploadForm) -> Self:
        """The desk with the owner of what is made."""
        return replace(self, owner=form.cleaned_data.get("agare"))

    def choose_context(self) -> dict[str, object]:
        """The columns, and the occasions that a file to fill in can be for."""
        if self.membership is None:
            return {"columns": COLUMNS, "occasions": []}
        seen = seen_occasions(self.membership).select_related("instrument")
        return {"columns": COLUMNS, "occasions": seen.in_time_order().reverse()}

    def plan(self, content: bytes) -> Plan:
        """Values that are handed in are not an administrator's to read."""
        return actions.plan_file(content, reach=self.reach, owner=self.owner, discreet=self.reach is None)

    def confirm(self, upload: Upload) -> Imported[Plan]:
        """Import a kept file and forget it."""
        return actions.confirm_upload(by=self.person, upload_id=upload.pk, owner=self.owner)

    def preview(self, plan: Plan | None) -> Preview:
        """Occasion by occasion, with names."""
        return preview(plan or Plan())

    def told(self, plan: Plan) -> str:
        """Say what was done."""
        if not plan.new:
            return _("Allt i filen fanns redan. Inget har ändrats.")
        return ngettext(
            "%(n)s skattning är inläst och inlämnad.",
            "%(n)s skattningar är inlästa och inlämnade.",
            len(plan.new),
        ) % {"n": len(plan.new)}

    def in_the_way(self) -> str:
        """Say that somebody else wrote in the same moment."""
        return _("Någon började skatta i samma stund. Se efter vad som gäller nu.")


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def import_page(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Choose a file with the organisation's assessments."""
    return choose_page(request, AssessmentDesk(membership.user, membership))


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def administration_import(request: HttpRequest) -> HttpResponse:
    """Choose a file with any organisations' assessments."""
    return choose_page(request, AssessmentDesk(signed_in(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def import_preview(request: HttpRequest, membership: ActiveMembership, upload_id: uuid.UUID) -> HttpResponse:
    """See what a file would do, and say yes."""
    return review_page(request, AssessmentDesk(membership.user, membership), upload_id)


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def administration_import_preview(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """See what a file would do, and say yes."""
    chosen = request.GET.get("agare", "")
    owner = organisation_called(chosen) if chosen else None
    return review_page(request, AssessmentDesk(signed_in(request), owner=owner), upload_id)


@require_safe
@member_view(Role.COORDINATOR)
def import_template_csv(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """A file to fill in."""
    content = writing.as_csv(_to_fill_in(request, membership))
    return table_file(content, membership.organisation, "mall.csv", of_values=False)


@require_safe
@member_view(Role.COORDINATOR)
def import_template_xlsx(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """A file to fill in, for Excel."""
    records = _to_fill_in(request, membership)
    content = writing.as_xlsx(records, title=_("Mall för skattningar"), created=BEGINNING)
    return table_file(content, membership.organisation, "mall.xlsx", of_values=False)


def _to_fill_in(request: HttpRequest, membership: ActiveMembership) -> Iterable[Record]:
    form = TemplateForm(request.GET, occasions=seen_occasions(membership).select_related("instrument"))
    if not form.is_valid():
        raise Http404
    return records_to_fill_in(membership.organisation, form.cleaned_data["tillfalle"])


@require_safe
@member_view(Role.COORDINATOR, Role.READER)
def export_csv(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Everything handed in by the organisation and its units, in the columns of the import."""
    found = writing.handed_in_by(membership.organisation)
    content = writing.as_csv(writing.records(found))
    return table_file(content, membership.organisation, "skattningar.csv", of_values=True)


@require_safe
@member_view(Role.COORDINATOR, Role.READER)
def export_xlsx(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """The same for Excel."""
    found = writing.handed_in_by(membership.organisation)
    content = writing.xlsx_of(found)(writing.records(found))
    return table_file(content, membership.organisation, "skattningar.xlsx", of_values=True)


@require_safe
@member_view(Role.COORDINATOR, Role.READER)
def export_workbook(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """The same as a workbook to read."""
    content = workbook(membership.organisation)
    return table_file(content, membership.organisation, "sammanstallning.xlsx", of_values=True)
