import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { TextSelection } from "@tiptap/pm/state";
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
  // The line was come to by hand: Tab means what it always means once nothing is left to fill in it.
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
});

it("stays when a block is put in whole beside it", () => {
  open(p(prompt("a")));
  editor.commands.insertContentAt(editor.state.doc.content.size, [p(words("Told"), prompt("b"))]);
  expect(left()).toEqual(["a", "b"]);
});
