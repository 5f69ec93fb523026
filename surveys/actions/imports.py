"""Importing answers that were collected elsewhere: all of a file or nothing, once, and nothing of the file is left.

Between its preview and the yes a file lies in the database for half an hour at most, locked with a key that is made
from the server's own and is not stored there: a copy of the database holds nothing that can be read.
"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from organisations.actions.uploads import AlreadyImportedError, Imported, hold_upload
from organisations.files import reading
from organisations.files.columns import FileRefusedError
from organisations.files.words import in_digits
from organisations.models import Upload, User
from surveys.actions import collecting
from surveys.actions.collecting import NotCollectableError
from surveys.actions.surveys import NotADraftError
from surveys.files.answers import Plan, make_plan
from surveys.files.columns import columns, placing
from surveys.models import Anonymity, Breakdown, State, Survey
from surveys.questionnaire import Questionnaire
from surveys.reading import questionnaire_of

PURPOSE: Final = "survey-answers"
KEPT_FOR: Final = datetime.timedelta(minutes=30)
MOST_ROWS: Final = 60_000
MOST_CELLS: Final = 3_000_000
MOST_INVITED: Final = 1_000_000


class TooFewAskedError(FileRefusedError):
    """Fewer were asked than have answered."""

    field = "invited"


@dataclass(frozen=True)
class Form:
    """What a file is read by: the questions, and the survey's groups: name and group above by code."""

    questionnaire: Questionnaire
    names: dict[str, str]
    parents: dict[str, str]


def form_of(survey: Survey) -> Form:
    """Read what a survey asks, and its groups."""
    groups = list(survey.groups.order_by("pk").values_list("code", "name", "parent__code"))
    return Form(
        questionnaire_of(survey),
        {code: name for code, name, _parent in groups},
        {code: parent or "" for code, _name, parent in groups},
    )


def plan_file(content: bytes, *, survey: Survey, invited: int | None) -> Plan:
    """Work out what a file would do. Raises FileRefusedError, TooFewAskedError."""
    form = form_of(survey)
    wanted = columns(form.questionnaire, form.names)
    most_rows = min(MOST_ROWS, MOST_CELLS // max(len(wanted), 1))
    rows = reading.read(content, wanted, place=placing(form.names), most_rows=most_rows)
    plan = make_plan(rows, form.questionnaire, form.names)
    answered = len(plan.contents)
    if not plan.faults and not answered:
        raise FileRefusedError(_("Filen har inga svar under rubrikerna. Fyll i den och välj den igen."))
    if invited is not None and invited < answered:
        told = _(
            "I filen har %(answered)s svarat. Så många måste minst ha fått frågan. Rätta antalet, eller lämna tomt."
        )
        raise TooFewAskedError(told % {"answered": in_digits(answered)})
    return plan


def import_file(*, by: User | None, survey: Survey, content: bytes, invited: int | None) -> Imported[Plan]:
    """Read a file in, all of it or nothing. Raises FileRefusedError, NotADraftError, NotCollectableError."""
    if survey.state != State.DRAFT:
        raise NotADraftError
    if obstacle(survey):
        raise NotCollectableError
    # Before the transaction: a large file takes seconds, and nobody is to wait for them.
    plan = plan_file(content, survey=survey, invited=invited)
    return _write(by, survey, content, invited, plan)


@transaction.atomic
def _write(
    by: User | None, survey: Survey, content: bytes, invited: int | None, plan: Plan
) -> Imported[Plan]:
    rows = Survey.objects.select_for_update(of=("self",))
    locked: Survey = get_object_or_404(rows, pk=survey.pk)
    if locked.version != survey.version:
        # Somebody has changed what is asked since the survey was read.
        plan = plan_file(content, survey=locked, invited=invited)
    if plan.faults:
        return Imported(plan, written=False)
    collecting.take_in(by=by, survey=locked, contents=plan.contents, invited=invited)
    return Imported(plan, written=True)


def confirm_upload(*, by: User, survey: Survey, upload_id: uuid.UUID, invited: int | None) -> Imported[Plan]:
    """Import a kept file and forget it; with faults it is kept. Who may confirm it, the caller has looked at.

    Raises AlreadyImportedError for a second click, and what import_file raises.
    """
    kept = Upload.objects.filter(pk=upload_id, purpose=PURPOSE).first()
    if kept is None:
        raise AlreadyImportedError
    content = opened(survey, bytes(kept.content))
    plan = plan_file(content, survey=survey, invited=invited)
    with transaction.atomic():
        upload = hold_upload(purpose=PURPOSE, upload_id=upload_id)
        done = _write(by, survey, content, invited, plan)
        if done.written:
            upload.delete()
    return done


def obstacle(survey: Survey) -> str:
    """Return why a draft takes no file: "named", "invited", "questions", "groups"; empty when it does."""
    if survey.anonymity != Anonymity.ANONYMOUS:
        return "named"
    if survey.invitations.exists():
        return "invited"
    if not survey.sections.filter(questions__isnull=False).exists():
        return "questions"
    return "groups" if survey.breakdown == Breakdown.ROLE and not survey.groups.exists() else ""


def forget(*, by: User, upload_id: uuid.UUID) -> None:
    """Delete a kept file at once."""
    Upload.objects.filter(pk=upload_id, purpose=PURPOSE, uploaded_by=by).delete()


def forget_old() -> int:
    """Delete the files that nobody said yes or no to; return how many."""
    deleted, _by_model = Upload.objects.stale(KEPT_FOR).filter(purpose=PURPOSE).delete()
    return deleted


def closed(survey: Survey, content: bytes) -> bytes:
    """Lock a file up for the time between its preview and the yes."""
    return bytes(_box(survey).encrypt(content))


def opened(survey: Survey, kept: bytes) -> bytes:
    """Return the file that was locked up for this survey. Raises FileRefusedError."""
    try:
        return _box(survey).decrypt(kept)
    except (CryptoError, ValueError) as error:
        raise FileRefusedError(_("Filen går inte att läsa längre. Välj den igen.")) from error


def _box(survey: Survey) -> SecretBox:
    return SecretBox(salted_hmac("surveys.upload", str(survey.pk), algorithm="sha256").digest())
