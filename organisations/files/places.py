"""Organisations as files name them: by code or slug, and their units by name. Looked up once, then without queries."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from organisations.models import Kind, Organisation


@dataclass(frozen=True)
class KnownOrganisation:
    """An organisation or unit. `line` holds its own id and those of all above it."""

    id: int
    name: str
    slug: str
    code: str | None
    line: tuple[int, ...]
    valid_from: datetime.date
    valid_to: datetime.date | None = None
    is_national: bool = False

    @property
    def is_root(self) -> bool:
        """Whether it stands at the top of its tree."""
        return len(self.line) == 1

    @property
    def mark(self) -> str:
        """What a file calls it: its code, or its slug when it has none."""
        return self.code or self.slug

    def is_within(self, reach: "KnownOrganisation") -> bool:
        """Whether it is that organisation or hangs below it."""
        return reach.id in self.line

    def in_force(self, day: datetime.date) -> bool:
        """Whether it existed that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Places:
    """Finds organisations and units by what people write, and writes what finds them again."""

    def __init__(self, organisations: Iterable[KnownOrganisation]) -> None:
        self.marks: dict[str, KnownOrganisation] = {}
        self.numbers: defaultdict[int, set[KnownOrganisation]] = defaultdict(set)
        self.below: defaultdict[int, list[KnownOrganisation]] = defaultdict(list)
        rows = list(organisations)
        for each in rows:
            self.marks.setdefault(each.slug.casefold(), each)
            for above in each.line[1:]:
                self.below[above].append(each)
        # A code wins over somebody else's slug.
        for each in rows:
            if each.code:
                self.marks[each.code.casefold()] = each
                if each.code.isascii() and each.code.isdigit():
                    self.numbers[int(each.code)].add(each)
        self.by_id = {each.id: each for each in rows}
        self._units: dict[tuple[int, str], list[KnownOrganisation]] = {}

    def organisation(self, text: str) -> KnownOrganisation | None:
        """Find by code or slug; a code that a spreadsheet took for a number gets its noughts back."""
        exact = self.marks.get(text.casefold())
        if exact or not (text.isascii() and text.isdigit() and len(text) < 20):
            return exact
        found = self.numbers.get(int(text), set())
        return next(iter(found)) if len(found) == 1 else None

    def units(self, top: KnownOrganisation, text: str) -> list[KnownOrganisation]:
        """Find below an organisation, by slug or code, or else by name: several may have the same one."""
        key = top.id, text.casefold()
        if key not in self._units:
            self._units[key] = self._units_of(*key)
        return self._units[key]

    def _units_of(self, top: int, wanted: str) -> list[KnownOrganisation]:
        below = self.below[top]
        exact = [each for each in below if wanted in {each.slug.casefold(), (each.code or "").casefold()}]
        return exact or [each for each in below if each.name.casefold() == wanted]

    def written(self, place: KnownOrganisation) -> tuple[str, str]:
        """Return what a file writes of a place: the mark of the organisation at the top, and of the unit or nothing."""
        if place.is_root:
            return place.mark, ""
        top = self.by_id[place.line[-1]]
        for text in (place.name, place.slug):
            if self.units(top, text) == [place]:
                return top.mark, text
        return place.slug, ""


def known_organisations(organisations: QuerySet[Organisation]) -> dict[int, KnownOrganisation]:
    """Return organisations by id. All that stand above them must be among them."""
    fields = ("pk", "parent_id", "name", "slug", "code", "valid_from", "valid_to", "kind")
    rows = {row[0]: row[1:] for row in organisations.values_list(*fields)}
    found = {}
    for pk, (_parent, name, slug, code, first, last, kind) in rows.items():
        line, above = [], pk
        while above in rows and above not in line:
            line.append(above)
            above = rows[above][0]
        national = kind == Kind.NATIONAL
        found[pk] = KnownOrganisation(pk, name, slug, code, tuple(line), first, last, national)
    return found


def known_within(reach: Organisation | None) -> dict[int, KnownOrganisation]:
    """Return what rows may name: an organisation, what hangs below it and what it hangs below; or (None) all."""
    every: QuerySet[Organisation] = Organisation.objects.without_tree_fields()
    if reach is None:
        return known_organisations(every)
    above = Organisation.objects.ancestors(reach, include_self=True).values("pk")
    below = Organisation.objects.below(reach).values("pk")
    return known_organisations(every.filter(Q(pk__in=above) | Q(pk__in=below)))


def organisation_called(mark: str) -> Organisation | None:
    """Find an organisation at the top of its tree by its code or its slug."""
    roots = Organisation.objects.roots()
    found: Organisation | None = roots.filter(code__iexact=mark).first() or roots.filter(slug=mark).first()
    return found
