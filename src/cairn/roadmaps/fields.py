"""The fields of an item that are edited where they stand: how each is read from what was typed or chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cairn.core.errors import Conflict, Invalid
from cairn.people.actors import Actor
from cairn.people.directory import Directory
from cairn.people.models import Team, User
from cairn.roadmaps.models import DESCRIPTION_LENGTH, LABEL_LENGTH, TITLE_LENGTH, Item, State

MOST_LABELS = 12
TEXTS = ("title", "description")


class Stale(Conflict):
    """Somebody wrote the same text since it was opened; `theirs` is what stands there now, `who` wrote it."""

    def __init__(self, theirs: str, who: str) -> None:
        super().__init__(
            _("%(who)s changed this while you were writing. Your text is kept below; theirs stands for now.")
            % {"who": who}
        )
        self.theirs = theirs


def clean_title(text: str) -> str:
    title = " ".join(text.split())
    if not title:
        raise Invalid(_("An item needs a title. What stood there is kept."))
    return _fitting(title, TITLE_LENGTH)


def _fitting(text: str, most: int) -> str:
    if len(text) > most:
        raise Invalid(
            _(
                "This holds %(most)d characters; yours has %(have)d. Your text is kept; shorten it, or put it in the page."
            )
            % {"most": most, "have": len(text)}
        )
    return text


def _description(text: str, by: Actor) -> str:
    return _fitting(text.strip().replace("\r\n", "\n"), DESCRIPTION_LENGTH)


def _state(text: str, by: Actor) -> str:
    if text not in State.values:
        raise Invalid(_("There is no such state. Choose one of the list."))
    return text


def read_day(text: str) -> date | None:
    """ "2027-03-01", or nothing."""
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise Invalid(_("This is no day that can be read. Write it like 2027-03-01, or leave it empty.")) from error
    if not 1990 <= day.year <= 2199:
        raise Invalid(_("A roadmap holds days from 1990 to 2199. Nothing was changed."))
    return day


def refuse_backwards(start: date | None, end: date | None) -> None:
    if start and end and end < start:
        raise Invalid(
            _("It would end before it starts (%(start)s). Change the start first, or choose a later end.")
            % {"start": start.isoformat()}
        )


def _labels(text: str, by: Actor) -> list[str]:
    names = [" ".join(part.split()).lower() for part in text.split(",")]
    found = list(dict.fromkeys(name for name in names if name))
    if len(found) > MOST_LABELS:
        raise Invalid(_("An item has %(most)d labels at most.") % {"most": MOST_LABELS})
    return [_fitting(name, LABEL_LENGTH) for name in found]


def _owner(text: str, by: Actor) -> User | Team | None:
    if not text:
        return None
    people, teams = Directory.chosen(by, [text])
    found: list[User | Team] = [*people, *teams]
    if not found:
        raise Invalid(_("There is no such person or team here. Choose one of the list."))
    return found[0]


@dataclass(frozen=True)
class Field:
    """`read` makes a value of what was sent; `said` what an event says of the value that an item has."""

    read: Callable[[str, Actor], Any]
    said: Callable[[Item], str]


FIELDS = {
    "title": Field(lambda text, by: clean_title(text), lambda item: item.title),
    "description": Field(_description, lambda item: item.description[:500]),
    "state": Field(_state, lambda item: item.state),
    "start": Field(lambda text, by: read_day(text), lambda item: item.start.isoformat() if item.start else ""),
    "end": Field(lambda text, by: read_day(text), lambda item: item.end.isoformat() if item.end else ""),
    "owner": Field(_owner, lambda item: item.owner_value),
    "labels": Field(_labels, lambda item: ", ".join(label.name for label in item.labels.all())),
}
