// Puts what was recognised into the text, as one step that can be undone or shown as plain text instead.
import type { Editor } from "@tiptap/core";
import { type Node as PmNode, Slice } from "@tiptap/pm/model";
import { TextSelection, type Transaction } from "@tiptap/pm/state";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { fill, t } from "../../../lib/words";
import { follow } from "../behaviours/follow";
import { addFiles } from "../behaviours/upload";
import { type AdfNode, adfToProseMirror } from "../schema/adf";
import type { Services } from "../services";
import { offerChoice } from "./choice";
import { cleanHtml } from "./clean";
import { type Picture, takePictures, WAITING } from "./pictures";
import { nameOf } from "./source";

export interface Incoming {
  html: string;
  text: string;
  rtf: string;
}

/** Set while HTML that is clean already goes through ProseMirror's own paste, which knows about tables. */
const inside = new WeakSet<Editor>();
export const isPasting = (editor: Editor): boolean => inside.has(editor);

/** HTML of another program. */
export function pasteHtml(editor: Editor, services: Services, incoming: Incoming, event?: ClipboardEvent): void {
  const { root, source, lost } = cleanHtml(incoming.html);
  const { found, missing } = takePictures(root, incoming.rtf);
  if (missing > 0) lost.push(t("Pictures were not on the clipboard. Drop their files here to add them."));
  const rich =
    root.querySelector("h1,h2,h3,h4,h5,h6,ul,ol,table,pre,blockquote,.panel,details,strong,em,figure") !== null;
  step(
    editor,
    () => {
      places.set(editor, new Map());
      const inTable = editor.isActive("table");
      onItsOwnLine(editor, /^H[1-6]$/.test(root.firstElementChild?.tagName ?? ""));
      through(editor, () => editor.view.pasteHTML(root.innerHTML, event));
      if (!inTable) leaveTable(editor);
    },
    rich || lost.length
      ? { name: fill(t("Pasted from {program}"), { program: nameOf(source) }), text: incoming.text, lost }
      : null,
  );
  store(editor, services, found);
}

/** A heading begins a line of its own: pasted behind words it does not become a part of them. */
export function onItsOwnLine(editor: Editor, isHeading: boolean): void {
  const { $from, empty } = editor.state.selection;
  const { heading } = editor.schema.nodes;
  const behind = empty && $from.parent.type.name === "paragraph" && $from.parentOffset > 0 && !$from.nodeAfter;
  if (!isHeading || !behind || !heading) return;
  const index = $from.indexAfter(-1);
  if ($from.node(-1).canReplaceWith(index, index, heading)) editor.commands.splitBlock();
}

function through(editor: Editor, paste: () => void): void {
  inside.add(editor);
  try {
    paste();
  } finally {
    inside.delete(editor);
  }
}

interface Offer {
  name: string;
  text: string;
  lost: string[];
}

/** What ends with a table leaves the caret below it, where writing goes on. */
function leaveTable(editor: Editor): void {
  const { $from } = editor.state.selection;
  const depth = [...Array($from.depth).keys()].map((n) => n + 1).find((n) => $from.node(n).type.name === "table");
  const paragraph = editor.schema.nodes.paragraph;
  if (depth === undefined || !paragraph) return;
  const { tr } = editor.state;
  const after = $from.after(depth);
  if (!tr.doc.resolve(after).nodeAfter?.isTextblock) tr.insert(after, paragraph.create());
  editor.view.dispatch(
    tr
      .setSelection(TextSelection.near(tr.doc.resolve(after + 1)))
      .setMeta("paste", true)
      .scrollIntoView(),
  );
}

/** One step of the history, after which the person may choose again. */
function step(editor: Editor, change: () => void, offer: Offer | null): void {
  const history = yUndoPluginKey.getState(editor.state)?.undoManager;
  history?.stopCapturing();
  const before = editor.state;
  change();
  history?.stopCapturing();
  if (offer && !editor.state.doc.eq(before.doc))
    offerChoice(editor, before, { ...offer, plain: () => pastePlain(editor, offer.text) });
}

