"""Tags of static site generators (`{% … %}`) that stand for something a page can hold."""

from __future__ import annotations

import re

_FENCE = re.compile(r"^([ \t]*)(```+|~~~+)[^\n]*\n.*?(?:^\1[ \t]*\2[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_WORDS = re.compile(r'"([^"]*)"')
_PICTURE = re.compile(r'\{%-?\s*(image|image_with_class)\s+((?:"[^"]*"\s*)+)-?%\}')
_CHANNEL = re.compile(r'\{%-?\s*slack_channel\s+((?:"[^"]*"\s*)+)-?%\}')
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL)
_RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
_ALERT = re.compile(r'\{%-?\s*alert(?:\s+"([^"]*)")?[^%]*%\}(.*?)\{%-?\s*endalert\s*-?%\}', re.DOTALL)


def expand(text: str) -> str:
    """The text with pictures, notes and channel names in Markdown; comments go. Code blocks stay as they are."""
    if "{%" not in text:
        return text
    parts, at = [], 0
    for fence in _FENCE.finditer(text):
        parts += [_expand(text[at : fence.start()]), _RAW.sub("", fence[0])]
        at = fence.end()
    return "".join([*parts, _expand(text[at:])])


def _expand(text: str) -> str:
    text = _ALERT.sub(_note, _COMMENT.sub("", text))
    return _RAW.sub("", _CHANNEL.sub(_channel, _PICTURE.sub(_picture, text)))


def _picture(found: re.Match[str]) -> str:
    words = _WORDS.findall(found[2])
    alt = words[-1] if len(words) > (2 if found[1] == "image_with_class" else 1) else ""
    return f"![{alt}](</{words[0].lstrip('/')}>)"


def _channel(found: re.Match[str]) -> str:
    return f"#{_WORDS.findall(found[1])[-1].lstrip('#')}"


def _note(found: re.Match[str]) -> str:
    lines = [line.strip() for line in found[2].strip().split("\n")]
    head = [f"**{found[1]}**", ""] if found[1] else []
    return "\n".join(f"> {line}".rstrip() for line in ["[!NOTE]", *head, *lines])
