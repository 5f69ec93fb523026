"""What the committed access matrix says about an address: who opens it, and whether its form refuses to be empty."""

import csv
import functools
from pathlib import Path

MATRIX = Path(__file__).parents[1] / "guards" / "access_matrix.tsv"
SIGN_IN_FORMS = {"account_login", "account_reset_password", "account_change_password"}


@functools.cache
def _matrix() -> dict[str, dict[str, str]]:
    """The committed access matrix: each address with every caller's answers to GET and POST."""
    with MATRIX.open() as file:
        return {row["address"]: row for row in csv.DictReader(file, delimiter="\t")}


def committed(caller: str, name: str) -> str:
    """The caller's answers to GET and POST at the address of this name; empty where it is not in the matrix."""
    return _matrix().get(name, {}).get(caller, "")


def refuse_nothing():
    """The names of the pages whose form refuses to be sent empty, by the committed access matrix."""
    rows = _matrix().items()
    refused = {name for name, row in rows if "200/422" in {row["coordinator"], row["administrator"]}}
    # The world's files can't be read, so their pages have no form; tests/browser/test_import.py has some that can.
    refused -= {"import_preview", "entries_import_preview"}
    # A list has no empty choice; the draft's first form moves a part, and tests/reports has the one for its title.
    refused -= {"draft_new", "draft"}
    # With nothing filled in they are a yes, or an answer: what they must have is hidden or chosen from a list.
    refused -= {"goal_remove", "indicator_remove", "plan_remove", "plan_answer"}
    refused -= {"survey_part_remove", "survey_question_remove"}
    refused -= {"home_work", "meeting_attendance", "meeting_notes", "participation_mentor"}
    refused -= {"participation_complete", "participation_leave"}
    # These answer a form with nothing at all in it, not even the token, as if it had not been sent.
    return refused | {"occasion_new", "step_new", "publication_decline", *SIGN_IN_FORMS}
