"""Who takes part: organisations, people, what they may do, and what has happened."""

from organisations.models.assignment import Commitment, CoordinatorAssignment
from organisations.models.event import Event
from organisations.models.invitation import Invitation
from organisations.models.membership import Function, Membership, Role
from organisations.models.organisation import Kind, Organisation
from organisations.models.share import Share
from organisations.models.upload import Upload
from organisations.models.user import User

__all__ = [
    "Commitment",
    "CoordinatorAssignment",
    "Event",
    "Function",
    "Invitation",
    "Kind",
    "Membership",
    "Organisation",
    "Role",
    "Share",
    "Upload",
    "User",
]
