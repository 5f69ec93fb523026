"""What people write in a report, as HTML for screen and print: few signs, nothing raw, nothing that breaks a page."""

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.footnote import footnote_plugin

from figures.text import LONGEST_UNBROKEN, ZERO_WIDTH_SPACE, break_long_words, clean_text

MOST_CHARACTERS: Final = 30_000
"""Of one written part: about ten printed pages. Forms refuse more; here more is shown as it was typed."""

_DEEPEST: Final = 20
_MOST_BRACKETS: Final = 5_000
_ADDRESS: Final = re.compile(r"https?://[^/?#\s]|mailto:[^?\s]+@", re.IGNORECASE)
_SAID_BY: Final = re.compile(r"(?:–|—|--)\s+")
_WORD_ENDS: Final = re.compile(rf"[\s{ZERO_WIDTH_SPACE}]")
_PARAGRAPH: Final = ("paragraph_open", "inline", "paragraph_close")
_ONE_ITEM: Final = ("bullet_list_open", "list_item_open", *_PARAGRAPH, "list_item_close", "bullet_list_close")
_PLAIN_TAGS: Final = {"bullet_list_open": "ul", "list_item_open": "li"}
_LETTERS_STYLE: Final = {"em_open": "em", "em_close": "em", "strong_open": "strong", "strong_close": "strong"}

_ALLOWED: Final = nh3.Cleaner(
    tags={"h3", "h4", "p", "ul", "ol", "li", "strong", "em", "a", "br", "blockquote", "span", "div"},
    clean_content_tags=set(),
    attributes={"a": {"href"}, "ol": {"start"}},
    allowed_classes={"blockquote": {"citat"}, "p": {"c", "vem"}, "span": {"fot", "adress"}, "div": {"ruta"}},
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    # No link opens a new window, and the site sends no address of its pages along.
    link_rel=None,
)


def to_html(text: str) -> SafeString:
    """Return the text as HTML whose highest heading is h3; a note is a span.fot where it is called for.

    CommonMark, but: no raw HTML, code, pictures, tables, entities or link lists; a new line in the text is one on
    the page. `> ` is a pull quote whose last line may say who said it (`– Anna Berg`), `^[…]` a note, `::: ruta Rubrik`
    to `:::` a fact box. Text that is too long, or nested deeper than anybody means, is shown as it was typed.
    """
    cleaned = clean_text(text)
    # The parser looks for the end of each bracket anew.
    if len(cleaned) > MOST_CHARACTERS or cleaned.count("[") > _MOST_BRACKETS:
        return SafeString(_ALLOWED.clean(_as_typed(cleaned)))
    env: dict[str, Any] = {}
    tokens = _PARSER.parse(cleaned, env)
    # The parser leaves out what is nested deeper than it goes.
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return SafeString(_ALLOWED.clean(_as_typed(cleaned)))
    writer = _Writer(tokens, env)
    writer.blocks(tokens)
    return SafeString(_ALLOWED.clean("".join(writer.out)))


def _is_box(params: str, _markup: str) -> bool:
    return params.strip().lower().split(" ")[0] == "ruta"


