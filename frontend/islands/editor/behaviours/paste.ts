// What arrives from the clipboard or falls on the text: links, pictures, code, tables, Markdown, other programs' HTML.
import { type Editor, Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { isOwn } from "../paste/clean";
import { withoutForeignComments } from "../paste/comments";
import { dropFiles } from "../paste/drop";
import { clearPlaces, isPasting, pasteHtml, pasteMarkdown, pastePlain } from "../paste/insert";
import type { Services } from "../services";
import { insertBlock } from "./blocks";
import { isOnlyPicture, looksLikeMarkdown, ownLink, tableOf, withoutStyles } from "./recognise";
import { addFiles } from "./upload";

export const Paste = Extension.create<{ services: Services }>({
  name: "clipboard",
  addProseMirrorPlugins() {
    const { editor } = this;
    const { services } = this.options;
    let shift = false;
    const watch = (_view: unknown, event: KeyboardEvent) => {
      shift = event.shiftKey;
      return false;
    };
    return [
      new Plugin({
        key: new PluginKey("paste"),
        props: {
          transformPastedHTML: (html) => (isPasting(editor) ? html : withoutStyles(html)),
          handlePaste: (_view, event) => !isPasting(editor) && onPaste(editor, services, event, shift),
          handleDOMEvents: { keydown: watch, keyup: watch },
          handleDrop: (view, event, _slice, moved) => {
            if (moved) return false;
            if (event.dataTransfer?.files.length) return dropFiles(editor, services, view, event);
            return dropHtml(editor, services, event);
          },
          transformPasted: (slice, view) => withoutForeignComments(slice, editor, view.dragging?.move === true),
        },
        appendTransaction: (all, _before, state) =>
          all.some((tr) => tr.getMeta("paste")) ? clearPlaces(editor, state.tr) : null,
      }),
    ];
  },
});

function onPaste(editor: Editor, services: Services, event: ClipboardEvent, shift: boolean): boolean {
  const data = event.clipboardData;
  if (!data || editor.state.selection.$from.parent.type.spec.code) return false;
  const html = data.getData("text/html");
  const text = data.getData("text/plain");
  const files = [...data.files];
  // Ctrl+Shift+V asks for the words alone; Shift+Insert is a plain paste on some keyboards.
  if (shift && text) {
    pastePlain(editor, text);
    return true;
  }
  if (files.length && (!html || isOnlyPicture(html))) {
    addFiles(editor, services, files, editor.state.selection.from);
    return true;
  }
  if (pasteAddress(editor, text)) return true;
  if (html && isOwn(html)) return false;
  if (html && !isBareHtml(html)) {
    pasteHtml(editor, services, { html, text, rtf: data.getData("text/rtf") }, event);
    return true;
  }
  return pasteText(editor, services, text, { html, mode: data.getData("vscode-editor-data") });
}

function pasteText(editor: Editor, services: Services, text: string, said: { html: string; mode: string }): boolean {
  if (pasteCode(editor, text, said.mode)) return true;
  const table = tableOf(text, editor.isActive("table"));
  if (table) pasteHtml(editor, services, { html: table, text, rtf: "" });
  else if (looksLikeMarkdown(text)) void pasteMarkdown(editor, services, text);
  else if (said.html) pastePlain(editor, text);
  else return false;
  return true;
}

/** A passage dragged from another window. */
function dropHtml(editor: Editor, services: Services, event: DragEvent): boolean {
  const html = event.dataTransfer?.getData("text/html") ?? "";
  if (!html || isOwn(html) || editor.view.dragging) return false;
  const at = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
  if (at === undefined) return false;
  event.preventDefault();
  editor.commands.setTextSelection(at);
  pasteHtml(editor, services, { html, text: event.dataTransfer?.getData("text/plain") ?? "", rtf: "" });
  editor.view.focus();
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
  const says = /<(p|h[1-6]|ul|ol|table|blockquote|li|a|img|pre|b|strong|em|i|br|details|dl|ac:[\w-]+)[\s>/]/i.test(
    html,
  );
  return !says || /vscode|monaco/i.test(html);
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
  if (!editor.state.selection.empty) return editor.commands.setMark("link", { href: own ?? words });
  const mark = { type: "link", attrs: { href: words } };
  return editor
    .chain()
    .insertContent({ type: "text", text: words, marks: [mark] })
    .unsetMark("link")
    .run();
}
