// @vitest-environment jsdom
import { EditorState, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { expect, test } from "vitest";
import { adfSchema } from "../schema/schema";
import { handleDoubleClick } from "./presses";

const schema = adfSchema();
const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] });
const doc = schema.nodeFromJSON({ type: "doc", content: [paragraph("One line"), paragraph("Another")] });
const END = 9;

function pressed(pos: number, x: number): { taken: boolean; state: EditorState } {
  let state = EditorState.create({ doc, selection: TextSelection.create(doc, 2) });
  const view = {
    dom: document.body,
    get state() {
      return state;
    },
    coordsAtPos: () => ({ left: 80, right: 80, top: 0, bottom: 20 }),
    dispatch: (tr: EditorState["tr"]) => {
      state = state.apply(tr);
    },
    focus: () => undefined,
  } as unknown as EditorView;
  return { taken: handleDoubleClick(view, pos, new MouseEvent("mousedown", { clientX: x })), state };
}

test("a double press behind a line puts the caret at its end, not over the break", () => {
  const { taken, state } = pressed(END, 300);
  expect(taken).toBe(true);
  expect(state.selection.toJSON()).toEqual({ type: "text", anchor: END, head: END });
});

test("a double press on the last word is the browser's, which marks the word", () => {
  expect(pressed(END, 78).taken).toBe(false);
  expect(pressed(4, 300).taken).toBe(false);
});
