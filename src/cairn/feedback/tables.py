"""Who has read a page, as the lines of a table that leaves the house."""

from __future__ import annotations

from cairn.feedback.screen import ReadingScreen

HEAD = ["name", "e-mail", "team", "asked at", "version asked", "version read", "read at", "due at"]
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def lines_of(screen: ReadingScreen) -> list[list[str]]:
    """One line a person, the instants in UTC (ISO 8601); `version read` is empty for who has not."""
    due = screen.request.due_at.isoformat() if screen.request.due_at else ""
    lines = [HEAD]
    for row in screen.rows:
        given = row.given  # type: ignore[attr-defined]
        cells = [
            row.user.name, row.user.email, row.team.name if row.team else "", row.at.isoformat(),
            str(row.version.number), str(given.version.number) if given else "",
            given.at.isoformat() if given else "", due,
        ]  # fmt: skip
        lines.append([_plain(cell) for cell in cells])
    return lines


def _plain(cell: str) -> str:
    """A name that a spreadsheet would run as a formula stays a name."""
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
