"""What a report may say of an organisation's chain: counts by level, sentences and figures, for a period or for all."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from figures.figure import Figure
from organisations.models import Organisation
from resultchain.figures import levels_figure, reach_figure
from resultchain.findings import findings, further_finding
from resultchain.reach import Overview, Reach, overview, reach
from resultchain.reading import Chain, read_chain


@dataclass(frozen=True)
class ChainSummary:
    """Counts, and the same in sentences and figures; every figure has its finding as its title.

    `heading` is the finding in a few words. `findings` are whole sentences in the reader's language. `reach_figure`
    has a bar for each level with how many of the done activities have led there; `levels_figure` has the entries of
    each level, done, ongoing and planned.
    """

    overview: Overview
    heading: str
    findings: tuple[str, ...]
    reach_figure: Figure
    levels_figure: Figure


def chain_summary(
    organisation: Organisation, *, first: datetime.date | None = None, last: datetime.date | None = None
) -> ChainSummary:
    """Return the summary of an organisation and its units. Three queries.

    With a period, the entries whose days touch it are counted, as they stood on its last day: what an activity led to
    after that is not told. Entries without a date belong to no period.
    """
    chain = read_chain(organisation, first=first, last=last)
    reached = reach(chain.nodes, chain.edges)
    return summarise(chain, reached, by=last, constructed=organisation.constructed)


def summarise(
    chain: Chain,
    reached: Mapping[int, Reach],
    *,
    by: datetime.date | None = None,
    constructed: bool = False,
) -> ChainSummary:
    """Return the summary of the chosen entries of a chain, as of a day or of today. Pure."""
    counted = overview(chain.chosen_nodes, reached, by)
    return ChainSummary(
        overview=counted,
        heading=further_finding(counted),
        findings=findings(counted),
        reach_figure=reach_figure(counted, constructed=constructed),
        levels_figure=levels_figure(counted, constructed=constructed),
    )
