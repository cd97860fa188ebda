// Action items and decisions: lists whose items hold words only (ADF's taskItem and decisionItem), so the list
// commands for bullets do not fit them.
import { Fragment, type NodeType, type Node as PmNode, type ResolvedPos } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";

export type ItemKind = "taskItem" | "decisionItem";
type Dispatch = ((tr: Transaction) => void) | undefined;
type Command = (state: EditorState, dispatch?: Dispatch) => boolean;

const LIST_OF: Record<ItemKind, string> = { taskItem: "taskList", decisionItem: "decisionList" };
const LISTS = new Set(["bulletList", "orderedList", "taskList", "decisionList"]);

export function itemKindAt($pos: ResolvedPos): ItemKind | null {
  const name = $pos.parent.type.name;
  return name === "taskItem" || name === "decisionItem" ? name : null;
}

/** Turns the selected blocks into items of `kind`, or items of that kind back into paragraphs. */
export function toggleItems(kind: ItemKind): Command {
  return (state, dispatch) => {
    const back = itemKindAt(state.selection.$from) === kind;
    if (back && nestedDepth(state.selection.$from) > 0) return outdentItem(state, dispatch);
    const { nodes } = state.schema;
    const [item, list, paragraph] = [nodes[kind], nodes[LIST_OF[kind]], nodes.paragraph];
    if (!item || !list || !paragraph) return false;
    return replaceBlocks(state, dispatch, (texts) =>
      back
        ? texts.map((text) => paragraph.create(null, text))
        : [
            list.create(
              null,
              texts.map((text) => item.create(null, text)),
            ),
          ],
    );
  };
}

/** Enter: a second item, a way out of an empty one, or an empty one above when the caret is at the start. */
export const splitItem: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const kind = itemKindAt($from);
  if (!kind) return false;
  const item = $from.parent;
  if (item.content.size === 0) return toggleItems(kind)(state, dispatch);
  const tr = state.tr;
  if (empty && $from.parentOffset === 0) {
    tr.insert($from.before(), item.type.create());
  } else {
    tr.deleteSelection();
    tr.split(tr.mapping.map($from.pos), 1, [{ type: item.type }]);
  }
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Backspace at the start of an item: one level out, then a paragraph. */
export const unwrapItem: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const kind = itemKindAt($from);
  return kind !== null && empty && $from.parentOffset === 0 && toggleItems(kind)(state, dispatch);
};

/** Moves an action item, with the items under it, below the one above. */
export const indentItem: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (itemKindAt($from) !== "taskItem") return false;
  const listDepth = $from.depth - 1;
  const list = $from.node(listDepth);
  const index = $from.index(listDepth);
  const previous = index > 0 ? list.child(index - 1) : null;
  if (!previous) return true;
  const following = index + 1 < list.childCount ? list.child(index + 1) : null;
  const under = following?.type === list.type ? following : null;
  const moved = under ? [list.child(index), under] : [list.child(index)];
  const into = previous.type === list.type ? previous : null;
  const inner = into ? into.copy(into.content.append(Fragment.from(moved))) : list.type.create(null, moved);
  const start = $from.before() - (into?.nodeSize ?? 0);
  const end = $from.after() + (under?.nodeSize ?? 0);
  const tr = state.tr.replaceWith(start, end, inner);
  return select(tr, start, into ? into.childCount : 0, $from.parentOffset, dispatch);
};

/** Moves a nested action item one level out; the items after it stay below. */
export const outdentItem: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (itemKindAt($from) !== "taskItem" || nestedDepth($from) === 0) return false;
  const listDepth = $from.depth - 1;
  const list = $from.node(listDepth);
  const index = $from.index(listDepth);
  const children = list.children;
  const parts: PmNode[] = [];
  const before = children.slice(0, index);
  const after = children.slice(index + 1);
  if (before.length) parts.push(list.copy(Fragment.from(before)));
  parts.push(list.child(index));
  if (after.length) parts.push(list.type.create(null, after));
  const start = $from.before(listDepth);
  const tr = state.tr.replaceWith(start, $from.after(listDepth), parts);
  const itemStart = start + (before.length ? (parts[0]?.nodeSize ?? 0) : 0) + 1;
  tr.setSelection(TextSelection.create(tr.doc, itemStart + $from.parentOffset));
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** How many lists of action items stand around the one that holds this item. */
function nestedDepth($pos: ResolvedPos): number {
  let depth = 0;
  for (let d = $pos.depth - 2; d > 0 && $pos.node(d).type.name === "taskList"; d -= 1) depth += 1;
  return depth;
}

