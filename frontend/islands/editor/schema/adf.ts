// ADF JSON ↔ ProseMirror JSON. They differ in one thing: ADF puts marks on block nodes (alignment, breakout, a link
// on media), which Yjs elements cannot carry. They travel in the `blockMarks` attribute as JSON.
import { BLOCK_ATTRS } from "../suggesting/stamp";
import { BLOCK_MARKS, BLOCKS, INLINES } from "./spec";

export interface AdfMark {
  type: string;
  attrs?: Record<string, unknown>;
}

export interface AdfNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: AdfNode[];
  marks?: AdfMark[];
  text?: string;
  version?: number;
}

/** ADF → the JSON that `schema.nodeFromJSON` reads. Unknown types are left out: nothing can hold them. */
export function adfToProseMirror(node: AdfNode): AdfNode {
  if (node.type === "text") return node;
  const { marks, version: _version, ...rest } = node;
  const out: AdfNode = { ...rest };
  if (marks?.length) out.attrs = { ...node.attrs, [BLOCK_MARKS]: JSON.stringify(marks) };
  if (node.content) out.content = node.content.filter(isKnown).map(adfToProseMirror);
  return out;
}

/** ProseMirror JSON → ADF: absent attributes go, block marks return to their place. */
export function proseMirrorToAdf(node: AdfNode): AdfNode {
  if (node.type === "text") return withMarks(node, node.marks);
  const out: AdfNode = { type: node.type };
  if (node.type === "doc") out.version = 1;
  const attrs: Record<string, unknown> = {};
  let blockMarks: AdfMark[] = [];
  for (const [key, value] of Object.entries(node.attrs ?? {})) {
    if ((BLOCK_ATTRS as readonly string[]).includes(key)) continue;
    if (key === BLOCK_MARKS) blockMarks = parseMarks(value);
    else if (value !== null && value !== undefined) attrs[key] = value;
  }
  if (Object.keys(attrs).length) out.attrs = attrs;
  if (node.content) out.content = node.content.map(proseMirrorToAdf);
  if (blockMarks.length) out.marks = blockMarks;
  return out;
}

export function parseMarks(value: unknown): AdfMark[] {
  if (typeof value !== "string") return [];
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? (parsed as AdfMark[]) : [];
  } catch {
    return [];
  }
}

function isKnown(node: AdfNode): boolean {
  return node.type === "text" || node.type in BLOCKS || node.type in INLINES;
}

function withMarks(node: AdfNode, marks: AdfMark[] | undefined): AdfNode {
  const out: AdfNode = { type: "text", text: node.text };
  if (!marks?.length) return out;
  out.marks = marks.map((mark) => {
    const attrs = Object.fromEntries(Object.entries(mark.attrs ?? {}).filter(([, v]) => v !== null));
    return Object.keys(attrs).length ? { type: mark.type, attrs } : { type: mark.type };
  });
  return out;
}
