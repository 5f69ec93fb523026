"""A file to fill in: every column of the questionnaire, and beneath the headers a row that explains them."""

import datetime
from collections.abc import Mapping

from django.utils import translation

from organisations.files import writing
from organisations.files.writing import Record
from surveys.files.answers import MARK
from surveys.files.columns import columns_to_write
from surveys.questionnaire import Questionnaire


def as_csv(questionnaire: Questionnaire, groups: Mapping[str, str]) -> bytes:
    """Return it as csv."""
    return writing.as_csv([_explanation(questionnaire, groups)], columns_to_write(questionnaire, groups))


def as_xlsx(
    questionnaire: Questionnaire, groups: Mapping[str, str], *, title: str, created: datetime.datetime
) -> bytes:
    """Return it for Excel."""
    return writing.as_xlsx(
        [_explanation(questionnaire, groups)],
        columns_to_write(questionnaire, groups),
        sheet_name="Svar",
        title=title,
        created=created,
    )


def _explanation(questionnaire: Questionnaire, groups: Mapping[str, str]) -> Record:
    # Files are in Swedish, whoever fetches them.
    with translation.override("sv"):
        return tuple(f"{MARK} {column.help}" for column in columns_to_write(questionnaire, groups))
