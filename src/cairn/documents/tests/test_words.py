"""No word of real pages is lost on any road. A sample by default; `CAIRN_ALL_DATA=1` takes every file."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html
from markdown_it import MarkdownIt

from .. import from_html, from_markdown, to_html, to_markdown, to_text
from ..types import Conversion
from .test_real_data import DATA

SETS = {"tsc-wiki": 7, "handbook-18f": 12}  # files of each
_WORD = re.compile(r"[^\W_]+")
# Front matter is read as data, and tags of a site builder have no words for people.
_NOT_WORDS = re.compile(r"\A---\n.*?\n---\n|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_NOTE = re.compile(r"\[\^\w+\]:?")  # plain Markdown has no footnotes
_PLAIN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


def words_of(conversion: Conversion) -> Counter[str]:
    return words(f"{conversion.title or ''}\n{to_text(conversion.body)}")


def sources(folder: str, count: int) -> list[tuple[Path, str]]:
    found = sorted((DATA / folder).rglob("*.md"))
    if not os.environ.get("CAIRN_ALL_DATA"):
        found = found[3 :: max(1, len(found) // count)]
    return [(file, _NOT_WORDS.sub("", file.read_text("utf-8", errors="replace"))) for file in found]


def shown(markdown: str) -> Counter[str]:
    """The words that a plain Markdown program shows of the same text."""
    root = html.fromstring(f"<div>{_PLAIN.render(_NOTE.sub('', markdown))}</div>")
    for element in root.xpath("//script | //style | //comment()"):
        element.drop_tree()
    for element in root.iter("br", "td", "th", "li", "p"):
        element.tail = f" {element.tail or ''}"
    return words(str(root.text_content()))


@pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA} is not there (set CAIRN_SHARED_DATA)")
@pytest.mark.parametrize("folder", SETS)
def test_no_word_is_lost(folder: str) -> None:
    for file, source in sources(folder, SETS[folder]):
        read = from_markdown(source)
        here = words_of(read)
        assert not shown(source) - here, f"{file}: Markdown to ADF"
        assert not here - words_of(from_markdown(to_markdown(read.body).text)) - words(read.title or ""), file
        again = from_html(to_html(read.body))
        assert words(to_text(again.body)) == words(to_text(read.body)), f"{file}: HTML to ADF"
        foreign = from_html(_PLAIN.render(source))
        assert not shown(source) - words_of(foreign), f"{file}: foreign HTML to ADF"
