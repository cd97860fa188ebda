import { Editor } from "@tiptap/core";
import { NodeSelection } from "@tiptap/pm/state";
import { afterEach, describe, expect, it } from "vitest";
import { type AdfNode, adfToProseMirror, proseMirrorToAdf } from "../schema/adf";
import { schemaExtensions } from "../schema/schema";
import { linkAt, type Shape, shapesOf, showAs } from "./cards";

const url = "/pages/12/";
const words = (...content: AdfNode[]): AdfNode => ({ type: "paragraph", content });
const text = (text: string): AdfNode => ({ type: "text", text });
const inline: AdfNode = { type: "inlineCard", attrs: { url } };

// The view looks at the focus a moment later: by then the test must have put it away.
const open: Editor[] = [];
afterEach(() => open.splice(0).forEach((editor) => void editor.destroy()));

function edit(...content: AdfNode[]): Editor {
  const editor = new Editor({
    extensions: schemaExtensions({}),
    content: adfToProseMirror({ type: "doc", content }),
    injectCSS: false,
  });
  open.push(editor);
  return editor;
}

/** What the document is after the card at `pos` went through these shapes. */
function through(editor: Editor, pos: number, ...shapes: Shape[]): AdfNode[] {
  editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, pos)));
  for (const shape of shapes) {
    const at = linkAt(editor.state);
    if (!at) throw new Error(`no link before ${shape}`);
    showAs(editor, at, shape);
  }
  editor.state.doc.check();
  return proseMirrorToAdf(editor.getJSON() as AdfNode).content ?? [];
}

describe("a smart link", () => {
  it("on a line of its own becomes a card, the page itself, and a card in the line again", () => {
    const line = () => edit(words(inline), words(text("after")));
    expect(through(line(), 1, "card")[0]).toEqual({ type: "blockCard", attrs: { url } });
    const embed = { type: "embedCard", attrs: { url, layout: "center" } };
    expect(through(line(), 1, "card", "embed")).toEqual([embed, words(text("after"))]);
    expect(through(line(), 1, "embed", "inline")).toEqual([words(inline), words(text("after"))]);
  });

  it("among words leaves them whole and stands below", () => {
    const found = through(edit(words(text("see "), inline, text(" soon"))), 5, "card");
    expect(found.slice(0, 2)).toEqual([words(text("see  soon")), { type: "blockCard", attrs: { url } }]);
  });

  it("becomes its address, which is a link", () => {
    const [line] = through(edit(words(text("see "), inline)), 5, "url");
    expect(line?.content?.[1]).toEqual({
      type: "text",
      text: `${location.origin}${url}`,
      marks: [{ type: "link", attrs: { href: url } }],
    });
  });

  it("is found behind the space that a paste leaves, until more is written", () => {
    const editor = edit(words(inline, text(" ")));
    editor.commands.setTextSelection(3);
    expect(linkAt(editor.state)?.shape).toBe("inline");
    editor.commands.insertContent("x");
    expect(linkAt(editor.state)).toBeNull();
  });

  it("elsewhere stays a link, unless it is a picture or a film", () => {
    expect(shapesOf("https://a.example/x")).toEqual(["url"]);
    expect(shapesOf("https://a.example/x.png")).toEqual(["url", "media"]);
    expect(shapesOf("/spaces/HARBOUR/")).toHaveLength(4);
    const link = { type: "link", attrs: { href: "https://a.example/film.mp4" } };
    const editor = edit(words({ ...text("film"), marks: [link] }));
    editor.commands.setTextSelection(2);
    const at = linkAt(editor.state);
    if (at) showAs(editor, at, "media");
    expect(editor.state.doc.firstChild?.firstChild?.attrs.url).toBe("https://a.example/film.mp4");
  });
});
