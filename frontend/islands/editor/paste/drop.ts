// Files dropped on the text: Markdown and HTML become text where they fall, everything else an attachment.
import type { Editor } from "@tiptap/core";
import type { EditorView } from "@tiptap/pm/view";
import { fill, t } from "../../../lib/words";
import { addFiles } from "../behaviours/upload";
import type { Services } from "../services";
import { isOwn } from "./clean";
import { blockPlace, pasteHtml, pasteMarkdown, tell } from "./insert";

const MARKDOWN = /\.(md|markdown|mdown)$/i;
const HTML = /\.html?$/i;
const LARGEST = 2 * 1024 * 1024; // bytes that the converter reads

export function dropFiles(editor: Editor, services: Services, view: EditorView, event: DragEvent): boolean {
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length === 0) return false;
  event.preventDefault();
  const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? view.state.selection.from;
  const texts = files.filter((file) => (MARKDOWN.test(file.name) || HTML.test(file.name)) && file.size <= LARGEST);
  const rest = files.filter((file) => !texts.includes(file));
  for (const file of texts) void readFile(editor, services, file, at);
  if (rest.length) addFiles(editor, services, rest, at);
  return true;
}

async function readFile(editor: Editor, services: Services, file: File, at: number): Promise<void> {
  const text = await file.text().catch(() => null);
  if (editor.isDestroyed) return;
  if (text === null) return tell(editor, fill(t("{name} could not be read."), { name: file.name }));
  if (MARKDOWN.test(file.name)) return pasteMarkdown(editor, services, text, at);
  const place = blockPlace(editor.state.doc, at);
  editor
    .chain()
    .insertContentAt(place, { type: "paragraph" })
    .setTextSelection(place + 1)
    .run();
  pasteHtml(editor, services, { html: isOwn(text) ? text.replace(/\sdata-adf=/g, " data-was=") : text, text, rtf: "" });
}
