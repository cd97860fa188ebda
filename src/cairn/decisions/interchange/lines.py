"""Plain text as Markdown that reads the same and comes back to the letter."""

from __future__ import annotations

import re

from cairn.decisions.interchange.sections import inside, parsed

_MARKS = re.compile(r"[\\`*<>\[\]|~$]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
_HEADS = re.compile(r"^(?:[#+=-]|:(?=-)|\d+(?=[.)]))")  # ":-" below a line with a bar would make it a table
_TAIL = re.compile(r"(?<= )(?=#+$)")  # of a heading: it would be taken for its end
_EDGES = re.compile(r"^ +| +$|[^\S \n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\u200b]")


def one_line(text: str) -> str:
    """A name or title, as it may stand in a heading."""
    return _TAIL.sub(r"\\", _line(" ".join(clean(text).split())))


def block(text: str) -> str:
    """Text of any number of lines: lines stay lines, empty lines part paragraphs."""
    text = clean(text)
    paragraphs, extra = list[str](), ""
    for at, part in enumerate(re.split(r"(\n{2,})", text)):
        if at % 2:
            extra = "&#10;" * (len(part) - 2)
        else:
            paragraphs.append(extra + "\\\n".join(_line(line) or "&#8203;" for line in part.split("\n")))
            extra = ""
    return "\n\n".join(paragraphs)


def clean(text: str) -> str:
    """Without characters that Markdown can't carry: control characters and the like."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def read_block(markdown: str) -> str:
    """What `block` was given; of any other Markdown its words."""
    paragraphs = []
    for token in parsed(markdown):
        if token.type == "inline":
            paragraphs.append("".join(_shown(child.type, child.content) for child in inside(token)))
        elif token.type in ("fence", "code_block"):
            paragraphs.append(token.content.rstrip("\n"))
    return "\n\n".join(paragraphs).replace("\u200b", "")


def _line(line: str) -> str:
    line = _MARKS.sub(r"\\\g<0>", line)
    line = _HEADS.sub(_guarded, line)
    return _EDGES.sub(lambda found: "".join(f"&#{ord(char)};" for char in found[0]), line)


def _guarded(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0][0].isdigit() else f"\\{found[0]}"


def _shown(kind: str, content: str) -> str:
    return "\n" if kind in ("softbreak", "hardbreak") else content if kind in ("text", "code_inline", "image") else ""
