"""What programs put on the clipboard. The editor is held against the same files (frontend/islands/editor/paste)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .. import from_html, validate
from ..types import Adf

FOLDER = Path(__file__).parents[4] / "tests" / "clipboard"
DEFAULT = {"order": 1, "colspan": 1, "rowspan": 1}


def plain(node: Adf) -> Adf:
    """Without what two readers may say differently: local ids, and attributes at their default."""
    said = {k: v for k, v in node.get("attrs", {}).items() if k != "localId" and DEFAULT.get(k) != v}
    result: Adf = {key: value for key, value in node.items() if key in ("type", "text", "version")}
    if said:
        result["attrs"] = said
    if node.get("content"):
        result["content"] = [plain(child) for child in node["content"]]
    if node.get("marks"):
        result["marks"] = sorted(node["marks"], key=lambda mark: str(mark["type"]))
    return result


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.html")), ids=lambda file: file.stem)
def test_the_clipboard_of(file: Path) -> None:
    body = validate(from_html(file.read_text("utf-8")).body)
    assert plain(body) == json.loads(file.with_suffix(".json").read_text("utf-8"))
