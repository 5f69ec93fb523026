"""Pages of import and export: for an organisation's coordinator, and for administrators over all organisations."""

import uuid
from dataclasses import dataclass
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from organisations.access import ActiveMembership, administrator_view, member_view, signed_in
from organisations.actions.uploads import Imported
from organisations.answers import table_file
from organisations.importing import Desk, choose_page, review_page
from organisations.models import Role, Upload
from resultchain.actions import imports as actions
from resultchain.files import writing
from resultchain.files.columns import COLUMNS
from resultchain.files.plan import Plan
from resultchain.files.preview import Preview, preview
from resultchain.found import entries_of


@dataclass(frozen=True)
class EntryDesk(Desk[Plan]):
    """Imports entries."""

    purpose: ClassVar[str] = actions.PURPOSE
    imported: ClassVar[str] = actions.IMPORTED_VERB
    choose_template: ClassVar[str] = "resultchain/import.html"
    review_template: ClassVar[str] = "resultchain/import_preview.html"

    @property
    def url(self) -> str:
        """The page where a file is chosen."""
        if self.reach is None:
            return reverse("administration_entries_import")
        return reverse("entries_import", args=[self.reach.slug])

    @property
    def after(self) -> str:
        """Where one goes when it is done."""
        return self.url if self.reach is None else reverse("entries", args=[self.reach.slug])

    def review_url(self, upload: Upload) -> str:
        """The page that says what a kept file would do."""
        if self.reach is None:
            return reverse("administration_entries_import_preview", args=[upload.pk])
        return reverse("entries_import_preview", args=[self.reach.slug, upload.pk])

    def choose_context(self) -> dict[str, object]:
        """The columns."""
        return {"columns": COLUMNS}

    def plan(self, content: bytes) -> Plan:
        """What entries say is not an administrator's to read."""
        return actions.plan_file(content, reach=self.reach, discreet=self.reach is None)

    def confirm(self, upload: Upload) -> Imported[Plan]:
        """Import a kept file and forget it."""
        return actions.confirm_upload(by=self.person, upload_id=upload.pk)

    def preview(self, plan: Plan | None) -> Preview:
        """Unit by unit."""
        return preview(plan or Plan())

    def told(self, plan: Plan) -> str:
        """Say what was done."""
        said = []
        if plan.new:
            text = ngettext("%(n)s post är inläst.", "%(n)s poster är inlästa.", len(plan.new))
            said.append(text % {"n": len(plan.new)})
        if plan.links:
            text = ngettext("%(n)s koppling är inläst.", "%(n)s kopplingar är inlästa.", len(plan.links))
            said.append(text % {"n": len(plan.links)})
        return " ".join(said) or _("Allt i filen fanns redan. Inget har ändrats.")

    def in_the_way(self) -> str:
        """Say that somebody else wrote in the same moment."""
        return _("Någon ändrade i resultatkedjan i samma stund. Se efter vad som gäller nu.")


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def entries_import(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Choose a file with the organisation's entries."""
    return choose_page(request, EntryDesk(membership.user, membership))


@require_http_methods(["GET", "HEAD", "POST"])
@member_view(Role.COORDINATOR)
def entries_import_preview(
    request: HttpRequest, membership: ActiveMembership, entries_upload_id: uuid.UUID
) -> HttpResponse:
    """See what a file would do, and say yes."""
    return review_page(request, EntryDesk(membership.user, membership), entries_upload_id)


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def administration_entries_import(request: HttpRequest) -> HttpResponse:
    """Choose a file with any organisations' entries."""
    return choose_page(request, EntryDesk(signed_in(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_view
def administration_entries_import_preview(request: HttpRequest, entries_upload_id: uuid.UUID) -> HttpResponse:
    """See what a file would do, and say yes."""
    return review_page(request, EntryDesk(signed_in(request)), entries_upload_id)


@require_safe
@member_view(Role.COORDINATOR)
def entries_template_csv(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """A file to fill in."""
    content = writing.as_csv(writing.template(membership.organisation))
    return table_file(content, membership.organisation, "mall-poster.csv", of_values=False)


@require_safe
@member_view(Role.COORDINATOR)
def entries_template_xlsx(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """A file to fill in, for Excel."""
    content = writing.as_xlsx(writing.template(membership.organisation))
    return table_file(content, membership.organisation, "mall-poster.xlsx", of_values=False)


@require_safe
@member_view(Role.COORDINATOR, Role.CONTRIBUTOR, Role.READER)
def entries_export_csv(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """Everything that the organisation and its units have logged, in the columns of the import."""
    content = writing.as_csv(writing.records(entries_of(membership)))
    return table_file(content, membership.organisation, "poster.csv", of_values=True)


@require_safe
@member_view(Role.COORDINATOR, Role.CONTRIBUTOR, Role.READER)
def entries_export_xlsx(request: HttpRequest, membership: ActiveMembership) -> HttpResponse:
    """The same for Excel."""
    found = entries_of(membership)
    content = writing.as_xlsx(writing.records(found), created=writing.data_time(found))
    return table_file(content, membership.organisation, "poster.xlsx", of_values=True)
