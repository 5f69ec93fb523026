"""What people write comes out as the few constructs there are, whatever they typed, and prints."""

import datetime
import random
import time
from html.parser import HTMLParser

import nh3
import page
import pytest
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from figures.text import ZERO_WIDTH_SPACE, clean_text
from reports.markdown import MOST_CHARACTERS, to_html
from reports.pdf import Metadata, render

ALLOWED = {
    "h3": (), "h4": (), "p": ("class",), "ul": (), "ol": ("start",), "li": (), "strong": (), "em": (), "br": (),
    "a": ("href",), "blockquote": ("class",), "span": ("class",), "div": ("class",),
}  # fmt: skip
CLASSES = {"citat", "c", "vem", "fot", "fot adress", "ruta"}
SIGNS = "*_[]()!^<>&\n -:1.#a \\`~|–\u202e\u200b\u00ad\ufffe\u0301/ö"

HARMLESS = [
    "> ",
    "- ",
    "\n",
    "\n\n",
    "# ",
    "^[",
    "]",
    "**",
    "*",
    "[",
    "– ",
    "`",
    "  ",
    "1) ",
    "::: ruta ",
    "\n:::\n",
]
PIECES = [
    *HARMLESS,
    "[^1]",
    "[^1]: ",
    "](https://a.se)",
    "<script>",
    "javascript:",
    ' style="x"',
    " onload=x",
    "ord",
]

EVERYTHING = """# Vad vi gjorde

Vi **prövade** ett *nytt* sätt^[Se [SCB](https://www.scb.se/).] att fråga.[^1] Adressen är <https://example.se/>.
En ny rad.

## Hur det gick

- Ett
- Två
  1. Inne
  2. Ute

5. Femte
6. Sjätte

> Nu syns det vem som får vad.
>
> Det är nytt.
> – Anna Berg, *rektor*

::: ruta Så räknade vi
Talen är **våra**.

### Underlag

- Ur [registret](mailto:registrator@example.se)
:::

[^1]: Ord ur *planen*.
"""


