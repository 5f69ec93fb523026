"""English is complete: every text in code and templates has its translation, and placeholders agree."""

import ast
import re

from mrintegration.development import messages

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


def test_the_file_holds_every_text_and_no_other():
    collected = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in messages.collect() if m.id}
    committed = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in messages.read() if m.id}
    assert collected - committed == set(), "run make messages and translate"
    assert committed - collected == set(), "run make messages"
    assert len(collected) > 500


def test_no_text_stands_inside_an_f_string():
    inside = [
        f"{path}:{call.lineno}"
        for room in messages.ROOMS
        for path in sorted((messages.ROOT / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in messages.KEYWORDS
    ]
    assert inside == [], "the collector does not look there: give the text a name first"


def test_every_text_has_english():
    assert messages.untranslated(messages.read()) == []


def test_placeholders_are_the_same_in_both_languages():
    for message in messages.read():
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
        found = message.string if isinstance(message.string, tuple | list) else (message.string,)
        strings = [text or "" for text in found]
        wanted = set().union(*(PLACEHOLDER.findall(text) for text in sources))
        for text in strings:
            assert set(PLACEHOLDER.findall(text)) <= wanted, message.id
        assert set(PLACEHOLDER.findall(strings[-1])) == set(PLACEHOLDER.findall(sources[-1])), message.id
