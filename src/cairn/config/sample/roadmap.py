"""The sample's roadmap: what Tern builds now, next and later, with the decisions that it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cairn.core.clock import back, now
from cairn.decisions.models import Decision
from cairn.documents import from_markdown
from cairn.pages.operations import publish_page
from cairn.people.models import User
from cairn.roadmaps.operations import add_item, change_item, create_roadmap, link_page
from cairn.spaces.models import Space

BODY = """
What we mean to build, and in which order. **Now** is what somebody works on this month; **Next** has a person and a
guess; **Later** is a direction, not a promise. Whoever looks after an item keeps its state true.
"""


@dataclass(frozen=True)
class Planned:
    """Days are counted from today."""

    lane: int
    title: str
    state: str
    who: str = ""
    start: int | None = None
    end: int | None = None
    labels: str = ""
    decision: str = ""


ITEMS = [
    Planned(0, "Timetables on every phone, with their age beside each time", "progress", "Teo", -20, 24, "offline", "decided"),
    Planned(0, "Announcements that arrive without reception", "progress", "Kofi", -6, 45, "offline"),
    Planned(0, "Larger type for the boarding screen", "done", "Mira", -34, -4, "access"),
    Planned(1, "Yearly cards for regular passengers", "planned", "Mira", 40, 110, "payments", "running"),
    Planned(1, "Harbour staff write announcements themselves", "planned", "Yuna", 55, 95),
    Planned(1, "Season opening on the islands", "planned", "Ines", None, 130),
    Planned(2, "Single tickets", "paused", "", labels="payments"),
    Planned(2, "Timetables in three more languages", "planned"),
    Planned(2, "Printed timetables from the same data", "dropped"),
]  # fmt: skip


def make_roadmap(space: Space, decisions: Mapping[str, Decision], people: dict[str, User]) -> None:
    """`decisions` by "decided" and "running"."""
    ines, today = people["Ines"], now().date()
    with back(days=9):
        roadmap = create_roadmap(space, by=ines, title="Roadmap", body=from_markdown(BODY).body)
        publish_page(roadmap.page, by=ines)
        lanes = list(roadmap.lanes.all())
        for planned in ITEMS:
            item = add_item(roadmap, by=ines, title=planned.title, lane=lanes[planned.lane])
            facts = {
                "state": planned.state,
                "owner": str(people[planned.who].pk) if planned.who else "",
                "start": _day(today, planned.start),
                "end": _day(today, planned.end),
                "labels": planned.labels,
            }
            for field, value in facts.items():
                if value:
                    change_item(item, by=ines, field=field, value=value)
            if planned.decision in decisions:
                link_page(item, by=ines, page=decisions[planned.decision].page_id)


def _day(today: date, days: int | None) -> str:
    return "" if days is None else (today + timedelta(days=days)).isoformat()
