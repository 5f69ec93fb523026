"""How somebody who told a need is known again, and by nobody else: a keyed mark, and no name.

The mark is made of the person's id and a salt of its own, with the service's secret key: who reads the database alone
can't tell who it is, nor whether two needs are the same person's.
"""

import secrets
from collections.abc import Iterable
from typing import Final

from django.utils.crypto import constant_time_compare, salted_hmac

from organisations.models import User
from programmes.models import AccessNeed

PURPOSE: Final = "programmes.need"
SALT_BYTES: Final = 12


def mark_of(user: User, salt: str = "") -> str:
    """Return the mark of a person, with a new salt or with the one of a mark that is there."""
    salt = salt or secrets.token_hex(SALT_BYTES)
    return f"{salt}:{salted_hmac(PURPOSE, f'{salt}:{user.pk}', algorithm='sha256').hexdigest()}"


def told_by(user: User, needs: Iterable[AccessNeed]) -> list[AccessNeed]:
    """Keep the needs that a person has told."""
    return [
        need
        for need in needs
        if need.mark and constant_time_compare(need.mark, mark_of(user, need.mark.partition(":")[0]))
    ]
