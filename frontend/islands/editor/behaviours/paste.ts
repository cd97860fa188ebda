// What arrives from the clipboard: Markdown, links, pictures. HTML is read by the schema's parse rules.
import { type Editor, Extension } from "@tiptap/core";
import { type Fragment, type Node as PmNode, Slice } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { t } from "../../../lib/words";
import { type AdfNode, adfToProseMirror } from "../schema/adf";
import type { Services } from "../services";
import { insertBlock } from "./blocks";
import { follow } from "./follow";
import { looksLikeMarkdown, ownLink, withoutStyles } from "./recognise";
import { addFiles } from "./upload";

export const Paste = Extension.create<{ services: Services }>({
  name: "clipboard",
  addProseMirrorPlugins() {
    const { editor } = this;
    const { services } = this.options;
    return [
      new Plugin({
        key: new PluginKey("paste"),
        props: {
          transformPastedHTML: withoutStyles,
          handlePaste: (_view, event) => onPaste(editor, services, event),
          handleDrop: (view, event, _slice, moved) => {
            const files = [...(event.dataTransfer?.files ?? [])];
            if (moved || files.length === 0) return false;
            event.preventDefault();
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
            addFiles(editor, services, files, at ?? view.state.selection.from);
            return true;
          },
          transformPasted: (slice, view) => withoutForeignComments(slice, editor, view.dragging?.move === true),
        },
      }),
    ];
  },
});

function onPaste(editor: Editor, services: Services, event: ClipboardEvent): boolean {
  const data = event.clipboardData;
  if (!data || editor.state.selection.$from.parent.type.spec.code) return false;
  const html = data.getData("text/html");
  const files = [...data.files];
  if (files.length && !html) {
    addFiles(editor, services, files, editor.state.selection.from);
    return true;
  }
  const text = data.getData("text/plain");
  if (pasteAddress(editor, text)) return true;
  if (html && !isBareHtml(html)) return false;
  if (pasteCode(editor, text, data.getData("vscode-editor-data"))) return true;
  if (looksLikeMarkdown(text)) void pasteMarkdown(editor, services, text);
  else if (html) editor.view.dispatch(editor.state.tr.replaceSelection(plainSlice(editor, text)).scrollIntoView());
  else return false;
  return true;
}

/** Lines copied from a code editor that says so become a code block in their language. */
function pasteCode(editor: Editor, text: string, said: string): boolean {
  const language = /"mode":\s*"([\w+#-]+)"/.exec(said)?.[1] ?? "";
  if (!language || language === "markdown" || !text.trim().includes("\n")) return false;
  const content = [{ type: "text", text: text.replace(/\s+$/, "") }];
  const attrs = { language: language === "plaintext" ? null : language };
  insertBlock(editor, editor.schema.nodeFromJSON({ type: "codeBlock", attrs, content }));
  return true;
}

/** Editors of code put their text on the clipboard as coloured HTML: the plain text says more. */
function isBareHtml(html: string): boolean {
  return !/data-adf|<(p|h[1-6]|ul|ol|table|blockquote|li|a)[\s>]/i.test(html) || /vscode|monaco/i.test(html);
}

function pasteAddress(editor: Editor, text: string): boolean {
  const words = text.trim();
  const own = ownLink(words);
  if (own && editor.state.selection.empty) {
    return editor
      .chain()
      .insertContent([
        { type: "inlineCard", attrs: { url: own } },
        { type: "text", text: " " },
      ])
      .run();
  }
  if (!/^https?:\/\/\S+$/.test(words)) return false;
  if (!editor.state.selection.empty) return editor.commands.setMark("link", { href: words });
  const mark = { type: "link", attrs: { href: words } };
  return editor
    .chain()
    .insertContent({ type: "text", text: words, marks: [mark] })
    .unsetMark("link")
    .run();
}

async function pasteMarkdown(editor: Editor, services: Services, text: string): Promise<void> {
  const { from, to } = editor.state.selection;
  const [start, end] = [follow(editor, from), follow(editor, to)];
  const converted = await services.convert("markdown", text);
  if (editor.isDestroyed) return;
  const range = { from: start.pos, to: Math.max(start.pos, end.pos) };
  start.stop();
  end.stop();
  const slice = converted && sliceOf(editor, converted.body);
  const tr = editor.state.tr;
  const { selection } = editor.state;
  const content = slice ?? plainSlice(editor, text);
  if (!slice) tell(editor, t("Pasted as plain text: it could not be read as Markdown now."));
  else if (converted.dropped.length) tell(editor, converted.dropped.slice(0, 3).join(" "));
  // The caret goes to the end of what was pasted, unless it has gone elsewhere meanwhile.
  if (selection.from === range.from && selection.to === range.to) tr.replaceSelection(content);
  else tr.replaceRange(range.from, range.to, content);
  editor.view.dispatch(tr.setMeta("paste", true).scrollIntoView());
}

function tell(editor: Editor, text: string): void {
  editor.view.dom.dispatchEvent(new CustomEvent("cairn:toast", { bubbles: true, composed: true, detail: { text } }));
}

function sliceOf(editor: Editor, body: AdfNode): Slice | null {
  try {
    const doc = editor.schema.nodeFromJSON(adfToProseMirror(body));
    doc.check();
    return Slice.maxOpen(doc.content);
  } catch {
    return null;
  }
}

function plainSlice(editor: Editor, text: string): Slice {
  const paragraphs = text
    .split(/\r?\n/)
    .map((line) => ({ type: "paragraph", content: line ? [{ type: "text", text: line }] : [] }));
  return Slice.maxOpen(editor.schema.nodeFromJSON({ type: "doc", content: paragraphs }).content);
}

/** Comment marks stay with words that move inside their document; copies of them from elsewhere mean nothing here. */
function withoutForeignComments(slice: Slice, editor: Editor, moving: boolean): Slice {
  if (moving) return slice;
  const here = new Set<string>();
  editor.state.doc.descendants((node) => {
    for (const mark of node.marks) if (mark.type.name === "annotation") here.add(String(mark.attrs.id));
  });
  const strip = (node: PmNode): PmNode => {
    if (!node.isText) return node.copy(mapped(node.content, strip));
    return node.mark(
      node.marks.filter(
        (mark) =>
          mark.type.name !== "annotation" || (known.has(String(mark.attrs.id)) && !here.has(String(mark.attrs.id))),
      ),
    );
  };
  const known = knownComments(editor, here);
  return new Slice(mapped(slice.content, strip), slice.openStart, slice.openEnd);
}

const seen = new WeakMap<Editor, Set<string>>();

/** Every comment that stood in this document since it was opened: a cut one may come back. */
function knownComments(editor: Editor, here: Set<string>): Set<string> {
  const all = seen.get(editor) ?? new Set<string>();
  for (const id of here) all.add(id);
  seen.set(editor, all);
  return all;
}

function mapped(fragment: Fragment, change: (node: PmNode) => PmNode) {
  let result = fragment;
  fragment.forEach((node, _offset, index) => {
    result = result.replaceChild(index, change(node));
  });
  return result;
}
