"""The one door: turns the slug of an address into what the caller may do there, or into 404 or 403."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Concatenate, Final, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from organisations.models import Membership, Organisation, Role, User

P = ParamSpec("P")

ANY_ROLE: Final = frozenset(Role)
COORDINATORS: Final = frozenset({Role.COORDINATOR})


@dataclass(frozen=True)
class ActiveMembership:
    """The caller's place at one organisation today: all roles that reach it, from it or from anything above it.

    `organisation` is the one that the address names; views start every query from it. `may_publish` says whether
    one of the roles brings the right to publish reports.
    """

    user: User
    organisation: Organisation
    roles: frozenset[Role]
    may_publish: bool = False

    @property
    def role(self) -> Role:
        """The strongest of the roles."""
        return next(role for role in Role if role in self.roles)

    @property
    def is_coordinator(self) -> bool:
        """Whether the caller leads the work here."""
        return Role.COORDINATOR in self.roles


def membership_at(user: User, slug: str) -> ActiveMembership | None:
    """Return the caller's place at the organisation with that slug, or None. Two queries, whatever the tree."""
    organisation = Organisation.objects.filter(slug=slug).first()
    if organisation is None:
        return None
    held = Membership.objects.filter(user=user).active().covering(organisation)
    rows = list(held.values_list("role", "may_publish"))
    if not rows:
        return None
    return ActiveMembership(
        user=user,
        organisation=organisation,
        roles=frozenset(Role(role) for role, _right in rows),
        may_publish=any(right for _role, right in rows),
    )


MemberView = Callable[Concatenate[HttpRequest, ActiveMembership, P], HttpResponse]
SlugView = Callable[..., HttpResponse]


def member_view(*roles: Role) -> Callable[[MemberView[P]], SlugView]:
    """Let members in, with one of `roles` (any role when none is named); strangers get 404, other members 403.

    A stranger's answer is the same whether the organisation exists or not.
    """
    allowed = frozenset(roles) or ANY_ROLE

    def decorate(view: MemberView[P]) -> SlugView:
        @functools.wraps(view)
        def wrapper(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            membership = membership_at(signed_in(request), slug)
            if membership is None:
                raise Http404
            if not membership.roles & allowed:
                raise PermissionDenied
            return view(request, membership, *args, **kwargs)

        return _behind(wrapper, door="member", roles=allowed)

    return decorate


def administrator_view(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> SlugView:
    """Let system administrators in; everybody else gets 404, as the pages are no business of theirs."""

    @functools.wraps(view)
    def wrapper(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not signed_in(request).is_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return _behind(wrapper, door="administrator", roles=frozenset())


def person_view(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> SlugView:
    """Let everybody who is signed in through; for pages about the caller or about public facts."""
    return _behind(view, door="person", roles=frozenset())


def signed_in(request: HttpRequest) -> User:
    """Return the signed-in person; LoginRequiredMiddleware has already turned away everybody else."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _behind(view: SlugView, *, door: str, roles: frozenset[Role]) -> SlugView:
    """Mark a view with its door; the guard tests read the mark from every address of the site."""
    marked: Any = view
    marked.door = door
    marked.door_roles = roles
    return view
