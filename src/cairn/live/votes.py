"""Votes as they are cast: one small notice a page for all that came since the last look, with the new counts in it.

A thousand people who vote within a second would have a thousand browsers ask a thousand times. Counts are the same for
everybody who sees the page, so they travel in the notice itself, read once: {"event": "vote.counted", "page": 12,
"counts": {"34": 17}}.
"""

from __future__ import annotations

from collections.abc import Sequence

from cairn.activity.queries import Happening
from cairn.live.changes_socket import Changes
from cairn.live.threads import DatabaseThreads
from cairn.questions.queries import votes_of

NAMES = ("vote.cast", "vote.withdrawn")


class Votes:
    def __init__(self, changes: Changes, threads: DatabaseThreads) -> None:
        self.changes, self.threads = changes, threads

    async def look(self, happenings: Sequence[Happening]) -> None:
        voted = {each.target_id or 0: (each.page_id, each.space_id) for each in happenings if each.name in NAMES}
        pages, spaces = (self.changes.pages(), self.changes.spaces()) if voted else (set(), set())
        wanted = {pk: at for pk, at in voted.items() if (at[0] in pages if at[0] is not None else at[1] in spaces)}
        if not wanted:
            return
        counts = await self.threads.run(votes_of, sorted(wanted))
        by_place: dict[tuple[int | None, int | None], dict[str, int]] = {}
        for question, votes in counts.items():
            by_place.setdefault(wanted[question], {})[str(question)] = votes
        for (page, space), counted in by_place.items():
            if page is not None:
                self.changes.tell_page(page, {"event": "vote.counted", "page": page, "counts": counted})
            elif space is not None:
                self.changes.tell_space(space, {"event": "vote.counted", "space": space, "counts": counted})
