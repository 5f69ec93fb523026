"""Constructed documents, without a database: every status, with and without cover and logo, and what is hard to set."""

import base64
import io
from dataclasses import dataclass, field, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from PIL import Image

from figures.figure import Figure, Scale, Series
from figures.templatetags.charts import print_figure

LONG_NAME = (
    "Samordningsförbundet för jämställdhetsintegrering, mänskliga rättigheter och folkhälsa "
    "i Västra Götaland och Sörmland"
)
LONG_TITLE = (
    "Uppföljning av handlingsplanen för jämställdhetsintegrering, mänskliga rättigheter och barnets rättigheter "
    "i samtliga nämnder och bolag under mandatperioden 2023–2026"
)
PARAGRAPH = (
    "Förvaltningarna har under året prövat arbetssätt som gör det synligt vem som får del av verksamheten. Två nämnder "
    "har delat upp sin statistik efter kön och ålder, och resultatet har ändrat hur tiderna fördelas. Det finns ännu "
    "inget underlag som visar effekter för invånarna, men cheferna beskriver att frågan numera ställs."
)
PURPOSES = ("copy", "proposal", "published", "correction")


@dataclass(frozen=True)
class Sample:
    """One document: what is chosen for it, and how much stands in it."""

    purpose: str = "published"
    cover: bool = True
    logo: bool = True
    chapters: int = 3
    language: str = "sv"
    constructed: bool = True
    organisation: str = "Exempelkommunen"
    title: str = "Jämställd styrning 2026"
    front: bool = False
    wide: bool = False
    appendix: bool = False
    extra: dict[str, Any] = field(default_factory=dict)


def cases() -> dict[str, Sample]:
    """Return the samples that every rule of the design is held against."""
    short = Sample(cover=False, front=True)
    return {
        **{purpose: Sample(purpose=purpose) for purpose in PURPOSES},
        "short-copy": replace(short, purpose="copy"),
        "short-correction": replace(short, purpose="correction"),
        "one": Sample(chapters=1, logo=False),
        "short-one": replace(short, chapters=1, logo=False, front=False),
        "full": Sample(chapters=14, front=True, wide=True, appendix=True),
        "long": Sample("proposal", organisation=LONG_NAME, title=LONG_TITLE, wide=True, appendix=True),
        "short-long": replace(short, purpose="proposal", organisation=LONG_NAME, title=LONG_TITLE, wide=True),
        "real": Sample(constructed=False, logo=False),
    }


def fragment(sample: Sample) -> str:
    """Return the article as the screen and the file hold it."""
    with translation.override(sample.language):
        parts = _parts(sample)
        context = {
            "report": header(sample),
            "chapters": [part for part in parts if part["number"]],
            "kind_name": "Lägesrapport",
            "check_code": "2b85 1d02 6e3c 237e",
            "template_version": "0123456789ab",
        }
        names = ["cover", "contents"] if sample.cover else ["masthead"]
        html = [_made(name, context) for name in [*names, "replaced", "proposal", "summary"]]
        html += [_made("chapter", {**context, "part": part}) for part in parts]
        html.append(_made("colophon", context))
    return f'<article class="rapport" lang="{sample.language}">{"".join(html)}</article>'


def whole(sample: Sample) -> str:
    """Return a document that the engine can print."""
    return (
        f'<!doctype html><html lang="{sample.language}"><head><meta charset="utf-8"><title>{sample.title}</title>'
        '<meta name="author" content="Exempelkommunen"><meta name="dcterms.created" content="2026-02-14T09:30:00Z">'
        f"</head><body>{fragment(sample)}</body></html>"
    )


def header(sample: Sample) -> dict[str, Any]:
    """Return what the snapshot says about the whole document."""
    return {
        "title": sample.title,
        "subtitle": "Vad åtta nämnder har gjort och vad det har lett till",
        "language": sample.language,
        "content_language": sample.language,
        "organisation": {
            "name": sample.organisation,
            "kind": "municipality",
            "code": "9999",
            "above": "Exempellänet",
        },
        "constructed": sample.constructed,
        "data_time": "2026-02-14T09:30:00+00:00",
        "summary": f"{PARAGRAPH}\n\nSumman har ökat från 14 till 23 poäng av 30 möjliga.",
        "facts": [["Checklista", "SKR:s checklista för jämställdhetsintegrering, version 2018"]],
        "cover": sample.cover,
        "logo": {"url": picture(), "width": 480, "height": 160} if sample.logo else None,
        "status": status(sample),
        **sample.extra,
    }


