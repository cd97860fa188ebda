"""The choice of a framework as a form shows it: what is offered, which one is chosen, and the help of four questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cairn.decisions.frameworks.builtin import DEFAULT
from cairn.decisions.frameworks.definition import Definition
from cairn.decisions.frameworks.which import QUESTIONS, Proposal, propose
from cairn.decisions.models import FrameworkVersion
from cairn.decisions.models.frameworks import Framework


@dataclass(frozen=True)
class Choice:
    version: FrameworkVersion
    is_chosen: bool

    @property
    def definition(self) -> Definition:
        return self.version.definition


@dataclass
class Picker:
    """`key` is the chosen one. `is_open` when the cards are to be seen at once."""

    versions: list[FrameworkVersion]
    key: str
    answers: Mapping[str, str] = field(default_factory=dict)
    is_open: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str], default: str = DEFAULT) -> Picker:
        """From `framework` (a key) and the answers to "Which one?". One query."""
        versions = Framework.objects.newest_versions()
        keys = [version.definition.key for version in versions]
        proposed = propose(asked, keys)
        wanted = [proposed.key if proposed else "", asked.get("framework", ""), default, *keys]
        key = next((key for key in wanted if key in keys), "")
        return cls(versions, key, asked)

    @cached_property
    def proposal(self) -> Proposal | None:
        return propose(self.answers, [version.definition.key for version in self.versions])

    @property
    def chosen(self) -> FrameworkVersion | None:
        return next((version for version in self.versions if version.definition.key == self.key), None)

    @property
    def choices(self) -> list[Choice]:
        return [Choice(version, version.definition.key == self.key) for version in self.versions]

    @property
    def questions(self) -> list[dict[str, Any]]:
        return [
            {
                "key": question.key,
                "words": question.words,
                "answers": [
                    {"value": value, "words": words, "is_chosen": self.answers.get(question.key) == value}
                    for value, words in question.answers
                ],
            }
            for question in QUESTIONS
        ]

    @property
    def is_asked(self) -> bool:
        """ "Propose one" was pressed, or some question answered: the help stays open."""
        return any(key in self.answers for key in ["which", *(question.key for question in QUESTIONS)])

    @property
    def lacks_answers(self) -> bool:
        return self.is_asked and self.proposal is None
