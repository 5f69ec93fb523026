"""Who opens the pages of programmes at an organisation."""

from typing import Final

from organisations.models import Role

READERS: Final = (
    Role.COORDINATOR,
    Role.PROGRAMME_LEAD,
    Role.CONTRIBUTOR,
    Role.PARTICIPANT,
    Role.MENTOR,
    Role.EVALUATOR,
    Role.READER,
)
"""Everybody with a role; what they see follows from the organisation's part in the programme."""
LEADERS: Final = (Role.COORDINATOR, Role.PROGRAMME_LEAD)
"""Who leads a programme of the organisation's own, or a county's group."""
ACTING: Final = (Role.COORDINATOR, Role.CONTRIBUTOR, Role.PARTICIPANT)
"""Who does a participant's tasks: answers home work, says who comes."""
SAYING: Final = tuple(role for role in READERS if role != Role.READER)
"""Who says something about what was shared, and answers."""
