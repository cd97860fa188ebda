"""Building nodes and their children in a place where certain variants are allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..schema import Variant, schema
from ..text import inline_node_text, to_text
from ..types import Adf, Report
from ..validation import MAX_DEPTH
from ..words import a_noun
from . import adapt
from .values import clean_text, fit_attrs, fit_marks, lost

_DEEP = MAX_DEPTH - 8  # room for the few levels that a flattened block still needs
_ITEMS = frozenset({"listItem", "taskItem", "blockTaskItem", "decisionItem"})
_LISTS = frozenset({"bulletList", "orderedList", "taskList", "decisionList"})
_UNSPLIT = frozenset({"tableCell", "tableHeader", "layoutColumn", "mediaSingle", "mediaGroup", "doc"})


@dataclass(slots=True)
class Lifted:
    """A loose node on its way up, out of parents that can't hold it."""

    node: Adf


Piece = Adf | Lifted


class Fitter:
    """Fits loose nodes; one per conversion, as it carries the report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        inline = schema().variants["paragraph_node"].content
        self.inline = frozenset(inline or ())
        self.types = schema().by_type
        self._told: set[int] = set()

    def children(self, nodes: Any, parent: Variant, depth: int) -> list[Piece]:
        """The pieces which a parent's loose children become."""
        loose = [n for n in nodes if isinstance(n, dict)] if isinstance(nodes, list | tuple) else []
        if parent.type == "codeBlock":
            return self._code(loose)
        if not self._is_inline(parent):
            loose = adapt.wrap_runs(loose, self.inline)
        pieces: list[Piece] = []
        for node in loose:
            pieces.extend(self.fit(node, parent, depth, pieces))
        return pieces

    def fit(self, node: Adf, parent: Variant, depth: int, before: list[Piece]) -> list[Piece]:
        """The pieces which a loose node becomes inside this parent, after the pieces that are there already."""
        kind = str(node.get("type"))
        group = parent.content or {}
        if depth >= _DEEP and kind not in self.inline and kind != "paragraph":
            return self._flatten(node, parent, depth, before)
        if kind not in group:
            return adapt.adapt(self, node, parent, depth, before)
        pieces = self.build(node, group[kind], depth + 1)
        result: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, Lifted) and not self._passes(piece.node, parent):
                result.extend(self.fit(piece.node, parent, depth, [*before, *result]))
            else:
                result.append(piece)
        return result

    def _passes(self, node: Adf, parent: Variant) -> bool:
        """Whether what leaves an item leaves its list too; wrapped in a new item it would only leave again."""
        return parent.type in _LISTS and node.get("type") not in (parent.content or {})

    def lift(self, node: Adf, parent: Variant, depth: int) -> list[Piece]:
        """Send a node up, or keep its content where the parent can't be split around it."""
        kind = str(node.get("type"))
        if parent.type not in _UNSPLIT:
            if id(node) not in self._told and (kind, parent.type) != ("taskList", "taskItem"):
                self._told.add(id(node))
                self.report.add(f"{a_noun(kind)} {adapt.inside(parent.type)} was moved out of it.")
            return [Lifted(node)]
        if kind == "table":
            self.report.add(f"A table {adapt.inside(parent.type)} became text.")
            return self.children(adapt.rows_as_paragraphs(node), parent, depth)
        if node.get("content"):
            return self.children(node["content"], parent, depth)
        lost(kind, self.report)
        return []

    def build(self, node: Adf, variants: list[Variant], depth: int) -> list[Piece]:
        """A node of an allowed type with valid attributes, marks and children; several when it had to be split."""
        kind = str(node["type"])
        if kind in ("mediaSingle", "layoutSection"):
            node, variants = adapt.arrange(node, variants)
        variant, marks = fit_marks(kind, variants, node.get("marks"), self.report)
        if variant.text:
            return self._text(node, marks)
        result: Adf = {"type": kind}
        if variant.attrs is not None and (variant.attrs_required or "attrs" in node):
            attrs = fit_attrs(kind, variant.attrs, node.get("attrs"), self.report)
            if attrs is None and variant.attrs_required:
                lost(kind, self.report)
                return [Lifted(child) for child in node.get("content", ()) if isinstance(child, dict)]
            if attrs or variant.attrs_required:
                result["attrs"] = attrs or {}
        if marks:
            result["marks"] = marks
        if variant.content is None:
            return [result]
        return self._assemble(result, variant, self.children(node.get("content", ()), variant, depth), depth)

    def _text(self, node: Adf, marks: list[Adf]) -> list[Piece]:
        text = clean_text(node["text"]) if isinstance(node.get("text"), str) else ""
        if not text:
            return []
        return [{"type": "text", "text": text, **({"marks": marks} if marks else {})}]

    def _code(self, nodes: list[Adf]) -> list[Piece]:
        pieces: list[Piece] = []
        variants = [schema().variants["text_with_no_marks_node"]]
        for node in nodes:
            told = Report()
            _variant, marks = fit_marks("text", variants, node.get("marks"), told)
            if told.sentences():
                self.report.add("Formatting inside a code block was left out.")
            pieces += self._text({"type": "text", "text": self._code_text(node)}, marks)
        return pieces

    def _code_text(self, node: Adf) -> str:
        if node.get("type") == "text":
            return str(node.get("text") or "")
        return inline_node_text(node) or to_text(node)

    def _assemble(self, node: Adf, variant: Variant, pieces: list[Piece], depth: int) -> list[Piece]:
        """Split a node around the pieces that leave it."""
        if not any(isinstance(piece, Lifted) for piece in pieces):
            return list(self._finish(node, variant, [p for p in pieces if isinstance(p, dict)]))
        if variant.type in _ITEMS:
            return self._leave_item(node, variant, pieces)
        result: list[Piece] = []
        part: list[Adf] = []
        count = 0
        for piece in [*pieces, None]:
            if isinstance(piece, dict):
                part.append(piece)
                continue
            if part:
                result.extend(self._finish(adapt.continued(node, count), variant, part))
                count, part = count + len(part), []
            if piece is not None:
                result.append(piece)
        return result

    def _leave_item(self, node: Adf, variant: Variant, pieces: list[Piece]) -> list[Piece]:
        """An item keeps what stands before the first piece that leaves; the rest follows that piece."""
        first = next(i for i, piece in enumerate(pieces) if isinstance(piece, Lifted))
        kept = [piece for piece in pieces[:first] if isinstance(piece, dict)]
        rest: list[Piece] = []
        run: list[Adf] = []
        for piece in [*pieces[first:], None]:
            if isinstance(piece, dict) and piece["type"] in self.inline:
                run.append(piece)
                continue
            if run:
                rest.append(Lifted({"type": "paragraph", "content": run}))
                run = []
            if piece is not None:
                rest.append(piece if isinstance(piece, Lifted) else Lifted(piece))
        return [*(self._finish(node, variant, kept) if kept else ()), *rest]

    def _finish(self, node: Adf, variant: Variant, content: list[Adf]) -> list[Adf]:
        """The node with its content, or nothing where it would be empty and may not be."""
        content = adapt.merged_text(content)
        if variant.max_items is not None and len(content) > variant.max_items:
            content = content[: variant.max_items]
            self.report.add(f"{a_noun(variant.type)} had more parts than it can have.")
        if len(content) < variant.min_items:
            if "paragraph" not in (variant.content or {}):
                return []
            content = [*content, {"type": "paragraph"}]
        if content or variant.content_required:
            return [{**node, "content": content}]
        return [node]

    def _is_inline(self, parent: Variant) -> bool:
        return "text" in (parent.content or {})

    def _flatten(self, node: Adf, parent: Variant, depth: int, before: list[Piece]) -> list[Piece]:
        """Content nested too deeply becomes paragraphs of text."""
        group = parent.content or {}
        if "paragraph" not in group:
            if node.get("type") in group and node.get("type") != parent.type:
                return self.build(node, group[str(node["type"])], depth + 1)
            if depth < MAX_DEPTH - 2 and node.get("type") != parent.type:
                return adapt.adapt(self, node, parent, depth, before)
            return self.children(node.get("content", ()), parent, depth)
        self.report.add("Content nested very deeply became plain text.")
        lines = to_text(node).splitlines()
        return [
            {"type": "paragraph", "content": [{"type": "text", "text": clean_text(x)}]} for x in lines if clean_text(x)
        ]
