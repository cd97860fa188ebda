"""Change notices: `/live/pages/<id>/changes/`, `/live/spaces/<id>/questions/` (its everyday questions) and
`/live/me/changes/` tell an open browser that something changed.

A notice names the event and ids, never content: the browser fetches the partial again and gets what she may see.
One JSON object a frame: {"event": "comment.created", "page": 12, "target": 3}, {"event": "inbox.changed", "unread": 4}.
"""

from __future__ import annotations

import json
from collections import Counter
from time import monotonic
from typing import Any

from cairn.activity.queries import Happening
from cairn.comments.loaders import may_answer_openly
from cairn.live import wire
from cairn.live.connection import Connection
from cairn.live.rights import changes_rights
from cairn.livedocs.lib0 import BadBytes
from cairn.notifications.counts import Waiting
from cairn.pages.loaders import seen_of

UNHEARD_BYTES = 4000
MOST_FOLLOWED = 300
MOST_NAMED = 30  # of those beside her; the others are a number
TYPING_PAUSE = 1.0  # seconds between two notices of one who types
NOTHING = Waiting(0)
NOBODYS = {
    "page.read",  # what one person read is not the others' business
    "page.body_replaced",  # nor is a draft the readers'
    "page.draft_restored",
    "page.publication_scheduled",
    "page.publication_cancelled",
    "page.publication_refused",
    "vote.cast",  # told as counts, many votes at once: see votes.py
    "vote.withdrawn",
}

OF_SPACE = ("question", "answer", "remark", "edit")  # nouns of what happens to everyday questions
HERS = {"question.watched", "question.unwatched"}  # what one person hears of is not the others' business

# May stand on words of the draft, which readers do not know of: they hear that something changed, not which one.
UNNAMED = ("thread.", "comment.", "reaction.", "suggestion.")


class ChangesConnection(Connection):
    __slots__ = ("answers", "company", "followed", "typed", "waiting")

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.waiting: Waiting | None = None
        self.company = ""  # the last notice of who is there
        self.typed = 0.0  # when she was last told of as typing
        self.followed: frozenset[int] = frozenset()  # pages that hers shows parts of, and that she may see
        self.answers: int | None = None  # the thread that she may answer in, as found when she began to type there

    async def opened(self) -> None:
        self.hub.changes.listeners.add(self)
        self.send(json.dumps({"event": "ready", "readers": self.hub.changes.readers()[self.target.page_id]}))

    def ended(self) -> None:
        self.hub.changes.listeners.discard(self)

    def received(self, data: bytes) -> None:
        """All that a browser has to say here: in which thread its person is typing, which pages hers shows parts of."""
        if len(data) > UNHEARD_BYTES:
            raise BadBytes("nobody listens")
        followed = followed_in(data)
        if followed is not None and self.person is not None:
            self.wait_for(self._follows(self.person.id, followed))
            return
        now = monotonic()
        if self.person is None or self.target.page_id is None or now - self.typed < TYPING_PAUSE:
            return
        thread = typing_in(data)
        if thread is None:
            return
        self.typed = now
        if thread == self.answers:
            self.hub.changes.tell_typing(self, thread)
        else:
            self.wait_for(self._begins_to_type(self.person.id, self.target.page_id, thread))

    async def _begins_to_type(self, person: int, page: int, thread: int) -> None:
        if await self.hub.threads.run(may_answer_openly, person, page, thread):
            self.answers = thread
            self.hub.changes.tell_typing(self, thread)

    async def _follows(self, person: int, pages: list[int]) -> None:
        self.followed = await self.hub.threads.run(seen_of, person, pages)

    def tell_linked(self) -> None:
        """Something happened on a page that hers shows a part of: not what, nor where."""
        self.hub.metrics.notices += 1
        self.send(json.dumps({"event": "linked.changed", "page": self.target.page_id}))

    def farewell(self, code: int, message: str) -> str:
        return json.dumps({"event": "refused", "code": code, "message": message})

    def tell(self, frame: bytes) -> None:
        """A notice that is the same for all, framed once."""
        self.hub.metrics.notices += 1
        self.send_frame(frame)

    def tell_waiting(self, waiting: Waiting) -> None:
        """Her inbox is not what it was; the first she hears of it is what the page shows already."""
        if self.waiting is not None and self.waiting != waiting:
            self.hub.metrics.notices += 1
            self.send(json.dumps({"event": "inbox.changed", "unread": waiting.unread}))
        self.waiting = waiting

    def tell_company(self, people: dict[int, dict[str, Any]]) -> None:
        """Who has her page open, by id. She is told of the others, the first time also of nobody: some may have left.
        In a crowd she is told some names and how many more: a thousand names to a thousand people are too much.
        """
        if self.person is None:
            return
        named = [person for pk, person in people.items() if pk != self.person.id][:MOST_NAMED]
        more = len(people) - (self.person.id in people) - len(named)
        company = {"people": named, "more": more} if more else {"people": named}
        notice = json.dumps({"event": "presence.changed", "page": self.target.page_id, **company})
        if notice != self.company:
            self.company = notice
            self.send(notice)


