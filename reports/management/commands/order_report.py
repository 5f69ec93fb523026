"""Orders a report from the command line and waits for the worker to make it."""

import datetime
import time
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q
from django.utils import translation

from checklists.models import Occasion
from organisations.models import Organisation
from reports import files, kinds
from reports.actions.freezing import order_report
from reports.models import Job, Report, State
from reports.wording import failure_text

POLL_SECONDS: Final = 0.2


class Command(BaseCommand):
    """`manage.py order_report KIND --organisation CODE [--occasion NAME] --output FILE`, or `--list`.

    A kind reads the options that it knows: lagesrapport an occasion and functions, statusrapport days and units,
    utvardering a survey, resultatrapport a participation.
    """

    help = "Order a report and write its file, or list the kinds with an example of each one's scope."

    def add_arguments(self, parser: CommandParser) -> None:
        """A kind with its scope, or --list."""
        parser.add_argument("kind", nargs="?", help="A kind that --list names.")
        parser.add_argument("--list", action="store_true", help="Print kind, scope option and a scope value.")
        parser.add_argument(
            "--organisation", metavar="CODE", help="Its code, such as 1287 or 0013; a unit's short name."
        )
        parser.add_argument(
            "--occasion", metavar="NAME", help="The occasion's name or number; otherwise the latest."
        )
        parser.add_argument(
            "--first", type=_day, metavar="DAY", help="First day of the period, as 2020-01-01; with --last."
        )
        parser.add_argument(
            "--last", type=_day, metavar="DAY", help="Last day of the period; otherwise the latest half-year."
        )
        parser.add_argument(
            "--without-units", action="store_true", help="Leave out what the units below have logged."
        )
        parser.add_argument(
            "--survey", metavar="ID", help="The survey's id; otherwise the one that closed last."
        )
        parser.add_argument(
            "--participation",
            type=int,
            metavar="ID",
            help="The participation's id; otherwise the latest round's.",
        )
        parser.add_argument("--output", type=Path, metavar="FILE", help="Where to write the PDF.")
        parser.add_argument("--language", choices=["sv", "en"], default="sv", help="The report's language.")
        parser.add_argument(
            "--functions",
            action="store_true",
            help="Print how far apart functions lie in what their people rated alone; small functions are hidden.",
        )
        parser.add_argument("--timeout", type=int, default=300, metavar="SECONDS", help="How long to wait.")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  the framework's signature
        """List, or order, wait and write. Every fault is one sentence that says what to do."""
        if options["list"]:
            self._list()
            return
        for name in ("kind", "organisation", "output"):
            if not options[name]:
                raise CommandError(
                    f"{name} is missing. See order_report --help, or order_report --list for the kinds."
                )
        with translation.override(options["language"]):
            report = self._order(options)
        content = _wait(report, seconds=options["timeout"])
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"{options['output']} cannot be written: {error.strerror}.") from error
        self.stdout.write(
            f"{options['output']}\t{len(content)} bytes\t{Report.objects.get(pk=report.pk).file_sha256}"
        )

    def _list(self) -> None:
        for kind in kinds.KINDS.values():
            example = next(iter(kind.scopes()), "")
            self.stdout.write(f"{kind.key}\t--organisation\t{example}")

    def _order(self, options: dict[str, Any]) -> Report:
        if options["kind"] not in kinds.KINDS:
            raise CommandError(f"There is no kind {options['kind']}. order_report --list names them.")
        organisation = Organisation.objects.filter(
            Q(code=options["organisation"]) | Q(slug=options["organisation"])
        ).first()
        if organisation is None:
            raise CommandError(
                f"There is no organisation with the code or short name {options['organisation']}."
            )
        occasion = _occasion(organisation, options["occasion"])
        chosen = {
            "occasion": occasion.pk if occasion else None,
            "functions": options["functions"],
            "units": not options["without_units"],
            "survey": options["survey"],
            "participation": options["participation"],
            **_period(options["first"], options["last"]),
        }
        try:
            report, _created = order_report(
                by=None,
                kind=options["kind"],
                organisation=organisation,
                options=chosen,
                language=options["language"],
            )
        except kinds.NothingToReportError as error:
            raise CommandError(f"{organisation} has nothing to report on.") from error
        return report


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _period(first: datetime.date | None, last: datetime.date | None) -> dict[str, str]:
    """Return the days as a kind's options; nothing when none are chosen."""
    if first is None and last is None:
        return {}
    if first is None or last is None or last < first:
        raise CommandError("A period needs --first and --last, in that order.")
    return {"first": first.isoformat(), "last": last.isoformat()}


def _occasion(organisation: Organisation, name: str | None) -> Occasion | None:
    """Find the occasion by name or number among those the organisation has handed in at; None means the latest."""
    if name is None:
        return None
    handed_in = Occasion.objects.filter(assessments__in=organisation.assessments.submitted())
    wanted = handed_in.filter(name__iexact=name)
    if name.isdecimal():
        wanted = wanted | handed_in.filter(pk=int(name))
    found = wanted.in_time_order().last()
    if found is None:
        names = ", ".join(str(o) for o in handed_in.in_time_order()) or "none"
        raise CommandError(f"{organisation} has handed in nothing at {name}. Handed in: {names}.")
    return found


def _wait(report: Report, *, seconds: int) -> bytes:
    """Poll the job until it is finished."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        job = Job.objects.select_related("report").get(pk=report.pk)
        if job.state == State.DONE:
            return files.read(report_id=report.pk, sha256=job.report.file_sha256)
        if job.state == State.FAILED:
            raise CommandError(str(failure_text(job.failure)))
        time.sleep(POLL_SECONDS)
    raise CommandError(
        f"No worker has finished the report within {seconds} seconds. It stays in the queue; "
        "see that a worker and beat are running."
    )
