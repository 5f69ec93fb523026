"""Inviting addresses to a survey: each once, in the group that it was given."""

import uuid
from collections.abc import Mapping

from django.db import transaction
from django.shortcuts import get_object_or_404

from organisations.events import record
from organisations.models import User
from surveys.actions.surveys import NotADraftError
from surveys.models import Invitation, State, Survey, Way
from surveys.tokens import mac_of, token_of


class NotByInvitationError(Exception):
    """The survey has one link that all share, or takes no answers any more."""


class UnknownGroupError(Exception):
    """A group that the survey is not broken down by; `code` is what was given."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code


@transaction.atomic
def invite(*, survey: Survey, people: Mapping[str, str], by: User | None = None) -> int:
    """Invite addresses, given with the codes of their groups; return how many were new.

    Raises NotByInvitationError, UnknownGroupError.
    """
    survey = Survey.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=survey.pk)
    if survey.way != Way.INVITED or survey.state not in {State.DRAFT, State.PREPARING, State.OPEN}:
        raise NotByInvitationError
    known = {"", *survey.groups.values_list("code", flat=True)}
    here = set(survey.invitations.values_list("email", flat=True))
    new: dict[str, str] = {}
    for address, group in people.items():
        if group not in known:
            raise UnknownGroupError(group)
        if (email := address.strip().lower()) not in here:
            new.setdefault(email, group)
    Invitation.objects.bulk_create(
        (_invitation(survey, email, group) for email, group in new.items()), batch_size=1000
    )
    if new:
        record(actor=by, organisation=survey.organisation, verb="surveys.invited", obj=survey)
    return len(new)


@transaction.atomic
def uninvite(*, by: User, survey: Survey, invitation_id: uuid.UUID) -> None:
    """Take one address off a draft: nobody has been written to yet. Raises NotADraftError."""
    rows = Survey.objects.select_for_update(of=("self",)).select_related("organisation")
    locked: Survey = get_object_or_404(rows, pk=survey.pk)
    if locked.state != State.DRAFT:
        raise NotADraftError
    get_object_or_404(locked.invitations, pk=invitation_id).delete()
    record(actor=by, organisation=locked.organisation, verb="surveys.uninvited", obj=locked)


def _invitation(survey: Survey, email: str, group: str) -> Invitation:
    made = uuid.uuid4()
    return Invitation(
        id=made, survey=survey, email=email, group=group, token_mac=mac_of(token_of(survey.pk, made))
    )
