"""The servers that the product needs, started and stopped together; what the environment gives is not started."""

import signal
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mrintegration.development.account import Account, server_account
from mrintegration.development.places import Places, choose_places, make_places
from mrintegration.development.postgres import start_postgres
from mrintegration.development.processes import Child, stop_leftover
from mrintegration.development.valkey import start_valkey


@dataclass
class Servers:
    """A running database and broker; `children` holds those that were started here, in start order."""

    places: Places
    database_url: str = ""
    redis_url: str = ""
    children: list[Child] = field(default_factory=list)

    def stop(self) -> None:
        """Stop what was started here, last first."""
        while self.children:
            self.children.pop().stop()


def start_servers(data: Path, given: Mapping[str, str], *, throw_away: bool = False) -> Servers:
    """Start PostgreSQL and Valkey on the data folder, unless `given` holds DATABASE_URL or REDIS_URL.

    `throw_away` is for tests: faster, and a power cut may lose the data. Raises Trouble with one sentence.
    """
    account = server_account()
    servers = Servers(
        prepare_places(data, account), given.get("DATABASE_URL", ""), given.get("REDIS_URL", "")
    )
    try:
        if not servers.database_url:
            child, servers.database_url = start_postgres(servers.places, account, throw_away=throw_away)
            servers.children.append(child)
        if not servers.redis_url:
            child, servers.redis_url = start_valkey(servers.places, account)
            servers.children.append(child)
    except BaseException:
        servers.stop()
        raise
    return servers


def prepare_places(data: Path, account: Account) -> Places:
    """Make the folders and end what a killed launcher left running on them."""
    places = choose_places(data, account)
    make_places(places, account)
    stop_leftovers(places)
    return places


def stop_leftovers(places: Places) -> list[str]:
    """End the processes of a launcher that was killed, those that use the database first; return their names."""
    order = ["beat", "web", "worker", "valkey", "postgres"]
    found = sorted(
        (path for path in places.pids.glob("*.json") if path.stem in order), key=lambda p: order.index(p.stem)
    )
    return [
        path.stem
        for path in found
        if stop_leftover(path, stop_signal=signal.SIGINT if path.stem == "postgres" else signal.SIGTERM)
    ]
