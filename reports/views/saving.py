"""One way to store what two may have typed at once: tries until it is stored, or until there is something to ask."""

from collections.abc import Callable
from typing import Any

from reports.actions.errors import DraftConflictError, PartConflictError
from reports.forms.writing import SharedForm


def save_shared(form: SharedForm, save: Callable[..., Any]) -> bool:
    """Store a valid form with `save`; False when the page must ask whose words shall stand.

    Somebody may save between reading and storing: then what they saved is brought together with what was typed here.
    """
    while (values := form.to_save()) is not None:
        try:
            form.stored = save(**values, opened=form.stored.version)
        except PartConflictError as error:
            form.stored = error.part
        except DraftConflictError as error:
            form.stored = error.draft
        else:
            return True
    form.ask()
    return False