function select(tr: Transaction, list: number, child: number, offset: number, dispatch: Dispatch): boolean {
  const node = tr.doc.nodeAt(list);
  let position = list + 1;
  for (let i = 0; i < child; i += 1) position += node?.child(i).nodeSize ?? 0;
  tr.setSelection(TextSelection.near(tr.doc.resolve(position + 1 + offset)));
  dispatch?.(tr.scrollIntoView());
  return true;
}

/**
 * Replaces the selected blocks (or the selected items of the innermost list around the selection) by what `build`
 * makes of the words in them. The rest of the list stays a list. The caret keeps its place in its words.
 */
export function replaceBlocks(state: EditorState, dispatch: Dispatch, build: (texts: Fragment[]) => PmNode[]): boolean {
  const span = selectedSpan(state);
  if (!span) return false;
  const texts: Fragment[] = [];
  let caretText = 0;
  state.doc.nodesBetween(span.from, span.to, (node, pos) => {
    if (!node.isTextblock) return true;
    if (pos < state.selection.$head.pos) caretText = texts.length;
    texts.push(wordsOf(node));
    return false;
  });
  const built = build(texts);
  const nodes = span.list ? [...keep(span.list, span.before), ...built, ...keep(span.list, span.after)] : built;
  const [from, to] = span.list ? [span.listFrom, span.listFrom + span.list.nodeSize] : [span.from, span.to];
  const $from = state.doc.resolve(from);
  const [start, end] = [$from.index(), state.doc.resolve(to).indexAfter()];
  const types: NodeType[] = nodes.map((node) => node.type);
  if (!types.every((type) => $from.parent.canReplaceWith(start, end, type))) return false;
  const tr = state.tr.replaceWith(from, to, nodes);
  const skip = span.list ? (span.before.length && nodes[0] ? nodes[0].nodeSize : 0) : 0;
  placeCaret(tr, from + skip, caretText, state.selection.$head.parentOffset);
  dispatch?.(tr.scrollIntoView());
  return true;
}

/** The words of a block as a line of text holds them: the lines of code are divided by breaks. */
function wordsOf(block: PmNode): Fragment {
  const { hardBreak } = block.type.schema.nodes;
  if (!block.type.spec.code || !hardBreak) return block.content;
  const lines = block.textContent.split("\n");
  const nodes = lines.flatMap((line, index) => [
    ...(index ? [hardBreak.create()] : []),
    ...(line ? [block.type.schema.text(line)] : []),
  ]);
  return Fragment.from(nodes);
}

interface Span {
  from: number;
  to: number;
  list: PmNode | null;
  listFrom: number;
  before: PmNode[];
  after: PmNode[];
}

function selectedSpan(state: EditorState): Span | null {
  const { $from, $to } = state.selection;
  for (let depth = $from.sharedDepth($to.pos); depth > 0; depth -= 1) {
    const list = $from.node(depth);
    if (!LISTS.has(list.type.name)) continue;
    const [first, last] = [$from.index(depth), $to.index(depth)];
    const children = list.children;
    const from = $from.posAtIndex(first, depth);
    const to = $from.posAtIndex(last + 1, depth);
    return {
      from,
      to,
      list,
      listFrom: $from.before(depth),
      before: children.slice(0, first),
      after: children.slice(last + 1),
    };
  }
  const range = $from.blockRange($to);
  if (!range) return null;
  return { from: range.start, to: range.end, list: null, listFrom: 0, before: [], after: [] };
}

function keep(list: PmNode, children: PmNode[]): PmNode[] {
  return children.length ? [list.copy(Fragment.from(children))] : [];
}

function placeCaret(tr: Transaction, from: number, index: number, offset: number): void {
  let seen = -1;
  let target: number | null = null;
  tr.doc.nodesBetween(from, tr.doc.content.size, (node, pos) => {
    if (target !== null || pos < from) return target === null;
    if (!node.isTextblock) return true;
    seen += 1;
    if (seen === index) target = pos + 1 + Math.min(offset, node.content.size);
    return false;
  });
  if (target !== null) tr.setSelection(TextSelection.create(tr.doc, target));
}
