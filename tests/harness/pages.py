"""Every page of the site, read from its addresses, in every state it has: a new page is visited unasked."""

import datetime
import uuid
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organisations.actions.invitations import token_of
from organisations.actions.uploads import keep_upload
from organisations.models import Function, Invitation, Kind, Membership, Organisation, Role, Upload, User
from organisations.sign_in import password_link
from reports.actions.drafts import create_draft
from reports.actions.links import make_public
from reports.actions.links import token_of as link_token
from reports.actions.rules import set_two_pairs
from reports.models import Job, Part, Publication, ReadLink, Report, State
from surveys.actions import imports as answer_files
from surveys.models import Invitation as AnswerLink
from surveys.tokens import token_of as answer_token
from tests import factories
from tests.guards.reports_world import publish
from tests.guards.test_doors import PUBLIC
from tests.guards.world import Place, place, routes
from tests.harness.matrix import SIGN_IN_FORMS, committed, refuse_nothing
from tests.harness.not_pages import NOT_PAGES
from tests.harness.programme_states import OF_ANOTHER_PART, programme_states
from tests.resultchain import factories as chain_factories
from tests.surveys import factories as survey_factories

OF_A_DRAFT = {"assessment", "assessment_submit", "step_new", "steps_review"}
OF_AN_OPEN_SURVEY = {"survey_close", "survey_move", "survey_invite", "survey_invite_file"}
# The world's own draft has an address, and takes no file.
OF_A_FILE_OF_ANSWERS = {"survey_collect", "survey_collect_preview"}
# Where nothing is shared they lead back to where that is said.
OF_SOMETHING_SHARED = {"comparison_save"}
OF_A_CORRECTION = {"assessment", "assessment_submit", "correction_discard"}
# Somebody who is signed in is led away from these.
FOR_STRANGERS = {name for name in PUBLIC if name.startswith(("account_", "invitation"))} - {"account_logout"}
BY_THING = ("/satsningar/", "/rapporter/utkast/", "/rapporter/ny/")
LONG_WORD = "Jämställdhetsintegreringsarbete"
LONG_NAME = f"Samordningsförbundet för {LONG_WORD}, mänskliga rättigheter och folkhälsa i Västra Götaland och Sörmland"


@dataclass(frozen=True)
class Visitor:
    """Somebody who looks at pages; `place` is the organisation whose pages they open."""

    name: str
    user: User | None = None
    place: Place | None = None
    roles: frozenset[str] = frozenset()

    def opens(self, name, view):
        """Whether the address is a page for this visitor, by the door that it stands behind."""
        if name in NOT_PAGES:
            return False
        if name in PUBLIC:
            return not (self.user and name in FOR_STRANGERS)
        if self.user is None:
            return False
        door = getattr(view, "door", "person")
        if door == "member":
            return bool(self.roles & view.door_roles)
        return door == "person" or self.user.is_administrator


@dataclass(frozen=True)
class Page:
    """One page in one state. `empty_form`: the page after its form was sent with nothing in it."""

    name: str
    path: str
    status: int = 200
    empty_form: bool = False

    def __str__(self):
        return f"{self.name} {self.path}"


@dataclass
class World:
    """A place with one of everything and long names, an empty one, and everybody who looks at them."""

    full: Place
    empty: Place
    reports: dict[str, Report] = field(default_factory=dict)
    publications: dict[str, Publication] = field(default_factory=dict)
    programmes: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    visitors: dict[str, Visitor] = field(default_factory=dict)


def make_world():
    """Make both places, as agencies: the directory's tests count municipalities and regions."""
    full = place("Full", marker=LONG_WORD)
    nothing = factories.organisation("Tomt institut", kind=Kind.AGENCY, slug="tomt")
    empty = Place(nothing, nothing)
    empty.people[Role.COORDINATOR] = factories.member(nothing, Role.COORDINATOR, name="Kim Tom")
    empty.people[Role.READER] = factories.member(nothing, Role.READER, name="Lo Tom")
    Organisation.objects.filter(pk=full.organisation.pk).update(
        kind=Kind.AGENCY, name=LONG_NAME, constructed=True
    )
    User.objects.filter(pk__in=[user.pk for user in full.people.values()]).update(
        name=f"Maximiliana-Wilhelmina Oxenstierna af {LONG_WORD} von Anckarström till Sjöborg-Ljungstorp Prov"
    )
    _of_their_own(full)
    survey_factories.opened(place=full.organisation, people=1)
    _file_of_answers(full)
    world = World(full, empty)
    world.reports = {state: _report(full, state) for state in State.values}
    world.publications = _publications(full)
    world.programmes = programme_states(full, LONG_WORD)
    create_draft(
        by=full.people[Role.COORDINATOR],
        organisation=full.organisation,
        kind="programrapport",
        options={},
        language="sv",
    )
    world.visitors = {visitor.name: visitor for visitor in _visitors(full, empty)}
    return world


