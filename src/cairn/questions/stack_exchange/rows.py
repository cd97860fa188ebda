"""The rows of a dump's file, one after another: whatever its size, one block of it is in memory.

A dump is `<posts><row Id="1" …/>…</posts>`. It needs no document type, so a file that has one is refused before
anything in it is declared: no entity is ever expanded, nothing outside of the file is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from cairn.core.errors import Invalid

BLOCK = 256 * 1024  # bytes

Row = dict[str, str]


def rows(path: Path) -> Iterator[Row]:
    """The attributes of every row. Raises Invalid for what is no XML, or has a document type in it."""
    found: list[Row] = []
    parser = _parser(path, found)
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                parser.Parse(block, False)
                yield from found
                found.clear()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Invalid(f"{path.name} is no XML that can be read: {error}. What was imported so far is whole.") from error
    except OSError as error:
        raise Invalid(f"{path.name} can't be read: {error.strerror}.") from error
    yield from found


def _parser(path: Path, found: list[Row]) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(name: str, attributes: Row) -> None:
        if name == "row":
            found.append(attributes)

    def refuse(*_about: Any) -> None:
        raise Invalid(f"{path.name} declares a document type. A dump has none; nothing of it was read.")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser
