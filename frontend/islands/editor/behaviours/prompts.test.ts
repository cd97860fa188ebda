import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { TextSelection } from "@tiptap/pm/state";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { afterEach, expect, it } from "vitest";
import * as Y from "yjs";
import { BODY } from "../body";
import { schemaExtensions } from "../schema/schema";
import { Keys } from "./keys";
import { Prompts } from "./prompts";

let editor: Editor;
afterEach(() => editor.destroy());

const prompt = (text: string) => ({ type: "placeholder", attrs: { text } });
const p = (...content: object[]) => ({ type: "paragraph", content });
const words = (text: string) => ({ type: "text", text });

function open(...content: object[]): void {
  editor = new Editor({
    extensions: [...schemaExtensions(), Keys, Prompts, Collaboration.configure({ document: new Y.Doc(), field: BODY })],
    injectCSS: false,
  });
  editor.commands.setContent({ type: "doc", content } as never);
}

function left(): string[] {
  const found: string[] = [];
  editor.state.doc.descendants((node) => {
    if (node.type.name === "placeholder") found.push(String(node.attrs.text));
  });
  return found;
}

function caret(pos: number): void {
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, pos)));
}

const type = (text: string) => editor.view.dispatch(editor.state.tr.insertText(text));
const key = (name: string, shiftKey = false) =>
  editor.view.someProp("handleKeyDown", (handle) =>
    handle(editor.view, new KeyboardEvent("keydown", { key: name, shiftKey })),
  );

it("goes with the first thing written in its line, and Tab leads to the next one and back", () => {
  open(p(prompt("a")), p(words("Who: "), prompt("b")), p(prompt("c"), words(" and "), prompt("d")));
  expect(left()).toEqual(["a", "b", "c", "d"]);
  caret(1);
  type("Rain");
  expect(left()).toEqual(["b", "c", "d"]);
  expect(editor.state.doc.child(0).textContent).toBe("Rain");
  caret(editor.state.doc.child(0).nodeSize + 1);
  key("Tab");
  type("Ada");
  expect(left()).toEqual(["c", "d"]);
  expect(editor.state.doc.child(1).textContent).toBe("Who: Ada");
  key("Tab");
  type("x");
  expect(left()).toEqual(["d"]);
  key("Tab");
  type("y");
  expect(left()).toEqual([]);
  expect(editor.state.doc.child(2).textContent).toBe("x and y");
  key("Tab"); // the last one is filled: nothing is indented
  expect(editor.state.doc.child(2).attrs).toEqual(editor.state.doc.child(0).attrs);
});

it("stays when a block is put in whole beside it", () => {
  open(p(prompt("a")));
  editor.commands.insertContentAt(editor.state.doc.content.size, [p(words("Told"), prompt("b"))]);
  expect(left()).toEqual(["a", "b"]);
});

it("goes on at Enter, and is taken away at Backspace before its line is joined with the one above", () => {
  open({ type: "heading", attrs: { level: 2 }, content: [words("Why")] }, p(prompt("a")), p(prompt("b")));
  caret(6);
  expect(key("Enter")).toBe(true);
  expect([editor.state.doc.childCount, editor.state.selection.$from.index(0)]).toEqual([3, 2]);
  expect(key("Backspace")).toBe(true);
  expect(left()).toEqual(["a"]);
  expect(editor.state.doc.childCount).toBe(3);
});

it("leads through the empty cells of a table, and out of it to the next prompt", () => {
  const cell = (...content: object[]) => ({ type: "tableCell", content: [p(...content)] });
  const row = (...content: object[]) => ({ type: "tableRow", content });
  open({ type: "table", content: [row(cell(prompt("a")), cell()), row(cell(words("kept")), cell(prompt("b")))] });
  editor.commands.insertContentAt(editor.state.doc.content.size, [p(prompt("c"))]);
  caret(4);
  for (const letter of "1234") {
    type(letter);
    if (letter !== "4") expect(key("Tab")).toBe(true);
  }
  expect(left()).toEqual([]);
  expect(editor.state.doc.textContent).toBe("12kept34");
});

it.each([
  [1, 2],
  [2, 1],
])("keeps the words of two people who fill the same prompt at once (%i, %i)", (us, them) => {
  const [ours, theirs] = [new Y.Doc(), new Y.Doc()];
  ours.clientID = us;
  theirs.clientID = them;
  const use = (document: Y.Doc) =>
    new Editor({
      extensions: [...schemaExtensions(), Keys, Prompts, Collaboration.configure({ document, field: BODY })],
      injectCSS: false,
    });
  editor = use(ours);
  editor.commands.setContent({ type: "doc", content: [p(prompt("a"))] } as never);
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(ours));
  const other = use(theirs);
  caret(1);
  type("Rain");
  other.view.dispatch(other.state.tr.setSelection(TextSelection.create(other.state.doc, 1)).insertText("Wind"));
  Y.applyUpdate(theirs, Y.encodeStateAsUpdate(ours));
  Y.applyUpdate(ours, Y.encodeStateAsUpdate(theirs));
  expect(["RainWind", "WindRain"]).toContain(editor.state.doc.textContent);
  expect(other.state.doc.textContent).toBe(editor.state.doc.textContent);
  expect(left()).toEqual([]);
  other.destroy();
});

it("comes back with one undo", () => {
  open(p(prompt("a")));
  yUndoPluginKey.getState(editor.state)?.undoManager.stopCapturing();
  caret(1);
  type("x");
  expect(left()).toEqual([]);
  editor.commands.undo();
  expect([left(), editor.state.doc.textContent]).toEqual([["a"], ""]);
});
