"""A programme whose people write in English: everybody's part, and one of everything in several states."""

import itertools
import uuid

from django.utils import timezone

from checklists.actions.assessments import submit_assessment
from organisations.audiences import Choice
from organisations.models import Role
from programmes.actions import sharing
from programmes.models import (
    AccessNeed,
    Attendance,
    Document,
    DueMail,
    HomeWork,
    Letter,
    Part,
    Stage,
)
from reports.actions import drafts, handing_in, publishing
from reports.models import Decision
from tests import factories
from tests.programmes import factories as made


class World:
    """A programme whose people write in English: everybody's part, and one of everything."""

    def __init__(self):
        self.lead = factories.organisation("Lead institute", kind="national")
        self.own = factories.organisation("Prov town", latitude="59.6", longitude="16.5")
        self.unit = factories.organisation("Board", kind="board", parent=self.own)
        self.mentor = factories.organisation("Mentor town", latitude="59.8", longitude="17.6")
        self.node = factories.organisation("County board", kind="county_board")
        self.evaluator = factories.organisation("University", kind="institute")
        self.invited = factories.organisation("Invited town")
        self.functions = factories.functions()
        for function in self.functions:
            function.name_en = f"Function {function.position}"
            function.save()
        words = {"gives": "Time.", "gets": "Support.", "decides": "The lead.", "support": "A visit."}
        today = timezone.localdate()
        self.programme = made.programme(
            self.lead, name="Model towns", round="2026", purpose="To learn", compiled_on=today
        )
        made.programme(self.lead, name="Not open", round="2027", is_open=False)
        for part in Part.values:
            made.expectation(self.programme, part, **words)
        self.people()
        self.groups()
        self.meetings()
        self.papers()
        self.shared()
        self.report()
        self.goals()

    def people(self):
        join = made.participation
        self.mine = join(
            self.programme, self.own, units=[self.unit], through=self.node, contact_name="Kim Prov"
        )
        self.mine.function_numbers.create(function=self.functions[0], number=2)
        self.parts = {
            "mentor": join(self.programme, self.mentor, part=Part.MENTOR),
            "evaluator": join(self.programme, self.evaluator, part=Part.EVALUATOR),
            "invited": join(self.programme, self.invited, stage=Stage.INVITED),
            "applied": join(self.programme, factories.organisation("Waiting town"), stage=Stage.APPLIED),
            "left": join(self.programme, factories.organisation("Gone town"), stage=Stage.LEFT),
            "declined": join(self.programme, factories.organisation("Other town"), stage=Stage.DECLINED),
            "done": join(self.programme, factories.organisation("Done town"), stage=Stage.COMPLETED),
            "support": join(self.programme, factories.organisation("Support town"), part=Part.SUPPORT),
            "free": join(self.programme, factories.organisation("Free town", latitude="57", longitude="12")),
        }
        self.parts["done"].has_not_handed_in = True
        self.parts["done"].save()

    def groups(self):
        inside = (
            self.mine,
            self.parts["mentor"],
            self.parts["support"],
            self.parts["left"],
            self.parts["done"],
        )
        self.group = made.group(self.programme, *inside, name="Group one", kind="node", leader=self.node)
        self.group.members.filter(participation=self.parts["left"]).update(valid_to=timezone.localdate())
        made.group(self.programme, name="Group two")

    def meetings(self):
        words = ("agenda", "notes", "plus", "minus", "interesting", "decisions", "home_work")
        texts = dict.fromkeys(words, "Words")
        self.past = made.meeting(self.programme, days=-30, name="Meeting one", kind="start", **texts)
        self.meeting = made.meeting(
            self.programme, name="Meeting two", groups=[self.group], home_work="Try it", place="The hall"
        )
        made.meeting(self.programme, days=60, name="Meeting three", kind="results")
        for one in (self.past, self.meeting):
            one.functions.add(self.functions[0])
            Attendance.objects.create(
                meeting=one, participation=self.mine, function=self.functions[0], number=1
            )
            HomeWork.objects.create(meeting=one, participation=self.mine, plan="Ask", do="Asked", study="Saw")
        HomeWork.objects.create(
            meeting=self.past,
            participation=self.parts["done"],
            plan="All",
            method="own",
            finished_at=timezone.now(),
        )
        AccessNeed.objects.create(meeting=self.meeting, participation=self.mine, text="A loop")
        self.occasion = factories.occasion(
            factories.skr(), self.own, self.unit, owner=self.lead, name="Before"
        )
        self.meeting.occasion = self.occasion
        self.meeting.save()

    def papers(self):
        document = {"programme": self.programme, "owner": self.lead}
        Document.objects.create(title="Link", link="https://www.example.org/", group=self.group, **document)
        file = {"name": "a.pdf", "content_type": "application/pdf", "content": b"x", "size": 1}
        self.document = Document.objects.create(title="File", **file, **document)
        self.letter = Letter.objects.create(programme=self.programme, subject="Hello", body="Dear all")
        for sent_at, refused in ((timezone.now(), False), (None, True), (None, False)):
            DueMail.objects.create(
                programme=self.programme,
                key=f"{sent_at} {refused}",
                letter=self.letter,
                participation=self.mine,
                sent_at=sent_at,
                refused=refused,
            )

    def shared(self):
        by = factories.member(self.own, Role.COORDINATOR, name="Kim Own")
        draft = factories.assessment(
            self.own, self.occasion, "2211221123", by=by, submit=False, comment="We began"
        )
        readers = frozenset({self.lead.pk, self.mentor.pk, self.evaluator.pk})
        self.assessment = submit_assessment(by=by, assessment=draft, shared=Choice(readers))
        self.draft = factories.assessment(self.unit, self.occasion, "2211221123", by=by, submit=False)
        self.remark, closed = (
            sharing.write_remark(
                by=by,
                at=self.lead,
                programme=self.programme,
                assessment=self.assessment,
                item=item,
                body="Why so?",
                once=uuid.uuid4(),
            )
            for item in (self.occasion.instrument.items.earliest("pk"), None)
        )
        sharing.answer_remark(by=by, at=self.own, remark=closed, body="Thus.", once=uuid.uuid4())
        sharing.close_remark(by=by, at=self.own, remark=closed)

    def report(self):
        by = factories.member(self.own, Role.COORDINATOR, name="Kim Writer")
        draft = drafts.create_draft(
            by=by,
            organisation=self.own,
            kind="resultatrapport",
            options={"participation": self.mine.pk},
            language="en",
        )
        ruling = publishing.Ruling("the board", Decision.ADOPTED, factories.DAY)
        self.result = publishing.publish(by=by, draft=draft, ruling=ruling)
        self.receipt, _new = handing_in.hand_in(
            by=by, publication=self.result, participation=self.mine, register_number=""
        )

    def goals(self):
        results = self.programme.expected_results
        self.expected = results.create(text="A plan", kind="municipality")
        for number, verdict in enumerate(("partly", "met"), start=1):
            self.expected.judgements.create(
                number=number,
                verdict=verdict,
                grounds="It shows.",
                evidence="Interviews.",
                by_organisation=self.evaluator,
            )
        results.create(text="A budget", position=2)

    def states(self, name, parts):
        """Return the values of an address, once for each thing of the world that it may be about."""
        things = {
            "programme_id": [self.programme.pk],
            "participation_id": [self.mine.pk, self.parts["applied"].pk],
            "evaluator_id": [self.parts["evaluator"].pk],
            "group_id": [self.group.pk],
            "meeting_id": [self.past.pk],
            "letter_id": [self.letter.pk],
            "shared_id": [self.assessment.pk],
            "remark_id": [self.remark.pk],
            "programme_remark_id": [self.remark.pk],
            "number": [1],
            "part": [Part.PARTICIPANT],
            "result_id": [self.result.pk],
            "expected_id": [self.expected.pk],
            "hand_in_id": [self.receipt.pk],
        }
        wanted = [part for part in parts if part != "slug"]
        for values in itertools.product(*(things[part] for part in wanted)):
            yield dict(zip(wanted, values, strict=True))
