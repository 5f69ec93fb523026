"""The text for other systems has every word and number of the document, and only plain signs."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from reports.markdown import to_html
from reports.plain_text import plain

FIGURE = """<figure class="figur"><div class="hel"><figcaption><span class="nr">Figur 1</span> <span class="rubrik">Fler
 än förr</span> <span class="fraga">Antal per år.</span></figcaption>
<svg><title>2024 var det 3, 2025 var det 12.</title><text>3</text></svg><p class="nycklar">Förr Nu</p></div>{table}
<p class="underlag">Källa: registret</p></figure>"""
TABLE = """<table class="tal"><thead><tr><th>År</th><th class="num">Antal</th></tr></thead>
<tbody><tr><th>2024</th><td>3</td></tr><tr><th>2025</th><td><p>1\u00a0200</p></td></tr></tbody></table>"""


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2><span>1</span> <span>Rubrik</span></h2><p>Ett\n  två</p><p>Tre</p>", "1 Rubrik\n\nEtt två\n\nTre"),
        ("<p>Ett<br>två</p>", "Ett\ntvå"),
        ("<p>&lt;b&gt; &amp; en\u00adhet\u200bs</p>", "<b> & enhets"),
        ("<ul><li>a</li><li><p>b</p><p>c</p></li><li></li></ul>d", "– a\n– b\n  c\n\nd"),
        ("<ul><li>a<ol start='3'><li>b</li><li>c</li></ol></li></ul>", "– a\n  3. b\n  4. c"),
        ('<ol><li><span class="nr">13</span><p class="fraga">a</p><p>b</p></li></ol>', "13. a\n  b"),
        (
            '<blockquote class="citat"><p class="c">a</p><p class="c">b</p><p class="vem">Eva</p></blockquote>',
            "”a\n\nb”\n– Eva",
        ),
        ("<blockquote><p>”a”</p></blockquote>", "”a”"),
        ('<p>a<span class="fot">b <em>c</em></span> d</p>', "a (not: b c) d"),
        ('<p><a href="https://a.se">ord</a> <a href="https://a.se">https://a.se</a></p>', "ord (https://a.se) https://a.se"),
        ('<p><a href="mailto:a@b.se">ord</a> <a href="#del-1">ord</a></p>', "ord (a@b.se) ord"),
        ("<dl><dt>Version</dt><dd>1</dd><dt>Datum</dt><dd>2 maj</dd></dl>", "Version: 1\nDatum: 2 maj"),
        ("<table><caption>Tabell 1</caption><tr><th>a</th><td>b</td></tr></table>", "Tabell 1\n\na | b"),
        ("<table><tr><th colspan='2'>a</th><th>b</th></tr></table>", "a |  | b"),
        ("<svg><title>Två av tre</title><text>2</text></svg>", "Två av tre"),
        ("<svg><title>A</title></svg><h3>B</h3><table><tr><td>c</td></tr></table>", "A\n\nB\n\nc"),
        ('<section class="innehall"><h2>Innehåll</h2></section><p>a<i aria-hidden="true">x</i></p>', "a"),
        ("<style>a</style><script>b</script><p>c</p></div><p>d", "c\n\nd"),
        ('<img src="/logo" alt="Logotyp: Region A">', "Logotyp: Region A"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_a_document_becomes(html, text):
    assert plain(html) == text


def test_a_figure_is_its_caption_and_its_rows():
    caption, rows = "Figur 1. Fler än förr\nAntal per år.", "År | Antal\n2024 | 3\n2025 | 1 200"
    assert plain(FIGURE.format(table=TABLE)) == f"{caption}\n\n{rows}\n\nKälla: registret"


def test_a_figure_without_a_table_is_its_description():
    assert "2024 var det 3, 2025 var det 12." in plain(FIGURE.format(table=""))


def test_notes_are_in_the_language_of_the_document():
    with translation.override("en"):
        assert plain('<p>a<span class="fot">b</span></p>').startswith("a (")


def test_written_text_keeps_its_words():
    typed = "# Rubrik\n\n> Ord\n> – Eva\n\n::: ruta Fakta\n1. ett^[källa]\n:::"
    assert plain(to_html(typed)) == "Rubrik\n\n”Ord”\n– Eva\n\nFakta\n\n1. ett (not: källa)"


@given(st.text())
def test_any_written_text_gives_tidy_lines(typed):
    made = plain(to_html(typed))
    assert not set(made) & set("\u00ad\u200b\u2060")
    assert "\n\n\n" not in made
    assert made == made.strip()


@given(st.text(alphabet="<>/abpultrd \"='&;\n"))
def test_any_html_gives_some_text(html):
    assert isinstance(plain(html), str)


def test_what_stands_apart_in_print_stands_in_brackets():
    heading = '<h3>7. Beslutsunderlag <span class="niva">från 1 till 2</span></h3>'
    finding = '<p>Inget har backat. <span class="kalla">Figur 2</span></p>'
    assert plain(heading + finding) == "7. Beslutsunderlag (från 1 till 2)\n\nInget har backat. (Figur 2)"
