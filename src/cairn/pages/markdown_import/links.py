"""Where a link or picture of a file leads: another page, a file of the folder, or nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import unquote

from cairn.pages.markdown_import import confluence
from cairn.pages.markdown_import.folder import ENDINGS, Folder
from cairn.pages.markdown_import.source import Source
from cairn.pages.markdown_import.tree import INDEX_NAMES, Tree

_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|//|#|www\.")
_VARIABLE = re.compile(r"^(?:\{\{.*?\}\}|%7B%7B.*?%7D%7D)", re.IGNORECASE)
_PAGE_ENDINGS = (*ENDINGS, ".html", ".htm")


@dataclass(frozen=True, slots=True)
class Target:
    """`path` names a node of the tree for "page", a file of the folder for "file". `why` is for people."""

    kind: Literal["page", "file", "space", "elsewhere", "nowhere"]
    path: str = ""
    anchor: str = ""
    why: str = ""


class Resolver:
    """Answers for the files of one folder."""

    def __init__(self, folder: Folder, tree: Tree) -> None:
        self._folder = folder
        self._tree = tree
        self._aliases: dict[str, str] = {}
        self._tails: dict[str, set[str]] = {}
        self._ids: dict[str, str] = {}
        for node in tree.nodes.values():
            if node.source and node.source.crumbs and (own := confluence.own_id(node.path)):
                self._ids[own] = node.path
            for alias in node.source.aliases if node.source else ():
                self._aliases.setdefault(_bare(alias), node.path)
            for name in filter(None, {_without_ending(node.path), (node.folder or "").rstrip("/")}):
                parts = name.lower().split("/")
                for start in range(len(parts)):
                    self._tails.setdefault("/".join(parts[start:]), set()).add(node.path)

    def resolve(self, source: Source, href: str) -> Target:
        """Where `href`, as written in `source`, leads."""
        href = _VARIABLE.sub("/", href.strip()).replace("//", "/") if _VARIABLE.match(href.strip()) else href.strip()
        if (wiki := confluence.linked_id(href)) in self._ids:
            return Target("page", self._ids[str(wiki)])
        if not href or _ELSEWHERE.match(href):
            return Target("elsewhere")
        address, _, anchor = href.partition("#")
        written = address.partition("?")[0]
        for path in dict.fromkeys((unquote(written, errors="replace").replace("\\", "/"), written)):
            found = self._find(source, path)
            if found is not None:
                return Target(found.kind, found.path, anchor, found.why)
        return Target("nowhere", why=f"The link to “{href[:200]}” leads to no file of the folder; its words were kept.")

    def _find(self, source: Source, path: str) -> Target | None:
        if path.startswith("/"):
            alias = self._aliases.get(_bare(path))
            if alias is not None:
                return Target("page", alias)
            return self._at(_joined("", path.lstrip("/")) or "") or self._by_tail(path)
        for base in self._bases(source, path):
            joined = _joined(base, path)
            if joined is None:
                why = (
                    f"The link to “{path[:200]}” leads out of the folder; it was not followed and its words were kept."
                )
                return Target("nowhere", why=why)
            found = self._at(joined)
            if found is not None:
                return found
        from_the_top = source.has_front_matter and "/" in path and not path.startswith(".")
        return self._find(source, f"/{path}") if from_the_top else None

    def _bases(self, source: Source, path: str) -> list[str]:
        """Folders that a relative link may start from: a site generator serves `a/b.md` as `/a/b/`, and some people
        write from the root."""
        beside = source.path[: source.path.rfind("/") + 1]
        name = PurePosixPath(path.rstrip("/")).name
        is_address = source.has_front_matter and ("." not in name or name in (".", ".."))
        if is_address and PurePosixPath(source.path).stem.lower() not in INDEX_NAMES:
            return [f"{_without_ending(source.path)}/", beside]
        return [beside] if path.startswith(".") else [beside, ""]

    def _at(self, path: str) -> Target | None:
        """The page or file at a path of the folder, as it is or in another spelling."""
        path = self._folder.links.get(path, path)
        nodes, bare = self._tree.nodes, _without_ending(path)
        if path in nodes:
            return Target("page", path)
        if path.rstrip("/") == "" or bare.lower() == "index":
            top = self._tree.folders.get("")
            return Target("page", top) if top else Target("space")
        if path in self._folder.files:
            return Target("file", path)
        if f"{path.rstrip('/')}/" in self._tree.folders:
            return Target("page", self._tree.folders[f"{path.rstrip('/')}/"])
        for ending in ENDINGS:
            if f"{bare}{ending}" in nodes:
                return Target("page", f"{bare}{ending}")
        if PurePosixPath(bare).name.lower() in INDEX_NAMES and f"{bare.rpartition('/')[0]}/" in self._tree.folders:
            return Target("page", self._tree.folders[f"{bare.rpartition('/')[0]}/"])
        return self._in_any_case(path)

    def _in_any_case(self, path: str) -> Target | None:
        names = dict.fromkeys([path, *(f"{_without_ending(path)}{ending}" for ending in ENDINGS)])
        same = [file for name in names for file in self._folder.by_lower_name.get(name.lower(), [])]
        if len(same) > 1:
            return Target("nowhere", why=f"“{path[:200]}” may mean {' or '.join(same)}; its words were kept.")
        if not same:
            return None
        if same[0] in self._folder.files:
            return Target("file", same[0])
        return Target("page", same[0]) if same[0] in self._tree.nodes else None

    def _by_tail(self, path: str) -> Target | None:
        """An address from the root of a site whose pages lie deeper in the folder, where only one page fits."""
        fits = self._tails.get(_bare(path), set())
        if len(fits) == 1:
            return Target("page", next(iter(fits)))
        files = [file for file in self._folder.files if f"/{file}".endswith(path)]
        return Target("file", files[0]) if len(files) == 1 else None


def _joined(base: str, path: str) -> str | None:
    """A relative path from a folder, or None where it climbs out of the root."""
    parts: list[str] = []
    for part in f"{base}{path}".split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _without_ending(path: str) -> str:
    ending = next((ending for ending in _PAGE_ENDINGS if path.lower().endswith(ending)), "")
    return path[: len(path) - len(ending)] if ending else path


def _bare(address: str) -> str:
    return _without_ending(address.strip().strip("/")).lower()