class Balanced(HTMLParser):
    """Collects tags and letters, and fails on an end that has no beginning."""

    def __init__(self, text):
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.letters: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.letters.append(data)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Ett\nTvå\n\nTre", "<p>Ett<br>Två</p><p>Tre</p>"),
        ("**fet** och *lutad*", "<p><strong>fet</strong> och <em>lutad</em></p>"),
        ("# A\n## B\n### C\n# D", "<h3>A</h3><h4>B</h4><h4>C</h4><h3>D</h3>"),
        ("### A\n## B\n### C", "<h3>A</h3><h3>B</h3><h4>C</h4>"),
        ("#\n\n# \u00ad\n\ntext", "<p>text</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("2024. Året", '<ol start="2024"><li>Året</li></ol>'),
        ("- # a", "<ul><li><p>a</p></li></ul>"),
        (
            "[ord](https://a.se/?b=1&c=2)",
            '<p><a href="https://a.se/?b=1&amp;c=2">ord</a><span class="fot adress">https://a.se/?b=1&amp;c=2</span></p>',
        ),
        (
            "[ord](mailto:a@b.se)",
            '<p><a href="mailto:a@b.se">ord</a><span class="fot adress">a@b.se</span></p>',
        ),
        ("<https://a.se>", '<p><a href="https://a.se">https://a.se</a></p>'),
        ("[](https://a.se)", '<p><a href="https://a.se">https://a.se</a></p>'),
        (
            "[a <https://b.se> c](https://d.se)",
            '<p><a href="https://d.se">a https://b.se c</a><span class="fot adress">https://d.se</span></p>',
        ),
        ("[ord](javascript:alert(1))", "<p>ord</p>"),
        ("[ord](JaVaScRiPt:alert(1))", "<p>ord</p>"),
        ("[ord](data:text/html,x) [b](ftp://a) [c](/d) [e](//f.se)", "<p>ord b c e</p>"),
        ("![bild](https://a.se/b.png)", "<p>bild</p>"),
        ("[ord]: https://a.se\n\n[ord]", "<p>[ord]: https://a.se</p><p>[ord]</p>"),
        ("<b>x</b> <!-- y -->", "<p>&lt;b&gt;x&lt;/b&gt; &lt;!-- y --&gt;</p>"),
        ("&lt; &#x202E;", "<p>&amp;lt; &amp;#x202E;</p>"),
        ("```\nkod\n```\n\n    indrag", "<p>```<br>kod<br>```</p><p>indrag</p>"),
        ("a\n---\nb\n***", "<p>a</p><p>b</p>"),
        ("|a|b|\n|-|-|\n|1|2|", "<p>|a|b|<br>|-|-|<br>|1|2|</p>"),
        ("> Ord", '<blockquote class="citat"><p class="c">Ord</p></blockquote>'),
        ("> – Ord", '<blockquote class="citat"><p class="c">– Ord</p></blockquote>'),
        (">", ""),
        ("a^[b *c*] d", '<p>a<span class="fot">b <em>c</em></span> d</p>'),
        ("a[^1]\n\n[^1]: b", '<p>a<span class="fot">b</span></p>'),
        ("a[^1]\n\n[^1]: b\n\n    - c", '<p>a<span class="fot">b<br>c</span></p>'),
        ("[^1]: b[^2]\n\na[^1]\n\n[^2]: c", '<p>a<span class="fot">b</span></p>'),
        ("[^1]: ingen frågar", "<p>ingen frågar</p>"),
        ("a[^1]\n\n[^1]: b\n\n[^1]: c", '<p>a<span class="fot">b</span></p><p>c</p>'),
        ("a^[ ]", "<p>a</p>"),
        ("a^[b ^[c]]", '<p>a<span class="fot">b (c)</span></p>'),
        (
            "# a^[b]\n[c^[d]](https://e.se)",
            '<h3>a (b)</h3><p><a href="https://e.se">c (d)</a><span class="fot adress">https://e.se</span></p>',
        ),
        ("::: ruta Rubrik <x>\nOrd\n:::", '<div class="ruta"><h3>Rubrik &lt;x&gt;</h3><p>Ord</p></div>'),
        ("::: Ruta R\n# a\n:::\n## b", '<div class="ruta"><h3>R</h3><h4>a</h4></div><h3>b</h3>'),
        ("::: ruta\n# a\n:::", '<div class="ruta"><p>a</p></div>'),
        ("::: ruta R\nOrd", '<div class="ruta"><h3>R</h3><p>Ord</p></div>'),
        ("::: annat\nOrd", "<p>::: annat<br>Ord</p>"),
        ("- ::: ruta R\n  a\n  :::", "<ul><li><p><strong>R</strong></p><p>a</p></li></ul>"),
        ("**a __b__ c**", "<p><strong>a b c</strong></p>"),
        ("a\u202eb\x00c\ufffe", "<p>abc</p>"),
    ],
)
def test_what_is_typed_and_what_is_shown(typed, shown):
    assert to_html(typed) == shown
    assert isinstance(to_html(typed), SafeString)


@pytest.mark.parametrize(
    "last",
    ["\n> – Anna Berg", "\n> — Anna Berg", "\n> -- Anna Berg", "\n> - Anna Berg", "\n>\n> – Anna Berg"],
)
def test_the_last_line_of_a_quote_says_who_said_it(last):
    who = '<p class="vem">Anna Berg</p></blockquote>'
    assert (
        to_html(f"> Ord{last}\n\nefter") == f'<blockquote class="citat"><p class="c">Ord</p>{who}<p>efter</p>'
    )


def test_a_list_in_a_quote_stays_a_list():
    assert "<ul><li>a</li><li>b</li></ul>" in to_html("> Ord\n> - a\n> - b")


def test_a_long_word_may_break_wherever_bold_begins_in_it():
    for typed in ("a" * 100, "**a**b" * 100, "[" + "a" * 100 + "](https://a.se)"):
        letters = "".join(Balanced(to_html(typed)).letters)
        assert max(map(len, letters.split(ZERO_WIDTH_SPACE))) <= 40
    address = "https://a.se/" + "b" * 100
    assert f'href="{address}"' in to_html(f"<{address}>")


