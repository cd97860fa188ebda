import { type Command, EditorState, TextSelection } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import { kindFor, unwrapExpand } from "../expands/commands";
import { adfSchema } from "../schema/schema";
import {
  addColumn,
  arrange,
  dragged,
  moveColumn,
  newLayout,
  PRESETS,
  presetOf,
  removeColumn,
  removeEmpty,
  unwrap,
} from "./commands";

const schema = adfSchema();

/** Columns with one paragraph each; the caret in the one with "|". */
function at(...texts: string[]): EditorState {
  const column = (text: string) => ({
    type: "layoutColumn",
    attrs: { width: 100 / texts.length },
    content: [{ type: "paragraph", content: text ? [{ type: "text", text }] : [] }],
  });
  const content = [{ type: "layoutSection", content: texts.map(column) }, { type: "paragraph" }];
  return caret(EditorState.create({ doc: schema.nodeFromJSON({ type: "doc", content }) }));
}

function caret(state: EditorState): EditorState {
  let pos = 3;
  state.doc.descendants((node, at) => {
    if (node.isText && node.text?.includes("|")) pos = at + node.text.indexOf("|");
  });
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos)));
}

function having(state: EditorState, command: Command): EditorState {
  let next = state;
  const done = command(state, (tr) => {
    next = state.apply(tr);
  });
  expect(done).toBe(true);
  next.doc.check();
  return next;
}

function short(state: EditorState): string {
  const first = state.doc.child(0);
  if (first.type.name !== "layoutSection") return state.doc.children.map((node) => node.textContent).join(" / ");
  const words = (index: number) =>
    first
      .child(index)
      .children.map((node) => node.textContent)
      .join("+");
  return first.children.map((column, index) => `${words(index)} ${Math.round(column.attrs.width)}`).join(" | ");
}

describe("columns", () => {
  it("take the widths of a preset; words of a column too many move into the last one", () => {
    expect(short(having(at("a", "b"), arrange(PRESETS.three ?? [])))).toBe("a 33 | b 33 |  33");
    expect(short(having(at("a", "b", "c"), arrange(PRESETS["left-sidebar"] ?? [])))).toBe("a 33 | b+c 67");
    expect(presetOf(newLayout(schema, [25, 50, 25]))).toBe("sidebars");
  });

  it("come, go and change places", () => {
    expect(short(having(at("|a", "b"), addColumn))).toBe("|a 33 |  33 | b 33");
    expect(addColumn(at("a", "b", "c"))).toBe(false);
    expect(short(having(at("a", "|b", "c"), removeColumn))).toBe("a+|b 50 | c 50");
    expect(short(having(at("|a", "b", "c"), removeColumn))).toBe("|a+b 50 | c 50");
    expect(short(having(at("|a", "b"), moveColumn(1)))).toBe("b 50 | |a 50");
    expect(moveColumn(-1)(at("|a", "b"))).toBe(false);
  });

  it("are taken away, but not what they hold", () => {
    const out = having(at("a", "|b"), unwrap);
    expect(short(out)).toBe("a / |b / ");
    expect(out.selection.$from.parent.textContent).toBe("|b");
    expect(short(having(at("a", "|b"), removeColumn))).toBe("a / |b / ");
    expect(short(having(at("", ""), removeEmpty))).toBe(" / ");
    expect(removeEmpty(at("", "b"))).toBe(false);
  });

  it("have widths that snap and stay wide enough", () => {
    expect(dragged([50, 50], 0, 61.2)).toEqual([60, 40]);
    expect(dragged([50, 50], 0, 34)).toEqual([33.33, 66.67]);
    expect(dragged([50, 50], 0, 3)).toEqual([15, 85]);
    expect(dragged([25, 50, 25], 1, 60)).toEqual([25, 60, 15]);
    expect(dragged([50, 50], 0, 61.2, true)).toEqual([61.2, 38.8]);
  });
});

describe("expands", () => {
  const paragraph = (text: string) => ({ type: "paragraph", content: text ? [{ type: "text", text }] : [] });

  it("are nested ones in cells and in other expands", () => {
    const cell = { type: "tableCell", content: [paragraph("|")] };
    const table = { type: "table", content: [{ type: "tableRow", content: [cell] }] };
    const state = (content: object[]) =>
      caret(EditorState.create({ doc: schema.nodeFromJSON({ type: "doc", content }) }));
    expect(kindFor(state([table]).selection.$from)).toBe("nestedExpand");
    expect(kindFor(state([{ type: "expand", content: [paragraph("|")] }]).selection.$from)).toBe("nestedExpand");
    expect(kindFor(state([paragraph("|")]).selection.$from)).toBe("expand");
  });

  it("give back what they hold; a nested one outside becomes a whole one", () => {
    const nested = { type: "nestedExpand", attrs: { title: "in" }, content: [paragraph("b")] };
    const doc = schema.nodeFromJSON({ type: "doc", content: [{ type: "expand", content: [paragraph("a"), nested] }] });
    const state = having(EditorState.create({ doc }), unwrapExpand(0));
    expect(state.doc.children.map((node) => node.type.name)).toEqual(["paragraph", "expand"]);
  });
});
