"""A stored instrument as the data file that it came from, to keep or to make a new version of."""

import json

from checklists.instruments import InstrumentFile
from checklists.models import Instrument


def as_file(instrument: Instrument) -> InstrumentFile:
    """Return the instrument as a file's content; read in again it is the same."""
    return InstrumentFile.model_validate(
        {
            "key": instrument.key,
            "version": instrument.version,
            "title": instrument.title,
            "level": instrument.level,
            "scale": {
                "minimum": instrument.minimum,
                "maximum": instrument.maximum,
                "labels": instrument.labels,
                "not_applicable": instrument.allows_not_applicable,
            },
            "source": instrument.source,
            "items": [
                {"number": item.number, "short": item.short, "wording": item.wording}
                for item in instrument.items.order_by("number")
            ],
        }
    )


def as_json(instrument: Instrument) -> str:
    """Return it as text, laid out to be edited by hand."""
    return json.dumps(as_file(instrument).model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
