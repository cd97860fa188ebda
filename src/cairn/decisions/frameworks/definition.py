"""What a framework is: its roles and what they may do, how people answer, and how it closes. Plain data, no database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext

RIGHTS = ("drive", "decide", "voice", "informed")
BALLOTS = ("stance", "choice", "ranking", "dots", "scores")
STANCES = ("agree", "concern", "block", "abstain")
APPROVALS = ("one", "all", "none")
BLOCKS = ("override", "resolve", "ignore")

# What follows from the four rights of a role, asked for by the same name (`Definition.roles_that`).
ASKED = "asked"  # the round waits for their answer
SIGNS = "signs"  # decides, and is expected to from the start: nobody asks her for a position first


@dataclass(frozen=True)
class RoleDef:
    """One role. `key` stays for good, `label` and `plural` are the words on the screen; `maximum` None: no limit."""

    key: str
    label: str
    plural: str
    explained: str
    minimum: int
    maximum: int | None
    may: frozenset[str]


@dataclass(frozen=True)
class Closing:
    """What closing takes.

    `approvals`: "one" of those who decide, "all" of them, or "none". `quorum`: percent (0–100) of those with a voice.
    `blocks`: who decides may "override" them with a reason, has to "resolve" them, or they are to "ignore".
    `questions`: whether open questions block closing, unless the decision says otherwise.
    """

    approvals: str = "one"
    quorum: int = 0
    blocks: str = "override"
    questions: bool = False


@dataclass(frozen=True)
class Definition:
    """A framework as it was at one version. `dots` and `scale` (lowest, highest) count for their ballots only.

    `words`: stance → what this framework calls it, where that differs ("block" → "Objection").
    """

    key: str
    name: str
    summary: str
    roles: tuple[RoleDef, ...]
    ballot: str = "stance"
    stances: tuple[str, ...] = STANCES
    dots: int = 5
    scale: tuple[int, int] = (0, 5)
    closing: Closing = Closing()
    words: dict[str, str] = field(default_factory=dict)

    def role(self, key: str) -> RoleDef:
        return next(role for role in self.roles if role.key == key)

    def has_role(self, key: str) -> bool:
        return any(role.key == key for role in self.roles)

    def roles_that(self, right: str) -> tuple[str, ...]:
        """Keys of the roles with `right`, in order. Where no role decides, the ballot does: who drives records it."""
        return tuple(role.key for role in self.roles if right in self.rights_of(role))

    def rights_of(self, role: RoleDef) -> frozenset[str]:
        """All that `role` may in effect, ASKED and SIGNS included."""
        return frozenset(self._rights_of(role))

    def _rights_of(self, role: RoleDef) -> Iterator[str]:
        yield from role.may
        drives, decides = "drive" in role.may, "decide" in role.may
        if drives and not any("decide" in each.may for each in self.roles):
            yield "decide"
        asked = "voice" in role.may and not drives and (not decides or self.closing.approvals != "one")
        if asked:
            yield ASKED
        if decides and not drives and not asked:
            yield SIGNS

    @property
    def is_ballot(self) -> bool:
        """People choose among the options, and the count says which one it is."""
        return self.ballot != "stance"

    def to_data(self) -> dict[str, Any]:
        """As JSON keeps it: lists, no tuples."""
        data = asdict(self)
        data |= {name: list(data[name]) for name in ("roles", "stances", "scale")}
        for role in data["roles"]:
            role["may"] = [right for right in RIGHTS if right in role["may"]]
        return data

    @classmethod
    def of_data(cls, data: dict[str, Any], *, translated: bool = True) -> Definition:
        """The words of the built-in frameworks come in the reader's language; what an admin wrote stays as it is."""
        say = _said if translated else str
        roles = tuple(
            RoleDef(
                role["key"],
                say(role["label"]),
                say(role["plural"]),
                say(role["explained"]),
                role["minimum"],
                role["maximum"],
                frozenset(role["may"]),
            )
            for role in data["roles"]
        )
        lowest, highest = data["scale"]
        return cls(
            data["key"],
            say(data["name"]),
            say(data["summary"]),
            roles,
            data["ballot"],
            tuple(data["stances"]),
            data["dots"],
            (lowest, highest),
            Closing(**data["closing"]),
            {stance: say(word) for stance, word in data["words"].items()},
        )


def _said(words: str) -> str:
    return gettext(words) if words else ""
