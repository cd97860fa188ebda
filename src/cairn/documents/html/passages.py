"""Passages that comments are about, as marks around finished HTML."""

from __future__ import annotations

from ..types import Adf
from .tags import tag

Passages = tuple[str, ...]
"""The ids of the comments that are about a piece of text."""


def passages(node: Adf) -> Passages:
    return tuple(str(mark["attrs"]["id"]) for mark in node.get("marks", ()) if mark["type"] == "annotation")


def in_passages(html: str, ids: Passages) -> str:
    for annotation in ids:
        html = tag("mark", {"class": "annotation", "data-annotation": annotation}, html)
    return html
