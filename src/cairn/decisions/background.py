"""The body a decision starts with: where it comes from, and what was written there."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cairn.documents.ids import ensure_local_ids
from cairn.documents.types import Adf
from cairn.pages.models import Page

REGISTERED = {"taskItem", "taskList", "blockTaskItem", "decisionItem", "decisionList", "extension", "bodiedExtension"}


def may_quote(source: Page, parent: Page | None) -> bool:
    """Whether whoever reads what stands under `parent` has passed what restricts the reading of `source`."""
    return source.view_gate_id is None or (parent is not None and parent.view_gate_id == source.view_gate_id)


def background(source: Page | None, *, quoted: bool = True) -> Adf:
    """ADF: a heading, a smart link to `source`, and (`quoted`) its published text as it stands now.

    Comments stay with the source (their marks are dropped), and so do its action items: they are quoted as a plain
    list, so that no task is listed twice.
    """
    content: list[Adf] = [_heading(_("Background"))]
    if source is None:
        content.append({"type": "paragraph", "content": []})
    else:
        link = {"type": "inlineCard", "attrs": {"url": source.get_absolute_url()}}
        content.append({"type": "paragraph", "content": [_text(_("From ")), link]})
        if quoted and source.published is not None:
            content += _quoted(source.published.body.get("content", []))
    return ensure_local_ids({"version": 1, "type": "doc", "content": content})


def passage(address: str, quote: str, question: str, *, is_task: bool = False) -> Adf:
    """ADF: a heading, a smart link to the very place, the quoted passage, and the open question (or action item)."""
    link = {"type": "inlineCard", "attrs": {"url": address}}
    content: list[Adf] = [
        _heading(_("Background")),
        {"type": "paragraph", "content": [_text(_("From ")), link]},
    ]
    if quote.strip():
        content.append({"type": "blockquote", "content": _paragraphs(quote)})
    if question.strip():
        content += [_heading(_("Action item") if is_task else _("Open question")), *_paragraphs(question)]
    return ensure_local_ids({"version": 1, "type": "doc", "content": content})


def begun_with(body: Adf | None, sections: list[Adf]) -> Adf:
    """ADF: `body` and what `sections` ask for beneath it. A background that is there takes the place of the first."""
    if body is None:
        content = sections or background(None)["content"]
    else:
        starts = [at for at, node in enumerate(sections) if node.get("type") == "heading"]
        content = [*body["content"], *(sections[starts[1] :] if len(starts) > 1 else [])]
    return ensure_local_ids({"version": 1, "type": "doc", "content": content})


def _paragraphs(words: str) -> list[Adf]:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return [{"type": "paragraph", "content": [_text(line)]} for line in lines]


def _heading(words: str) -> Adf:
    return {"type": "heading", "attrs": {"level": 2}, "content": [_text(words)]}


def _text(words: str) -> Adf:
    return {"type": "text", "text": words}


def _quoted(nodes: list[Adf]) -> list[Adf]:
    return [copy for node in nodes for copy in _copies(node)]


def _copies(node: Adf) -> list[Adf]:
    """The node as it may stand in another page; task lists become bullet lists."""
    kind = node.get("type")
    if kind == "taskList":
        return [_bullets(node)]
    copy: dict[str, Any] = dict(node)
    marks = [mark for mark in node.get("marks", ()) if mark.get("type") != "annotation"]
    copy.pop("marks", None)
    if marks:
        copy["marks"] = marks
    if kind in REGISTERED and "localId" in node.get("attrs", {}):
        copy["attrs"] = {key: value for key, value in node["attrs"].items() if key != "localId"}
    if "content" in node:
        copy["content"] = _quoted(node["content"])
    return [copy]


def _bullets(tasks: Adf) -> Adf:
    items: list[Adf] = []
    for child in tasks.get("content", ()):
        if child.get("type") == "taskList":
            nested = _bullets(child)
            if items:
                items[-1]["content"].append(nested)
            else:
                items += nested["content"]
            continue
        box = "☑ " if child.get("attrs", {}).get("state") == "DONE" else "☐ "
        blocks = child.get("content", [])
        if child.get("type") == "blockTaskItem":
            blocks = [inline for block in blocks for inline in block.get("content", [])]
        inline = [_text(box), *_quoted(blocks)]
        items.append({"type": "listItem", "content": [{"type": "paragraph", "content": inline}]})
    return {"type": "bulletList", "content": items}