class _Parser(MarkdownIt):
    """Takes every address for one, so that a refused one becomes its text instead of standing there in brackets."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  the name is the parser's
        """Say whether there is any address; what it may be is decided when it is written."""
        return bool(url)


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"html": False, "maxNesting": _DEEPEST})
    parser.use(footnote_plugin, move_to_end=False).use(container_plugin, name="ruta", validate=_is_box)
    # An entity could bring back the characters that cleaning took away; the others are signs that nobody here means.
    parser.disable(
        ["code", "fence", "html_block", "html_inline", "backticks", "lheading", "reference", "entity"]
    )
    return parser


_PARSER: Final = _parser()


class _Writer:
    """Writes the parser's tokens as HTML; what may not stand where it was put becomes plainer, never lost."""

    def __init__(self, tokens: Sequence[Token], env: dict[str, Any]) -> None:
        self.out: list[str] = []
        self.closing: list[str] = []
        self.notes: dict[int, dict[str, Any]] = env.get("footnotes", {}).get("list", {})
        self.definitions = _definitions(tokens, {note.get("label", "") for note in self.notes.values()})
        self.repeatable = MOST_CHARACTERS
        self.highest: int | None = None
        self.in_quote = self.in_titled_box = self.in_note = self.in_heading = False
        self.open = {"em": 0, "strong": 0, "a": 0}
        self.unbroken = self.seen = 0

    def blocks(self, tokens: Sequence[Token]) -> None:
        """Write the tokens of paragraphs, lists, quotes, boxes and headings."""
        index = 0
        while index < len(tokens):
            token = tokens[index]
            if token.type == "blockquote_open" and not self.in_quote:
                end = _end(tokens, index)
                self.quote(tokens[index + 1 : end])
                index = end
            elif token.type == "footnote_reference_open" and token.meta["label"] in self.definitions:
                end = _end(tokens, index)
                # The first definition is printed where it is called for; a second one of the same name stays.
                if tokens[index + 1 : end] != self.definitions[token.meta["label"]]:
                    self.blocks(tokens[index + 1 : end])
                index = end
            elif token.type == "heading_open" and not _is_seen(tokens[index + 1].children):
                index += 2
            else:
                self.block(token)
            index += 1

    def block(self, token: Token) -> None:
        """Write the beginning, the letters or the end of one block."""
        if token.type == "inline":
            self.unbroken = 0
            self.inline(token.children or [])
        elif token.nesting == 1:
            opening, closing = self.opening(token)
            self.out.append(opening)
            self.closing.append(closing)
        elif token.nesting == -1:
            self.out.append(self.closing.pop())
            self.in_heading = False
            self.in_titled_box = self.in_titled_box and token.type != "container_ruta_close"

    def opening(self, token: Token) -> tuple[str, str]:
        """Return what begins a block and what will end it."""
        if token.type in _PLAIN_TAGS:
            return f"<{_PLAIN_TAGS[token.type]}>", f"</{_PLAIN_TAGS[token.type]}>"
        if token.type == "ordered_list_open":
            start = token.attrGet("start")
            return ("<ol>" if start is None else f'<ol start="{start}">'), "</ol>"
        if token.type == "container_ruta_open":
            return self.box(token)
        if token.type == "heading_open" and not self.in_quote and not token.level:
            return self.heading(int(token.tag[1]))
        if token.type == "heading_open" and self.in_titled_box and token.level == 1:
            self.in_heading = True
            return "<h4>", "</h4>"
        if token.type in ("paragraph_open", "heading_open") and not token.hidden:
            return ('<p class="c">' if self.in_quote else "<p>"), "</p>"
        return "", ""

    def heading(self, level: int) -> tuple[str, str]:
        """Give the highest heading so far h3 and those below h4, so that no level is skipped."""
        self.in_heading = True
        if self.highest is None or level <= self.highest:
            self.highest = level
            return "<h3>", "</h3>"
        return "<h4>", "</h4>"

    def box(self, token: Token) -> tuple[str, str]:
        """Draw a box that stands by itself; within something else, its title becomes a line."""
        title = token.info.strip()[len("ruta") :].strip()
        shown = html.escape(break_long_words(title)) if _is_seen_text(title) else ""
        if token.level or self.in_quote:
            return (f"<p><strong>{shown}</strong></p>" if shown else ""), ""
        self.in_titled_box = bool(shown)
        return '<div class="ruta">' + (f"<h3>{shown}</h3>" if shown else ""), "</div>"

    def quote(self, tokens: Sequence[Token]) -> None:
        """Write a pull quote; one within it is part of it."""
        words, said_by = _parted(tokens)
        if not words:
            return
        self.in_quote = True
        self.out.append('<blockquote class="citat">')
        self.blocks(words)
        if said_by:
            self.unbroken = 0
            self.out.append('<p class="vem">')
            self.inline(said_by)
            self.out.append("</p>")
        self.out.append("</blockquote>")
        self.in_quote = False

    def inline(self, tokens: Iterable[Token]) -> None:
        """Write the tokens within a paragraph."""
        links: list[tuple[str, int, int]] = []
        for token in tokens:
            if token.type == "text":
                self.text(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                self.out.append("<br>")
                self.unbroken = 0
            elif token.type in _LETTERS_STYLE:
                self.tag(_LETTERS_STYLE[token.type], token.nesting)
            elif token.type == "link_open":
                address = str(token.attrGet("href") or "")
                links.append((address, self.seen, len(self.out)))
                self.tag("a", 1 if _ADDRESS.match(address) else 0, f' href="{html.escape(address)}"')
            elif token.type == "link_close":
                address, before, begins = links.pop()
                if self.seen == before:
                    self.text(address)
                self.link_end(address, "".join(self.out[begins + 1 :]))
            elif token.type == "image":
                self.inline(token.children or [])
            elif token.type == "footnote_ref":
                self.note(token)

    def link_end(self, address: str, shown: str) -> None:
        """End a link; where its words hide the address, a note tells it in print, which nobody can click."""
        if not _ADDRESS.match(address):
            return
        self.tag("a", -1)
        told = html.escape(break_long_words(address.removeprefix("mailto:")), quote=False)
        known = told.replace(ZERO_WIDTH_SPACE, "") in shown.replace(ZERO_WIDTH_SPACE, "")
        if not known and not (self.in_note or self.in_heading or self.in_quote or self.open["a"]):
            self.out.append(f'<span class="fot adress">{told}</span>')

    def tag(self, name: str, nesting: int, attributes: str = "") -> None:
        """Begin or end bold, italics or a link; one within another of its own kind changes nothing."""
        outermost = self.open[name] == (0 if nesting == 1 else 1)
        self.open[name] += nesting
        if nesting and outermost:
            self.out.append(f"<{name}{attributes}>" if nesting == 1 else f"</{name}>")

    def text(self, text: str) -> None:
        """Write letters that may break at the fortieth of a word, wherever bold or italics begin in it."""
        words = _WORD_ENDS.split(break_long_words(text))
        if self.unbroken and self.unbroken + len(words[0]) > LONGEST_UNBROKEN:
            self.out.append(ZERO_WIDTH_SPACE)
            self.unbroken = 0
        self.unbroken = len(words[-1]) + (self.unbroken if len(words) == 1 else 0)
        self.seen += _is_seen_text(text)
        self.out.append(html.escape(break_long_words(text), quote=False))

    def note(self, token: Token) -> None:
        """Write a note where it is called for; in a heading, a link or another note it stands in brackets."""
        label = token.meta.get("label")
        children = self.notes[token.meta["id"]].get("tokens") if label is None else self.repeated(label)
        if not _is_seen(children):
            return
        bare = self.in_note or self.in_heading or bool(self.open["a"])
        was_in_note, self.in_note = self.in_note, True
        self.unbroken = 0
        beginning = "(" if self.out[-1].endswith(" ") else " ("
        self.out.append(beginning if bare else '<span class="fot">')
        self.inline(children or [])
        self.out.append(")" if bare else "</span>")
        self.in_note, self.unbroken = was_in_note, 0

    def repeated(self, label: str) -> list[Token]:
        """Return a defined note's letters, as long as all calls together don't swell the document."""
        lines = [token for token in self.definitions.get(label, []) if token.type == "inline"]
        self.repeatable -= sum(len(line.content) for line in lines)
        if self.in_note or self.repeatable < 0:
            return []
        parts = [part for line in lines for part in (Token("softbreak", "br", 0), *(line.children or []))]
        return parts[1:]


def _definitions(tokens: Sequence[Token], called: set[str]) -> dict[str, list[Token]]:
    """Return what the notes that somebody calls for hold; the first definition of a name counts."""
    found: dict[str, list[Token]] = {}
    for index, token in enumerate(tokens):
        if token.type == "footnote_reference_open" and token.meta["label"] in called:
            found.setdefault(token.meta["label"], list(tokens[index + 1 : _end(tokens, index)]))
    return found


def _end(tokens: Sequence[Token], start: int) -> int:
    """Return where the block ends that begins at start."""
    level = tokens[start].level
    return next(
        index
        for index in range(start + 1, len(tokens))
        if tokens[index].nesting == -1 and tokens[index].level == level
    )


def _parted(tokens: Sequence[Token]) -> tuple[Sequence[Token], list[Token]]:
    """Part a quote from who said it: a last line that begins with a dash, or one item of a list by itself."""
    types = tuple(token.type for token in tokens)
    if types[-7:] == _ONE_ITEM and len(types) > len(_ONE_ITEM) and tokens[-7].markup == "-":
        return tokens[:-7], list(tokens[-4].children or [])
    if types[-3:] != _PARAGRAPH:
        return tokens, []
    children = tokens[-2].children or []
    breaks = [index for index, token in enumerate(children) if token.type in ("softbreak", "hardbreak")]
    begin = breaks[-1] + 1 if breaks else 0
    last = children[begin:]
    dash = _SAID_BY.match(last[0].content) if last and last[0].type == "text" else None
    if dash is None or not (breaks or tokens[:-3]):
        return tokens, []
    said_by = [last[0].copy(content=last[0].content[dash.end() :]), *last[1:]]
    if not breaks:
        return tokens[:-3], said_by
    shorter = tokens[-2].copy(children=children[: breaks[-1]])
    return [*tokens[:-2], shorter, tokens[-1]], said_by


def _is_seen(tokens: Iterable[Token] | None) -> bool:
    """Say whether the tokens show anything: a heading or a note without letters is a fault in the document."""
    return any(
        token.type == "footnote_ref" or _is_seen_text(token.content) or _is_seen(token.children)
        for token in tokens or []
    )


def _is_seen_text(text: str) -> bool:
    return any(not letter.isspace() and unicodedata.category(letter) != "Cf" for letter in text)


def _as_typed(text: str) -> str:
    paragraphs = html.escape(break_long_words(text), quote=False).split("\n\n")
    return "".join(f"<p>{'<br>'.join(paragraph.splitlines())}</p>" for paragraph in paragraphs)
