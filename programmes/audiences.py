"""What the setting AUDIENCES names: whom an assessment may be shared with, and sharing it."""

from programmes.actions.sharing import choose
from programmes.offers import offers

__all__ = ["choose", "offers"]