def followed_in(data: bytes) -> list[int] | None:
    """The ids of `{"follow": [12, 15]}`."""
    try:
        said = json.loads(data)
    except ValueError:
        return None
    found = said.get("follow") if isinstance(said, dict) else None
    if not isinstance(found, list):
        return None
    return [pk for pk in found[:MOST_FOLLOWED] if isinstance(pk, int) and 0 < pk < 2**63]


def typing_in(data: bytes) -> int | None:
    """The thread of `{"typing": 12}`."""
    try:
        said = json.loads(data)
    except ValueError:
        return None
    thread = said.get("typing") if isinstance(said, dict) else None
    return thread if isinstance(thread, int) else None


def framed(notice: dict[str, Any]) -> bytes:
    return wire.frame(json.dumps(notice).encode(), wire.TEXT)


def _notice(happening: Happening, readers: int) -> bytes:
    """With how many hear it: those who would fetch at once do not all do so at the same moment."""
    target = None if happening.name.startswith(UNNAMED) else happening.target_id
    notice = {"event": happening.name, "page": happening.page_id, "target": target}
    return framed({**notice, "readers": readers} if readers > 1 else notice)


def _is_of_space(happening: Happening) -> bool:
    """Of an everyday question. Not of which one: some are not everybody's."""
    is_everyday = happening.page_id is None and happening.space_id is not None
    return is_everyday and happening.name.partition(".")[0] in OF_SPACE and happening.name not in HERS


class Changes:
    """Everybody who listens for changes."""

    def __init__(self) -> None:
        self.listeners: set[ChangesConnection] = set()

    def tell(self, happenings: list[Happening]) -> None:
        """Pass events on to those who have their page open. Rights that they change are decided again first."""
        by_page: dict[int, list[Happening]] = {}
        for happening in happenings:
            if happening.page_id is not None and happening.name not in NOBODYS:
                by_page.setdefault(happening.page_id, []).append(happening)
        self._tell_spaces(happenings)
        if not by_page:
            return
        readers = self.readers()
        frames = {page: [_notice(each, readers[page]) for each in told] for page, told in by_page.items()}
        for listener in list(self.listeners):
            for frame in frames.get(listener.target.page_id or 0, ()):
                listener.tell(frame)
            near = listener.followed & by_page.keys()
            if near:
                # Whoever may not see it any more is told once: her page asks again, and follows what is left.
                listener.followed -= {pk for pk in near if any(changes_rights(each.name) for each in by_page[pk])}
                listener.tell_linked()

    def _tell_spaces(self, happenings: list[Happening]) -> None:
        """Whoever has the questions of a space open hears that something happened to them."""
        told = {(each.space_id, each.name) for each in happenings if _is_of_space(each)}
        for space, name in sorted(told, key=str):
            self.tell_space(space or 0, {"event": name, "space": space, "target": None})

    def tell_typing(self, writer: ChangesConnection, thread: int) -> None:
        """The others on her page hear that she types an answer."""
        assert writer.person is not None
        page, person = writer.target.page_id, writer.person
        notice = json.dumps({"event": "typing.changed", "page": page, "target": thread, "name": person.name})
        for listener in list(self.listeners):
            if listener.target.page_id == page and listener.person and listener.person.id != person.id:
                listener.send(notice)

    def has_newcomers(self) -> bool:
        return any(listener.waiting is None for listener in self.listeners)

    def people(self) -> set[int]:
        return {listener.person.id for listener in self.listeners if listener.person is not None}

    def pages(self) -> set[int]:
        """What is open in some browser."""
        return {listener.target.page_id for listener in self.listeners if listener.target.page_id is not None}

    def readers(self) -> Counter[int | None]:
        """By how many browsers each page is open, on this node."""
        return Counter(listener.target.page_id for listener in self.listeners)

    def spaces(self) -> set[int]:
        """Whose questions are open in some browser."""
        return {listener.target.space_id for listener in self.listeners if listener.target.space_id is not None}

    def tell_space(self, space: int, notice: dict[str, Any]) -> None:
        """The same words to everybody who has the questions of the space open."""
        frame = framed(notice)
        for listener in list(self.listeners):
            if listener.target.space_id == space:
                listener.tell(frame)

    def tell_page(self, page: int, notice: dict[str, Any]) -> None:
        """The same words to everybody who has the page open."""
        frame = framed(notice)
        for listener in list(self.listeners):
            if listener.target.page_id == page:
                listener.tell(frame)

    def tell_waiting(self, inboxes: dict[int, Waiting]) -> None:
        for listener in list(self.listeners):
            if listener.person is not None:
                listener.tell_waiting(inboxes.get(listener.person.id, NOTHING))
