// A link into the workspace in its four shapes: the address, a card in the line, a card of its own, the page itself.
// A link to a picture or film elsewhere can become that.
import { type Editor, getMarkRange } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, TextSelection } from "@tiptap/pm/state";
import { mediaKind } from "../schema/media";
import { mediaFor } from "../ui/mediaForms";
import { placeBlock } from "./placing";
import { ownLink } from "./recognise";

export type Shape = "url" | "inline" | "card" | "embed" | "media";

export interface LinkAt {
  from: number;
  to: number;
  url: string;
  shape: Shape;
}

const SHAPES: Record<string, Shape> = { inlineCard: "inline", blockCard: "card", embedCard: "embed" };

/** The card that is selected or that the caret stands just behind, or the link around the caret that has other shapes. */
export function linkAt(state: EditorState): LinkAt | null {
  const { selection } = state;
  if (selection instanceof NodeSelection) return cardOf(selection.node, selection.from);
  if (!selection.empty) return null;
  const { $from } = selection;
  const before = $from.nodeBefore;
  if (before && SHAPES[before.type.name]) return cardOf(before, $from.pos - before.nodeSize);
  if (before?.text === " ") {
    // Just pasted: nothing has been written after it yet.
    const pos = $from.pos - 1;
    const card = state.doc.resolve(pos).nodeBefore;
    if (card && SHAPES[card.type.name]) return cardOf(card, pos - card.nodeSize);
  }
  const link = state.schema.marks.link;
  const range = link && getMarkRange($from, link);
  if (!range) return null;
  const mark = state.doc.nodeAt(range.from)?.marks.find(({ type }) => type === link);
  const url = String(mark?.attrs.href ?? "");
  return shapesOf(url).length > 1 ? { ...range, url, shape: "url" } : null;
}

function cardOf(node: PmNode, pos: number): LinkAt | null {
  const shape = SHAPES[node.type.name];
  return shape ? { from: pos, to: pos + node.nodeSize, url: addressOf(node), shape } : null;
}

/** The address of a card; documents from elsewhere keep it in `data`. */
export function addressOf(node: PmNode): string {
  const data = node.attrs.data as { url?: string; "@id"?: string } | null;
  return String(node.attrs.url ?? data?.url ?? data?.["@id"] ?? "");
}

export function shapesOf(url: string): Shape[] {
  if (ownLink(url)) return ["url", "inline", "card", "embed"];
  return /^https?:/.test(url) && mediaKind(url) !== "file" ? ["url", "media"] : ["url"];
}

/** Shows the link in another shape, where it stands or as near as that shape can stand. */
export function showAs(editor: Editor, at: LinkAt, shape: Shape): void {
  if (shape === at.shape || !editor.isEditable) return;
  const { state, view } = editor;
  const { tr, schema } = state;
  const inLine = shape === "url" || shape === "inline";
  const wasInLine = at.shape === "url" || at.shape === "inline";
  const node = inLine ? lineNode(editor, at.url, shape) : blockNode(editor, at.url, shape);
  let selected = at.from;
  if (inLine && wasInLine) tr.replaceWith(at.from, at.to, node);
  else if (inLine) {
    tr.replaceWith(at.from, at.to, schema.nodes.paragraph?.create(null, node) ?? node);
    selected = at.from + 1;
  } else if (wasInLine) {
    const $from = state.doc.resolve(at.from);
    const alone =
      $from.parent.textBetween(0, $from.parent.content.size, " ", "x").trim().length <= textLength(state, at);
    tr.delete(at.from, at.to);
    if (alone) tr.delete(tr.mapping.map($from.start()), tr.mapping.map($from.end()));
    selected = placeBlock(tr, tr.mapping.map(at.from), node) - node.nodeSize;
  } else tr.replaceWith(at.from, at.to, node);
  const shown = tr.doc.nodeAt(selected);
  if (shown && !shown.isText) tr.setSelection(NodeSelection.create(tr.doc, selected));
  else tr.setSelection(TextSelection.near(tr.doc.resolve(selected + node.nodeSize)));
  view.dispatch(tr.scrollIntoView());
  view.focus();
}

function textLength(state: EditorState, at: LinkAt): number {
  return state.doc.textBetween(at.from, at.to, " ", "x").length;
}

function lineNode(editor: Editor, url: string, shape: Shape): PmNode {
  if (shape === "inline") return editor.schema.nodeFromJSON({ type: "inlineCard", attrs: { url } });
  const text = new URL(url, location.href).href;
  return editor.schema.nodeFromJSON({ type: "text", text, marks: [{ type: "link", attrs: { href: url } }] });
}

function blockNode(editor: Editor, url: string, shape: Shape): PmNode {
  if (shape === "media") return mediaFor(editor, url);
  const attrs = shape === "embed" ? { url, layout: "center" } : { url };
  return editor.schema.nodeFromJSON({ type: shape === "embed" ? "embedCard" : "blockCard", attrs });
}

export function removeCard(editor: Editor, at: LinkAt): void {
  const { tr } = editor.state;
  tr.delete(at.from, at.to);
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at.from, tr.doc.content.size))));
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
}
