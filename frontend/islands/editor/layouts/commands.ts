// Columns side by side, as ProseMirror commands. No words are lost: what a column held moves into its neighbour.
import { Fragment, type Node as PmNode } from "@tiptap/pm/model";
import { type Command, type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";

/** Two people's edits can merge into more, which the server then puts into three. */
export const MOST = 3;
/** The narrowest column, in percent. */
export const LEAST = 15;

export interface Layout {
  section: PmNode;
  pos: number;
  /** The column with the caret. */
  index: number;
}

export const PRESETS: Record<string, number[]> = {
  two: [50, 50],
  "left-sidebar": [33.33, 66.66],
  "right-sidebar": [66.66, 33.33],
  three: [33.33, 33.33, 33.33],
  sidebars: [25, 50, 25],
};

export function layoutOf(state: EditorState): Layout | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name !== "layoutSection") continue;
    return { section: $from.node(depth), pos: $from.before(depth), index: $from.index(depth) };
  }
  return null;
}

export function widthsOf(section: PmNode): number[] {
  return section.children.map((column) => Number(column.attrs.width) || 0);
}

/** Which preset the widths are, if any. */
export function presetOf(section: PmNode): string | null {
  const widths = widthsOf(section);
  const same = (preset: number[]) =>
    preset.length === widths.length && preset.every((width, index) => Math.abs(width - (widths[index] ?? 0)) < 1);
  return Object.keys(PRESETS).find((name) => same(PRESETS[name] ?? [])) ?? null;
}

export function newLayout(schema: PmNode["type"]["schema"], widths: number[]): PmNode {
  const column = (width: number) => ({ type: "layoutColumn", attrs: { width }, content: [{ type: "paragraph" }] });
  return schema.nodeFromJSON({ type: "layoutSection", content: widths.map(column) });
}

function inLayout(act: (layout: Layout, tr: Transaction) => Transaction | null): Command {
  return (state, dispatch) => {
    const layout = layoutOf(state);
    const tr = layout && act(layout, state.tr);
    if (!tr) return false;
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

function isEmpty(column: PmNode): boolean {
  return (
    column.childCount === 1 && column.firstChild?.type.name === "paragraph" && column.firstChild.content.size === 0
  );
}

/** Before the column `index` of a section at `pos`. */
function columnStart(section: PmNode, pos: number, index: number): number {
  let at = pos + 1;
  for (let i = 0; i < index; i += 1) at += section.child(i).nodeSize;
  return at;
}

export function setWidths(tr: Transaction, { section, pos }: Layout, widths: number[]): Transaction {
  widths.forEach((width, index) => {
    const column = section.maybeChild(index);
    if (column && column.attrs.width !== width) {
      tr.setNodeAttribute(columnStart(section, pos, index), "width", width);
    }
  });
  return tr;
}

/** As many columns as `widths` names, with these widths. Columns too many give their words to the last one kept. */
export function arrange(widths: number[]): Command {
  return inLayout((layout, tr) => {
    let { section, pos } = layout;
    const type = section.firstChild?.type;
    while (type && section.childCount < widths.length) {
      const column = type.createAndFill({ width: 50 });
      if (!column) return null;
      tr.insert(pos + section.nodeSize - 1, column);
      section = tr.doc.nodeAt(pos) ?? section;
    }
    while (section.childCount > widths.length) {
      join(tr, section, pos, section.childCount - 1);
      section = tr.doc.nodeAt(pos) ?? section;
    }
    return setWidths(tr, { ...layout, section }, widths);
  });
}

/** Puts the content of the column `index` at the end of the one before it (the first: at the start of the next). */
function join(tr: Transaction, section: PmNode, pos: number, index: number): void {
  const column = section.child(index);
  const other = section.child(index === 0 ? 1 : index - 1);
  const start = columnStart(section, pos, index);
  const blocks = isEmpty(column) ? Fragment.empty : column.content;
  const content = isEmpty(other) && blocks.size ? blocks : merged(other, blocks, index === 0);
  const first = Math.min(index, index === 0 ? 0 : index - 1);
  const from = columnStart(section, pos, first);
  tr.replaceWith(from, from + column.nodeSize + other.nodeSize, other.copy(content));
  const at = Math.min(start, tr.doc.content.size);
  if (tr.selection.empty) tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at, from + 2))));
}

