"""A template's Markdown → its body: `## Risks {#risks required}` is a section, `[[What could go wrong?]]` a prompt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from cairn.documents import Adf, from_markdown, section_id
from cairn.documents.walk import walk
from cairn.gallery.blocks import with_blocks

_PROMPT = re.compile(r"\[\[(.+?)\]\](?!\()", re.DOTALL)
_PLACE = re.compile("\ue000(\\d+)\ue001")  # where a prompt stood, so that Markdown leaves its words alone
_KEYED = re.compile(r"\s*\{#([a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?)(\s+required)?\}\s*\Z")


class TwiceError(ValueError):
    """A section key that stands at two headings."""


@dataclass(frozen=True, slots=True)
class Source:
    """`title` and `meta` come from the front matter, `required` are the keys of sections that have to be filled."""

    title: str
    labels: tuple[str, ...]
    meta: dict[str, Any]
    body: Adf
    required: tuple[str, ...]


def read_source(text: str) -> Source:
    """A template's file. Raises TwiceError for a section key that is used twice."""
    words: list[str] = []

    def aside(found: re.Match[str]) -> str:
        words.append(" ".join(found[1].split()))
        return f"\ue000{len(words) - 1}\ue001"

    read = from_markdown(_PROMPT.sub(aside, text))
    required = _take_keys(read.body)
    body = with_blocks(_with_prompts(read.body, words))
    return Source(read.title or "", tuple(read.labels), read.meta, body, required)


def _take_keys(body: Adf) -> tuple[str, ...]:
    """Turn the braces behind headings into their `localId`; gives the keys of those that are required."""
    seen: set[str] = set()
    required = []
    for node in walk(body):
        content = node.get("content") or []
        if node.get("type") != "heading" or not content or content[-1].get("type") != "text":
            continue
        found = _KEYED.search(content[-1]["text"])
        if found is None:
            continue
        key = found[1]
        if key in seen:
            raise TwiceError(f"The section key “{key}” is used twice.")
        seen.add(key)
        content[-1]["text"] = content[-1]["text"][: found.start()]
        node["content"] = [child for child in content if child.get("text") != ""]
        node["attrs"]["localId"] = section_id(key)
        if found[2]:
            required.append(key)
    return tuple(required)


def _with_prompts(node: Adf, words: list[str]) -> Adf:
    if "content" not in node:
        return node
    is_code = node.get("type") == "codeBlock"
    content: list[Adf] = []
    for child in node["content"]:
        if child.get("type") == "text":
            content.extend(_pieces(child, words, is_code))
        else:
            content.append(_with_prompts(child, words))
    return {**node, "content": content}


def _pieces(node: Adf, words: list[str], is_code: bool) -> list[Adf]:
    text = str(node["text"])
    if is_code or any(mark["type"] == "code" for mark in node.get("marks", ())):
        return [{**node, "text": _PLACE.sub(lambda found: f"[[{words[int(found[1])]}]]", text)}]
    pieces: list[Adf] = []
    for index, part in enumerate(_PLACE.split(text)):
        if index % 2:
            pieces.append({"type": "placeholder", "attrs": {"text": words[int(part)]}})
        elif part:
            pieces.append({**node, "text": part})
    return pieces
