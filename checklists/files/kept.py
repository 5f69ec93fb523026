"""Files between preview and yes, and what an import's pages look up: only the sender's own, only on the same page."""

import uuid

from checklists.models import Upload
from organisations.models import Organisation, User


def kept_upload(*, by: User, reach: Organisation | None, upload_id: uuid.UUID) -> Upload | None:
    """Return the sender's own file, sent through the same page, while it can still be confirmed."""
    return Upload.objects.fresh().filter(pk=upload_id, uploaded_by=by, organisation=reach).first()


def organisation_called(mark: str) -> Organisation | None:
    """Find an organisation at the top of its tree by its code or its slug."""
    roots = Organisation.objects.roots()
    found: Organisation | None = roots.filter(code__iexact=mark).first() or roots.filter(slug=mark).first()
    return found
