"""What a page says in its own language, read from its HTML: no Swedish may stand there for who chooses English."""

import re
from html.parser import HTMLParser

SWEDISH = re.compile(
    r"[åäöÅÄÖ]|\b(och|att|inte|som|med|ett|du|ni|det|har|kan|om|eller|inga|ingen|av|till|fr|Spara|Skriv|Avbryt|Bjud"
    r"|Visa|Logga|Namn|Roll|Sida|Organisationer|Rapporter|Checklista|Personer|Nytt|Ny|Hjälp|Start ?sida|Skapa|Klar"
    r"|Samordnare|deltar|deltagare|programledare|brev|i)\b"
)
# A drawing is left out: its table says the same.
UNSEEN = {"script", "style", "template", "noscript", "svg"}
EMPTY = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}
READ_OUT = ("aria-label", "title", "alt", "placeholder", "aria-valuetext")


class _Texts(HTMLParser):
    """Gathers everything that is seen or read out, but not what is marked as Swedish."""

    def __init__(self):
        super().__init__()
        self.found, self._open = [], []

    def handle_starttag(self, tag, attrs):
        here = dict(attrs)
        drawn = "aria-hidden" in here and any(tag == "figure" for tag, _passed in self._open)
        passed = tag in UNSEEN or here.get("lang") == "sv" or drawn or bool(self._open and self._open[-1][1])
        if not passed:
            self.found += [here[name] for name in READ_OUT if here.get(name)]
        if tag not in EMPTY:
            self._open.append((tag, passed))

    def handle_startendtag(self, tag, attrs):
        """Nothing stands in it, as in the shapes of a drawing."""

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not (self._open and self._open[-1][1]):
            self.found.append(data.strip())


def swedish_in(html, said):
    """The texts of a page that read as Swedish, beside the words that stand in Swedish everywhere."""
    parser = _Texts()
    parser.feed(html)
    return [text for text in parser.found if SWEDISH.search(_without(text, said))]


def words_of(instrument):
    """The checklist's own words, which are Swedish wherever they stand; the longest first."""
    items = [text for item in instrument.items.all() for text in (item.wording, item.short)]
    found = [str(instrument), instrument.title, instrument.source, *instrument.scale.labels, *items]
    return sorted(found, key=len, reverse=True)


def _without(text, words):
    for word in words:
        text = text.replace(word, "")
    return text
