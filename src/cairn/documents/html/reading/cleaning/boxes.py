"""Items that begin with a drawn box, or a Markdown one, as action items."""

from __future__ import annotations

import re

from ..parse import Element, name_of
from .tree import found

_TICKED = re.compile(r"\s*(?:[☑☒✅]|\[[xX]\])\s+")
_OPEN = re.compile(r"\s*(?:[☐□]|\[ \])\s+")


def mark(root: Element) -> None:
    for item in found(root, "li"):
        for element in item.iter():
            if element is not item and name_of(element) not in ("p", "span", "div", "label"):
                break
            if not (element.text or "").strip():
                continue
            ticked, still_open = _TICKED.match(element.text or ""), _OPEN.match(element.text or "")
            sign = ticked or still_open
            if sign is not None:
                element.text = (element.text or "")[sign.end() :]
                item.set("class", "action-item")
                item.set("data-state", "DONE" if ticked else "TODO")
            break
