import { Editor } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { TextSelection } from "@tiptap/pm/state";
import { afterEach, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { BODY } from "../body";
import { schemaExtensions } from "../schema/schema";
import { LocalIds } from "./localIds";
import { duplicateUnit, unitAt } from "./units";

let editor: Editor;
let body: Y.Doc;
afterEach(() => editor.destroy());

const words = (text: string) => [{ type: "text", text }];
const heading = (text: string, localId: string | null) => ({
  type: "heading",
  attrs: { level: 2, localId },
  content: words(text),
});
const p = (text: string) => ({ type: "paragraph", content: words(text) });

function open(...content: object[]): void {
  body = new Y.Doc();
  editor = new Editor({
    extensions: [...schemaExtensions(), LocalIds, Collaboration.configure({ document: body, field: BODY })],
    injectCSS: false,
  });
  editor.commands.setContent({ type: "doc", content } as never);
}

/** "Risks=section-risks | Words" as it stands in the shared document, which everybody else sees. */
function shared(): string[] {
  return (body.getXmlFragment(BODY).toArray() as Y.XmlElement[]).map((node) => {
    const text = node.toArray().map(String).join("");
    const id = node.nodeName === "heading" ? (node.getAttribute("localId") ?? "-") : "";
    return id ? `${text}=${id}` : text;
  });
}

function caret(text: string, offset = 0): void {
  editor.state.doc.descendants((node, pos) => {
    if (node.isText && node.text?.includes(text)) {
      const at = pos + (node.text.indexOf(text) ?? 0) + offset;
      editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, at)));
    }
  });
}

describe("the name of a section", () => {
  it("survives other words, another level, and moving", () => {
    open(heading("Risks", "section-risks"), p("It may rain."), p("After"));
    caret("Risks", 5);
    editor.commands.insertContent(" and worries");
    editor.commands.setNode("heading", { level: 3 });
    expect(shared()[0]).toBe("Risks and worries=section-risks");
    const node = editor.state.doc.child(0);
    const { tr } = editor.state;
    tr.delete(0, node.nodeSize).insert(tr.doc.content.size, node);
    editor.view.dispatch(tr);
    expect(shared()).toEqual(["It may rain.", "After", "Risks and worries=section-risks"]);
  });

  it("stays on the first half of a heading cut in two, and an undo makes one of them again", () => {
    open(heading("Risks and worries", "section-risks"), p("After"));
    caret(" and", 0);
    editor.commands.splitBlock();
    expect(shared()).toEqual(["Risks=section-risks", " and worries=-", "After"]);
    editor.commands.joinBackward();
    expect(shared()[0]).toBe("Risks and worries=section-risks");
  });

  it("stays with the words when a line is put above them", () => {
    open(heading("Risks", "section-risks"), p("After"));
    caret("Risks", 0);
    editor.commands.splitBlock();
    expect(shared()).toEqual(["", "Risks=section-risks", "After"]);
  });

  it("is not copied: a duplicate and what is pasted beside the original have none", () => {
    open(heading("Risks", "section-risks"), p("After"));
    caret("Risks", 1);
    const unit = unitAt(editor.state.selection.$from);
    if (!unit) throw new Error("no unit");
    editor.view.dispatch(duplicateUnit(editor.state, unit));
    expect(shared()).toEqual(["Risks=section-risks", "Risks=-", "After"]);
    const slice = editor.state.doc.slice(0, editor.state.doc.child(0).nodeSize);
    const { dom } = editor.view.serializeForClipboard(slice);
    caret("After", 5);
    editor.view.pasteHTML(dom.innerHTML, new Event("paste") as ClipboardEvent);
    expect(shared().filter((each) => each.includes("section-risks"))).toEqual(["Risks=section-risks"]);
  });

  it("comes back with what was cut and is pasted elsewhere", () => {
    open(heading("Risks", "section-risks"), p("It may rain."), p("After"));
    const end = editor.state.doc.child(0).nodeSize + editor.state.doc.child(1).nodeSize;
    const { dom } = editor.view.serializeForClipboard(editor.state.doc.slice(0, end));
    editor.view.dispatch(editor.state.tr.delete(0, end));
    editor.commands.setTextSelection(editor.state.doc.content.size - 1);
    editor.view.pasteHTML(dom.innerHTML, new Event("paste") as ClipboardEvent);
    expect(shared().join(" | ")).toContain("Risks=section-risks");
  });
});
