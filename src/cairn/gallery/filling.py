"""Answers put into a template's title and text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from cairn.documents import Adf
from cairn.documents.text import timestamp_of
from cairn.gallery.answers import Answers, Value, plain
from cairn.gallery.definition import Definition
from cairn.people.models import User

NUMBER = "number"
PLACE = re.compile(r"\{([A-Za-z_]\w*)\}")


def fill_title(pattern: str, words: Mapping[str, str]) -> str:
    """`ADR {number}: {what}` with the words in place; names that are none stay as they are."""
    filled = PLACE.sub(lambda found: words.get(found[1], found[0]), pattern)
    return " ".join(filled.split()).rstrip(" :–—-")


def names_in(text: str) -> list[str]:
    """What stands in braces, each once, in reading order."""
    return list(dict.fromkeys(PLACE.findall(text)))


def asks_number(pattern: str) -> bool:
    return "{number}" in pattern


def fill_body(definition: Definition, answers: Answers, number: int | None = None) -> Adf:
    """A person becomes a mention, a day a date; what was not answered a prompt that asks for it."""
    values: dict[str, Value | None] = {each.variable.key: each.value for each in answers.fields}
    labels = {each.key: each.label for each in definition.variables}
    if number is not None:
        values[NUMBER], labels[NUMBER] = str(number), NUMBER
    return _filled(definition.body, values, labels) if values else definition.body


def _filled(node: Adf, values: Mapping[str, Value | None], labels: Mapping[str, str]) -> Adf:
    if node.get("type") == "placeholder":
        words = {key: plain(value) or labels[key] for key, value in values.items()}
        return {**node, "attrs": {**node["attrs"], "text": _in_words(node["attrs"]["text"], words)}}
    if "content" not in node:
        return node
    is_code = node.get("type") == "codeBlock"
    content: list[Any] = []
    for child in node["content"]:
        if child.get("type") != "text":
            content.append(_filled(child, values, labels))
        elif is_code or any(mark["type"] == "code" for mark in child.get("marks", ())):
            content.append({**child, "text": _in_words(child["text"], {k: plain(v) for k, v in values.items() if v})})
        else:
            content.extend(_pieces(child, values, labels))
    return {**node, "content": content}


def _in_words(text: str, words: Mapping[str, str]) -> str:
    return PLACE.sub(lambda found: words.get(found[1], found[0]), text)


def _pieces(node: Adf, values: Mapping[str, Value | None], labels: Mapping[str, str]) -> list[Adf]:
    result: list[Adf] = []
    text = ""
    for index, part in enumerate(PLACE.split(str(node["text"]))):
        if index % 2 == 0:
            text += part
        elif part not in values:
            text += f"{{{part}}}"
        else:
            new = _node(values[part], labels[part], node)
            if new.get("type") == "text":
                text += new["text"]
                continue
            result += [{**node, "text": text}] if text else []
            result.append(new)
            text = ""
    return result + ([{**node, "text": text}] if text else [])


def _node(value: Value | None, label: str, node: Adf) -> Adf:
    if value is None:
        return {"type": "placeholder", "attrs": {"text": label}}
    if isinstance(value, User):
        return {"type": "mention", "attrs": {"id": str(value.pk), "text": f"@{value.name}"}}
    if isinstance(value, str):
        return {**node, "text": value}
    if isinstance(value, date):
        return {"type": "date", "attrs": {"timestamp": timestamp_of(value)}}
    return {**node, "text": value.name}
