"""A framework as an admin types it: from a definition to fields, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cairn.decisions.frameworks.checks import ROLES_MOST
from cairn.decisions.frameworks.definition import RIGHTS, STANCES, Closing, Definition, RoleDef

KEY_LENGTH = 32
NO_NUMBER = -1  # what can't be read is refused like what is too small


@dataclass
class FrameworkForm:
    """What was typed and what is wrong with it. `number` is the version it started from, 0 for a new framework."""

    data: QueryDict
    number: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, definition: Definition, number: int) -> FrameworkForm:
        data = QueryDict(mutable=True)
        data.update({"name": definition.name, "summary": definition.summary, "ballot": definition.ballot})
        data.setlist("stances", list(definition.stances))
        for stance, word in definition.words.items():
            data[f"word-{stance}"] = word
        data.update(
            {"dots": str(definition.dots), "lowest": str(definition.scale[0]), "highest": str(definition.scale[1])}
        )
        closing = definition.closing
        data.update({"approvals": closing.approvals, "quorum": str(closing.quorum), "blocks": closing.blocks})
        data["questions"] = "on" if closing.questions else ""
        for index, role in enumerate(definition.roles):
            at = f"role-{index}-"
            data.update({at + "key": role.key, at + "label": role.label, at + "explained": role.explained})
            data.update({at + "plural": role.plural, at + "minimum": str(role.minimum)})
            data[at + "maximum"] = "" if role.maximum is None else str(role.maximum)
            data.setlist(at + "may", [right for right in RIGHTS if right in role.may])
        return cls(data, number)

    def definition(self, key: str) -> Definition:
        """What the fields say; numbers that are none become -1, which the checks refuse."""
        ballot = self._text("ballot")
        is_stance = ballot == "stance"
        words = {stance: self._text(f"word-{stance}") for stance in STANCES} if is_stance else {}
        return Definition(
            key,
            self._text("name"),
            self._text("summary"),
            tuple(self._roles()),
            ballot,
            tuple(self.data.getlist("stances")) if is_stance else (),
            self._number("dots", 5),
            (self._number("lowest", 0), self._number("highest", 5)),
            Closing(
                self._text("approvals"), self._number("quorum", 0), self._text("blocks"), bool(self._text("questions"))
            ),
            {stance: word for stance, word in words.items() if word},
        )

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The fields of each role, and of as many more as there may be: those wait for "Add a role"."""
        names = ("label", "plural", "explained", "minimum", "maximum")
        used = [n for n in range(ROLES_MOST + 1) if any(self._text(f"role-{n}-{name}") for name in names)]
        shown = max(used) + 1 if used else 1
        return [self._row(n) | {"waits": n >= shown} for n in range(max(ROLES_MOST, shown))]

    @property
    def stance_rows(self) -> list[dict[str, Any]]:
        chosen = self.data.getlist("stances")
        return [
            {"key": stance, "word": self._text(f"word-{stance}"), "is_chosen": stance in chosen}
            for stance in dict.fromkeys([*(each for each in chosen if each in STANCES), *STANCES])
        ]

    def _row(self, index: int) -> dict[str, Any]:
        at = f"role-{index}-"
        texts = {name: self._text(at + name) for name in ("key", "label", "plural", "explained", "minimum", "maximum")}
        rights = [{"key": right, "is_chosen": right in self.data.getlist(at + "may")} for right in RIGHTS]
        errors = [reason for name, reason in self.errors.items() if name.startswith(at)]
        return {"at": at, **texts, "rights": rights, "errors": errors}

    def _roles(self) -> list[RoleDef]:
        """Rows with a name. A role that was there keeps its key, so that its holders stay in it."""
        taken: set[str] = set()
        roles = []
        for index in range(ROLES_MOST + 1):
            at = f"role-{index}-"
            label = self._text(at + "label")
            if label:
                key = unused(self._text(at + "key") or label, taken)
                taken.add(key)
                most = self._text(at + "maximum")
                roles.append(
                    RoleDef(
                        key,
                        label,
                        self._text(at + "plural") or label,
                        self._text(at + "explained"),
                        self._number(at + "minimum", 0),
                        self._number(at + "maximum", 0) if most else None,
                        frozenset(self.data.getlist(at + "may")),
                    )
                )
        return roles

    def _text(self, name: str) -> str:
        return " ".join(str(self.data.get(name, "")).split())

    def _number(self, name: str, default: int) -> int:
        text = self._text(name)
        if not text:
            return default
        return int(text) if text.isdecimal() and len(text) < 7 else NO_NUMBER


def unused(words: str, taken: set[str]) -> str:
    """A key made of `words` that is not in `taken`."""
    base = slugify(words)[: KEY_LENGTH - 4].strip("-_").replace("-", "_") or "role"
    return next(key for key in [base, *(f"{base}_{n}" for n in range(2, 1000))] if key not in taken)


def empty() -> FrameworkForm:
    """A new framework starts as something that works: one drives, one decides, others are heard."""
    roles = (
        RoleDef("", _("Driver"), _("Driver"), "", 1, 1, frozenset({"drive", "voice"})),
        RoleDef("", _("Decider"), _("Deciders"), "", 1, None, frozenset({"decide", "voice"})),
        RoleDef("", _("Adviser"), _("Advisers"), "", 0, None, frozenset({"voice"})),
        RoleDef("", _("Informed"), _("Informed"), "", 0, None, frozenset({"informed"})),
    )
    return FrameworkForm.of(Definition("", "", "", roles), 0)
