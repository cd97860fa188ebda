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
        voted = {each.target_id: each.page_id for each in happenings if each.name in NAMES}
        open_pages = self.changes.pages() if voted else set()
        wanted = {target: page for target, page in voted.items() if target is not None and page in open_pages}
        if not wanted:
            return
        counts = await self.threads.run(votes_of, sorted(wanted))
        by_page: dict[int, dict[str, int]] = {}
        for question, votes in counts.items():
            by_page.setdefault(wanted[question] or 0, {})[str(question)] = votes
        for page, counted in by_page.items():
            self.changes.tell_page(page, {"event": "vote.counted", "page": page, "counts": counted})
