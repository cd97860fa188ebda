"""What a person typed into a field, as Markdown: nothing of it is lost, and nothing in it makes anybody's browser ask
for anything but files of the workspace.

Tags are words, as she typed them, but for the few that our own Markdown is written with (`<u>`, `<sub>`, `<details>`),
as long as they are closed again. Nothing is front matter, a title or a macro of somebody's site.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..html.reading import read_html
from ..html.tags import safe_url
from ..own import diagram_of, live_block_of
from ..types import Adf, Conversion, Report
from .parser import new_parser

_TAG = re.compile(r"<(/?)(u|b|i|em|strong|s|del|sub|sup|br)(\s*/)?>", re.IGNORECASE)
_OPENS = re.compile(r"<details>(?:<summary>[^<>]*</summary>)?\s*", re.IGNORECASE)
_CLOSES = re.compile(r"</details>\s*", re.IGNORECASE)
_FILE = "/attachments/"  # where files of the workspace are


def from_typed(text: str) -> Conversion:
    """The words as a document. Never raises; always valid ADF."""
    report = Report()
    markdown = _parser()
    html: str = markdown.render(text.replace("\r\n", "\n"))
    conversion = read_html(html, report, link=None, image=picture_or_words)
    conversion.body["content"] = [live_block_of(diagram_of(node)) for node in conversion.body["content"]]
    conversion.dropped = report.sentences()
    return conversion


def picture_or_words(source: str, alt: str) -> Adf | None:
    """Of a picture from elsewhere a link to it; what is no address stays as it was written. None: one of our files."""
    if source.startswith(_FILE):
        return None
    address = safe_url(source)
    if address is None or not address.lower().startswith(("http://", "https://")):
        return {"type": "text", "text": f"![{alt}]({source})"}
    return {"type": "text", "text": alt or address, "marks": [{"type": "link", "attrs": {"href": address}}]}


@cache
def _parser() -> MarkdownIt:
    markdown = new_parser()
    markdown.core.ruler.before("inline", "typed_blocks", _blocks)
    markdown.core.ruler.before("callouts", "typed_tags", _tags)  # before there are boxes
    return markdown


def _blocks(state: StateCore) -> None:
    """A block of HTML becomes a paragraph of words; "details" that are closed again stay what they are."""
    kept = _details(state.tokens)
    tokens: list[Token] = []
    for index, token in enumerate(state.tokens):
        if token.type == "html_block" and index not in kept:
            tokens += _paragraph(token)
        else:
            tokens.append(token)
    state.tokens = tokens


def _details(tokens: list[Token]) -> set[int]:
    """Where an opening has its closing on the same level."""
    open_ones: list[int] = []
    kept: set[int] = set()
    for index, token in enumerate(tokens):
        if token.type != "html_block":
            continue
        if _OPENS.fullmatch(token.content):
            open_ones.append(index)
        elif _CLOSES.fullmatch(token.content) and open_ones and tokens[open_ones[-1]].level == token.level:
            kept |= {open_ones.pop(), index}
    return kept


def _paragraph(block: Token) -> list[Token]:
    opening, closing = Token("paragraph_open", "p", 1), Token("paragraph_close", "p", -1)
    words = Token("inline", "", 0, content=block.content.strip(), children=[], level=block.level + 1)
    for token in (opening, words, closing):
        token.block, token.map = True, block.map
    opening.level = closing.level = block.level
    return [opening, words, closing]


def _tags(state: StateCore) -> None:
    """In each line the tags that are closed again keep their meaning; any other is words."""
    for token in state.tokens:
        children = token.children or []
        kept = _closed(children) if token.type == "inline" else set()
        for index, child in enumerate(children):
            if child.type == "html_inline" and index not in kept:
                child.type = "text"


def _closed(children: list[Token]) -> set[int]:
    kept: set[int] = set()
    open_ones: list[tuple[str, int]] = []
    for index, child in enumerate(children):
        found = _TAG.fullmatch(child.content) if child.type == "html_inline" else None
        if found is None:
            continue
        name = found[2].lower()
        if name == "br":
            kept.add(index)
        elif not found[1]:
            open_ones.append((name, index))
        elif open_ones and open_ones[-1][0] == name:
            kept |= {open_ones.pop()[1], index}
    return kept
