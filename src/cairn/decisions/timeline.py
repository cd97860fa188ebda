"""What happened to a decision, in sentences, the newest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cairn.activity.models import Event
from cairn.decisions.after.sentences import OTHER_SIDE, SENTENCES_AFTER, as_seen
from cairn.decisions.models import Decision, Stance
from cairn.decisions.room import sentences as room
from cairn.people.models import User
from cairn.ui.lists import listed

Data = dict[str, Any]
MOST = 200


@dataclass
class Moment:
    """One line. `note` is what somebody wrote; `times` counts repeats folded into it."""

    icon: str
    who: User | None
    words: str
    at: datetime
    note: str = ""
    times: int = 1


def timeline(decision: Decision, reader: User) -> list[Moment]:
    """One query, and one where other decisions are spoken of. What FOLDED names, done by one person in a row, is one line."""
    rows = Event.objects.filter(page_id=decision.page_id, name__in=SENTENCES).select_related("by").order_by("-pk")
    moments: list[Moment] = []
    folded: tuple[str, int | None] | None = None
    events = list(rows[:MOST])
    seen = _seen(events, reader)
    for event in events:
        event.data = as_seen(event.name, event.data, seen)
        if event.name in FOLDED and folded == (event.name, event.by_id):
            moments[-1].times += _cells(event.data)
            moments[-1].words = FOLDED[event.name](moments[-1].times)
        else:
            icon, sentence, note = SENTENCES[event.name]
            said = note(event.data) if callable(note) else event.data.get(note, "")
            moments.append(Moment(icon, event.by, sentence(event.data), event.at, said, _cells(event.data)))
        folded = (event.name, event.by_id)
    return moments


def _seen(events: list[Event], reader: User) -> set[int]:
    """The decisions on the other side of what happened, of those that she may see."""
    others = {event.data.get(key) for event in events if (key := OTHER_SIDE.get(event.name))}
    if not others:
        return set()
    return set(
        Decision.objects.visible_to(reader).filter(pk__in=others - {None}).order_by().values_list("pk", flat=True)
    )


def _changed(data: Data) -> str:
    if data.get("framework"):
        return _("chose %(name)s to decide it") % {"name": data["framework"]}
    if data.get("replaced"):
        replaced: dict[str, str] = data["replaced"]
        return _("named %(by)s in the place of %(name)s") % replaced
    parts = [_("changed who takes part")] if data.get("roles_changed") else []
    if data.get("due_changed"):
        parts.append(_("changed when it is due"))
    return listed(parts) or _("saved the roles and the due instant again")


def _cells(data: Data) -> int:
    return len(data.get("cells", ())) or 1


def _filled(times: int) -> str:
    return ngettext("filled %(n)d cell", "filled %(n)d cells", times) % {"n": times}


def _removed(times: int) -> str:
    return ngettext("removed %(n)d criterion", "removed %(n)d criteria", times) % {"n": times}


FOLDED = {"cell.filled": _filled, "criterion.removed": _removed}


def _took(data: Data) -> str:
    words = {
        Stance.AGREE: _("agrees"),
        Stance.CONCERN: _("has a concern"),
        Stance.BLOCK: _("blocks this"),
        Stance.ABSTAIN: _("abstains"),
        "": _("has answered"),
    }
    own = _("says “%(word)s”") % {"word": data["word"]} if data.get("word") else ""
    said = own or words.get(data.get("stance", ""), "")
    if not said:
        return _("took a position") if data.get("is_new", True) else _("took another position")
    return said if data.get("is_new", True) else _("changed position: %(position)s") % {"position": said}


def _questioned(data: Data) -> str:
    people = len(data.get("people", []))
    words = ngettext(
        "changed %(what)s; %(n)d person is asked whether the position still holds",
        "changed %(what)s; %(n)d people are asked whether their position still holds",
        people,
    )
    return words % {"what": data.get("what") or _("the text"), "n": people}


def _titled(words: str) -> Callable[[Data], str]:
    return lambda data: _(words) % {"title": data.get("title", ""), "before": data.get("before", "")}


# Event → icon, sentence after the person's name, and the key of what she wrote (or what says it).
SENTENCES: dict[str, tuple[str, Callable[[Data], str], str | Callable[[Data], str]]] = {
    "decision.created": ("scale", lambda data: _("opened this decision"), ""),
    "decision.changed": ("users", _changed, ""),
    "decision.started": ("send", lambda data: _("started it and asked everybody tagged"), ""),
    "decision.decided": ("flag", lambda data: _("decided: D-%(n)d") % {"n": data["number"]}, "excerpt"),
    "decision.vacated": ("user-x", room.vacated, ""),
    "decision.lapsed": ("clock", room.lapsed, ""),
    "escalation.called": ("door-open", room.called, ""),
    "escalation.moved": ("calendar", room.moved, ""),
    "escalation.cancelled": ("x", room.cancelled, ""),
    "escalation.ended": ("door-closed", room.ended, room.notes),
    "decision.filed": ("folder", lambda data: _("filed it under the decision log"), ""),
    "decision.amended": ("pencil", lambda data: _("amended D-%(n)d") % {"n": data["number"]}, "excerpt"),
    **SENTENCES_AFTER,
    "position.taken": ("hand", _took, "excerpt"),
    "position.questioned": ("history", _questioned, ""),
    "position.confirmed": ("check", lambda data: _("still holds the position"), ""),
    "option.added": ("plus", _titled("added the option “%(title)s”"), ""),
    "option.renamed": ("pencil", _titled("renamed the option “%(before)s” to “%(title)s”"), ""),
    "option.removed": ("minus", _titled("removed the option “%(title)s”"), ""),
    "criterion.added": ("plus", _titled("added the criterion “%(title)s”"), ""),
    "criterion.renamed": ("pencil", _titled("renamed the criterion “%(before)s” to “%(title)s”"), ""),
    "criterion.measured": ("scale", _titled("changed how “%(title)s” is measured"), ""),
    "criterion.removed": ("minus", _titled("removed the criterion “%(title)s”"), ""),
    "cell.filled": ("pencil", lambda data: _filled(_cells(data)), ""),
    "page.published": ("file-text", lambda data: _("published the text"), "message"),
}
