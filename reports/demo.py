"""The demo's reports: of one place one published and one being written; others of all kinds, results handed in."""

from collections.abc import Mapping
from typing import Final

from organisations.demo import load_writer
from organisations.models import Membership, Organisation, Role, User
from reports.actions.comments import add_comment
from reports.actions.drafts import create_draft, save_settings
from reports.actions.handing_in import hand_in
from reports.actions.links import make_public
from reports.actions.parts import save_part
from reports.actions.publishing import Ruling, publish
from reports.demo_results import NOT_FOR_ALL, WRITERS
from reports.demo_results import TEXTS as TEXTS_OF_RESULTS
from reports.kinds.resultatrapport.taking import reportable
from reports.models import MAX_SUMMARY, Decision, Draft, Publication
from resultchain.demo_halland import HalfYear
from surveys.models import Way

BODY: Final = "Exempelnämnden"
SUMMARY: Final = (
    "Konstruerad text. Arbetet har tagit fart sedan budgetanvisningen började fråga efter konsekvenser för kvinnor och "
    "män, flickor och pojkar. Nästa steg är att följa upp vad som har ändrats för invånarna."
)
TEXTS: Final = {
    "conditions": (
        "Konstruerad text. Budgetanvisningen har fått en ny punkt: varje nämnd beskriver vad förslaget betyder för "
        "kvinnor och män, flickor och pojkar.^[Punkten är ett exempel och finns inte i någon verklig anvisning.]"
    ),
    "work": (
        "Konstruerad text.\n\n### Planering och uppföljning\n\n- Mallen för beslutsunderlag har fått en ruta för "
        "konsekvenser.\n- Könsuppdelad statistik ingår i delårsrapporten.\n\n"
        "> När frågan står i mallen slipper vi påminna varandra.\n> – Nyckelperson, konstruerat citat"
    ),
    "lessons": (
        "Konstruerad text.\n\n::: ruta Det som hjälpte\nEn tydlig beställning från den politiska ledningen, och en "
        "person som hade tid att följa upp den.\n:::\n\nSvårast har varit att se resultat för invånarna."
    ),
    "ahead": (
        "Konstruerad text.\n\n1. Chefsgruppen får en genomgång av statistiken.\n"
        "2. Två förvaltningar följer upp vad som har ändrats för dem de finns till för."
    ),
}
COMMENT: Final = "Konstruerad kommentar. Ska vi nämna statistiken här också?"


def load_published(organisation: Organisation) -> None:
    """Publish a status report and begin the next; does nothing where there are reports already."""
    if Draft.objects.filter(organisation=organisation).exists():
        return
    coordinator = _coordinator(organisation)
    draft = _written(organisation, coordinator)
    ruling = Ruling(
        body=BODY,
        decision=Decision.NOTED,
        decided_on=draft.data_read_at.date(),
        reference="EX 1",
        delegated=False,
    )
    publish(by=coordinator, draft=draft, ruling=ruling)
    following = create_draft(
        by=coordinator, organisation=organisation, kind="lagesrapport", options={}, language="sv"
    )
    work = following.parts.get(key="work")
    save_part(by=coordinator, part=work, heading="", body=TEXTS["work"])
    add_comment(by=coordinator, part=work, body=COMMENT)


def load_status(half_year: HalfYear) -> None:
    """Publish a region's status report of a half-year; does nothing where there is one already."""
    organisation = half_year.organisation
    if Draft.objects.filter(organisation=organisation, kind="statusrapport").exists():
        return
    coordinator = _coordinator(organisation)
    options = {
        "first": half_year.first_day.isoformat(),
        "last": half_year.last_day.isoformat(),
        "units": True,
    }
    draft = create_draft(
        by=coordinator, organisation=organisation, kind="statusrapport", options=options, language="sv"
    )
    _publish_written(draft, half_year.texts.model_dump(), by=coordinator, reference="EX 2")


def load_evaluation(organisation: Organisation, texts: Mapping[str, str], *, summary: str) -> None:
    """Publish the evaluation of the survey whose answers were taken in; does nothing where there is one already."""
    if Draft.objects.filter(organisation=organisation, kind="utvardering").exists():
        return
    coordinator = _coordinator(organisation)
    survey = organisation.surveys.filter(way=Way.COLLECTED).earliest("created_at")
    draft = create_draft(
        by=coordinator,
        organisation=organisation,
        kind="utvardering",
        options={"survey": str(survey.pk)},
        language="sv",
    )
    _publish_written(draft, texts, by=coordinator, reference="EX 3", summary=summary)


def load_results() -> None:
    """Publish result reports of the round 2018–2020 and hand them in; does nothing where there are some already.

    They come in when the demo is loaded, as they are published then. The source tells that these had handed in by the
    day when the report was put together, and not when: so much is noted already, and none of them counts as late.
    """
    for code, texts in TEXTS_OF_RESULTS.items():
        organisation = Organisation.objects.get(code=code)
        if Draft.objects.filter(organisation=organisation, kind="resultatrapport").exists():
            continue
        if code in WRITERS:
            load_writer(organisation=organisation, name=WRITERS[code])
        coordinator = _coordinator(organisation)
        participation = reportable(organisation).first()
        if participation is None:
            continue
        draft = create_draft(
            by=coordinator,
            organisation=organisation,
            kind="resultatrapport",
            options={"participation": participation.pk},
            language="sv",
        )
        publication = _publish_written(draft, texts, by=coordinator, reference="EX 4")
        if code not in NOT_FOR_ALL:
            make_public(by=coordinator, publication=publication)
        hand_in(by=coordinator, publication=publication, participation=participation, register_number="")


def _publish_written(
    draft: Draft, texts: Mapping[str, str], *, by: User, reference: str, summary: str = ""
) -> Publication:
    """Fill in the written parts by their keys, and publish with a cover; the summary is the data's unless given."""
    for key, body in texts.items():
        save_part(by=by, part=draft.parts.get(key=key), heading="", body=body)
    draft.refresh_from_db()
    told = summary or draft.data["summary"][:MAX_SUMMARY]
    save_settings(by=by, draft=draft, title=draft.title, summary=told, cover=True)
    draft.refresh_from_db()
    ruling = Ruling(BODY, Decision.NOTED, draft.data_read_at.date(), reference)
    return publish(by=by, draft=draft, ruling=ruling)


def _coordinator(organisation: Organisation) -> User:
    held = Membership.objects.active().filter(organisation=organisation, role=Role.COORDINATOR)
    user: User = held.select_related("user").earliest("pk").user
    return user


def _written(organisation: Organisation, by: User) -> Draft:
    draft = create_draft(by=by, organisation=organisation, kind="lagesrapport", options={}, language="sv")
    save_settings(by=by, draft=draft, title=draft.title, summary=SUMMARY, cover=True)
    for part in draft.parts.filter(key__in=TEXTS):
        save_part(by=by, part=part, heading="", body=TEXTS[part.key])
    draft.refresh_from_db()
    return draft
