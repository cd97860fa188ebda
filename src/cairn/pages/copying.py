"""Words on their way into a copy: what pointed at a copied page points at its copy, everything else stays as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cairn.documents import Adf
from cairn.documents.html.tags import safe_id
from cairn.documents.ids import IDENTIFIED
from cairn.documents.walk import walk
from cairn.pages.cards import own_path

# What is said about a page, and its history, stay with the original: so do links to them.
_OWN = re.compile(r"^(?P<start>[^?#]*/pages/)(?P<page>\d{1,18})(?P<rest>/?(?:edit/)?(?:#(?!thread-|comment-).*)?)$")
# The anchors that the reading view gives a block and an action item.
_BLOCK = re.compile(r"#(?:b|action)-(?P<id>.+)$")
_FILE = re.compile(r"/attachments/([^/?#]+)")


def own_id(page_id: int, local_id: str) -> str:
    """The local id that a node has in the copy `page_id`: the same however often it is asked for."""
    return str(uuid5(NAMESPACE_URL, f"cairn:copy:{page_id}:{local_id}"))


def anchors_of(*bodies: Adf) -> dict[str, str]:
    """The nodes of `bodies` that have other ids in a copy: what their anchors say → the id that they have here."""
    nodes = (node for body in bodies for node in walk(body) if node.get("type") in IDENTIFIED)
    ids = (node.get("attrs", {}).get("localId") for node in nodes)
    return {safe_id(each): each for each in ids if isinstance(each, str) and each}


def _no_anchors(source_id: int) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class Copied:
    """What there is once more: `pages` by the ids of the originals, `files` by the keys of theirs, and what the anchors of
    an original stand for (`anchors_of`).
    """

    pages: Mapping[int, int]
    files: Mapping[str, str] = field(default_factory=dict)
    anchors: Callable[[int], Mapping[str, str]] = _no_anchors

    def body(self, body: Adf, source_id: int) -> Adf:
        """`body` for the copy of the page `source_id`: without marks of comments, with ids of its own, its boxes unticked."""
        return self._node(body, self.pages[source_id])

    def address(self, url: str) -> str:
        """The address of the copy where `url` leads to a page that was copied, else `url`."""
        found = _OWN.match(url) if own_path(url).startswith("/pages/") else None
        page = self.pages.get(int(found["page"])) if found else None
        if found is None or page is None:
            return url
        block = _BLOCK.search(found["rest"])
        local_id = self.anchors(int(found["page"])).get(block["id"]) if block else None
        rest = f"{found['rest'][: block.start('id')]}{own_id(page, local_id)}" if block and local_id else found["rest"]
        return f"{found['start']}{page}{rest}"

    def _node(self, node: Adf, page_id: int) -> Adf:
        result: dict[str, Any] = dict(node)
        attrs = node.get("attrs")
        if attrs:
            result["attrs"] = self._value(attrs)
            local_id = attrs.get("localId")
            if node.get("type") in IDENTIFIED and isinstance(local_id, str) and local_id:
                result["attrs"]["localId"] = own_id(page_id, local_id)
            if node.get("type") in ("taskItem", "blockTaskItem"):
                result["attrs"]["state"] = "TODO"
            if isinstance(attrs.get("parameters"), dict):
                result["attrs"]["parameters"] = self._parameters(attrs["parameters"])
        if "marks" in node:
            marks = [mark for mark in node["marks"] if mark.get("type") != "annotation"]
            result["marks"] = [self._value(mark) for mark in marks]
            if not marks:
                del result["marks"]
            elif isinstance(node.get("text"), str):
                result["text"] = self._shown(node["text"], marks)
        if "content" in node:
            result["content"] = [self._node(child, page_id) for child in node["content"]]
        return result

    def _parameters(self, given: dict[str, Any]) -> dict[str, Any]:
        """Those of an extension: `page` is a page's id, `excerpt` a local id on that page."""
        told: dict[str, Any] = self._value(given)
        page = given.get("page")
        number = int(page) if isinstance(page, str) and page.isascii() and page.isdecimal() else page
        to = self.pages.get(number) if isinstance(number, int) else None
        if to is not None:
            told["page"] = str(to) if isinstance(page, str) else to
            if isinstance(given.get("excerpt"), str):
                told["excerpt"] = own_id(to, given["excerpt"])
        return told

    def _shown(self, text: str, marks: list[dict[str, Any]]) -> str:
        """An address that is its own words."""
        hrefs = [mark.get("attrs", {}).get("href") for mark in marks if mark.get("type") == "link"]
        return self.address(text) if text in hrefs else text

    def _value(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._value(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._value(each) for each in value]
        if not isinstance(value, str):
            return value
        if value in self.files:
            return self.files[value]
        if "/attachments/" in value:
            return _FILE.sub(lambda found: f"/attachments/{self.files.get(found[1], found[1])}", value)
        return self.address(value) if "/pages/" in value else value
