"""The pages of an import, alike in every room: a file is chosen, what it would do is seen, and the sender says yes."""

import datetime
import uuid
from abc import ABC, abstractmethod
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar, Generic, Protocol, Self, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from organisations.access import ActiveMembership
from organisations.actions.uploads import (
    AlreadyImportedError,
    Imported,
    InTheWayError,
    keep_upload,
    kept_upload,
    was_imported,
)
from organisations.answers import answer
from organisations.files.columns import FileRefusedError
from organisations.files.faults import RowFault, number_told
from organisations.forms.files import UploadForm
from organisations.models import Organisation, Upload, User
from organisations.models.upload import KEPT_FOR


class Planned(Protocol):
    """What an import would do; with faults it does nothing."""

    @property
    def faults(self) -> tuple[RowFault, ...]:
        """Everything to mend, in order."""


P = TypeVar("P", bound=Planned)


@dataclass(frozen=True)
class Desk(ABC, Generic[P]):
    """Who imports, and for whom: an organisation and what hangs below it, or (None) all. A room fills in the rest."""

    person: User
    membership: ActiveMembership | None = None

    purpose: ClassVar[str]
    """The code that its kept files have."""
    imported: ClassVar[str]
    """The verb of the event log, with the kept file's id, for a file that was read in."""
    choose_template: ClassVar[str]
    review_template: ClassVar[str]
    kept_for: ClassVar[datetime.timedelta] = KEPT_FOR

    @property
    def reach(self) -> Organisation | None:
        """Whose rows a file may hold."""
        return self.membership.organisation if self.membership else None

    @property
    @abstractmethod
    def url(self) -> str:
        """The page where a file is chosen."""

    @property
    @abstractmethod
    def after(self) -> str:
        """Where one goes when it is done."""

    @abstractmethod
    def review_url(self, upload: Upload) -> str:
        """The page that says what a kept file would do."""

    def form(self, *sent: Any) -> UploadForm:
        """The form, bound when something was sent."""
        return UploadForm(*sent)

    def chosen(self, form: UploadForm) -> Self:  # noqa: ARG002  for rooms that ask more
        """The desk with what was chosen beside the file."""
        return self

    def closed(self, content: bytes) -> bytes:
        """What is kept of a file; a room may lock it up."""
        return content

    def opened(self, kept: bytes) -> bytes:
        """The file again. Raises FileRefusedError."""
        return kept

    def choose_context(self) -> dict[str, object]:
        """What the page where a file is chosen shows beside the form."""
        return {}

    @abstractmethod
    def plan(self, content: bytes) -> P:
        """Work out what a file would do. Raises FileRefusedError."""

    @abstractmethod
    def confirm(self, upload: Upload) -> Imported[P]:
        """Import a kept file and forget it. Raises AlreadyImportedError, FileRefusedError and InTheWayError."""

    @abstractmethod
    def preview(self, plan: P | None) -> object:
        """Put a plan, or the lack of one, for a page: `faults` and `more_faults`, and what the room shows."""

    @abstractmethod
    def told(self, plan: P) -> str:
        """Say what was done."""

    @abstractmethod
    def in_the_way(self) -> str:
        """Say that somebody else wrote in the same moment."""


def choose_page(request: HttpRequest, desk: Desk[P]) -> HttpResponse:
    """Choose a file: it is kept for its preview, or its faults are told."""
    form = desk.form(request.POST, request.FILES) if request.method == "POST" else desk.form()
    plan = None
    if form.is_valid():
        desk, content = desk.chosen(form), form.content
        try:
            plan = desk.plan(content)
        except FileRefusedError as error:
            form.add_error(error.field, str(error))
        else:
            if not plan.faults:
                return HttpResponseRedirect(desk.review_url(_kept(desk, form, content)))
            form.add_error("file", number_told(plan.faults))
    context = _context(desk) | desk.choose_context()
    return answer(request, desk.choose_template, form, **context, preview=desk.preview(plan))


def review_page(request: HttpRequest, desk: Desk[P], upload_id: uuid.UUID) -> HttpResponse:
    """See what a kept file would do, and say yes."""
    upload = kept_upload(
        by=desk.person,
        purpose=desk.purpose,
        reach=desk.reach,
        upload_id=upload_id,
        kept_for=desk.kept_for,
    )
    if upload is None:
        return _no_longer_kept(request, desk, upload_id)
    if request.method == "POST":
        return _confirm(request, desk, upload)
    return _show(request, desk, upload)


def _context(desk: Desk[P]) -> dict[str, object]:
    return {"desk": desk, "membership": desk.membership}


def _kept(desk: Desk[P], form: UploadForm, content: bytes) -> Upload:
    name = form.cleaned_data["file"].name
    closed = desk.closed(content)
    return keep_upload(by=desk.person, purpose=desk.purpose, content=closed, name=name, reach=desk.reach)


def _no_longer_kept(request: HttpRequest, desk: Desk[P], upload_id: uuid.UUID) -> HttpResponse:
    """A second click, or a step back in the browser, is told so; anything else is nothing that exists."""
    if not was_imported(by=desk.person, verb=desk.imported, upload_id=upload_id, reach=desk.reach):
        raise Http404
    messages.info(request, _("Filen är redan inläst."))
    return HttpResponseRedirect(desk.after)


def _show(
    request: HttpRequest, desk: Desk[P], upload: Upload, plan: P | None = None, status: int | None = None
) -> HttpResponse:
    refusal = ""
    if plan is None:
        try:
            plan = desk.plan(desk.opened(bytes(upload.content)))
        except FileRefusedError as error:
            refusal = str(error)
    context = {"upload": upload, "refusal": refusal, "preview": desk.preview(plan)}
    return render(request, desk.review_template, _context(desk) | context, status=status)


def _confirm(request: HttpRequest, desk: Desk[P], upload: Upload) -> HttpResponse:
    try:
        done = desk.confirm(upload)
    except AlreadyImportedError:
        return _no_longer_kept(request, desk, upload.pk)
    except InTheWayError:
        messages.error(request, desk.in_the_way())
        return HttpResponseRedirect(request.get_full_path())
    except FileRefusedError:
        return _show(request, desk, upload, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not done.written:
        return _show(request, desk, upload, done.plan, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, desk.told(done.plan))
    return HttpResponseRedirect(desk.after)
