"""A client that types, deletes and makes blocks in a page's body, and remembers what it was told is saved."""

from __future__ import annotations

import random
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

from cairn.live import frames
from cairn.live.tests.browser import Browser


class Author:
    """One person at one document over many connections: her document, and every edit that she made, in order."""

    def __init__(self, name: str, document_id: int, session: str, dice: random.Random) -> None:
        self.name, self.document_id, self.session, self.dice = name, document_id, session, dice
        self.doc: Doc[Any] = Doc()
        self.edits: list[tuple[str, str]] = []  # ("+" or "-", word)
        self.promised = 0  # so many of them were called saved

    def edit(self) -> None:
        """A word somewhere in the text, a block of its own, or one of her words less."""
        body = self.doc.get("body", type=XmlFragment)
        chance = self.dice.random()
        if chance < 0.15 and (word := self._one_of_hers()) and self._delete(body, word):
            self.edits.append(("-", word))
            return
        word = f"{self.name}{len(self.edits)}"
        self.edits.append(("+", word))
        texts = [text for block in body.children for text in block.children if isinstance(text, XmlText)]
        if chance < 0.25 or not texts:
            place = self.dice.randint(0, len(body.children))
            body.children.insert(place, XmlElement("paragraph", {"localId": word}, [XmlText(f"{word} ")]))
        else:
            text = self.dice.choice(texts)
            text.insert(self.dice.choice((0, len(str(text)))), f"{word} ")

    def must_have(self) -> set[str]:
        deleted = {word for sign, word in self.edits if sign == "-"}
        return {word for sign, word in self.edits[: self.promised] if sign == "+"} - deleted

    def must_not_have(self) -> set[str]:
        return {word for sign, word in self.edits[: self.promised] if sign == "-"}

    def _one_of_hers(self) -> str | None:
        deleted = {word for sign, word in self.edits if sign == "-"}
        return self.dice.choice([w for sign, w in self.edits if sign == "+" and w not in deleted] or [None])

    def _delete(self, body: XmlFragment, word: str) -> bool:
        for block in body.children:
            for text in block.children:
                place = f" {text}".find(f" {word} ")
                if place >= 0:
                    del text[place : place + len(word) + 1]
                    return True
        return False


class Seat(Browser):
    """One connection of an author: knows which of her edits each "saved" covers."""

    def __init__(self, address: str, author: Author) -> None:
        super().__init__(f"{address}/live/documents/{author.document_id}/", author.session, doc=author.doc)
        self.author = author
        self._covers = [0]  # by number of the update: how many of her edits are durable with it

    def edit(self) -> None:
        if not self.synced:
            return
        self._own = True
        self.author.edit()
        self._own = False

    def update(self, data: bytes) -> None:
        super().update(data)
        self._covers.append(len(self.author.edits))

    def _take(self, frame: bytes) -> None:
        super()._take(frame)
        if frame[:2] == bytes((frames.SYNC, frames.STEP1)):
            self._covers.append(len(self.author.edits))  # the answer holds all that she has
        self.author.promised = max(self.author.promised, self._covers[min(self.saved, len(self._covers) - 1)])


def words(doc: Doc[Any]) -> set[str]:
    body = doc.get("body", type=XmlFragment)
    return {word for block in body.children for text in block.children for word in str(text).split()}
