"""Files that nobody wrote for Cairn. A sample by default; `CAIRN_ALL_DATA=1` takes every file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .. import adf_from_update, from_markdown, to_html, to_markdown, to_text, update_from_adf, validate
from .test_html import assert_safe

DATA = Path(os.environ.get("CAIRN_SHARED_DATA", Path(__file__).parents[5] / "shared" / "data"))
SETS = ("tsc-wiki", "handbook-18f", "rfcs-rust", "adr-nats")
SAMPLE = 12  # files of each set


def files(folder: str) -> list[Path]:
    found = sorted((DATA / folder).rglob("*.md"))
    return found if os.environ.get("CAIRN_ALL_DATA") else found[:: max(1, len(found) // SAMPLE)]


@pytest.mark.skipif(not DATA.is_dir(), reason=f"{DATA} is not there (set CAIRN_SHARED_DATA)")
@pytest.mark.parametrize("folder", SETS)
def test_every_file_becomes_a_valid_document_that_survives_all_conversions(folder: str) -> None:
    found = files(folder)
    assert found
    for file in found:
        source = file.read_text("utf-8", errors="replace")
        body = validate(from_markdown(source).body)
        assert adf_from_update(update_from_adf(body)) == body, file
        assert_safe(to_html(body))
        assert bool(to_text(body)) == bool(body["content"]) or "![" in source, file
        once = to_markdown(body).text
        validate(from_markdown(once).body)
