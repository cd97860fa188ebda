import { Editor } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { afterEach, describe, expect, it } from "vitest";
import { Media, mediaAt, removeMedia, setWidth, writeCaption } from "../behaviours/media";
import { placeBlock } from "../behaviours/placing";
import { type AdfNode, adfToProseMirror, proseMirrorToAdf } from "./adf";
import { blockMark, COLUMN, fileName, mediaAddress, mediaKind, shownWidth, withBlockMark } from "./media";
import { schemaExtensions } from "./schema";

const picture = (attrs = {}): AdfNode => ({
  type: "mediaSingle",
  attrs: { layout: "center" },
  content: [{ type: "media", attrs: { type: "external", url: "/attachments/k/hill.png", ...attrs } }],
});
const words = (text: string): AdfNode => ({ type: "paragraph", content: text ? [{ type: "text", text }] : [] });

// The view looks at the focus a moment later: by then the test must have put it away.
const open: Editor[] = [];
afterEach(() => open.splice(0).forEach((editor) => void editor.destroy()));

function edit(...content: AdfNode[]): Editor {
  const editor = new Editor({
    extensions: [...schemaExtensions({}), Media],
    content: adfToProseMirror({ type: "doc", content }),
    injectCSS: false,
  });
  open.push(editor);
  return editor;
}
const adf = (editor: Editor) => proseMirrorToAdf(editor.getJSON() as AdfNode).content ?? [];

describe("addresses of media", () => {
  it("are known by the ending of their name", () => {
    expect(mediaKind("/attachments/k/film.MP4")).toBe("video");
    expect(mediaKind("https://a.example/x/talk.mp3?t=1#a")).toBe("audio");
    expect(mediaKind("https://a.example/p.jpeg")).toBe("image");
    expect(mediaKind("https://a.example/")).toBe("file");
    expect(fileName("/attachments/k/a%20plan.pdf")).toBe("a plan.pdf");
    expect(fileName("https://a.example/%E0%A4%A")).toBe("");
  });

  it("lead to the kept file, or nowhere", () => {
    expect(mediaAddress({ type: "file", id: "k", alt: "a/b plan.pdf" })).toBe("/attachments/k/a-b%20plan.pdf");
    expect(mediaAddress({ type: "external", url: "javascript:alert(1)" })).toBe("");
    expect(mediaAddress({ type: "external" })).toBe("");
  });

  it("and widths are pixels or parts of the column", () => {
    expect(shownWidth({ width: 300, widthType: "pixel" })).toBe(300);
    expect(shownWidth({ width: 50 })).toBe(COLUMN / 2);
    expect(shownWidth({ width: null })).toBeNull();
  });
});

describe("a picture in the text", () => {
  it("is selected, widened and removed as a whole", () => {
    const editor = edit(words("a"), picture(), words("b"));
    editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, 4)));
    expect((editor.state.selection as NodeSelection).node.type.name).toBe("mediaSingle");
    setWidth(editor, 3, 5000);
    expect(adf(editor)[1]?.attrs).toEqual({ layout: "center", width: COLUMN, widthType: "pixel" });
    setWidth(editor, 3, null);
    expect(adf(editor)[1]).toEqual(picture());
    const at = mediaAt(editor.state);
    expect(at?.mediaPos).toBe(4);
    if (at) removeMedia(editor, at);
    expect(adf(editor)).toEqual([words("a"), words("b")]);
  });

  it("gets a caption, and loses an empty one", () => {
    const editor = edit(picture());
    editor.commands.setNodeSelection(0);
    const at = mediaAt(editor.state);
    if (at) writeCaption(editor, at);
    editor.commands.insertContent("Hills");
    expect(adf(editor)[0]?.content?.[1]).toEqual({ type: "caption", content: [{ type: "text", text: "Hills" }] });
    editor.commands.setTextSelection({ from: 3, to: 8 });
    editor.commands.deleteSelection();
    editor.commands.keyboardShortcut("Backspace");
    expect(adf(editor)[0]).toEqual(picture());
  });

  it("is not written over by who types while it is selected", () => {
    const editor = edit(picture(), words("b"));
    editor.commands.setNodeSelection(0);
    const typed = editor.view.someProp("handleTextInput", (handle) =>
      handle(editor.view, 0, 3, "a", () => editor.state.tr),
    );
    expect(typed).toBe(true);
    editor.commands.insertContent("b");
    expect(adf(editor)).toEqual([picture(), words("ab"), words("b")]);
    editor.commands.setNodeSelection(0);
    editor.commands.keyboardShortcut("Enter");
    expect(adf(editor).map((node) => node.type)).toEqual(["mediaSingle", "paragraph", "paragraph", "paragraph"]);
  });

  it("keeps its other marks when one changes", () => {
    const link = { type: "link", attrs: { href: "https://a.example/" } };
    const single = picture();
    const [media] = single.content ?? [];
    if (media) media.marks = [link];
    const editor = edit(single);
    const node = editor.state.doc.nodeAt(1);
    if (!node) throw new Error("no media");
    const both = withBlockMark(node, "border", { size: 1, color: "#758195" });
    editor.view.dispatch(editor.state.tr.setNodeMarkup(1, null, { ...node.attrs, blockMarks: both }));
    expect(adf(editor)[0]?.content?.[0]?.marks?.map((mark) => mark.type)).toEqual(["link", "border"]);
    expect(blockMark(editor.state.doc.nodeAt(1) ?? node, "link")).toEqual(link);
  });
});

describe("a block that comes while somebody writes", () => {
  const place = (editor: Editor, pos: number) => {
    const { tr, schema } = editor.state;
    placeBlock(tr, pos, schema.nodeFromJSON(picture()));
    editor.view.dispatch(tr);
    return adf(editor).map((node) => node.type);
  };

  it("takes the place of an empty line, and leaves one to go on in", () => {
    expect(place(edit(words("a"), words("")), 4)).toEqual(["paragraph", "mediaSingle", "paragraph"]);
  });

  it("stands below the words, the heading or the action item it came to", () => {
    expect(place(edit(words("abc"), words("d")), 2)).toEqual(["paragraph", "mediaSingle", "paragraph"]);
    const item = { type: "taskItem", attrs: { localId: "i", state: "TODO" }, content: [{ type: "text", text: "x" }] };
    const list = { type: "taskList", attrs: { localId: "l" }, content: [item] };
    expect(place(edit(list, words("")), 3)).toEqual(["taskList", "mediaSingle", "paragraph"]);
  });
});