def _file_of_answers(full: Place) -> None:
    """A draft without addresses, and a file of answers for it that waits for the coordinator's yes."""
    draft = survey_factories.draft(
        place=full.organisation, breakdown="role", groups={"chef": LONG_WORD.lower(), "annan": "Annan"}
    )
    rows = ["f1;f3;f4;grupp;o13", *["4;7;Ja;chef;Ett ord"] * 12, *[";;;annan;"] * 3, *["5;1;Nej;annan;"] * 11]
    keep_upload(
        by=full.people[Role.COORDINATOR],
        purpose=answer_files.PURPOSE,
        content=answer_files.closed(draft, "\n".join(rows).encode()),
        name="svar.csv",
        reach=full.organisation,
    )


def _of_their_own(full: Place) -> None:
    """Give the coordinator an own rating that is begun, and a contributor a step to do and something logged."""
    draft, done = (
        full.organisation.assessments.get(pk=int(str(full.ids[name])))
        for name in ("draft_id", "assessment_id")
    )
    coordinator, contributor = full.people[Role.COORDINATOR], full.people[Role.CONTRIBUTOR]
    factories.own_assessment(
        full.organisation, draft.occasion, "31", by=coordinator, comment=LONG_NAME, finish=False
    )
    factories.next_step(
        full.organisation, done.occasion, owner=contributor, text=LONG_NAME, due=factories.DAY
    )
    chain_factories.entry(full.organisation, LONG_NAME, 2, by=contributor)


def _publications(full: Place) -> dict[str, Publication]:
    """One in each state; the one that waits was sent by somebody else, so that the coordinator may answer."""
    mine, coordinator = full.organisation, full.people[Role.COORDINATOR]
    other = factories.member(mine, Role.COORDINATOR, name=f"Andra {LONG_WORD}")
    set_two_pairs(by=coordinator, organisation=mine, two_pairs=True)
    publish(mine, other, LONG_WORD)
    own = Publication.objects.filter(organisation=mine)
    withdrawn = own.filter(withdrawal__isnull=False).get()
    make_public(by=coordinator, publication=withdrawn)
    return {
        "in_force": own.get(pk=str(full.ids["publication_id"])),
        "waiting": own.waiting().get(),
        "declined": own.filter(declined_at__isnull=False).get(),
        "withdrawn": withdrawn,
        "replaced": own.filter(replacements__isnull=False).get(),
    }


def _report(full: Place, state: str) -> Report:
    queued = Report.objects.get(pk=str(full.ids["report_id"]))
    if state == State.QUEUED:
        return queued
    done = {"file_name": "rapport.pdf", "file_sha256": "ab" * 32, "file_size": 81234}
    made = Report.objects.create(
        organisation=full.organisation,
        kind="lagesrapport",
        language="sv",
        title=f"Lägesrapport {LONG_NAME}",
        snapshot=queued.snapshot,
        snapshot_sha256="0" * 64,
        template_version="prov",
        idempotency_key=uuid.uuid4().hex,
        data_time=timezone.now(),
        ordered_by=full.people[Role.COORDINATOR],
        **(done if state == State.DONE else {}),
    )
    later = timezone.now() + datetime.timedelta(days=9)
    lease = {"fence": uuid.uuid4(), "lease_until": later} if state == State.RENDERING else {}
    ended = {"finished_at": timezone.now()} if state in {State.DONE, State.FAILED} else {}
    failure = "too_slow" if state == State.FAILED else ""
    Job.objects.create(report=made, state=state, progress=45, attempt=2, failure=failure, **lease, **ended)
    return made


def _visitors(full: Place, empty: Place):
    yield Visitor("anonymous")
    administrator = factories.user("Adam Prov")
    administrator.is_administrator = True
    administrator.save()
    yield Visitor("administrator", administrator, full)
    for role in Role:
        yield Visitor(role.value, full.people[role], full, frozenset({role}))
    for role in (Role.COORDINATOR, Role.READER):
        yield Visitor(f"{role.value} of nothing", empty.people[role], empty, frozenset({role}))


