// A unit is what the block handle takes hold of: a block, or an item of a list with all that belongs to it.
// Here are the ways to find one and to move, copy and delete it; all of them work on positions, without the DOM.
import { Fragment, type Node as PmNode, type ResolvedPos } from "@tiptap/pm/model";
import { type EditorState, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { movesBlocks } from "./places";

export interface Unit {
  from: number;
  to: number;
  /** One node; an action item brings along the list of those below it. */
  nodes: PmNode[];
}

const ITEMS = new Set(["listItem", "taskItem", "blockTaskItem", "decisionItem"]);
const LISTS = new Set(["bulletList", "orderedList", "taskList", "decisionList"]);
/** What stands inside never leaves these by a step up or down. */
const ROOMS = new Set(["doc", "tableCell", "tableHeader", "layoutColumn", "bodiedSyncBlock", "bodiedExtension"]);
const PARTS = new Set(["tableRow", "tableCell", "tableHeader", "layoutColumn", "media", "caption"]);
/** Taken hold of as a whole by the pointer; the keyboard reaches what is inside. */
const WHOLE = new Set(["table", "panel", "blockquote", "mediaSingle", "mediaGroup"]);

/** The innermost unit around a position. `whole` stops at tables, panels and quotes. */
export function unitAt($pos: ResolvedPos, whole = false): Unit | null {
  const depth = unitDepth($pos, whole);
  return depth > 0 ? unitFrom($pos.node(depth - 1), $pos.index(depth - 1), $pos.before(depth)) : null;
}

function unitDepth($pos: ResolvedPos, whole: boolean): number {
  if (whole) {
    for (let depth = 1; depth <= $pos.depth; depth += 1) if (WHOLE.has($pos.node(depth).type.name)) return depth;
  }
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    const [node, parent] = [$pos.node(depth), $pos.node(depth - 1)];
    const name = node.type.name;
    if (PARTS.has(name) || (LISTS.has(name) && depth < $pos.depth)) continue;
    // The first line of an item is the item.
    if (parent.type.name === "listItem" && $pos.index(depth - 1) === 0) continue;
    return depth;
  }
  return 0;
}

/** The unit that begins with the node right after `pos`. */
export function unitStarting(doc: PmNode, pos: number): Unit | null {
  const $pos = doc.resolve(pos);
  return $pos.nodeAfter ? unitFrom($pos.parent, $pos.index(), pos) : null;
}

function unitFrom(parent: PmNode, index: number, from: number): Unit {
  const node = parent.child(index);
  const next = index + 1 < parent.childCount ? parent.child(index + 1) : null;
  const nodes = ITEMS.has(node.type.name) && next && LISTS.has(next.type.name) ? [node, next] : [node];
  return { from, to: from + nodes.reduce((size, each) => size + each.nodeSize, 0), nodes };
}

/** The nodes as they may stand at `$to`: as they are, or items inside a list of their own; null where neither goes. */
function fitted(unit: Unit, list: PmNode, $to: ResolvedPos): PmNode[] | null {
  const index = $to.index();
  const takes = (node: PmNode | undefined) => !!node && $to.parent.canReplaceWith(index, index, node.type);
  if (unit.nodes.every(takes)) return unit.nodes;
  if (!ITEMS.has(unit.nodes[0]?.type.name ?? "")) return null;
  const wrapped = list.type.create({ ...list.attrs, localId: null }, unit.nodes);
  return takes(wrapped) ? [wrapped] : null;
}

export function canMove(doc: PmNode, unit: Unit, to: number): boolean {
  if (to >= unit.from && to <= unit.to) return false;
  return fitted(unit, doc.resolve(unit.from).parent, doc.resolve(to)) !== null;
}

/** Takes the unit out and puts it at `to`; the selection stays in it. */
export function moveUnit(state: EditorState, unit: Unit, to: number): Transaction | null {
  if (!canMove(state.doc, unit, to)) return null;
  const nodes = fitted(unit, state.doc.resolve(unit.from).parent, state.doc.resolve(to));
  if (!nodes) return null;
  const { tr, selection } = state;
  const inside = selection.from >= unit.from && selection.to <= unit.to;
  const offset = inside ? selection.head - unit.from : 1;
  remove(tr, unit);
  const at = tr.mapping.map(to, to <= unit.from ? -1 : 1);
  tr.insert(at, nodes);
  const start = at + (nodes === unit.nodes ? 0 : 1);
  const end = at + Fragment.from(nodes).size;
  select(tr, start + offset);
  if (nodes !== unit.nodes) joinLists(tr, at, end);
  return movesBlocks(tr).scrollIntoView();
}

