"""The words by which decision records say where a decision stands, when, and who took part."""

from __future__ import annotations

import re
from datetime import date

from cairn.decisions.interchange.record import Named, State
from cairn.decisions.interchange.sections import inline, links

_STATES: tuple[tuple[State, str], ...] = (
    (State.SUPERSEDED, r"superseded|superceded|replaced"),
    (State.WITHDRAWN, r"withdrawn|deprecated?|obsoleted?|retired|abandoned|cancell?ed|discarded"),
    (
        State.DECIDED,
        r"accepted|approved|partially implemented|implemented|resolved|decided|adopted|agreed|passed|merged|final|done"
        r"|active|complete[d]?|rejected|declined|refused",
    ),
    (State.DRAFT, r"proposed|proposal|draft|pending|open|ready for vote|under review|in review|in discussion|rfc|tbd"),
)
_WORD = re.compile("|".join(f"(?P<{state.name}>{words})" for state, words in _STATES), re.IGNORECASE)
_REJECTED = re.compile(r"reject|declin|refus", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN = (
    re.compile(r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?P<m>[a-z]{3,9})\.?,?[\s-]+(?P<y>\d{4})(?!\d)", re.I),
    re.compile(r"\b(?P<m>[a-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})(?!\d)", re.I),
)
_LABEL = re.compile(r"\b((?:MADR|ADR|RFC|DR|D)[- #]?\d{1,6})\b", re.IGNORECASE)
_MAIL = re.compile(r"[^\s<>(),;]+@[^\s<>(),;@]+\.[^\s<>(),;@]+")
_PLACEHOLDER = re.compile(r"^[<{\[].*[>}\]]$|^(?:n/?a|none|tbd|-+|—)$", re.IGNORECASE)

ROLES: dict[str, str] = {
    **dict.fromkeys(("author", "authors", "driver", "owner", "proposer", "proposed by", "created by"), "driver"),
    **dict.fromkeys(
        ("decider", "deciders", "decision-maker", "decision-makers", "decision maker", "decision makers", "approver",
         "approvers", "approved by", "decided by"),
        "approver",
    ),
    **dict.fromkeys(("consulted", "contributor", "contributors", "reviewer", "reviewers"), "contributor"),
    "informed": "informed",
}  # fmt: skip
DATES = ("date", "decision date", "decided", "decided on", "decision-date")
TAGS = ("tags", "labels", "keywords", "categories")
SUPERSEDED_BY = ("superseded by", "superseded-by", "replaced by", "superseded_by")
SUPERSEDES = ("supersedes", "replaces")


def state_of(said: str) -> State | None:
    """The state that words such as "Partially Implemented" or "superseded by ADR-7" stand for; None for other words."""
    found = _WORD.search(inline(said))
    return State[found.lastgroup] if found and found.lastgroup else None


def is_choice_of_states(said: str) -> bool:
    """The line of a template: "proposed | rejected | accepted"."""
    found = {match[0].casefold() for match in _WORD.finditer(said)}
    return len(found) > 2 and bool(re.search(r"[|,/]", said))


def is_rejection(said: str) -> bool:
    return bool(_REJECTED.search(said))


def day_in(said: str) -> date | None:
    """The first day in these words: 2024-05-01, 2024 05 01, 1 May 2024, May 1, 2024; None without a whole one."""
    if found := _ISO.search(said):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    for pattern in _WRITTEN:
        for found in pattern.finditer(said):
            month = found["m"][:3].casefold()
            if month in _MONTHS:
                return _day(int(found["y"]), _MONTHS.index(month) + 1, int(found["d"]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year > 1900 else None
    except ValueError:
        return None


def references(said: str) -> list[str]:
    """The records that words point to: targets of links, else labels such as "ADR-37", else all of the words."""
    targets = links(said)
    if targets:
        return targets
    labels = _LABEL.findall(inline(said))
    return [str(label) for label in labels]


def is_only_labels(said: str) -> bool:
    """Nothing but labels ("ADR-37, ADR-38"): no words of a title that the references would lose."""
    return not re.search(r"\w", re.sub(r"\b(?:and|by)\b", "", _LABEL.sub("", inline(said)), flags=re.IGNORECASE))


def people_in(said: str, role: str) -> list[Named]:
    """The people of a list: "@ana, Ben Weber <ben@example.org> and Cleo"."""
    said = re.sub(r"<br\s*/?>", ",", said, flags=re.IGNORECASE)
    said = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", said).replace("`", "").replace("**", "")
    found = []
    for part in re.split(r"[,;]|\band\b|\s&\s", said):
        mail = _MAIL.search(part)
        name = " ".join((part.replace(mail[0], "") if mail else part).replace("<>", "").replace("()", "").split())
        if mail and not mail[0].startswith("@"):
            found.append(Named(role, name.strip(" <>()"), mail[0]))
        elif name and not _PLACEHOLDER.match(name):
            found.append(Named(role, name))
    return found
