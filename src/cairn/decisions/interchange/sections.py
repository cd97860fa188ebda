"""A Markdown text as its sections, so that one can be read, or taken out, without touching a letter of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PLAIN_BLOCKS = frozenset({"paragraph", "bullet_list", "ordered_list", "list_item", "inline"})
_PLAIN_INLINE = frozenset({"text", "softbreak", "hardbreak", "strong", "em"})


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of one heading with all below it: `start` is the heading's line, `body` the first after it, `end` the
    first that belongs to it no more; `own_end` is where its first subsection begins."""

    level: int
    title: str
    start: int
    body: int
    own_end: int
    end: int

    @property
    def key(self) -> str:
        """The title as a word to compare: "Decision Outcome:" → "decision outcome"."""
        return " ".join(re.sub(r"[^\w\s-]", " ", self.title).casefold().split())


class Text:
    """The lines of a text and its top-level blocks."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.tokens = _parser().parse(text)
        self.sections = _sections(self.tokens, len(self.lines))

    def part(self, start: int, end: int) -> str:
        return "\n".join(self.lines[start:end]).strip("\n")

    def body_of(self, section: Section) -> str:
        return self.part(section.body, section.end)

    def find(self, *keys: str) -> Section | None:
        return next((each for each in self.sections if each.key in keys), None)

    def below(self, section: Section) -> list[Section]:
        """Its direct subsections."""
        inside = [each for each in self.sections if section.start < each.start < section.end]
        top = min((each.level for each in inside), default=0)
        return [each for each in inside if each.level == top]

    def without(self, ranges: Iterable[tuple[int, int]]) -> str:
        """The text without these lines, and without the empty ones that would stand doubled in their place."""
        gone = {line for start, end in ranges for line in range(start, end)}
        kept = list[str]()
        for at, line in enumerate(self.lines):
            after_gap = (at - 1) in gone and (not kept or not kept[-1].strip())
            if at in gone or (after_gap and not line.strip()):
                gone.add(at)
            else:
                kept.append(line)
        return "\n".join(kept).strip("\n")

    def tables(self) -> list[Table]:
        return [table for at in range(len(self.tokens)) if (table := _table(self.tokens, at)) is not None]


@dataclass(frozen=True, slots=True)
class Table:
    """A table at the top level: `rows` of raw cells, without the head; `lines` tells where each row stands."""

    start: int
    end: int
    head: list[str]
    rows: list[list[str]]
    lines: list[int]


def plain(markdown: str) -> str | None:
    """The words of a text that is nothing but paragraphs and lists, a line each; None where it is more than that."""
    tokens = _parser().parse(markdown)
    for token in tokens:
        if token.type.removesuffix("_open").removesuffix("_close") not in _PLAIN_BLOCKS:
            return None
        if any(child.type.removesuffix("_open").removesuffix("_close") not in _PLAIN_INLINE for child in inside(token)):
            return None
    return _words(tokens)


def words(markdown: str) -> str:
    """The words of any text, without its marks; code and the targets of links are left out where they are not words."""
    return _words(_parser().parse(markdown))


def inline(markdown: str) -> str:
    """The words of one line."""
    return " ".join(_inline(token) for token in _parser().parseInline(markdown)).strip()


def first_paragraph(markdown: str) -> str:
    """The words of the first paragraph outside of lists and quotes."""
    tokens = _parser().parse(markdown)
    for at, token in enumerate(tokens):
        if token.type == "paragraph_open" and token.level == 0:
            return _inline(tokens[at + 1])
    return ""


def items(markdown: str) -> list[str] | None:
    """The items of a text that is one list and nothing else, as Markdown; None for any other text."""
    tokens = _parser().parse(markdown)
    if not tokens or tokens[0].type not in ("bullet_list_open", "ordered_list_open"):
        return None
    if any(token.level == 0 and token.nesting >= 0 for token in tokens[1:]):
        return None
    return [_item(markdown, token) for token in tokens if token.type == "list_item_open" and token.level == 1]


def links(markdown: str) -> list[str]:
    """Targets of its links, in their order."""
    found = []
    for token in _parser().parse(markdown):
        found += [str(child.attrs["href"]) for child in inside(token) if child.type == "link_open"]
    return found


def parsed(markdown: str) -> list[Token]:
    return _parser().parse(markdown)


def inside(token: Token) -> Sequence[Token]:
    return token.children or ()


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table"])


def _sections(tokens: Sequence[Token], length: int) -> list[Section]:
    heads: list[tuple[int, str, int, int]] = []
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            heads.append((int(token.tag[1]), _inline(tokens[at + 1]), token.map[0], token.map[1]))
    sections = []
    for at, (level, title, start, body) in enumerate(heads):
        following = heads[at + 1 :]
        end = next((other[2] for other in following if other[0] <= level), length)
        own_end = following[0][2] if following else length
        sections.append(Section(level, title, start, body, min(own_end, end), end))
    return sections


def _table(tokens: Sequence[Token], at: int) -> Table | None:
    opened = tokens[at]
    if opened.type != "table_open" or opened.level != 0 or not opened.map:
        return None
    rows: list[list[str]] = []
    lines: list[int] = []
    for each in range(at, len(tokens)):
        token = tokens[each]
        if token.type == "table_close":
            break
        if token.type == "tr_open" and token.map:
            rows.append([])
            lines.append(token.map[0])
        elif token.type == "inline" and rows:
            rows[-1].append(token.content.strip())
    return Table(opened.map[0], opened.map[1], rows[0] if rows else [], rows[1:], lines[1:])


def _words(tokens: Sequence[Token]) -> str:
    lines: list[str] = []
    marks: list[str] = []
    for token in tokens:
        if token.type == "list_item_open":
            depth = "  " * (token.level // 2)
            marks.append(f"{depth}{token.info}. " if token.info else f"{depth}- ")
        elif token.type == "paragraph_open" and token.level == 0 and lines:
            lines.append("")
        elif token.type == "inline":
            lines.append(f"{marks.pop() if marks else ''}{_inline(token)}")
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
    return "\n".join(lines).strip()


def _inline(token: Token) -> str:
    """The words of an inline token; line breaks are spaces, as they are read."""
    return " ".join("".join(_shown(child) for child in inside(token)).split())


def _shown(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return " "
    if child.type == "html_inline":
        return " " if child.content.lower().startswith("<br") else ""
    return str(child.content) if child.type in ("text", "code_inline", "image") else ""


def _item(markdown: str, token: Token) -> str:
    assert token.map is not None  # blocks have one
    lines: list[str] = markdown.split("\n")[token.map[0] : token.map[1]]
    first = re.sub(r"^\s*(?:[-*+]|\d+[.)])[ \t]?", "", lines[0])
    indent = len(lines[0]) - len(first)
    rest = [line[indent:] if not line[:indent].strip() else line.lstrip() for line in lines[1:]]
    return "\n".join([first.lstrip(), *rest]).strip("\n")