function select(tr: Transaction, at: number): void {
  const $at = tr.doc.resolve(Math.max(0, Math.min(at, tr.doc.content.size)));
  tr.setSelection($at.parent.inlineContent ? TextSelection.create(tr.doc, $at.pos) : Selection.near($at));
}

/** A list that came to stand beside one of its kind becomes part of it. */
function joinLists(tr: Transaction, from: number, to: number): void {
  for (const at of [to, from]) {
    const { nodeBefore, nodeAfter } = tr.doc.resolve(at);
    if (nodeBefore && nodeAfter && LISTS.has(nodeBefore.type.name) && nodeBefore.type === nodeAfter.type) tr.join(at);
  }
}

/** Takes a unit out. A list without items goes too; a box keeps an empty line to write in. */
function remove(tr: Transaction, unit: Unit): void {
  let { from, to } = unit;
  for (;;) {
    const $from = tr.doc.resolve(from);
    const { parent, depth } = $from;
    if (parent.content.size > to - from) break;
    if (depth > 0 && (LISTS.has(parent.type.name) || parent.type.name === "listItem")) {
      [from, to] = [$from.before(), $from.after()];
      continue;
    }
    const line = tr.doc.type.schema.nodes.paragraph?.createAndFill();
    if (line) tr.replaceWith(from, to, line);
    return;
  }
  tr.delete(from, to);
}

export function deleteUnit(state: EditorState, unit: Unit): Transaction {
  const { tr } = state;
  remove(tr, unit);
  select(tr, Math.min(unit.from + 1, tr.doc.content.size));
  return tr.scrollIntoView();
}

/** Puts a copy after the unit and goes on in it. What is known by its id gets another one. */
export function duplicateUnit(state: EditorState, unit: Unit): Transaction {
  const { tr, selection } = state;
  const offset = selection.head - unit.from;
  tr.insert(unit.to, unit.nodes.map(withoutIds));
  select(tr, unit.to + (offset > 0 && offset < unit.to - unit.from ? offset : 1));
  return tr.scrollIntoView();
}

function withoutIds(node: PmNode): PmNode {
  if (node.isText) return node;
  const children: PmNode[] = [];
  node.forEach((child) => {
    children.push(withoutIds(child));
  });
  const attrs = node.attrs.localId ? { ...node.attrs, localId: null } : node.attrs;
  return node.type.create(attrs, children, node.marks);
}

/** Where one step up (-1) or down (1) leads; null at the edge of the room that the unit stands in. */
export function stepTarget(doc: PmNode, unit: Unit, step: -1 | 1): number | null {
  let [from, to] = [unit.from, unit.to];
  for (;;) {
    const beside = besides(doc, from, to, step);
    if (beside !== null) return beside;
    const $from = doc.resolve(from);
    const { parent, depth } = $from;
    if (depth === 0 || ROOMS.has(parent.type.name)) return null;
    // The edge of a list that stands by itself is no place: what comes beyond is.
    const out = !LISTS.has(parent.type.name) || $from.node(-1).type.name === "listItem";
    [from, to] = [$from.before(), $from.after()];
    if (out && !LISTS.has(parent.type.name)) return step < 0 ? from : to;
  }
}

/** Beyond the neighbour inside the same parent. */
function besides(doc: PmNode, from: number, to: number, step: -1 | 1): number | null {
  if (step > 0) return unitStarting(doc, to)?.to ?? null;
  const $from = doc.resolve(from);
  const before = $from.nodeBefore;
  if (!before) return null;
  const index = $from.index() - 1;
  const owner = index > 0 && LISTS.has(before.type.name) ? $from.parent.child(index - 1) : null;
  const nested = owner && ITEMS.has(owner.type.name) ? owner.nodeSize : 0;
  return from - before.nodeSize - nested;
}
