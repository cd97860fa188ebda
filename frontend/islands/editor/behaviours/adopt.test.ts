import { Editor } from "@tiptap/core";
import { afterEach, describe, expect, it } from "vitest";
import { type AdfNode, adfToProseMirror } from "../schema/adf";
import { schemaExtensions } from "../schema/schema";
import { Services, type Uploaded } from "../services";
import { Adopt } from "./adopt";

const [THERE, HERE] = ["3a51a3bb-ee8a-4b5a-95bf-4b9da331bf69", "ae57ab4e-715c-4a2b-8e25-f549dda9214b"];
const picture = (url: string): AdfNode => ({
  type: "mediaSingle",
  attrs: { layout: "center" },
  content: [{ type: "media", attrs: { type: "external", url } }],
});
const asked: string[] = [];

class Fake extends Services {
  override copyFile(key: string): Promise<Uploaded | null> {
    asked.push(key);
    return Promise.resolve({ id: HERE, url: `/attachments/${HERE}/hill.png`, name: "hill.png", type: "image/png" });
  }
}

const open: Editor[] = [];
afterEach(() => open.splice(0).forEach((editor) => void editor.destroy()));

function edit(content: AdfNode): Editor {
  const services = new Fake({ mentions: "", card: "", convert: "", upload: "/pages/1/attachments/" });
  const extensions = [...schemaExtensions({}), Adopt.configure({ services })];
  const doc = adfToProseMirror({ type: "doc", content: [content] });
  const editor = new Editor({ extensions, content: doc, injectCSS: false });
  open.push(editor);
  return editor;
}

describe("a pasted picture", () => {
  it("of another page is kept with this one, and asked about once", async () => {
    const editor = edit({ type: "paragraph" });
    const paste = () => {
      const node = editor.schema.nodeFromJSON(adfToProseMirror(picture(`/attachments/${THERE}/hill.png`)));
      editor.view.dispatch(editor.state.tr.insert(0, node).setMeta("uiEvent", "paste"));
    };
    paste();
    await Promise.resolve();
    expect(editor.state.doc.firstChild?.firstChild?.attrs.url).toBe(`/attachments/${HERE}/hill.png`);
    editor.view.dispatch(
      editor.state.tr.insertText("a", editor.state.doc.content.size - 1).setMeta("uiEvent", "paste"),
    );
    expect(asked).toEqual([THERE]);
  });

  it("from elsewhere stays there", () => {
    asked.length = 0;
    const editor = edit(picture("https://a.example/attachments/x.png"));
    editor.view.dispatch(
      editor.state.tr.insert(0, editor.schema.nodeFromJSON({ type: "paragraph" })).setMeta("paste", true),
    );
    expect(asked).toEqual([]);
  });
});
