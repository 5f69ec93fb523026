"""What a participant is called, in templates."""

from django import template

from programmes.models import Participation
from programmes.naming import full_name_of

register = template.Library()


@register.filter
def full_name(participation: Participation) -> str:
    """{{ participation|full_name }}: its organisations, units and the body in between."""
    return full_name_of(participation)
