"""The words of a question or an answer as they stand, and what is different between two wordings. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

from cairn.documents import Adf, Shown, changes_html, diff
from cairn.questions.models import Answer, Question, Revision, SuggestedEdit


@dataclass(frozen=True, slots=True)
class Wording:
    title: str
    body: Adf | None

    @classmethod
    def of(cls, thing: Question | Answer | Revision | SuggestedEdit) -> Wording:
        return cls("" if isinstance(thing, Answer) else thing.title, thing.body)

    @property
    def mark(self) -> str:
        """Of the same words the same 16 letters."""
        return sha256(json.dumps([self.title, self.body or {}], sort_keys=True).encode()).hexdigest()[:16]

    @property
    def document(self) -> Adf:
        title: list[Adf] = []
        if self.title:
            line = {"type": "text", "text": self.title}
            title = [{"type": "heading", "attrs": {"level": 3, "localId": "title"}, "content": [line]}]
        return {"type": "doc", "version": 1, "content": [*title, *((self.body or {}).get("content") or [])]}


def changes(old: Wording, new: Wording) -> list[Shown]:
    """The whole text, block by block, with what went and what came."""
    return changes_html(diff(old.document, new.document))
