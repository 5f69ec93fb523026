"""What a browser without script would send of a page's form, so that tests send what people do."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = {}
        self.box = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name, kind = attrs.get("name"), attrs.get("type", "text")
        if tag == "textarea" and name:
            self.box, self.found[name] = name, ""
        if tag != "input" or not name or (kind in {"radio", "checkbox"} and "checked" not in attrs):
            return
        self.found[name] = attrs.get("value", "on" if kind == "checkbox" else "") or ""

    def handle_endtag(self, tag):
        if tag == "textarea" and self.box:
            # A browser leaves out the line break that follows the tag.
            self.found[self.box] = self.found[self.box].removeprefix("\n")
            self.box = None

    def handle_data(self, data):
        if self.box:
            self.found[self.box] += data


def fields(page):
    """The names and values of all filled-in controls of the page, buttons left out."""
    parser = _Fields()
    parser.feed(page.text)
    return parser.found


def of_item(page, number):
    """The controls of one item, as its autosave sends them."""
    own = (f"m{number}", f"initial-m{number}")
    return {
        name: value
        for name, value in fields(page).items()
        if name in own or name.startswith(tuple(f"{o}-" for o in own))
    }
