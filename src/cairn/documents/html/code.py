"""Code for reading: its words in classes that the style sheet colours, its lines apart so that they can be numbered."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from ..types import Adf
from .passages import Passages, in_passages, passages
from .tags import text

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LONGEST = 100_000  # characters; more is shown without colours
PATIENCE = 0.5  # seconds for one block
# Other programs' names of languages that Pygments calls something else.
_NAMES = {"c#": "csharp", "c++": "cpp", "golang": "go", "plain text": "text", "plaintext": "text", "none": "text"}
# What kinds of words look like. The editor uses the same classes (frontend/islands/editor/code/highlighter.ts).
_CLASSES = (
    ("Comment.Preproc", "meta"),
    ("Comment", "comment"),
    ("Keyword.Constant", "number"),
    ("Keyword.Type", "type"),
    ("Keyword", "keyword"),
    ("Operator.Word", "keyword"),
    ("Literal.String", "string"),
    ("Literal.Number", "number"),
    ("Name.Function", "title"),
    ("Name.Class", "title"),
    ("Name.Builtin", "type"),
    ("Name.Attribute", "attr"),
    ("Name.Tag", "tag"),
    ("Name.Variable", "variable"),
    ("Name.Decorator", "meta"),
    ("Generic.Heading", "title"),
    ("Generic.Subheading", "meta"),
    ("Generic.Inserted", "inserted"),
    ("Generic.Deleted", "deleted"),
)


Piece = tuple[str, str, Passages]
"""A kind of word ("" for what has no colour), the words, and the comments that are about them."""


def code_html(content: Sequence[Adf], language: str, *, numbered: bool) -> str:
    """The inside of `<code>`. Its text is the code, letter by letter; `numbered` puts each line into a span."""
    code = "".join(str(node.get("text", "")) for node in content)
    pieces = list(_cut(_pieces(code, language), content))
    if not numbered:
        return _html(pieces)
    return "\n".join(f'<span class="line">{_html(line)}</span>' for line in _lines(pieces))


def is_numbered(code: str, attrs: Adf) -> bool:
    """One line needs no number."""
    return "\n" in code and not attrs.get("hideLineNumbers")


def _cut(pieces: Iterable[tuple[str, str]], content: Sequence[Adf]) -> Iterator[Piece]:
    """The pieces cut where a commented passage begins or ends; they have the same letters as the content."""
    stretches = [(len(str(node["text"])), passages(node)) for node in content]
    if not any(ids for _size, ids in stretches):
        yield from ((kind, words, ()) for kind, words in pieces)
        return
    at, (left, ids) = 1, stretches[0]
    for kind, words in pieces:
        while words:
            if not left:
                at, (left, ids) = at + 1, stretches[at]
            here, words = words[:left], words[left:]
            left -= len(here)
            yield kind, here, ids


def _html(pieces: Iterable[Piece]) -> str:
    parts = []
    for ids, group in groupby(pieces, key=lambda piece: piece[2]):
        parts.append(in_passages("".join(_span(kind, words) for kind, words, _ids in group), ids))
    return "".join(parts)


def _span(kind: str, words: str) -> str:
    return f'<span class="tok-{kind}">{text(words)}</span>' if kind else text(words)


def _lines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for kind, words, ids in pieces:
        for place, line in enumerate(words.split("\n")):
            if place:
                lines.append([])
            if line:
                lines[-1].append((kind, line, ids))
    return lines


def _pieces(code: str, language: str) -> Iterator[tuple[str, str]]:
    """The code cut into kinds of words ("" for what has no colour); in one piece when it can't be coloured."""
    lexer = _lexer(language) if language and len(code) <= LONGEST else None
    found = _lexed(lexer, code) if lexer else None
    yield from found if found is not None else [("", code)]


def _lexed(lexer: Lexer, code: str) -> list[tuple[str, str]] | None:
    pieces: list[tuple[str, str]] = []
    end = time.monotonic() + PATIENCE
    tokens: Iterator[tuple[int, object, str]] = lexer.get_tokens_unprocessed(code)  # type: ignore[no-untyped-call]
    for _at, token, words in tokens:
        kind = _class_of(str(token))
        if pieces and pieces[-1][0] == kind:
            pieces[-1] = (kind, pieces[-1][1] + words)
        else:
            pieces.append((kind, words))
        if time.monotonic() > end:
            return None
    # A lexer that lost or invented letters is not believed.
    return pieces if "".join(words for _kind, words in pieces) == code else None


@cache
def _class_of(token: str) -> str:
    name = token.removeprefix("Token.")
    return next((kind for prefix, kind in _CLASSES if name.startswith(prefix)), "")


def _lexer(language: str) -> Lexer | None:
    # Loaded with the first code block: most requests never need it.
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    name = language.strip().lower()
    try:
        found: Lexer = get_lexer_by_name(_NAMES.get(name, name))  # type: ignore[no-untyped-call]
        return found
    except (ClassNotFound, ValueError):
        return None