def status(sample: Sample) -> dict[str, Any]:
    """Return what kind of document this is, and what has been decided about it."""
    plain = {
        "purpose": "copy",
        "version": 0,
        "body": "",
        "reference": "",
        "proposal": "",
        "proposal_number": 0,
        "decision": "",
        "replaces": "",
        "reason": "",
        "date": "2026-03-03",
    }
    if sample.purpose == "copy":
        return plain
    to_body = plain | {"body": "Kommunstyrelsen", "reference": "KS 2026/0147"}
    if sample.purpose == "proposal":
        proposal = (
            "Kommunstyrelsen föreslås besluta\n\n1. att fastställa rapporten, och\n"
            "2. att varje nämnd senast i juni 2026 anger ansvar och arbetstid i sin detaljbudget."
        )
        return to_body | {"purpose": "proposal", "proposal_number": 2, "proposal": proposal}
    decided = "Kommunstyrelsen fastställde rapporten den 3 mars 2026, §\u00a014."
    published = to_body | {"purpose": "published", "version": 1, "decision": decided}
    if sample.purpose == "published":
        return published
    replaces = "Den här versionen ersätter version 1 från den 3 mars 2026."
    reason = "Två tal i tabell 2 var omkastade."
    return published | {"version": 2, "replaces": replaces, "reason": reason}


def picture() -> str:
    """Return a logo such as an organisation may have, wide and not square, as an address."""
    image = Image.new("RGBA", (480, 160), (0, 0, 0, 0))
    image.paste((0, 98, 122, 255), (0, 0, 160, 160))
    image.paste((255, 203, 5, 255), (60, 30, 100, 130))
    image.paste((60, 60, 60, 255), (190, 55, 480, 105))
    file = io.BytesIO()
    image.save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def figure(identity: str, language: str) -> Figure:
    """Return bars that grow."""
    return Figure(
        id=identity,
        kind="bars",
        title="Summan har ökat med 9 poäng på arton månader",
        question="Checklistans tio moment, skattade 1–3. Högst 30 poäng.",
        category_name="Tillfälle",
        categories=("Hösten 2024", "Våren 2025", "Hösten 2025", "Våren 2026"),
        series=(Series("value", "Summa", (14, 16, 19, 23)),),
        scale=Scale(0, 30),
        running_change=True,
        emphasis=(3,),
        base="Skattningen är gemensam.",
        language="en" if language == "en" else "sv",
    )


def _made(name: str, context: dict[str, Any]) -> str:
    return render_to_string(f"reports/document/{name}.html", context)


def _parts(sample: Sample) -> list[dict[str, Any]]:
    parts = []
    if sample.front:
        parts.append(_part("", "front", "Det viktigaste på en sida", _front(sample)))
    for number in range(1, sample.chapters + 1):
        name = (
            f"Så har arbetet gått, del {number}" if number > 1 else "Handlingsplanens betydelse för nämnderna"
        )
        body = _written() if number % 2 else _generated(number, sample.language)
        part = _part(str(number), "page" if number == 1 else "flow", name, body)
        parts.append(
            part | ({"written": True} if number % 2 else {"caption": "Tabellen visar alla nämnder."})
        )
    if sample.wide:
        parts.append(_part(str(sample.chapters + 1), "wide", "Vad grupperna sade", _wide()))
    if sample.appendix:
        parts.append(_part("A", "appendix", "Alla insatser", _long_list()))
    return [{**part, "id": f"del-{index}"} for index, part in enumerate(parts, start=1)]


def _part(number: str, layout: str, title: str, html: str) -> dict[str, Any]:
    return {
        "number": number,
        "layout": layout,
        "title": title,
        "key": title,
        "html": SafeString(html),
        "written": False,
        "caption": "",
    }