def test_too_long_or_too_deep_a_text_is_shown_as_it_was_typed():
    assert "<em>" in to_html("*a* " * (MOST_CHARACTERS // 4))
    assert to_html("*a* " * MOST_CHARACTERS).startswith("<p>*a* *a*")
    assert Balanced(to_html("> " * 2000 + "ord")).letters[-1].endswith("ord")
    nested = "\n".join("  " * depth + f"- nivå{depth}" for depth in range(150))
    assert "nivå149" in to_html(nested)


def test_many_calls_for_one_long_note_do_not_swell_the_document():
    assert len(to_html("[^1]" * 3000 + "\n\n[^1]: " + "ord " * 4000)) < 4 * MOST_CHARACTERS


@pytest.mark.parametrize(
    "typed",
    [
        "*a **a " * 15_000, "*" * 100_000, "**" * 7000 + "a" + "**" * 7000, "a**b" + "c* " * 9000, "> " * 50_000,
        "[" * 29_000, "[a](" * 7000, "![" * 14_000, "![[]()" * 5000, "^[" * 14_000, "[]" * 14_000, "<" * 29_000,
        "::: ruta\n" * 3000, "[^a]:\n" * 4800, "1. " * 9000, "# a\n" * 7000, "- " * 14_000, "ord " * 25_000,
        "\n".join("> " * depth for depth in range(150)), "a\u0301" * 14_000, "&" * 100_000, "x" * 100_000,
    ],
    ids=lambda typed: f"{typed[:8]!r}-{len(typed)}",
)  # fmt: skip
def test_no_text_takes_long(typed):
    begun = time.process_time()
    check(typed, to_html(typed))
    assert time.process_time() - begun < 1.5


def check(typed, made):
    """What holds for every text."""
    parsed = Balanced(made)
    for tag, attributes in parsed.tags:
        assert set(attributes) <= set(ALLOWED[tag]), (tag, attributes)
        assert attributes.get("class", "c") in CLASSES
        assert (attributes.get("href", "http:") or "").lower().startswith(("http:", "https:", "mailto:"))
    headings = [tag for tag, _attributes in parsed.tags if tag in ("h3", "h4")]
    assert headings[:1] in ([], ["h3"])
    assert (
        nh3.clean(
            made,
            tags=set(ALLOWED),
            attributes={tag: set(names) for tag, names in ALLOWED.items()},
            link_rel=None,
        )
        == made
    )
    letters = "".join(parsed.letters)
    assert not set(letters) & set("\u202e\ufffe\x00")
    assert (
        clean_text(letters).replace("\n", "") == letters.replace(ZERO_WIDTH_SPACE, "").strip()
        or "\u0301" in typed
    )


@given(st.text() | st.text(alphabet=SIGNS, max_size=200))
def test_any_text_gives_only_what_is_allowed(typed):
    check(typed, to_html(typed))


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_mixture_of_signs_gives_only_what_is_allowed(pieces):
    check("".join(pieces), to_html("".join(pieces)))


@given(st.lists(st.sampled_from(HARMLESS), max_size=30))
def test_no_word_is_lost(pieces):
    words = [f"ord{index}" for index in range(len(pieces))]
    typed = "".join(f"{piece}{word}" for piece, word in zip(pieces, words, strict=True))
    shown = "".join(Balanced(to_html(typed)).letters).replace(ZERO_WIDTH_SPACE, "")
    assert [word for word in words if word not in shown] == []


def document(inside):
    return (
        '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Prov</title>'
        '<meta name="dcterms.created" content="2026-01-02T03:04:05Z"></head><body><h1>Prov</h1>'
        '<section class="kapitel"><h2><span class="nr">1</span> <span class="t">Del</span></h2>'
        f"{inside}</section></body></html>"
    )


def printed(typed, tmp_path):
    when = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)
    pdf = render(document(to_html(typed)), metadata=Metadata(when))
    file = tmp_path / "del.pdf"
    file.write_bytes(pdf)
    for profile in ("ua1", "3a"):
        verdict = page.validate_pdf(str(file), profile=profile)
        assert verdict.is_compliant, str(verdict)


def test_every_construct_prints_as_both_standards_want(tmp_path):
    made = to_html(EVERYTHING)
    assert {tag for tag, _attributes in Balanced(made).tags} == set(ALLOWED)
    printed(EVERYTHING, tmp_path)


def test_odd_texts_print_as_both_standards_want(tmp_path):
    odd = [
        "-\n- a",
        "> #",
        "> - a",
        "::: ruta\n:::",
        "^[a]",
        "# a^[b]",
        "x" * 3000,
        "**a**b" * 1000,
        "- " * 9 + "a",
    ]
    printed("\n\n".join(odd), tmp_path)
    printed("> " * 2000, tmp_path)


def test_random_signs_print_as_both_standards_want(tmp_path):
    chance = random.Random(1)  # noqa: S311  the same signs every time
    printed("".join(chance.choice(SIGNS) for _ in range(3000)), tmp_path)
