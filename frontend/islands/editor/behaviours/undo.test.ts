import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { afterEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { BODY } from "../body";
import { schemaExtensions } from "../schema/schema";
import { asOneStep } from "./undo";

const open: Editor[] = [];

function writer(doc: Y.Doc): Editor {
  const editor = new Editor({
    extensions: [...schemaExtensions(), Collaboration.configure({ document: doc, field: BODY })],
  });
  open.push(editor);
  return editor;
}

const type = (editor: Editor, words: string) =>
  asOneStep(editor, () => editor.commands.insertContentAt(editor.state.doc.content.size, `<p>${words}</p>`));
const exchange = (a: Y.Doc, b: Y.Doc) => {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b), "wire");
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a), "wire");
};

describe("undo", () => {
  afterEach(() => {
    for (const editor of open.splice(0)) editor.destroy();
  });

  it("takes back one's own edits only, also those made while the wire was cut", () => {
    const [docA, docB] = [new Y.Doc(), new Y.Doc()];
    const [ada, ben] = [writer(docA), writer(docB)];
    type(ada, "Ada one");
    exchange(docA, docB);
    type(ben, "Ben one");
    exchange(docA, docB);
    // Apart, both go on; then they meet again.
    type(ada, "Ada two");
    type(ben, "Ben two");
    exchange(docA, docB);
    ada.commands.undo();
    exchange(docA, docB);
    expect(ben.getText()).not.toContain("Ada two");
    expect(ben.getText()).toContain("Ben two");
    ada.commands.undo();
    ada.commands.undo();
    ada.commands.undo();
    exchange(docA, docB);
    for (const words of ["Ben one", "Ben two"]) expect(ada.getText()).toContain(words);
    expect(ada.getText()).not.toContain("Ada");
    ada.commands.redo();
    exchange(docA, docB);
    expect(ben.getText()).toContain("Ada one");
    expect(ben.getJSON()).toEqual(ada.getJSON());
  });
});