/** Only the words, a paragraph for each line. */
export function pastePlain(editor: Editor, text: string): void {
  const { tr } = editor.state;
  const inCode = editor.state.selection.$from.parent.type.spec.code;
  if (inCode) tr.insertText(text.replace(/\r\n?/g, "\n"));
  else tr.replaceSelection(plainSlice(editor, text));
  editor.view.dispatch(tr.setMeta("paste", true).setMeta("uiEvent", "paste").scrollIntoView());
}

export async function pasteMarkdown(editor: Editor, services: Services, text: string, at?: number): Promise<void> {
  const { from, to } = at === undefined ? editor.state.selection : { from: at, to: at };
  const [start, end] = [follow(editor, from), follow(editor, to)];
  const converted = await services.convert("markdown", text);
  if (editor.isDestroyed) return;
  const range = { from: start.pos, to: Math.max(start.pos, end.pos) };
  start.stop();
  end.stop();
  const slice = converted && sliceOf(editor, converted.body);
  if (!slice) tell(editor, t("Pasted as plain text: it could not be read as Markdown now."));
  const content = slice ?? plainSlice(editor, text);
  const { selection } = editor.state;
  // The caret goes to the end of what was pasted, unless it has gone elsewhere meanwhile.
  const here = selection.from === range.from && selection.to === range.to;
  const put = () => {
    if (here) onItsOwnLine(editor, content.content.firstChild?.type.name === "heading");
    const { tr } = editor.state;
    if (here) tr.replaceSelection(content);
    else if (content.openStart === 0 || at !== undefined) tr.insert(blockPlace(tr.doc, range.from), content.content);
    else tr.replaceRange(range.from, range.to, content);
    editor.view.dispatch(tr.setMeta("paste", true).scrollIntoView());
  };
  step(editor, put, slice ? { name: t("Pasted as Markdown"), text, lost: converted?.dropped.slice(0, 3) ?? [] } : null);
}

/** Where whole blocks can stand: before or after the top block around the position. */
export function blockPlace(doc: PmNode, pos: number): number {
  const $pos = doc.resolve(Math.min(pos, doc.content.size));
  if ($pos.depth === 0) return pos;
  return $pos.pos - $pos.start(1) < $pos.node(1).content.size / 2 ? $pos.before(1) : $pos.after(1);
}

export function tell(editor: Editor, text: string): void {
  editor.view.dom.dispatchEvent(new CustomEvent("cairn:toast", { bubbles: true, composed: true, detail: { text } }));
}

export function sliceOf(editor: Editor, body: AdfNode): Slice | null {
  try {
    const doc = editor.schema.nodeFromJSON(adfToProseMirror(body));
    doc.check();
    return Slice.maxOpen(doc.content);
  } catch {
    return null;
  }
}

export function plainSlice(editor: Editor, text: string): Slice {
  const paragraphs = text
    .split(/\r?\n/)
    .map((line) => ({ type: "paragraph", content: line ? [{ type: "text", text: line }] : [] }));
  return Slice.maxOpen(editor.schema.nodeFromJSON({ type: "doc", content: paragraphs }).content);
}

const places = new WeakMap<Editor, Map<string, number>>();

/** In the transaction of the paste itself, empty lines take the places of pictures that are still to be stored. */
export function clearPlaces(editor: Editor, tr: Transaction): Transaction | null {
  const found = places.get(editor);
  const paragraph = editor.schema.nodes.paragraph;
  if (!found || !paragraph) return null;
  const waiting: { pos: number; size: number; url: string }[] = [];
  tr.doc.descendants((node, pos) => {
    const url = String(node.firstChild?.attrs.url ?? "");
    if (node.type.name !== "mediaSingle" || !url.startsWith(WAITING)) return true;
    waiting.push({ pos, size: node.nodeSize, url });
    return false;
  });
  for (const { pos, size, url } of waiting) {
    const at = tr.mapping.map(pos);
    tr.replaceWith(at, at + size, paragraph.create());
    found.set(url, at + 1);
  }
  return waiting.length ? tr : null;
}

function store(editor: Editor, services: Services, pictures: Picture[]): void {
  const found = places.get(editor);
  places.delete(editor);
  const end = editor.state.selection.from;
  for (const { url, file } of pictures) addFiles(editor, services, [file], found?.get(url) ?? end);
}