def pages(world: World, visitor: Visitor) -> list[Page]:
    """Every page that the visitor may open, in every state; what the visitor's place lacks is left out."""
    found: list[Page] = []
    for name, (pattern, parts) in sorted(routes().items()):
        # Who opens a page follows from the part in a programme or the kind of report, which the door does not know.
        is_by_thing = any(room in str(pattern.pattern) for room in BY_THING)
        status = committed(visitor.name, name) if is_by_thing else ""
        if visitor.opens(name, pattern.callback) and (
            not status.startswith("403") or name in _of_another_part(visitor)
        ):
            has_form = not status.endswith("403") and not (
                visitor.place is world.empty and name in OF_SOMETHING_SHARED
            )
            states = _states(world, visitor, name, parts)
            found += [page for values in states for page in _pages(name, values, has_form)]
    return found + _errors(visitor)


def _of_another_part(visitor: Visitor):
    """Pages that are open where the organisation has another part; who only leads programmes has no task there."""
    return () if visitor.roles == {Role.PROGRAMME_LEAD} else OF_ANOTHER_PART


def _pages(name, values, has_form):
    path = reverse(name, kwargs=values)
    yield Page(name, path)
    if has_form and name in refuse_nothing():
        yield Page(name, path, 200 if name in SIGN_IN_FORMS else 422, empty_form=True)


def _states(world: World, visitor: Visitor, name, parts):
    """The parts of the address, once for each state that the page has."""
    if name == "invitation":
        invitation = Invitation.objects.get(organisation=world.full.organisation)
        return [{"token": token_of(invitation)}]
    if name == "account_reset_password_from_key":
        uidb36, key = (
            password_link(world.full.people[Role.READER]).rstrip("/").rsplit("/", 1)[1].split("-", 1)
        )
        return [{"uidb36": uidb36, "key": key}]
    if not parts:
        return [{}]
    if name in PUBLIC:
        return _public_states(world, name)
    ids = _ids(visitor)
    if "report_id" in parts and ids.get("report_id"):
        return [{"slug": ids["slug"], "report_id": made.pk} for made in world.reports.values()]
    if "publication_id" in parts and ids.get("publication_id"):
        names = world.publications.keys() & set(_publication_states(visitor, name))
        return [{"slug": ids["slug"], "publication_id": world.publications[state].pk} for state in names]
    _choose(visitor, name, ids)
    if name == "administration_import_preview":
        ids["upload_id"] = _uploaded(visitor.user, "assessments").pk
    if name == "administration_entries_import_preview":
        ids["entries_upload_id"] = _uploaded(visitor.user, "entries").pk
    values = {part: ids.get(part) for part in parts}
    has_none = name in {"correction_discard", *OF_ANOTHER_PART}
    found = [values] if all(values.values()) and not has_none else []
    others = _other_states(visitor, name, ids)
    others += world.programmes.get(name, []) if visitor.place is world.full else []
    return found + [values | other for other in others]


def _choose(visitor: Visitor, name, ids):
    """Put the thing that the page is about in the place of the one that the world names."""
    if name in OF_A_DRAFT:
        ids["assessment_id"] = ids.get("draft_id")
    if name in OF_AN_OPEN_SURVEY and ids.get("survey_id"):
        ids["survey_id"] = _open_survey(visitor)
    if name in OF_A_FILE_OF_ANSWERS and ids.get("survey_draft_id"):
        ids |= _waiting_file(visitor)


def _other_states(visitor: Visitor, name, ids):
    """What else the page may be about than the one thing that the world names."""
    if name in {"draft", "part"} and ids.get("paper_id"):
        return _paper_states(visitor, name, ids)
    if name in {"survey", "survey_invited"} and ids.get("survey_id"):
        return [{"survey_id": _open_survey(visitor)}, {"survey_id": ids["survey_draft_id"]}]
    if name == "draft_new":
        return [
            {"kind": kind} for kind in ("statusrapport", "utvardering", "resultatrapport", "programrapport")
        ]
    if name in OF_A_CORRECTION and ids.get("correction_id"):
        return [{"assessment_id": ids["correction_id"]}]
    return []