const merged = (other: PmNode, blocks: Fragment, before: boolean) =>
  before ? blocks.append(other.content) : other.content.append(blocks);

export const addColumn: Command = inLayout((layout, tr) => {
  const { section, pos, index } = layout;
  const column = section.firstChild?.type.createAndFill({ width: 50 });
  if (!column || section.childCount >= MOST) return null;
  const at = columnStart(section, pos, index + 1);
  tr.insert(at, column);
  const count = section.childCount + 1;
  setWidths(tr, { ...layout, section: tr.doc.nodeAt(pos) ?? section }, even(count));
  return tr.setSelection(TextSelection.create(tr.doc, at + 2));
});

function even(count: number): number[] {
  return Array(count).fill(count === 3 ? 33.33 : 100 / count);
}

/** The column goes, its words move into the one beside it; of two columns the layout goes with it. */
export const removeColumn: Command = (state, dispatch) => {
  const layout = layoutOf(state);
  if (!layout) return false;
  if (layout.section.childCount <= 2) return unwrap(state, dispatch);
  const tr = state.tr;
  join(tr, layout.section, layout.pos, layout.index);
  const section = tr.doc.nodeAt(layout.pos);
  if (section) setWidths(tr, { ...layout, section }, even(section.childCount));
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Takes all columns' blocks out, one below the other. */
export const unwrap: Command = inLayout(({ section, pos }, tr) => {
  const { $from } = tr.selection;
  const blocks: PmNode[] = [];
  let caret = pos + 1;
  section.forEach((column, offset) => {
    if (isEmpty(column)) return;
    const before = blocks.reduce((sum, block) => sum + block.nodeSize, 0);
    const inside = $from.pos - (pos + 1 + offset + 1);
    if (inside >= 0 && inside <= column.content.size) caret = pos + before + inside;
    blocks.push(...column.children);
  });
  const paragraph = section.type.schema.nodes.paragraph?.create();
  if (!blocks.length && paragraph) blocks.push(paragraph);
  tr.replaceWith(pos, pos + section.nodeSize, blocks);
  return tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(caret, tr.doc.content.size))));
});

export function moveColumn(by: -1 | 1): Command {
  return inLayout(({ section, pos, index }, tr) => {
    const to = index + by;
    if (to < 0 || to >= section.childCount) return null;
    const columns = [...section.children];
    const [column] = columns.splice(index, 1);
    if (!column) return null;
    columns.splice(to, 0, column);
    const inside = tr.selection.from - columnStart(section, pos, index);
    const next = section.copy(Fragment.from(columns));
    tr.replaceWith(pos + 1, pos + section.nodeSize - 1, columns);
    return tr.setSelection(TextSelection.near(tr.doc.resolve(columnStart(next, pos, to) + inside)));
  });
}

export const removeLayout: Command = inLayout(({ section, pos }, tr) => tr.delete(pos, pos + section.nodeSize));

/** Backspace at the start of a layout that holds nothing takes it away. */
export const removeEmpty: Command = (state, dispatch) => {
  const layout = layoutOf(state);
  const { empty, $from } = state.selection;
  if (!layout || !empty || $from.parentOffset > 0 || !layout.section.children.every(isEmpty)) return false;
  return unwrap(state, dispatch);
};

/** The widths of two neighbours after dragging the line between them; near a fifth of ten or a third it snaps. */
export function dragged(widths: number[], index: number, left: number, free = false): number[] {
  const [a = 50, b = 50] = [widths[index], widths[index + 1]];
  const both = a + b;
  const steps = [...Array(19).keys()].map((step) => (step + 1) * 5);
  const near = [...steps, 33.33, 66.66].reduce((best, step) =>
    Math.abs(step - left) < Math.abs(best - left) ? step : best,
  );
  const wanted = free ? left : near;
  const first = Math.round(Math.min(both - LEAST, Math.max(LEAST, wanted)) * 100) / 100;
  return widths.map((width, at) =>
    at === index ? first : at === index + 1 ? Math.round((both - first) * 100) / 100 : width,
  );
}
