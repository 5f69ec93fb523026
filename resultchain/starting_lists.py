"""What an organisation's own lists begin with, until it adds its own words or puts these away."""

from typing import Final

AREAS: Final = (
    ("planering-uppfoljning", "Planering och uppföljning"),
    ("arendehantering", "Ärendehantering"),
    ("regional-utvecklingsstrategi", "Regional utvecklingsstrategi"),
    ("tillvaxtstrategi", "Tillväxtstrategi"),
    ("kulturstrategi", "Kulturstrategi och kulturplan"),
    ("process", "Process"),
    ("arbetsforhallanden", "Arbetsförhållanden och trakasserier"),
    ("rekrytering", "Rekrytering"),
    ("medborgarperspektiv", "Medborgarperspektiv"),
)
"""Keys and names: Region Halland's five processes (source 003), then Verva's four focus areas (source 002)."""

PERSPECTIVES: Final = (
    ("jamstalldhet", "Jämställdhet"),
    ("barnets-rattigheter", "Barnets rättigheter"),
    ("hbtqi", "Hbtqi"),
    ("funktionsratt", "Funktionsrätt och tillgänglighet"),
    ("minoriteter", "Nationella minoriteter"),
    ("vald", "Våld i nära relationer"),
    ("mr", "Mänskliga rättigheter generellt"),
)

METHODS: Final = (
    "Snäckan",
    "Vervas uppföljningsmodell",
    "FAIR",
    "KARP",
    "Lisebergsmodellen",
    "Cafémodellen",
    "Offentliga jobb",
    "PDSA",
)
"""Suggestions beside the field for a method that was tried (source 002, and source 004's PDSA)."""