def _paper_states(visitor: Visitor, name, ids):
    """A draft that is published, a correction, one that was sent back; a part that is generated, empty or first.

    And the report of a programme, with what participants have written beside it.
    """
    assert visitor.place
    drafts = visitor.place.organisation.report_drafts
    if name == "draft":
        return [{"paper_id": draft.pk} for draft in drafts.exclude(pk=ids["paper_id"])]
    shown = Q(draft=ids["paper_id"], key__in=("page1", "ratings", "units", "lessons"))
    of_programme = Q(draft__kind="programrapport", key="success")
    parts = Part.objects.filter(shown | of_programme, draft__in=drafts.all())
    return [{"paper_id": paper, "part_id": pk} for paper, pk in parts.values_list("draft", "pk")]


def _public_states(world: World, name):
    """What everybody may read; a link to one of them."""
    if name == "survey_thanks":
        return [{"language": "sv"}]
    if name == "survey_answer":
        invitation = AnswerLink.objects.get(
            survey__organisation=world.full.organisation, survey__state="open"
        )
        return [{"token": answer_token(invitation.survey_id, invitation.pk), "language": "sv"}]
    if name == "read_link":
        link = ReadLink.objects.get(publication=world.publications["in_force"])
        return [{"token": link_token(link)}]
    if name == "public_reports":
        return [{"slug": world.full.organisation.slug}]
    shown = world.publications.keys() & {"in_force", "withdrawn"}
    return [{"publication_id": world.publications[state].pk} for state in shown]


def _waiting_file(visitor: Visitor):
    assert visitor.place
    draft = visitor.place.organisation.surveys.get(state="draft", breakdown="role")
    uploads = Upload.objects.filter(organisation=visitor.place.organisation, purpose=answer_files.PURPOSE)
    # The audit takes longer than such a file is kept.
    uploads.update(created_at=timezone.now())
    return {"survey_draft_id": draft.pk, "answers_upload_id": uploads.latest("created_at").pk}


def _open_survey(visitor: Visitor):
    assert visitor.place
    return visitor.place.organisation.surveys.get(state="open").pk


def _publication_states(visitor: Visitor, name):
    if name == "publication_decline":
        return ["waiting"]
    if name != "publication":
        return ["in_force"]
    hidden = () if Role.COORDINATOR in visitor.roles else ("waiting", "declined")
    return [
        state for state in ("in_force", "waiting", "declined", "withdrawn", "replaced") if state not in hidden
    ]


def _uploaded(user, purpose):
    """A file that an administrator has sent: it is the sender's alone."""
    return Upload.objects.get_or_create(
        organisation=None, uploaded_by=user, purpose=purpose, name="fil.csv", content=b"x"
    )[0]


def _ids(visitor: Visitor):
    assert visitor.place
    organisation = visitor.place.organisation
    own = Membership.objects.filter(organisation=organisation, user=visitor.place.people[Role.READER])
    steps = organisation.next_steps.decided()
    step = (steps if Role.COORDINATOR in visitor.roles else steps.filter(owner=visitor.user)).first()
    logged = organisation.chain_entries.filter(created_by=visitor.user)
    own_rating = organisation.own_assessments.filter(rater=visitor.user).first()
    return {
        "slug": organisation.slug,
        "membership_id": own.get().pk,
        "function_id": Function.objects.earliest("pk").pk,
        "kind": "lagesrapport",
        **visitor.place.ids,
        "own_id": own_rating.pk if own_rating else None,
        "step_id": step.pk if step else None,
        **({"entry_id": logged.latest("pk").pk} if logged and Role.COORDINATOR not in visitor.roles else {}),
    }


def _errors(visitor: Visitor) -> list[Page]:
    found = [Page("not found", "/finns-inte/", 404)]
    if visitor.name == "anonymous":
        found += [Page("unknown invitation", "/inbjudan/finns-inte/", 404)]
        found += [Page("closed survey", "/enkat/finns-inte/sv/", 404)]
        found += [Page("closed link", "/rapport/lank/finns-inte/", 404)]
        found += [Page("void password link", "/losenord/nytt/1-finns-inte/")]
    elif visitor.place:
        found += [Page("nothing found", "/organisationer/?q=finns-inte")]
        if visitor.roles and Role.COORDINATOR not in visitor.roles:
            found += [Page("not allowed", reverse("people", args=[visitor.place.organisation.slug]), 403)]
    return found
