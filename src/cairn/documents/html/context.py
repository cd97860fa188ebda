"""What rendering has to ask the rest of the house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..types import Adf


def _no_url(attrs: Adf) -> str | None:
    return None


def _no_note(attrs: Adf) -> str:
    return ""


def _no_srcset(url: str, width: int | None) -> str | None:
    return None


def _no_html(node: Adf) -> str | None:
    return None


def _as_written(text: str) -> str:
    return text


def _same_link(href: str) -> str | None:
    return href


def _icon(name: str) -> str:
    return f'<span class="icon" data-icon="{name}" aria-hidden="true"></span>'


@dataclass(frozen=True, slots=True)
class RenderContext:
    """Hooks of `to_html`; each has a default that works without the rest of the house.

    `media_url` gives the address of a stored file from the attrs of a media node, None where it is gone;
    `media_note` a few words on the file, such as "PDF, 2 MB"; `srcset` the smaller copies of a picture
    by its address and width in pixels. `link_url` maps the target of links and cards, None
    leaves plain text. `word` translates the few words that rendering adds. `icon` and `extension` give finished,
    trusted HTML: an icon by its name (info, note, tip, warning, error, success, decision, expand, file), and an
    extension node's HTML, None for the labelled placeholder. `prompts`: show those, as a writer finds them.
    """

    media_url: Callable[[Adf], str | None] = _no_url
    media_note: Callable[[Adf], str] = _no_note
    srcset: Callable[[str, int | None], str | None] = _no_srcset
    link_url: Callable[[str], str | None] = _same_link
    word: Callable[[str], str] = _as_written
    icon: Callable[[str], str] = _icon
    extension: Callable[[Adf], str | None] = _no_html
    prompts: bool = False
