"""Limits on guessing passwords that shut out neither a municipality behind one address nor a person under attack.

- From a browser where the account has signed in before (a signed cookie), only that browser's own failures count.
- From any other browser: a few failures for each pair of network and account, many for a whole network, and after
  many failures for one account from anywhere, one attempt a minute for that account.
- A new password through a mailed link signs in without asking here, and makes the browser known. So a stranger can
  make a person's sign-in on a new device slow, but never stop it.
- Redis keeps the counts under keyed hashes. Without Redis nothing is limited (see mrintegration/cache.py).

The idea of known browsers is OWASP's "Slow Down Online Guessing Attacks with Device Cookies".
"""

import ipaddress
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR
IPV6_SUBSCRIBER: Final = 56
"""Prefix length that one subscriber usually gets; each may choose addresses freely within it."""
COOKIE_AGE: Final = 180 * DAY
SALT: Final = "organisations.throttle"


@dataclass(frozen=True)
class Limit:
    """At most so many failures within so many seconds, counted from the first."""

    most: int
    seconds: int


BROWSER: Final = Limit(10, 15 * MINUTE)
PAIR: Final = Limit(10, 15 * MINUTE)
NETWORK: Final = Limit(300, HOUR)
ACCOUNT: Final = Limit(50, DAY)
TURN_SECONDS: Final = MINUTE
"""How often an account beyond its limit may be tried from browsers that are not known."""


@dataclass(frozen=True)
class Attempt:
    """One try to sign in. All three are keyed hashes; `browser` is set when this browser is known to the account."""

    account: str
    network: str
    browser: str | None


def attempt(request: HttpRequest, email: str, address: str) -> Attempt:
    """Describe a try with this e-mail address from this network address."""
    account = _hash(email.strip().lower())
    return Attempt(account, _hash(network_of(address)), _known_browser(request, account))


def begin(tried: Attempt) -> bool:
    """Count a try before the password is looked at, and say whether it may go on. Refused tries prolong nothing."""
    if tried.browser is not None:
        return _count(("browser", tried.account, tried.browser), BROWSER)
    return (
        _count(("pair", tried.account, tried.network), PAIR)
        and _count(("network", tried.network), NETWORK)
        and (_count(("account", tried.account), ACCOUNT) or _take_turn(tried.account))
    )


def succeeded(tried: Attempt) -> None:
    """Take the count back. Earlier failures stay: somebody who owns one account must not clear them in between."""
    if tried.browser is not None:
        _take_back("browser", tried.account, tried.browser)
        return
    _take_back("pair", tried.account, tried.network)
    _take_back("network", tried.network)
    _take_back("account", tried.account)


def remember_browser(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """Give the browser its cookie after a sign-in. It opens nothing; it only keeps strangers' failures away."""
    account = _hash(email.strip().lower())
    browser = _known_browser(request, account) or get_random_string(22)
    response.set_cookie(
        settings.KNOWN_BROWSER_COOKIE_NAME,
        signing.dumps([account, browser], salt=SALT),
        max_age=COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def network_of(address: str) -> str:
    """Return what one subscriber has: an IPv4 address, or the first 56 bits of an IPv6 address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network(f"{parsed}/{IPV6_SUBSCRIBER}", strict=False))


def _known_browser(request: HttpRequest, account: str) -> str | None:
    try:
        owner, browser = signing.loads(
            request.COOKIES.get(settings.KNOWN_BROWSER_COOKIE_NAME, ""), salt=SALT, max_age=COOKIE_AGE
        )
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return str(browser) if owner == account else None


def _hash(text: str) -> str:
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()[:32]


def _key(*parts: str) -> str:
    return ":".join(("sign-in", *parts))


def _count(parts: tuple[str, ...], limit: Limit) -> bool:
    key = _key(*parts)
    cache.add(key, 0, limit.seconds)
    try:
        return int(cache.incr(key)) <= limit.most
    except ValueError:
        # The period ended between the two lines: this is the first try of the next one.
        cache.set(key, 1, limit.seconds)
        return True


def _take_back(*parts: str) -> None:
    try:
        cache.incr(_key(*parts), -1)
    except ValueError:
        return


def _take_turn(account: str) -> bool:
    return bool(cache.add(_key("turn", account), 1, TURN_SECONDS))
