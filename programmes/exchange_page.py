"""What pages of documents and letters read: what a place may see, and how a letter went."""

from django.db.models import Count, Q, QuerySet

from organisations.models import User
from programmes.access import ACTING
from programmes.found import Place, groups_of
from programmes.meeting_page import is_inside
from programmes.models import Document, DueMail, Group, Letter
from programmes.reading import takes_part


def documents_of(place: Place) -> QuerySet[Document]:
    """Return the documents that the place may see, without their files: nothing for those outside."""
    found = place.programme.documents.newest_first().light().select_related("group", "owner", "created_by")
    if not is_inside(place):
        return found.none()
    if place.programme.owner_id == place.organisation.pk:
        return found
    return found.filter(Q(group=None) | Q(group__in=groups_of(place).order_by().values("pk")))


def rooms_to_write_in(place: Place) -> QuerySet[Group]:
    """Return the groups in whose rooms the caller may put something."""
    if place.may_lead:
        return place.programme.groups.order_by("name", "pk")
    return groups_of(place)


def may_add(place: Place) -> bool:
    """Whether the caller may put something into a room: who leads, and who acts for a participant that takes part."""
    if place.may_lead_some:
        return True
    taking_part = any(takes_part(one, place.programme) for one in place.participations)
    return taking_part and bool(place.membership.roles & set(ACTING))


def may_remove(place: Place, document: Document) -> bool:
    """Whether the caller may take it away: who put it there, and the lead; a node in its own groups."""
    if place.may_lead or document.created_by_id == place.membership.user.pk:
        return True
    return place.may_lead_some and document.group_id in {group.pk for group in place.led_groups}


def letters_of(place: Place) -> QuerySet[Letter]:
    """Return the letters of those whom the caller leads: all for the lead, a node's are to its own groups only."""
    found = place.programme.letters.select_related("sent_by").prefetch_related("groups", "functions")
    found = found.annotate(
        everybody=Count("mails", distinct=True),
        gone=Count("mails", filter=Q(mails__sent_at__isnull=False), distinct=True),
        refused=Count("mails", filter=Q(mails__refused=True), distinct=True),
    ).order_by("-sent_at", "-pk")
    if place.may_lead:
        return found
    led = [group.pk for group in place.led_groups]
    others = Letter.groups.through.objects.exclude(group__in=led).values("letter")
    mine = Letter.groups.through.objects.filter(group__in=led).values("letter")
    return found.filter(pk__in=mine).exclude(pk__in=others)


def mails_of(letter: Letter) -> QuerySet[DueMail]:
    """Return a letter's mails with whom they go to, by participant."""
    mails: QuerySet[DueMail] = letter.mails.select_related(
        "user", "participation__contact", "participation__through"
    ).prefetch_related("participation__organisations", "participation__units")
    return mails.order_by("participation__sort_key", "pk")


def address_of(due: DueMail) -> str:
    """Return where a mail goes: the person's address today, or the one that the participant gave."""
    # A mail to no person goes to whoever is the contact today.
    user: User | None = due.user or (due.participation.contact if due.participation else None)
    if user is not None:
        return user.email if user.is_active else ""
    return due.participation.contact_email if due.participation else ""
