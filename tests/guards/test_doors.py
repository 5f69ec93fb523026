"""Every address is behind a door of organisations/access.py, or stands here with its reason."""

import inspect
import re
import sys

from django.conf import settings

from tests.guards.world import routes

PUBLIC = {
    "health": "machines ask it; it tells no more than that parts are up",
    "help": "how to begin, for people who have no account yet",
    "accessibility": "the law wants the statement to be open",
    "privacy": "people may read what is stored before they sign in",
    "set_language": "sets a cookie, reads nothing",
    "invitation": "the single-use token is the credential",
    "read_link": "the link's token is the credential; it can be revoked",
    "read_link_file": "the link's token is the credential; it can be revoked",
    "survey_answer": "the link's token is the credential; no cookie, so no protection against foreign forms",
    "survey_answer_in_swedish": "leads to the page of the link, reads nothing",
    "survey_thanks": "the same for everybody, reads nothing",
    "public_reports": "what an organisation has made public",
    "public_report": "only while the organisation lets everybody read it",
    "public_report_file": "only while the organisation lets everybody read it",
    "logo": "public reports show it; its address is a hash of the picture",
    "gallery": "development only: not routed unless DEVELOPMENT is on",
    "account_login": "the way in",
    "account_logout": "allauth's own; a POST that only ends the caller's session",
    "account_inactive": "tells somebody who can't sign in why",
    "account_reset_password": "for people who can't sign in",
    "account_reset_password_done": "for people who can't sign in",
    "account_reset_password_from_key": "the single-use key is the credential",
    "account_reset_password_from_key_done": "for people who can't sign in",
}
ROOMS = {
    "organisations",
    "checklists",
    "surveys",
    "resultchain",
    "programmes",
    "comparison",
    "reports",
    "mrintegration",
}
SIGNED_IN_ONLY = {"account_change_password": "allauth's own, about the caller alone"}


def test_every_route_has_a_door_or_a_reason():
    for name, (pattern, parts) in routes().items():
        view = pattern.callback
        if name in PUBLIC or name in SIGNED_IN_ONLY:
            assert not hasattr(view, "door"), f"{name} has a door: take it off the list"
            continue
        assert hasattr(view, "door"), f"{name} is behind no door"
        if "slug" in parts and not str(pattern.pattern).startswith("administration"):
            assert getattr(view, "door", None) in {"member", "administrator"}, name


def test_the_lists_name_only_what_exists():
    assert set(PUBLIC) | set(SIGNED_IN_ONLY) <= set(routes())


def test_every_address_with_a_slug_is_for_members_or_administrators_or_public():
    for name, (pattern, parts) in routes().items():
        if "slug" in parts and name not in PUBLIC:
            assert getattr(pattern.callback, "door", None) == (
                "administrator" if name.startswith("administration") else "member"
            )


def test_only_public_routes_are_exempt_from_signing_in():
    for name, (pattern, _parts) in routes().items():
        exempt = not getattr(pattern.callback, "login_required", True)
        if exempt:
            assert name in PUBLIC, f"{name} lets everybody in"


def test_the_admin_site_is_not_installed():
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_views_never_reach_past_the_membership():
    """Views ask for rows through what belongs to the member: a manager in a view is a hole in the wall."""
    views = [inspect.unwrap(pattern.callback) for pattern, _parts in routes().values()]
    ours = {sys.modules[view.__module__] for view in views if view.__module__.split(".")[0] in ROOMS}
    assert len(ours) > len(ROOMS)
    for module in ours:
        managers = set(re.findall(r"\b(\w+)\.(?:objects|_default_manager)\b", inspect.getsource(module)))
        assert managers <= {"Function"}, (
            f"{module.__name__} asks for all {managers}"
        )  # functions are a public list
