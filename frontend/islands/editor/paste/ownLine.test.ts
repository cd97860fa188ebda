import { Editor } from "@tiptap/core";
import { expect, it } from "vitest";
import { schemaExtensions } from "../schema/schema";
import { onItsOwnLine } from "./insert";

// As much of it as ProseMirror wants to know.
globalThis.ClipboardEvent ??= class extends Event {} as never;

it("a heading pasted behind words does not become a part of them", () => {
  const editor = new Editor({ extensions: schemaExtensions(), injectCSS: false });
  const pasted = (words: string, html: string) => {
    const content = words ? [{ type: "text", text: words }] : [];
    editor.commands.setContent({ type: "doc", content: [{ type: "paragraph", content }] });
    editor.commands.setTextSelection(words.length + 1);
    onItsOwnLine(editor, html.startsWith("<h"));
    editor.view.pasteHTML(html);
    return editor.state.doc.children.map((node) => `${node.type.name}: ${node.textContent}`);
  };
  expect(pasted("Before", "<h2>Costs</h2><p>Much</p>")).toEqual([
    "paragraph: Before",
    "heading: Costs",
    "paragraph: Much",
  ]);
  expect(pasted("Before", "<h2>Costs</h2>")).toEqual(["paragraph: Before", "heading: Costs"]);
  expect(pasted("", "<h2>Costs</h2>")).toEqual(["heading: Costs"]);
  expect(pasted("Before", "<p>, and after</p>")).toEqual(["paragraph: Before, and after"]);
  editor.destroy();
});
