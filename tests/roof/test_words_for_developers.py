"""What README, CHANGELOG and ARCHITECTURE say of rooms and sign-ins is what the code has."""

import re
import tomllib

from django.conf import settings

from organisations.demo import PEOPLE

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def text_of(name):
    return (settings.BASE_DIR / name).read_text(encoding="utf-8")


def test_architecture_lists_the_rooms_in_the_order_of_their_imports():
    contract = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]["contracts"][0]
    layers = [room for layer in contract["layers"] for room in layer.split(" | ")]
    text = text_of("ARCHITECTURE.md")
    listed = re.findall(r"^    (\w+) {2,}\S", text, re.MULTILINE)
    assert listed == layers
    assert f"A Django service of {WORDS[len(layers) - 1]} rooms under one roof" in text


def test_whoever_the_readme_signs_in_is_in_the_demo():
    named = set(re.findall(r"(?:as|as\n|and as\n)\s?`(\w+)`", text_of("README.md")))
    assert {"coordinator", "programme_lead", "mentor"} <= named
    assert named <= {person.role for person in PEOPLE}
