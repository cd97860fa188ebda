"""Changes of formatting and of attributes in a person's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..text import date_text
from ..types import Adf
from ..words import NODES, mark_noun
from .items import attributes, shown_marks
from .model import Note
from .own import own_note

# Attributes that no reader sees.
_UNSEEN = {"localId", "version", "collection", "id", "occurrenceKey", "__fileMimeType", "__contextId", "accessLevel"}
_SIZES = {"width", "height", "widthType", "originalWidth", "originalHeight"}
_NAMES = {
    "textColor": "text colour",
    "backgroundColor": "background colour",
    "fontSize": "text size",
    "subsup": "raised or lowered text",
}


def mark_notes(old: Adf, new: Adf) -> tuple[Note, ...]:
    """Formatting that came, went or changed: "bold added", "link changed"."""
    before, after = dict(shown_marks(old)), dict(shown_marks(new))
    notes = []
    for kind in sorted({*before, *after}):
        name = Note(_NAMES.get(kind) or _lower(mark_noun(kind)))
        if kind not in before:
            notes.append(Note("{what} added", {"what": name}))
        elif kind not in after:
            notes.append(Note("{what} removed", {"what": name}))
        elif before[kind] != after[kind]:
            notes.append(_mark_changed(kind, name, before[kind], after[kind]))
    return tuple(notes)


def _lower(words: str) -> str:
    for article in ("The ", "A ", "An "):
        words = words.removeprefix(article)
    return words[:1].lower() + words[1:]


def _mark_changed(kind: str, name: Note, old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Note:
    if kind == "link":
        return Note("link changed to {to}", {"to": _short(dict(new).get("href", ""))})
    if kind == "alignment":
        return Note("aligned {to}", {"to": Note({"end": "right"}.get(dict(new).get("align", ""), "centre"))})
    return Note("{what} changed", {"what": name})


def inline_notes(old: Adf, new: Adf, *, in_task: bool = False) -> tuple[Note, ...]:
    """What became of an inline node: "date 3 May 2026 → 5 May 2026"; nothing when it looks the same."""
    kind = str(new.get("type"))
    was, now = _attrs(old), _attrs(new)
    notes: list[Note] = []
    if kind == "date" and was != now:
        words = "due date {old} → {new}" if in_task else "date {old} → {new}"
        notes.append(Note(words, {"old": date_text(was), "new": date_text(now)}))
    elif kind == "status" and was != now:
        notes += _status(was, now)
    elif kind == "mention" and was.get("id") != now.get("id"):
        words = "{old} → {new}" if in_task else "mention {old} → {new}"
        notes.append(Note(words, {"old": _short(was.get("text", "")), "new": _short(now.get("text", ""))}))
    elif own := own_note(was, now):
        notes.append(own)
    elif attributes(old) != attributes(new):
        notes.append(Note("{what} changed", {"what": Note(NODES.get(kind, kind))}))
    return (*notes, *mark_notes(old, new))


def _status(was: Adf, now: Adf) -> list[Note]:
    if was.get("text") != now.get("text"):
        return [Note("status “{old}” → “{new}”", {"old": _short(was.get("text")), "new": _short(now.get("text"))})]
    return [
        Note("status changed from {old} to {new}", {"old": _word(was.get("color")), "new": _word(now.get("color"))})
    ]


def block_notes(old: Adf, new: Adf) -> tuple[Note, ...]:
    """What became of a block beside its content: "heading 2 → heading 3", "panel changed from info to warning"."""
    notes: list[Note] = []
    kinds = str(old.get("type")), str(new.get("type"))
    was, now = _attrs(old), _attrs(new)
    seen = {name for name in {*was, *now} - _UNSEEN if _comparable(was.get(name)) != _comparable(now.get(name))}
    if kinds[0] != kinds[1] or (kinds[1] == "heading" and "level" in seen):
        notes.append(Note("{old} → {new}", {"old": _title(old), "new": _title(new)}))
    elif kinds[1] in _SPECIAL and seen:
        notes += _SPECIAL[kinds[1]](was, now, seen)
    elif seen:
        notes += _others(kinds[1], was, now, seen)
    return (*notes, *mark_notes(old, new))


def _title(node: Adf) -> Note:
    """ "heading 2", "bullet list"."""
    kind = str(node.get("type"))
    if kind == "heading":
        return Note("heading {level}", {"level": _comparable(_attrs(node).get("level", 1))})
    return Note({"paragraph": "text"}.get(kind) or NODES.get(kind, kind))


def _panel(was: Adf, now: Adf, seen: set[str]) -> list[Note]:
    if "panelType" in seen:
        old, new = _word(was.get("panelType")), _word(now.get("panelType"))
        return [Note("panel changed from {old} to {new}", {"old": old, "new": new})]
    return [Note("panel’s icon or colour changed")]


def _task(was: Adf, now: Adf, seen: set[str]) -> list[Note]:
    if "state" not in seen:
        return []
    return [Note("marked as done") if now.get("state") == "DONE" else Note("marked as not done")]


def _decision(was: Adf, now: Adf, seen: set[str]) -> list[Note]:
    values = {"old": _word(was.get("state")), "new": _word(now.get("state"))}
    return [Note("decision changed from {old} to {new}", values)]


def _code(was: Adf, now: Adf, seen: set[str]) -> list[Note]:
    if "language" in seen:
        values = {"old": _word(was.get("language") or "plain text"), "new": _word(now.get("language") or "plain text")}
        return [Note("language changed from {old} to {new}", values)]
    return [Note("code block looks different")]


def _picture(was: Adf, now: Adf, seen: set[str]) -> list[Note]:
    notes = []
    if seen & {"url", "type"}:
        notes.append(Note("picture replaced"))
    elif seen & _SIZES:
        notes.append(Note("picture resized"))
    if "layout" in seen:
        notes.append(Note("picture moved to another side of the text"))
    if "alt" in seen:
        notes.append(
            Note("description “{old}” → “{new}”", {"old": _short(was.get("alt")), "new": _short(now.get("alt"))})
        )
    return notes


def _expand(was: Adf, now: Adf, seen: set[str]) -> list[Note]:
    if "title" not in seen:
        return []
    return [Note("title “{old}” → “{new}”", {"old": _short(was.get("title")), "new": _short(now.get("title"))})]


def _cell(was: Adf, now: Adf, seen: set[str]) -> list[Note]:
    notes = []
    if seen & {"colspan", "rowspan"}:
        notes.append(Note("cells joined or split"))
    if "background" in seen:
        notes.append(Note("cell colour changed"))
    if "valign" in seen:
        notes.append(Note("cell aligned differently"))
    return notes


def _table(was: Adf, now: Adf, seen: set[str]) -> list[Note]:
    notes = []
    if "isNumberColumnEnabled" in seen:
        on = now.get("isNumberColumnEnabled")
        notes.append(Note("rows are numbered now") if on else Note("rows are not numbered any more"))
    if seen & {"layout", "width", "displayMode"}:
        notes.append(Note("table’s width changed"))
    return notes


def _card(was: Adf, now: Adf, seen: set[str]) -> list[Note]:
    if "url" in seen:
        return [Note("link {old} → {new}", {"old": _short(was.get("url")), "new": _short(now.get("url"))})]
    return [Note("link shown differently")]


def _list(was: Adf, now: Adf, seen: set[str]) -> list[Note]:
    values = {"old": _comparable(was.get("order", 1)), "new": _comparable(now.get("order", 1))}
    return [Note("list starts at {new} instead of {old}", values)] if "order" in seen else []


def _column(was: Adf, now: Adf, seen: set[str]) -> list[Note]:
    return [Note("column’s width changed")] if "width" in seen else []


def _extension(was: Adf, now: Adf, seen: set[str]) -> list[Note]:
    if own := own_note(was, now):
        return [own]
    return [Note("its settings changed")] if seen & {"parameters", "extensionKey", "text"} else []


_SPECIAL: dict[str, Callable[[Adf, Adf, set[str]], list[Note]]] = {
    "panel": _panel,
    "taskItem": _task,
    "blockTaskItem": _task,
    "decisionItem": _decision,
    "codeBlock": _code,
    "media": _picture,
    "mediaSingle": _picture,
    "expand": _expand,
    "nestedExpand": _expand,
    "tableCell": _cell,
    "tableHeader": _cell,
    "table": _table,
    "blockCard": _card,
    "embedCard": _card,
    "orderedList": _list,
    "layoutColumn": _column,
    "extension": _extension,
    "bodiedExtension": _extension,
}


def _others(kind: str, was: Adf, now: Adf, seen: set[str]) -> list[Note]:
    return [Note("{what} looks different", {"what": Note(NODES.get(kind, kind))})]


def _attrs(node: Adf) -> Adf:
    attrs = node.get("attrs")
    return attrs if isinstance(attrs, dict) else {}


def _comparable(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else "" if value is None else str(value)


def _word(value: object) -> Note:
    """A value that is a word of ours, to be translated. Braces in it are text."""
    return Note(_short(value).lower().replace("{", "(").replace("}", ")"))


def _short(value: object) -> str:
    text = " ".join(str(value if value is not None else "").split())
    return text if len(text) <= 60 else f"{text[:57]}…"
