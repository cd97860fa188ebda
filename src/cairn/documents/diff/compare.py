"""Comparing two bodies: partners found, then each pair compared in its own way."""

from __future__ import annotations

from collections.abc import Sequence

from ..text import INLINE, TEXT_BLOCKS
from ..types import Adf
from .align import ALIKE, Step, align
from .describe import block_notes
from .inline import compare_lines
from .items import Item, item_of, likeness
from .model import Change, Diff, How, Note
from .tables import columns_of, is_plain_table, table_notes


def diff(old: Adf, new: Adf) -> Diff:
    """What changed from `old` to `new`, two valid bodies. Passages of comments and local ids alone are no change."""
    return Diff(tuple(_blocks(_children(old), _children(new))))


def _children(node: Adf) -> list[Adf]:
    return node.get("content") or []


def _blocks(old: Sequence[Adf], new: Sequence[Adf]) -> list[Change]:
    left, right = [item_of(node) for node in old], [item_of(node) for node in new]
    changes: list[Change] = []
    for step in align(left, right):
        changes += _step(step, left, right)
    return changes


def _step(step: Step, left: list[Item], right: list[Item]) -> list[Change]:
    if step.old is not None and step.new is not None:
        return _pair(left[step.old], right[step.new], moved=step.moved)
    if step.new is not None:
        return [Change("added", None, right[step.new].node)]
    assert step.old is not None
    return [Change("left" if step.moved else "removed", left[step.old].node, None)]


def _pair(left: Item, right: Item, *, moved: bool) -> list[Change]:
    old, new = left.node, right.node
    if left.key == right.key:
        return [Change("moved" if moved else "same", old, new)]
    how: How = "moved" if moved else "changed"
    notes = block_notes(old, new)
    if old.get("type") == new.get("type") == "table" and is_plain_table(old) and is_plain_table(new):
        return [_table(old, new, notes, moved=moved)]
    if old.get("type") in TEXT_BLOCKS and new.get("type") in TEXT_BLOCKS:
        if not moved and left.size and right.size and likeness(left, right) < ALIKE and not left.local_id:
            return [Change("removed", old, None), Change("added", None, new)]
        in_task = new.get("type") == "taskItem"
        return [Change(how, old, new, notes, pieces=compare_lines(_children(old), _children(new), in_task=in_task))]
    if "content" not in old and "content" not in new:
        return [Change(how, old, new, notes or (Note("changed"),))]
    if _is_inline(old) or _is_inline(new):
        return [Change(how, old, new, notes, pieces=compare_lines(_children(old), _children(new)))]
    return [Change(how, old, new, notes, children=tuple(_inside(_children(old), _children(new))))]


def _inside(old: Sequence[Adf], new: Sequence[Adf]) -> list[Change]:
    """The blocks of a container. Where there is one line on each side, it is the same line, however it reads now."""
    if len(old) == len(new) == 1 and old[0].get("type") == new[0].get("type") == "paragraph":
        left, right = item_of(old[0]), item_of(new[0])
        if left.key != right.key:
            pieces = compare_lines(_children(old[0]), _children(new[0]))
            return [Change("changed", old[0], new[0], block_notes(old[0], new[0]), pieces=pieces)]
    return _blocks(old, new)


def _is_inline(node: Adf) -> bool:
    return any(child.get("type") in INLINE for child in _children(node))


def _table(old: Adf, new: Adf, notes: tuple[Note, ...], *, moved: bool) -> Change:
    """Row by row, and in each row cell by cell along the columns that belong together."""
    columns = align(columns_of(old), columns_of(new))
    left, right = [item_of(row) for row in _children(old)], [item_of(row) for row in _children(new)]
    rows: list[Change] = []
    for step in align(left, right):
        if step.old is None or step.new is None:
            rows += _step(step, left, right)
        else:
            rows.append(_row(left[step.old].node, right[step.new].node, columns, moved=step.moved))
    how: How = "moved" if moved else "changed"
    return Change(how, old, new, (*notes, *table_notes(columns, rows, old, new)), children=tuple(rows))


def _row(old: Adf, new: Adf, columns: list[Step], *, moved: bool) -> Change:
    left, right = [item_of(cell) for cell in _children(old)], [item_of(cell) for cell in _children(new)]
    cells: list[Change] = []
    for column in columns:
        made = _step(column, left, right)
        cells += made
    changed = any(cell.how != "same" for cell in cells)
    if not changed:
        return Change("moved" if moved else "same", old, new)
    return Change("moved" if moved else "changed", old, new, children=tuple(cells))
