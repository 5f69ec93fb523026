"""An instrument file is checked in full, and the shipped one has the wording and order of its source."""

import json

import pytest
from django.core.management import CommandError, call_command
from pydantic import ValidationError

from checklists import instruments
from checklists.models import Instrument
from tests import factories


def test_skr_2018_as_it_is_shipped():
    content = next(c for c in map(instruments.read, instruments.shipped()) if c.version == "2018")
    assert content.key == "skr-jamstalldhetsintegrering"
    assert (content.scale.minimum, content.scale.maximum, content.scale.not_applicable) == (1, 3, False)
    assert [item.number for item in content.items] == list(range(1, 11))
    assert content.items[2].wording == (
        "De högsta cheferna säkerställer att politikernas beslut om jämställdhetsintegrering genomförs i organisationen"
    )


@pytest.mark.parametrize(
    "change",
    [
        {"scale": {"minimum": 1, "maximum": 3, "labels": ["a", "b"], "not_applicable": False}},
        {"items": [{"number": 2, "short": "x", "wording": "y"}]},
        {"items": []},
        {"key": "Med Mellanslag"},
        {"level": "nowhere"},
        {"unknown": 1},
    ],
)
def test_a_faulty_file_is_refused(change):
    with pytest.raises(ValidationError):
        instruments.InstrumentFile.model_validate(factories.INVENTED | change)


@pytest.mark.django_db
def test_the_command_loads_and_then_changes_nothing(tmp_path, capsys):
    file = tmp_path / "pahittad.json"
    file.write_text(json.dumps(factories.INVENTED))
    call_command("load_instruments", str(file))
    call_command("load_instruments", str(file))
    assert capsys.readouterr().out.splitlines() == ["pahittad 1: loaded", "pahittad 1: unchanged"]
    assert Instrument.objects.get().items.count() == 12


@pytest.mark.django_db
def test_the_command_says_what_is_wrong(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_instruments", str(tmp_path / "finns-inte.json"))
    file = tmp_path / "fel.json"
    file.write_text("{}")
    with pytest.raises(CommandError, match="not a valid instrument"):
        call_command("load_instruments", str(file))
