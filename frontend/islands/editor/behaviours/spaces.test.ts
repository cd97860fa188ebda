import { Editor } from "@tiptap/core";
import { expect, it } from "vitest";
import { schemaExtensions } from "../schema/schema";
import { insertInline } from "./blocks";
import { Spaces } from "./spaces";

function type(editor: Editor, words: string): void {
  for (const letter of words) {
    const { from, to } = editor.state.selection;
    const insert = () => editor.state.tr.insertText(letter, from, to);
    const handled = editor.view.someProp("handleTextInput", (act) => act(editor.view, from, to, letter, insert));
    if (!handled) editor.view.dispatch(insert());
  }
}

it("a mention brings its space along, which nobody types twice", () => {
  const editor = new Editor({ extensions: [...schemaExtensions(), Spaces], injectCSS: false });
  const after = (words: string) => {
    editor.commands.setContent({ type: "doc", content: [{ type: "paragraph" }] });
    insertInline(editor, "mention", { id: "1", text: "@Ben" });
    type(editor, words);
    return editor.state.doc.textBetween(0, editor.state.doc.content.size, "", "@");
  };
  expect(after("and")).toBe("@ and");
  expect(after(" and")).toBe("@ and");
  expect(after("  and")).toBe("@  and");
  expect(after(", and . so")).toBe("@, and . so");
  editor.destroy();
});
