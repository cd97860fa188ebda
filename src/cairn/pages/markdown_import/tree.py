"""Which page lies under which: from folders, their index files, and breadcrumbs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from cairn.pages.markdown_import import confluence
from cairn.pages.markdown_import.confluence import Crumb
from cairn.pages.markdown_import.report import ImportReport
from cairn.pages.markdown_import.source import Source, natural, title_from_name

INDEX_NAMES = ("index", "_index", "readme")
"""Files that are the page of their folder, the first that is there."""


@dataclass(slots=True)
class Node:
    """A page to be. `path` is its file, or its folder with "/" at the end; `folder` the folder it stands for."""

    path: str
    title: str
    source: Source | None = None
    parent: str | None = None
    folder: str | None = None
    order: tuple[float, float, list[tuple[int, int, str]]] = (0, 0, [])


@dataclass(slots=True)
class Tree:
    """`nodes` by path, parents before children and siblings in order; `pages` by folder; `contents` is a file that is
    no page: an export's own table of contents."""

    nodes: dict[str, Node] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    contents: str | None = None


def plan(sources: list[Source], report: ImportReport) -> Tree:
    """The tree that the files describe. Circles of breadcrumbs are cut and reported."""
    tree, ranks = Tree(), dict[str, int]()
    with_crumbs = any(source.crumbs for source in sources)
    for source in sources:
        listed = confluence.contents(source.text) if with_crumbs and not source.crumbs else None
        if listed is None:
            tree.nodes[source.path] = Node(source.path, source.title, source)
        else:
            tree.contents = source.path
            ranks.update({_file_of(source.path, href): rank for rank, href in enumerate(listed)})
    _place_in_folders(tree)
    for source in sources:
        if source.crumbs:
            _place_under_crumbs(tree, source)
    for node in tree.nodes.values():
        own = node.source.order if node.source and node.source.order is not None else float("inf")
        name = PurePosixPath(node.folder or node.path).name
        node.order = (ranks.get(node.path, float("inf")), own, natural(PurePosixPath(name).stem))
        node.title = node.title or ("" if node.source else title_from_name(node.folder or node.path))
    _cut_circles(tree, report)
    tree.nodes = {node.path: node for node in _in_order(tree)}
    return tree


def _place_in_folders(tree: Tree) -> None:
    """Files lie under the page of their folder: its index file, a file beside it with its name, or a page made for it."""
    files = [node for node in tree.nodes.values() if node.source and not node.source.crumbs]
    by_folder: dict[str, list[Node]] = {}
    for node in files:
        by_folder.setdefault(_folder_of(node.path), []).append(node)
    for folder in list(by_folder):
        for above in _folders_above(folder):
            by_folder.setdefault(above, [])
    for folder in sorted(by_folder, key=lambda path: (path.count("/"), path)):
        page = _index_of(by_folder[folder]) or _namesake(folder, by_folder)
        if page is None and folder:
            page = tree.nodes[folder] = Node(folder, "")
        if page is not None:
            page.folder = folder
            tree.folders[folder] = page.path
            page.parent = tree.folders.get(_folder_of(folder.rstrip("/"))) if folder else None
        for node in by_folder[folder]:
            if node is not page and node.parent is None:
                node.parent = tree.folders.get(folder)


def _index_of(nodes: list[Node]) -> Node | None:
    stems = {PurePosixPath(node.path).stem.lower(): node for node in reversed(nodes)}
    return next((stems[name] for name in INDEX_NAMES if name in stems), None)


def _namesake(folder: str, by_folder: dict[str, list[Node]]) -> Node | None:
    """`guide.md` beside the folder `guide/`, unless it is the page of the folder that both lie in."""
    beside = by_folder.get(_folder_of(folder.rstrip("/")), []) if folder else []
    name = folder.rstrip("/")
    return next((node for node in beside if str(PurePosixPath(node.path).with_suffix("")) == name), None)


def _place_under_crumbs(tree: Tree, source: Source) -> None:
    """Under the last breadcrumb; pages of breadcrumbs that have no file are made."""
    above: str | None = None
    for crumb in source.crumbs[1:]:  # the first is the space itself
        path = _file_of(source.path, crumb.href)
        if path not in tree.nodes:
            tree.nodes[path] = _made_for(crumb, path, above)
        above = path
    tree.nodes[source.path].parent = above


def _made_for(crumb: Crumb, path: str, above: str | None) -> Node:
    return Node(path, crumb.title, parent=above)


def _file_of(path: str, href: str) -> str:
    """The file behind a link between exported pages; their names are percent-encoded as in the link."""
    return f"{_folder_of(path)}{href.removesuffix('.html')}.md"


def _folder_of(path: str) -> str:
    return path[: path.rfind("/") + 1]


def _folders_above(folder: str) -> list[str]:
    return [folder[: index + 1] for index, char in enumerate(folder[:-1]) if char == "/"] + [""]


def _cut_circles(tree: Tree, report: ImportReport) -> None:
    safe: set[str] = set()
    for path, node in tree.nodes.items():
        way, current = [path], node.parent
        while current is not None and current not in safe:
            if current in way:
                tree.nodes[way[-1]].parent = None
                report.add(way[-1], "Its breadcrumbs lead in a circle; it was put at the top of the space.")
                break
            way.append(current)
            current = tree.nodes[current].parent
        safe.update(way)


def _in_order(tree: Tree) -> list[Node]:
    below: dict[str | None, list[Node]] = {}
    for node in tree.nodes.values():
        below.setdefault(node.parent, []).append(node)
    result = list[Node]()
    todo = sorted(below.get(None, []), key=lambda node: node.order, reverse=True)
    while todo:
        node = todo.pop()
        result.append(node)
        todo.extend(sorted(below.get(node.path, []), key=lambda child: child.order, reverse=True))
    return result
