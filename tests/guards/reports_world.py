"""One of everything that the reports room keeps, with the marker in every text that people can write."""

import datetime

from organisations.models import Organisation, User
from programmes.models import Participation
from reports.actions import comments, drafts, freezing, handing_in, links, parts, publishing, rules
from reports.logos import normalised
from reports.models import Decision, Draft, Part, Publication
from tests import factories
from tests.harness.pictures import png


def written_reports(place: Organisation, coordinator: User, marker: str) -> dict[str, object]:
    """Make a draft with its history and comments, versions to the board, and publications; return their ids."""
    rules.set_logo(by=coordinator, organisation=place, image=normalised(png()))
    logo = place.report_rules.logo_id
    draft = _draft(place, coordinator, f"Pappret {marker}".strip())
    part = draft.parts.get(key="work")
    comment = comments.add_comment(by=coordinator, part=part, body=f"Anmärkningen {marker}")
    comments.add_comment(by=coordinator, part=part, body=f"Svaret {marker}", answers=comment)
    copy, _created = freezing.make_copy(by=coordinator, draft=draft)
    publishing.make_proposal(
        by=coordinator,
        draft=draft,
        body=f"Nämnden {marker}",
        reference=f"DNR {marker}",
        text=f"Förslaget {marker}",
    )
    published = publish(place, coordinator, marker)
    links.make_public(by=coordinator, publication=published)
    link = links.create_link(by=coordinator, publication=published, note=f"Mottagaren {marker}")
    _corrected_and_withdrawn(published, coordinator, marker)
    _declined(place, coordinator, marker)
    revision = part.revisions.latest("version")
    return {
        "kind": "lagesrapport",
        "paper_id": draft.pk,
        "part_id": part.pk,
        "comment_id": comment.pk,
        "revision_id": revision.pk,
        "report_id": copy.pk,
        "publication_id": published.pk,
        "link_id": link.pk,
        "sha256": logo,
    }


def handed_in_report(
    place: Organisation, coordinator: User, participation_id: object, marker: str
) -> dict[str, object]:
    """Publish the result report of a participation and hand it in; return its ids."""
    participation = Participation.objects.get(pk=str(participation_id))
    draft = drafts.create_draft(
        by=coordinator,
        organisation=place,
        kind="resultatrapport",
        options={"participation": participation.pk},
        language="sv",
    )
    published = publish(place, coordinator, marker, draft)
    receipt, _is_new = handing_in.hand_in(
        by=coordinator,
        publication=published,
        participation=participation,
        register_number=f"KS {marker}",
    )
    return {"result_id": published.pk, "hand_in_id": receipt.pk}


def publish(place: Organisation, by: User, marker: str = "", draft: Draft | None = None) -> Publication:
    """Publish a report on what the place has handed in."""
    ruling = publishing.Ruling(
        body=f"Styrelsen {marker}".strip(),
        decision=Decision.ADOPTED,
        decided_on=datetime.date(2020, 5, 4),
        reference=f"KS {marker}".strip(),
    )
    return publishing.publish(by=by, draft=draft or _draft(place, by, f"Beslutet {marker}"), ruling=ruling)


def _draft(place: Organisation, by: User, words: str) -> Draft:
    draft = drafts.create_draft(by=by, organisation=place, kind="lagesrapport", options={}, language="sv")
    drafts.save_settings(by=by, draft=draft, title=words, summary=f"Sammanfattat: {words}", cover=True)
    _write(by, draft.parts.get(key="work"), words)
    draft.refresh_from_db()
    return draft


def _write(by: User, part: Part, words: str) -> None:
    parts.save_part(by=by, part=part, heading=f"Rubrik: {words}", body=f"Text: {words}")
    figure = part.draft.parts.get(key="ratings")
    parts.save_part(by=by, part=figure, heading="", caption=f"Bildtext: {words}")


def _corrected_and_withdrawn(published: Publication, by: User, marker: str) -> None:
    old = publish(published.organisation, by, f"Gamla {marker}")
    draft = publishing.start_correction(by=by, publication=old, reason=f"Rättelsen {marker}")
    newer = publish(published.organisation, by, f"Nya {marker}", draft)
    publishing.withdraw(by=by, publication=newer, reason=f"Återkallat {marker}")


def _declined(place: Organisation, by: User, marker: str) -> None:
    rules.set_two_pairs(by=by, organisation=place, two_pairs=True)
    waiting = publish(place, by, f"Väntar {marker}")
    publishing.decline(by=factories.user(f"Andra {marker}"), publication=waiting, reason=f"Nekat {marker}")
    rules.set_two_pairs(by=by, organisation=place, two_pairs=False)
