"""From the text of a page to the text of a template, and back to one that is written on."""

from __future__ import annotations

import re

from django.utils.text import slugify

from cairn.documents import Adf, inline_text, named_sections, section_id, without_prompts
from cairn.documents.sections import section_key
from cairn.documents.walk import walk
from cairn.pages.access import can_edit
from cairn.pages.drafts import draft_body
from cairn.pages.models import Page
from cairn.people.actors import Actor

_BRACKETS = re.compile(r"\[\[(.+?)\]\]")


def words_of(page: Page, by: Actor) -> Adf:
    """The page's text as a template's: without what belongs to the page alone, `[[words]]` as prompts, each heading
    with a key."""
    body = draft_body(page) if can_edit(by, page) or page.published is None else page.published.body
    return with_keys(from_brackets(_plain(body)))


def example_of(page: Page, by: Actor) -> Adf:
    """The same text as a filled example, under its title."""
    body = without_prompts(words_of(page, by))
    title: Adf = {"type": "heading", "attrs": {"level": 1}, "content": [{"type": "text", "text": page.title}]}
    return {**body, "content": [*([title] if page.title else []), *body["content"]]}


def from_brackets(node: Adf) -> Adf:
    """`[[What could go wrong?]]` in a line becomes a prompt; code stays."""
    if "content" not in node or node.get("type") == "codeBlock":
        return node
    content: list[Adf] = []
    for child in node["content"]:
        is_code = any(mark["type"] == "code" for mark in child.get("marks", ()))
        content += [from_brackets(child)] if child.get("type") != "text" or is_code else _prompted(child)
    return {**node, "content": content}


def _prompted(node: Adf) -> list[Adf]:
    found: list[Adf] = []
    for index, part in enumerate(_BRACKETS.split(str(node["text"]))):
        if index % 2:
            found.append({"type": "placeholder", "attrs": {"text": " ".join(part.split())}})
        elif part:
            found.append({**node, "text": part})
    return found


def as_brackets(node: Adf) -> Adf:
    """The other way round: prompts as words that can be written on."""
    if node.get("type") == "placeholder":
        return {"type": "text", "text": f"[[{node['attrs']['text']}]]"}
    return {**node, "content": [as_brackets(child) for child in node["content"]]} if "content" in node else node


def with_keys(body: Adf) -> Adf:
    """Headings that begin no section yet get a key made of their words, the second with a key gets one of its own;
    sections of a template keep theirs."""
    taken, seen = {each.key for each in named_sections(body)}, set[str]()

    def keyed(node: Adf) -> Adf:
        result = {**node, "content": [keyed(child) for child in node["content"]]} if "content" in node else node
        if node.get("type") != "heading":
            return result
        own = section_key(node["attrs"].get("localId"))
        if own and own not in seen:
            seen.add(own)
            return result
        words = "".join(str(each.get("text", "")) for each in walk(without_prompts(node)))
        key = own or slugify(words)[:40].strip("-_")
        if not key:
            return result
        if key in taken:
            key = next(f"{key}-{n}" for n in range(2, 10_000) if f"{key}-{n}" not in taken)
        taken.add(key)
        return {**result, "attrs": {**node["attrs"], "localId": section_id(key)}}

    return keyed(body)


def as_prompts(node: Adf) -> Adf:
    """Each line of words a prompt that says the same; headings, code and what holds names or dates stay."""
    if node.get("type") in ("paragraph", "taskItem", "decisionItem"):
        content = node.get("content") or []
        text = inline_text(node).replace("\n", " ")
        if text and all(each.get("type") in ("text", "hardBreak") for each in content):
            return {**node, "content": [{"type": "placeholder", "attrs": {"text": text}}]}
    if node.get("type") in ("tableHeader", "codeBlock") or "content" not in node:
        return node
    return {**node, "content": [as_prompts(child) for child in node["content"]]}


def _plain(node: Adf) -> Adf:
    """Without the marks of comments; what is ticked is open again."""
    result = dict(node)
    if "marks" in node:
        result["marks"] = [mark for mark in node["marks"] if mark.get("type") != "annotation"]
        if not result["marks"]:
            del result["marks"]
    if node.get("type") == "taskItem":
        result["attrs"] = {**node["attrs"], "state": "TODO"}
    if "content" in node:
        result["content"] = [_plain(child) for child in node["content"]]
    return result
