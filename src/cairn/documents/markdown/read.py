"""Markdown → ADF: CommonMark with GitHub's tables, tasks, strikethrough, links and callouts; footnotes, front matter.

The Markdown is turned into HTML and that into ADF, so HTML inside Markdown, around it or across it, just works.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from ..html.outline import outline
from ..html.reading import read_html
from ..own import diagram_of, live_block_of
from ..sections import section_id, section_key
from ..types import Adf, Conversion, ImageMap, LinkMap, Report
from ..walk import walk
from .front_matter import read_front_matter
from .parser import parser

_LIQUID = re.compile(r"\{%-?\s*(.*?)\s*-?%\}", re.DOTALL)
_LIQUID_LINK = re.compile(
    r"""\]\(\s*\{%-?\s*(?:page|link|url|post_url)\s+["']?([^\s"'%]+)["']?\s*-?%\}([^\s)]*)\s*\)"""
)
_SECTION = re.compile(r"<!--\s*section:\s*(\S+)\s*-->")
_NOT_LETTER = re.compile(r"[\W_]+")


def markdown_head(text: str) -> tuple[str | None, dict[str, Any]]:
    """Title and other keys of a text's front matter, without reading the rest of it."""
    front, _ = read_front_matter(text, Report())
    return front.title, front.meta


def from_markdown(
    text: str, *, link: LinkMap | None = None, image: ImageMap | None = None, title: str | None = None
) -> Conversion:
    """Any text, read as Markdown, as a document. Never raises; always valid ADF.

    Title and labels come from front matter (`title`; `labels`, `tags`), other keys of it go into `meta`; without a
    title there the first heading of level 1 becomes the title and leaves the body, unless it is one of several below
    other blocks: then it is a section like them. `title` is one that the caller knows already. `link` maps targets of links,
    `image` makes nodes of pictures; both see what the text says, percent-encoded as Markdown does.
    """
    report = Report()
    front, text = read_front_matter(text.removeprefix("\ufeff").replace("\r\n", "\n"), report)
    # Templates of static site generators write links between pages like this.
    text = _LIQUID_LINK.sub(r"](\1\2)", text)
    markdown = parser()
    env: dict[str, Any] = {}
    tokens = _without_liquid(markdown.parse(text, env), report)
    title = title or front.title
    heading = _take_title(tokens, title)
    _name_sections(tokens)
    conversion = read_html(
        markdown.renderer.render(tokens, markdown.options, env), report, link=_own_anchors(link), image=image
    )
    _relink_anchors(conversion.body)
    conversion.body["content"] = [live_block_of(diagram_of(node)) for node in conversion.body["content"]]
    conversion.title = title or heading
    conversion.labels = front.labels
    conversion.meta = front.meta
    conversion.dropped = report.sentences()
    return conversion


def _take_title(tokens: list[Token], title: str | None) -> str | None:
    """Take the first heading of level 1 out and give its text; beside a title only where it repeats it at the top."""
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1" and token.level == 0:
            words = " ".join(_plain(tokens[index + 1]).split())
            if title is not None and (index > 0 or words.casefold() != title.casefold()):
                return None
            if not words:
                continue
            if title is None and _is_section(tokens, index):
                return None
            del tokens[index : index + 3]
            return words
    return None


def _is_section(tokens: list[Token], index: int) -> bool:
    """Whether a heading of level 1 is one of several, with more than paragraphs (badges, a line of words) above it."""
    above = {token.type for token in tokens[:index] if token.level == 0}
    others = [t for t in tokens[index + 1 :] if t.type == "heading_open" and t.tag == "h1" and t.level == 0]
    return bool(others) and not above <= {"paragraph_open", "inline", "paragraph_close", "html_block"}


def _name_sections(tokens: list[Token]) -> None:
    """`## Risks <!-- section: risks -->`, as our own export writes it."""
    for opening, inline in pairwise(tokens):
        children = inline.children or []
        if opening.type == "heading_open" and children and children[-1].type == "html_inline":
            found = _SECTION.fullmatch(children[-1].content)
            if found and section_key(section_id(found[1])):
                opening.attrSet("data-section-key", found[1])


def _plain(inline: Token) -> str:
    parts = []
    children = inline.children or []
    words = ("text", "code_inline")
    # Badges beside a title are no words of it; a picture alone is.
    kinds = words if any(t.type in words and t.content.strip() for t in children) else ("image",)
    for token in children:
        if token.type in kinds:
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return "".join(parts)


def _without_liquid(tokens: list[Token], report: Report) -> list[Token]:
    """Drop paragraphs that consist of template tags (`{% include … %}`) and nothing else."""
    result: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "paragraph_open" and tokens[index + 1].content.startswith("{%"):
            content = tokens[index + 1].content
            if not _LIQUID.sub("", content).strip():
                for found in _LIQUID.finditer(content):
                    report.add(f"A template tag was left out: {found.group(1).split()[0] if found.group(1) else ''}.")
                index += 3
                continue
        result.append(token)
        index += 1
    return result


def _own_anchors(link: LinkMap | None) -> LinkMap | None:
    """Links into the text itself are ours to map, not the caller's."""
    if link is None:
        return None
    return lambda href: href if href.startswith("#") else link(href)


def _relink_anchors(body: Adf) -> None:
    """Point links to headings (`#whats-new`, in anybody's way to make anchors) at the ids that our headings get."""
    ids: dict[str, str] | None = None
    for node in walk(body):
        for mark in node.get("marks", ()):
            if mark["type"] == "link" and mark["attrs"]["href"].startswith("#"):
                if ids is None:
                    ids = {_letters(heading.id.removeprefix("h-")): heading.id for heading in outline(body)}
                target = ids.get(_letters(mark["attrs"]["href"][1:]))
                if target is not None:
                    mark["attrs"]["href"] = f"#{target}"


def _letters(anchor: str) -> str:
    return _NOT_LETTER.sub("", anchor.lower())
