"""A document as text to paste into another follow-up system: all its words and numbers, with plain signs only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from django.utils.translation import pgettext

_VOID: Final = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS: Final = _HEADINGS | {
    "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "footer", "header", "hr", "html", "li", "main", "nav", "ol", "p", "section", "summary", "svg", "table", "ul",
}  # fmt: skip
_UNREAD: Final = frozenset({"head", "script", "style", "template"})
# A key's words stand in the table's header, and a link's address after its words; text has no pages to lead to.
_UNREAD_CLASSES: Final = frozenset({"nycklar", "innehall", "adress"})
# In print these stand apart by their place and size: a level beside its item, a date below its occasion.
_APART: Final = frozenset({"niva", "kalla", "datum"})
_INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
_QUOTE_SIGNS: Final = ("”", "“", "»", '"')
_BETWEEN_CELLS: Final = " | "


@dataclass(eq=False)
class _Node:
    tag: str
    attributes: dict[str, str]
    children: list["_Node | str"] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    @property
    def is_unread(self) -> bool:
        hidden = self.attributes.get("aria-hidden") == "true"
        return hidden or self.tag in _UNREAD or bool(self.classes & _UNREAD_CLASSES)

    def walk(self) -> Iterator["_Node"]:
        """Yield the elements within this one, in their order."""
        for child in self.children:
            if isinstance(child, _Node):
                yield child
                yield from child.walk()


def plain(html: str) -> str:
    """Return the text: paragraphs parted by an empty line, list items and table rows a line each.

    A drawing is left out when its table follows, and otherwise stands as its description. A note stands in brackets
    where it is called for, in the language that is active; an address follows the words of its link.
    """
    builder = _Builder()
    builder.feed(html)
    builder.close()
    _leave_out_drawings(builder.root)
    return "\n\n".join(_blocks(builder.root))


class _Builder(HTMLParser):
    """Makes the tree of a document; an end without a beginning is passed over."""

    def __init__(self) -> None:
        super().__init__()
        self.root = _Node("body", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Put an element where the reader is."""
        node = _Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        """End an element, and those in it that nobody ended."""
        depth = next((at for at in range(len(self.open) - 1, 0, -1) if self.open[at].tag == tag), None)
        if depth is not None:
            del self.open[depth:]

    def handle_data(self, data: str) -> None:
        """Take letters; a line end in the source is a space, and so is a space that keeps words together."""
        self.open[-1].children.append(re.sub(r"\s+", " ", _INVISIBLE.sub("", data)))


def _leave_out_drawings(root: _Node) -> None:
    """Empty each drawing that a table follows in the same figure or chapter: the table has all its numbers."""
    drawings: list[_Node] = []
    for node in root.walk():
        if node.tag in _HEADINGS or node.tag in ("section", "figure"):
            drawings.clear()
        elif node.tag == "svg":
            drawings.append(node)
        elif node.tag == "table":
            for drawing in drawings:
                drawing.children.clear()


def _blocks(node: _Node) -> list[str]:
    """Return what the element holds, a text a block."""
    found: list[str] = []
    line: list[str] = []
    for child in node.children:
        if isinstance(child, str) or child.tag not in _BLOCKS:
            line.append(_inline(child))
        else:
            found += [_tidy("".join(line)), *_block(child)]
            line.clear()
    return [text for text in (*found, _tidy("".join(line))) if text]


def _block(node: _Node) -> list[str]:
    if node.is_unread:
        return []
    if node.tag in ("ul", "ol"):
        return [_list(node)]
    if node.tag == "table":
        return _table(node)
    if node.tag == "blockquote":
        return [_quote(node)]
    if node.tag == "dl":
        return ["\n".join(_terms(node))]
    if node.tag == "svg":
        return [_tidy(_inline(title)) for title in node.walk() if title.tag == "title"]
    return _blocks(node)


def _inline(node: _Node | str) -> str:
    """Return letters; what breaks a line is a line end."""
    if isinstance(node, str):
        return node
    if node.is_unread:
        return ""
    if node.tag == "br":
        return "\n"
    if node.tag == "img":
        return node.attributes.get("alt", "")
    if node.tag in _BLOCKS:
        return f" {' '.join(_block(node))} "
    inside = "".join(map(_inline, node.children))
    if node.tag == "a":
        return inside + _address(node.attributes.get("href", ""), inside)
    if node.tag == "q":
        return f"”{inside}”"
    if "fot" in node.classes:
        note = pgettext("fotnot", "not")
        return f" ({note}: {inside.strip()})"
    return _set_apart(node.classes, inside)


def _set_apart(classes: frozenset[str], inside: str) -> str:
    """Let signs do what the place on the page does in print."""
    if "fraga" in classes:
        return f"\n{inside}"
    if "nr" in classes:
        return f"{inside}."
    return f"({inside})" if classes & _APART else inside


def _address(href: str, shown: str) -> str:
    address = href.removeprefix("mailto:")
    is_shown = address in shown or not href.startswith(("https:", "http:", "mailto:"))
    return "" if is_shown else f" ({address})"


def _list(node: _Node) -> str:
    items = [child for child in node.children if isinstance(child, _Node) and child.tag == "li"]
    start = node.attributes.get("start", "")
    first = int(start) if start.isdecimal() else 1
    lines = []
    for number, item in enumerate(items, first):
        marker = f"{number}. " if node.tag == "ol" else "– "
        text = "\n".join(_block(item))
        if node.tag == "ol" and _has_number(item):
            marker, text = "", text.replace("\n", " ", 1)
        if text:
            lines.append(marker + text.replace("\n", "\n  "))
    return "\n".join(lines)


def _has_number(item: _Node) -> bool:
    """Whether its own number stands in it, as where one list goes on from another."""
    return any(isinstance(child, _Node) and "nr" in child.classes for child in item.children)


def _table(node: _Node) -> list[str]:
    captions = [text for part in node.walk() if part.tag == "caption" for text in _block(part)]
    rows = [_BETWEEN_CELLS.join(_cells(part)).rstrip() for part in node.walk() if part.tag == "tr"]
    return [*captions, "\n".join(row for row in rows if row)]


def _cells(row: _Node) -> Iterator[str]:
    for cell in row.children:
        if isinstance(cell, _Node) and cell.tag in ("td", "th"):
            yield " ".join(" ".join(_blocks(cell)).split())
            span = cell.attributes.get("colspan", "")
            yield from [""] * (int(span) - 1 if span.isdecimal() else 0)


def _quote(node: _Node) -> str:
    parts = [child for child in node.children if isinstance(child, _Node)]
    said_by = [text for part in parts if "vem" in part.classes for text in _block(part)]
    node.children = [child for child in node.children if isinstance(child, str) or "vem" not in child.classes]
    words = "\n\n".join(_blocks(node))
    quoted = words if words.startswith(_QUOTE_SIGNS) else f"”{words}”"
    return "\n".join([quoted, *(f"– {name}" for name in said_by)])


def _terms(node: _Node) -> Iterator[str]:
    term = ""
    for part in node.walk():
        if part.tag == "dt":
            term = " ".join(_block(part))
        elif part.tag == "dd":
            yield f"{term}: " + "\n".join(_block(part)) if term else "\n".join(_block(part))
            term = ""


def _tidy(text: str) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
