"""Browsers with a page open, as real Yjs clients: each edits its own copy, and exchanges updates when it syncs."""

from typing import Any

from pycrdt import Doc, UndoManager, XmlElement, XmlFragment, XmlText

from cairn.livedocs import log
from cairn.people.models import User

Pieces = list[tuple[str, dict[str, Any] | None]]


class Client:
    def __init__(self, document_id: int, user: User) -> None:
        self.document_id, self.user, self.doc = document_id, user, log.load(document_id)
        self.body: XmlFragment = self.doc.get("body", type=XmlFragment)
        self.undoing = UndoManager(scopes=[self.body], capture_timeout_millis=0)

    def do(self, what: str, at: int, how: Any) -> None:
        """`at` chooses the block and the place in it; `how` is the word to type, or how many letters."""
        if what == "sync":
            self.sync()
        elif what == "undo":
            self.undoing.undo()
        elif what == "redo":
            self.undoing.redo()
        elif blocks := [index for index, block in enumerate(self.body.children) if isinstance(block, XmlElement)]:
            with self.doc.transaction():
                getattr(self, what)(blocks[at % len(blocks)], at, how)

    def type(self, index: int, at: int, how: str) -> None:
        text = self._text(index)
        if text is not None:
            text.insert(_offset(text, at), how)

    def delete(self, index: int, at: int, how: int) -> None:
        text = self._text(index)
        if text is not None:
            start, end = _offset(text, at), _offset(text, at % (_length(text) + 1) + how)
            if end > start:
                del text[start:end]

    def drop(self, index: int, at: int, how: int) -> None:
        del self.body.children[index]

    def move(self, index: int, at: int, how: int) -> None:
        """Cut a block and paste it elsewhere: a new block with the same words and marks."""
        pieces = self._pieces(index)
        del self.body.children[index]
        self._insert(how % (len(list(self.body.children)) + 1), pieces)

    def split(self, index: int, at: int, how: int) -> None:
        text = self._text(index)
        if text is None:
            return
        place = at % (_length(text) + 1)
        tail = _after(self._pieces(index), place)
        start, end = _offset(text, place), _offset(text, _length(text))
        if end > start:
            del text[start:end]
        self._insert(index + 1, tail)

    def join(self, index: int, at: int, how: int) -> None:
        text = self._text(index)
        if text is None or index + 1 >= len(list(self.body.children)) or self._text(index + 1) is None:
            return
        end = _offset(text, _length(text))
        for piece, marks in self._pieces(index + 1):
            text.insert(end, piece, marks or {})
            end += len(piece.encode())
        del self.body.children[index + 1]

    def sync(self) -> None:
        kept: Doc[Any] = log.load(self.document_id)
        update = self.doc.get_update(kept.get_state())
        self.doc.apply_update(kept.get_update(self.doc.get_state()))
        log.append(self.document_id, update, by=self.user)

    def _text(self, index: int) -> XmlText | None:
        block = self.body.children[index]
        texts = [text for text in block.children if isinstance(text, XmlText)] if isinstance(block, XmlElement) else []
        return texts[0] if texts else None

    def _pieces(self, index: int) -> Pieces:
        text = self._text(index)
        return [(str(piece), marks) for piece, marks in text.diff()] if text is not None else []

    def _insert(self, index: int, pieces: Pieces) -> None:
        block = XmlElement("paragraph")
        self.body.children.insert(index, block)
        text = XmlText()
        block.children.append(text)
        end = 0
        for piece, marks in pieces:
            text.insert(end, piece, marks or {})
            end += len(piece.encode())


def _letters(text: XmlText) -> str:
    return "".join(str(piece) for piece, _ in text.diff())


def _length(text: XmlText) -> int:
    return len(_letters(text))


def _offset(text: XmlText, at: int) -> int:
    """The byte at which letter `at` begins; beyond the end it starts again from the first."""
    letters = _letters(text)
    return len(letters[: at if at <= len(letters) else min(at % (len(letters) + 1), len(letters))].encode())


def _after(pieces: Pieces, at: int) -> Pieces:
    """What stands from letter `at` on."""
    tail: Pieces = []
    for piece, marks in pieces:
        if at < len(piece):
            tail.append((piece[max(at, 0) :], marks))
        at -= len(piece)
    return tail
