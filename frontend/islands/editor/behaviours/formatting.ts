// Alignment, indentation and taking formatting off. ADF keeps the first two as marks of a paragraph or heading, one
// of them at a time and only where its schema lets them stand; here they live in the `blockMarks` attribute.
import type { Mark, Node as PmNode } from "@tiptap/pm/model";
import type { Command, EditorState } from "@tiptap/pm/state";
import { type AdfMark, parseMarks } from "../schema/adf";
import { BLOCK_MARKS } from "../schema/spec";

export type Align = "start" | "center" | "end";
export const DEEPEST = 6;

const ROOMY = new Set(["doc", "layoutColumn", "bodiedSyncBlock"]);
const CELLS = new Set(["tableCell", "tableHeader"]);

export function alignOf(node: PmNode): Align {
  const align = markOf(node, "alignment")?.attrs?.align;
  return align === "center" || align === "end" ? align : "start";
}

export function levelOf(node: PmNode): number {
  return Number(markOf(node, "indentation")?.attrs?.level ?? 0) || 0;
}

function markOf(node: PmNode, type: string): AdfMark | undefined {
  return parseMarks(node.attrs[BLOCK_MARKS]).find((mark) => mark.type === type);
}

const isText = (node: PmNode) => node.type.name === "paragraph" || node.type.name === "heading";
const mayAlign = (node: PmNode, parent: PmNode) =>
  isText(node) && (ROOMY.has(parent.type.name) || CELLS.has(parent.type.name));
const mayIndent = (node: PmNode, parent: PmNode) =>
  isText(node) && (ROOMY.has(parent.type.name) || (node.type.name === "heading" && CELLS.has(parent.type.name)));

interface Place {
  node: PmNode;
  pos: number;
}

/** The paragraphs and headings of the selection, also of several cells, that `may` carry the mark. */
function selected(state: EditorState, may: (node: PmNode, parent: PmNode) => boolean): Place[] {
  const found: Place[] = [];
  for (const { $from, $to } of state.selection.ranges) {
    state.doc.nodesBetween($from.pos, $to.pos, (node, pos, parent) => {
      if (parent && may(node, parent)) found.push({ node, pos });
      return !node.isTextblock;
    });
  }
  return found;
}

function change(may: typeof mayAlign, make: (node: PmNode) => AdfMark | null): Command {
  return (state, dispatch) => {
    const places = selected(state, may);
    if (places.length === 0) return false;
    const { tr } = state;
    for (const { node, pos } of places) {
      const others = parseMarks(node.attrs[BLOCK_MARKS]).filter(
        ({ type }) => type !== "alignment" && type !== "indentation",
      );
      const mark = make(node);
      const marks = mark ? [...others, mark] : others;
      tr.setNodeAttribute(pos, BLOCK_MARKS, marks.length ? JSON.stringify(marks) : null);
    }
    if (tr.docChanged) dispatch?.(tr.scrollIntoView());
    return true;
  };
}

export const align = (to: Align): Command =>
  change(mayAlign, () => (to === "start" ? null : { type: "alignment", attrs: { align: to } }));

/** One step in (1) or out (-1), between none and six. An aligned paragraph gives up its alignment. */
export const indentBy = (step: 1 | -1): Command =>
  change(mayIndent, (node) => {
    const level = Math.max(0, Math.min(DEEPEST, levelOf(node) + step));
    if (level === 0 && step < 0 && levelOf(node) === 0) return markOf(node, "alignment") ?? null;
    return level ? { type: "indentation", attrs: { level } } : null;
  });

export function isAligned(state: EditorState, to: Align): boolean {
  const { $from } = state.selection;
  return mayAlign($from.parent, $from.node(-1) ?? $from.parent) && alignOf($from.parent) === to;
}

/** Backspace at the start of an indented paragraph: one step out. */
export const outdentAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || levelOf($from.parent) === 0) return false;
  return indentBy(-1)(state, dispatch);
};

const MEANING = new Set(["link", "annotation"]);

/** Takes the look of the selected words off; links and comments stay. Without a selection: of the whole block. */
export const clearFormatting: Command = (state, dispatch) => {
  const { selection, doc, tr } = state;
  const { $from, empty } = selection;
  const ranges = empty
    ? [{ from: $from.start(), to: $from.end() }]
    : selection.ranges.map((r) => ({ from: r.$from.pos, to: r.$to.pos }));
  for (const { from, to } of ranges) {
    doc.nodesBetween(from, to, (node, pos) => {
      if (node.isInline) {
        for (const mark of node.marks)
          if (!MEANING.has(mark.type.name)) tr.removeMark(Math.max(from, pos), Math.min(to, pos + node.nodeSize), mark);
      } else if (isText(node) && node.attrs[BLOCK_MARKS]) tr.setNodeAttribute(pos, BLOCK_MARKS, null);
      return true;
    });
  }
  tr.setStoredMarks(keepMeaning($from.marks()));
  dispatch?.(tr);
  return true;
};

const keepMeaning = (marks: readonly Mark[]) => marks.filter((mark) => MEANING.has(mark.type.name));

/** Colours the selected words, or what is typed next; null takes the colour off. */
export const setColor =
  (name: "textColor" | "backgroundColor", color: string | null): Command =>
  (state, dispatch) => {
    const type = state.schema.marks[name];
    if (!type || state.selection.$from.parent.type.spec.code) return false;
    const { tr, selection } = state;
    const mark = color ? type.create({ color }) : null;
    if (selection.empty) {
      if (mark) tr.addStoredMark(mark);
      else tr.removeStoredMark(type);
    }
    for (const { $from, $to } of selection.ranges) {
      if (mark) tr.addMark($from.pos, $to.pos, mark);
      else tr.removeMark($from.pos, $to.pos, type);
    }
    dispatch?.(tr);
    return true;
  };
