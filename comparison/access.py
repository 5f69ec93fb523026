"""Who opens the pages of comparisons at an organisation; what they see follows from what is shared with it."""

from typing import Final

from organisations.models import Role

READERS: Final = (
    Role.COORDINATOR,
    Role.PROGRAMME_LEAD,
    Role.PARTICIPANT,
    Role.MENTOR,
    Role.EVALUATOR,
    Role.READER,
)
"""All but who only adds entries for a unit."""
SAVING: Final = tuple(role for role in READERS if role != Role.READER)
"""Who keeps a selection under a name for all of them."""
