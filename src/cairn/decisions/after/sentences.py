"""The timeline's sentences about what became of a decision."""

from collections.abc import Callable, Container
from typing import Any

from django.utils.translation import gettext as _

Data = dict[str, Any]


def _superseded(data: Data) -> str:
    if not data.get("holds"):
        return _("said that another decision replaces it, once that is decided")
    return _("made it superseded by %(heir)s") % {"heir": data.get("label") or _("a decision you can’t see")}


def _inherited(data: Data) -> str:
    return _("said that it replaces %(heir)s") % {"heir": data.get("label") or _("a decision you can’t see")}


# Event → where it keeps the id of the decision on the other side. `label` is the number of that.
OTHER_SIDE = {"decision.superseded": "replacement", "decision.inherited": "superseded"}


def as_seen(name: str, data: Data, seen: Container[int]) -> Data:
    """What the event says to a reader who sees the decisions `seen`: the number of no other one."""
    other = OTHER_SIDE.get(name)
    return data if other is None or data.get(other) in seen else {**data, "label": ""}


def _fired(data: Data) -> str:
    words = {
        "date": _("said that the day has come to look at it again"),
        "changed": _("saw that a page it rests on has changed"),
        "stale": _("saw that a page it rests on went stale"),
        "assumption": _("marked an assumption as broken"),
    }
    return words.get(data.get("kind", ""), _("asked to look at it again"))


def _effect(data: Data) -> str:
    words = {
        "yes": _("said that the expected effect came"),
        "partly": _("said that the expected effect came in part"),
        "no": _("said that the expected effect did not come"),
    }
    return words.get(data.get("came", ""), _("said whether the expected effect came"))


# As `timeline.SENTENCES`.
SENTENCES_AFTER: dict[str, tuple[str, Callable[[Data], str], str]] = {
    "decision.superseded": ("replace", _superseded, "excerpt"),
    "decision.inherited": ("replace", _inherited, "excerpt"),
    "supersession.ended": ("replace", lambda data: _("said that nothing replaces it after all"), "excerpt"),
    "decision.withdrawn": ("ban", lambda data: _("withdrew it"), "excerpt"),
    "decision.reopened": ("rotate-ccw", lambda data: _("reopened it"), "excerpt"),
    "trigger.added": ("bell", lambda data: _("said when it is to be looked at again"), "words"),
    "trigger.removed": ("bell", lambda data: _("removed a reason to look at it again"), "words"),
    "trigger.fired": ("bell", _fired, "excerpt"),
    "trigger.answered": ("check", lambda data: _("looked at it again: it stays"), "excerpt"),
    "effect.asked": ("target", lambda data: _("asked whether the expected effect came"), ""),
    "effect.answered": ("target", _effect, "excerpt"),
}
