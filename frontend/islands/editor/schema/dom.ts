// How each node stands in the DOM of the editor and the clipboard. Every element also carries its type and its
// attributes as data, so that cut, copy and paste between documents lose nothing.
import type { DOMOutputSpec, Node as PmNode } from "@tiptap/pm/model";
import { BLOCK_ATTRS } from "../suggesting/stamp";
import { hueOf } from "./colors";
import { BLOCKS, INLINES } from "./spec";

const isStamp = (name: string) => (BLOCK_ATTRS as readonly string[]).includes(name);

type Attrs = Record<string, string>;
type Render = (node: PmNode, attrs: Attrs) => DOMOutputSpec;

const tag =
  (name: string, hole = true): Render =>
  (_node, attrs) =>
    hole ? [name, attrs, 0] : [name, attrs];

const block =
  (className: string): Render =>
  (_node, attrs) => ["div", { ...attrs, class: className }, 0];

const RENDER: Record<string, Render> = {
  paragraph: tag("p"),
  heading: (node, attrs) => [`h${Math.min(6, Math.max(1, Number(node.attrs.level) || 1))}`, attrs, 0],
  bulletList: tag("ul"),
  orderedList: (node, attrs) => ["ol", { ...attrs, start: String(node.attrs.order ?? 1) }, 0],
  listItem: tag("li"),
  taskList: (_node, attrs) => ["ul", { ...attrs, class: "action-list" }, 0],
  taskItem: (_node, attrs) => ["li", { ...attrs, class: "action-item" }, 0],
  blockTaskItem: block("action-item"),
  decisionList: (_node, attrs) => ["ul", { ...attrs, class: "decision-list" }, 0],
  decisionItem: (_node, attrs) => ["li", { ...attrs, class: "decision-item" }, 0],
  blockquote: tag("blockquote"),
  codeBlock: (_node, attrs) => ["pre", attrs, ["code", 0]],
  panel: (node, attrs) => ["div", { ...attrs, class: "panel", "data-panel": node.attrs.panelType }, 0],
  rule: tag("hr", false),
  table: (_node, attrs) => ["table", attrs, ["tbody", 0]],
  expand: block("expand"),
  nestedExpand: block("expand"),
  layoutSection: block("layout"),
  layoutColumn: (node, attrs) => [
    "div",
    { ...attrs, class: "layout-column", "data-width": String(node.attrs.width) },
    0,
  ],
  tableRow: tag("tr"),
  tableHeader: cell("th"),
  tableCell: cell("td"),
  mediaSingle: (node, attrs) => ["figure", { ...attrs, class: "media", "data-layout": String(node.attrs.layout) }, 0],
  mediaGroup: block("media-group"),
  media: (_node, attrs) => ["div", attrs],
  caption: tag("figcaption"),
  hardBreak: tag("br", false),
  mention: (node, attrs) => ["span", attrs, String(node.attrs.text ?? "@")],
  date: (node, attrs) => ["time", attrs, isoDay(node.attrs.timestamp)],
  status: (node, attrs) => ["span", attrs, String(node.attrs.text ?? "")],
  emoji: (node, attrs) => ["span", { ...attrs, class: "emoji" }, String(node.attrs.text ?? node.attrs.shortName ?? "")],
  inlineCard: (node, attrs) => ["a", { ...attrs, href: safeHref(node.attrs.url) }, String(node.attrs.url ?? "")],
  blockCard: (node, attrs) => ["div", attrs, ["a", { href: safeHref(node.attrs.url) }, String(node.attrs.url ?? "")]],
};

function cell(name: string): Render {
  return (node, attrs) => {
    const { colspan, rowspan } = node.attrs;
    const spans: Attrs = { ...attrs };
    if (colspan > 1) spans.colspan = String(colspan);
    if (rowspan > 1) spans.rowspan = String(rowspan);
    if (isColor(node.attrs.background)) {
      // The hue is what the page shows; the colour itself is for the programs that the cell is pasted into.
      spans["data-hue"] = hueOf(node.attrs.background);
      spans.bgcolor = node.attrs.background;
    }
    if (node.attrs.valign) spans["data-valign"] = String(node.attrs.valign);
    return [name, spans, 0];
  };
}

/** The DOM of a node: its own shape, or a calm labelled block or chip when it has no controls here. */
export function renderNode(node: PmNode): DOMOutputSpec {
  const name = node.type.name;
  const attrs = dataAttributes(node);
  const render = RENDER[name];
  if (render) return render(node, attrs);
  const spec = BLOCKS[name] ?? INLINES[name];
  const element = spec && name in INLINES ? "span" : "div";
  const shell = { ...attrs, class: "other", "data-label": describe(node, spec?.label ?? name) };
  return spec?.content ? [element, shell, 0] : [element, shell];
}

export function dataAttributes(node: PmNode): Attrs {
  const attrs: Attrs = { "data-adf": node.type.name, "data-attrs": JSON.stringify(present(node.attrs)) };
  const [align, indent] = ["align", "level"].map((name) => blockMark(node, name));
  if (align) attrs["data-align"] = align;
  if (indent) attrs["data-indent"] = indent;
  return attrs;
}

/** Words for a node that has no controls of its own: what it is, and its text or address. */
export function describe(node: PmNode, label: string): string {
  const { title, text, url, extensionKey, alt } = node.attrs as Record<string, unknown>;
  const detail = [title, text, url, alt, extensionKey].find((value) => typeof value === "string" && value);
  return detail ? `${label}: ${String(detail)}` : label;
}

export function safeHref(value: unknown): string {
  const href = typeof value === "string" ? value.trim() : "";
  return /^(https?:|mailto:|tel:|\/|#)/i.test(href) ? href : "";
}

export function isColor(value: unknown): value is string {
  return typeof value === "string" && /^#[0-9a-f]{3,8}$/i.test(value);
}

/** The UTC day of an ADF timestamp (milliseconds as text), "2025-11-22"; empty when it is none. */
export function isoDay(timestamp: unknown): string {
  const date = new Date(Number(timestamp));
  return timestamp === "" || Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}

/** "center" or "end" of an aligned block, "1" … "6" of an indented one; read without parsing, at every drawing. */
function blockMark(node: PmNode, name: string): string {
  const marks = node.attrs.blockMarks;
  if (typeof marks !== "string") return "";
  const found = name === "align" ? /"align":\s*"(center|end)"/.exec(marks) : /"level":\s*([1-6])/.exec(marks);
  return found?.[1] ?? "";
}

function present(attrs: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attrs).filter(([name, value]) => value !== null && !isStamp(name)));
}
