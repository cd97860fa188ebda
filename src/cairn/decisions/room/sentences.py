"""What the timeline says of the clock and of rooms: sentences after a person's name, and the notes below."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cairn.decisions.models import AgendaKind
from cairn.ui.instants import exact
from cairn.ui.lists import listed

Data = dict[str, Any]


def lapsed(data: Data) -> str:
    silent = listed(data.get("silent", []))
    words = {
        "consent": _("closed the time: the silence of %(silent)s counts as consent"),
        "abstain": _("closed the time: %(silent)s did not vote: that is an abstention"),
        "stand_in": _("closed the time: %(silent)s said nothing, so %(stand_in)s stands in"),
        "escalate": _("closed the time: %(silent)s said nothing"),
    }
    text = words.get(data.get("policy", ""), _("closed the time: everybody had spoken"))
    return text % {"silent": silent, "stand_in": data.get("stand_in", "")}


def vacated(data: Data) -> str:
    return _("noticed that %(name)s (%(roles)s) no longer has an account") % {
        "name": data.get("who_left", ""),
        "roles": data.get("roles", ""),
    }


def called(data: Data) -> str:
    return _("called a room for %(when)s, %(n)d minutes") % {"when": _when(data), "n": data.get("minutes", 0)}


def moved(data: Data) -> str:
    return _("moved the room to %(when)s, %(n)d minutes") % {"when": _when(data), "n": data.get("minutes", 0)}


def cancelled(data: Data) -> str:
    return _("called the room off")


def ended(data: Data) -> str:
    result = data.get("result", [])
    settled = sum(bool(point["settled"]) for point in result)
    return _("ended the room: %(settled)d of %(all)d settled") % {"settled": settled, "all": len(result)}


def notes(data: Data) -> str:
    """A line for each point: what it was, whether it is settled, what was said."""
    return "\n".join(_line(point) for point in data.get("result", []))


def _line(point: Data) -> str:
    kind = point.get("kind_words") or AgendaKind(point["kind"]).label
    state = _("settled") if point["settled"] else _("still open")
    line = _("%(kind)s, %(person)s: %(state)s.") % {"kind": kind, "person": point["person"], "state": state}
    return f"{line} {point['notes']}".strip()


def _when(data: Data) -> str:
    return exact(datetime.fromisoformat(data["starts_at"])) if data.get("starts_at") else ""
