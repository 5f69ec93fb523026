"""Links to a survey: made from the server's key each time, and never stored.

A row keeps a second keyed hash that recognises the token, so a copy of the database holds no link that works.
"""

import base64
import uuid
from typing import Final

from django.utils.crypto import salted_hmac

TOKEN_BYTES: Final = 24


def token_of(survey_id: uuid.UUID, invitation_id: uuid.UUID | None = None) -> str:
    """Return the token of an invitation's link, or of the link that all share: 192 bits, the same each time."""
    value = f"{survey_id}:{invitation_id or 'shared'}"
    digest = salted_hmac("surveys.token", value, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()


def mac_of(token: str) -> str:
    """Return what a row keeps of a token."""
    return salted_hmac("surveys.token_mac", token, algorithm="sha256").hexdigest()
