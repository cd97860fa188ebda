"""The kinds of pages, by the dotted name of each app's `Kind`."""

from collections.abc import Sequence

KINDS: Sequence[str] = [
    "cairn.pages.kinds.PAGE",
    "cairn.decisions.kind.DECISION",
    "cairn.roadmaps.kind.ROADMAP",
    "cairn.questions.kind.AMA",
]