def _written() -> str:
    """Return everything that people can write, as the sanitiser leaves it."""
    address = "https://example.org/uppfoljning/2026"
    return f"""<p>{PARAGRAPH} Se <a href="{address}">uppföljningen</a><span class="fot adress">{address}</span>.<span
class="fot">Enligt kommunens årsredovisning 2025, sidan 31.</span></p>
<h3>Det som bar</h3><p>{PARAGRAPH}</p>
<ul><li>En chef i varje förvaltning äger frågan.</li>
<li>Statistiken är uppdelad:<ul><li>efter kön</li><li>efter ålder</li></ul></li><li>{PARAGRAPH}</li></ul>
<blockquote class="citat"><p class="c">”När chefen byttes fanns det ingenting på papper. Jag fick förklara mitt eget
uppdrag från början.”</p><p class="vem">Samordnare, svar på öppen fråga</p></blockquote>
<p>{PARAGRAPH}</p><h4>Nästa steg</h4>
<ol><li>Besluta om mandat.</li><li>Följ upp i <strong>november</strong>, med <em>samma</em> frågor.</li></ol>
<div class="ruta"><h3>Vad 36 procent betyder</h3><p>Talen gäller de 14 som svarade.</p>
<ul><li>En person motsvarar sju procentenheter.</li><li>Andelar räknas från antal svar.</li></ul></div>
<blockquote class="citat"><p class="c">”{PARAGRAPH}”</p></blockquote><p>{PARAGRAPH}</p>"""


def _generated(number: int, language: str) -> str:
    label = f"Figur {number}"
    drawn = render_to_string("figures/print.html", print_figure(figure(f"fig{number}", language), label))
    rows = "".join(
        f'<tr><th scope="row">{name}</th><td class="num">{count}</td><td class="num">{count + 4}</td>'
        f'<td class="num">+4</td></tr>'
        for count, name in enumerate(
            ("Barn- och utbildningsnämnden", "Kulturnämnden", "Socialnämnden"), start=12
        )
    )
    return f"""<p>{PARAGRAPH}</p>{drawn}<p>{PARAGRAPH}</p><h3 class="tabtitel"><span class="nr">Tabell {number}</span>
<span class="rubrik">Alla nämnder har rört sig</span> <span class="fraga">Poäng av 30 möjliga.</span></h3>
<div class="tabell"><table class="tal"><thead><tr><th scope="col">Nämnd</th><th scope="col" class="num">Våren 2025</th>
<th scope="col" class="num">Våren 2026</th><th scope="col" class="num">Förändring</th></tr></thead>
<tbody>{rows}</tbody></table>
<p class="underlag">Tre nämnder av åtta.</p></div>"""


def _front(sample: Sample) -> str:
    findings = "".join(
        f'<li><span class="tal">{value} <small>{unit}</small></span> <span class="rubrik">{heading}</span> '
        f"<p>Summan har gått från 14 till 23 på fyra tillfällen. Åtta av tio moment har rört sig.</p></li>"
        for value, unit, heading in (
            (23, "av 30", "poäng"),
            (3, "av 5", "nivåer"),
            (1, "moment", "står kvar"),
        )
    )
    drawn = render_to_string("figures/print.html", print_figure(figure("fig1", sample.language), "Figur 1"))
    return (
        f'<ul class="fynd">{findings}</ul>{drawn}'
        '<p class="omunderlag"><strong>Om underlaget.</strong> Kommunen har bedömt sig själv.</p>'
    )


def _wide() -> str:
    groups = "".join(f'<th scope="col">Grupp {letter}</th>' for letter in "ABCD")
    cell = "<td>Att välja få områden och lägga kraften där. Barnrättsombuden är ett stöd i vardagen.</td>"
    rows = "".join(
        f'<tr><th scope="row">Vad har fungerat under år {year}?</th>{cell * 4}</tr>'
        for year in range(2020, 2026)
    )
    return f"""<div class="tabell" role="region" tabindex="0" aria-label="Fyra gruppers svar">
<table><caption><span class="nr">Tabell 9</span> <span class="rubrik">Fyra gruppers svar på sex frågor</span></caption>
<thead><tr><th scope="col">Fråga</th>{groups}</tr></thead><tbody>{rows}</tbody></table>
<p class="underlag">Fyra grupper med tre till fem deltagare i varje.</p></div>"""


def _long_list() -> str:
    return "".join(
        f'<div class="kommentar"><h3>{number}. Insats <span class="niva">Pågår, till juni 2026</span></h3>'
        f'<div class="text"><p>{PARAGRAPH}</p></div></div>'
        for number in range(1, 13)
    )
