// The table of spec.ts as TipTap nodes.
import { type AnyExtension, type Attribute, Node, type NodeViewRenderer } from "@tiptap/core";
import { Table } from "@tiptap/extension-table";
import type { TagParseRule } from "@tiptap/pm/model";
import { BLOCK_ATTRS, INSERTED } from "../suggesting/stamp";
import { renderNode } from "./dom";
import { PARSE } from "./parse";
import { BLOCK_MARKS, BLOCKS, INLINES, type NodeSpec } from "./spec";

export type NodeViews = Record<string, NodeViewRenderer>;

const TABLE_ROLES: Record<string, string> = {
  tableRow: "row",
  tableCell: "cell",
  tableHeader: "header_cell",
};

/** All ADF nodes. `views` gives some of them their controls. */
export function buildNodes(views: NodeViews): AnyExtension[] {
  const doc = Node.create({ name: "doc", topNode: true, content: "block+" });
  const text = Node.create({ name: "text", group: "inline" });
  const blocks = Object.entries(BLOCKS).map(([name, spec]) =>
    name === "table" ? buildTable(spec, views.table) : buildNode(name, spec, false, views[name]),
  );
  const inlines = Object.entries(INLINES).map(([name, spec]) => buildNode(name, spec, true, views[name]));
  return [doc, text, ...blocks, ...inlines];
}

function buildNode(name: string, spec: NodeSpec, inline: boolean, view?: NodeViewRenderer): AnyExtension {
  const leaf = spec.content === undefined;
  const control = name !== "hardBreak";
  return Node.create({
    name,
    inline,
    group: inline ? "inline" : (spec.group ?? "block"),
    content: spec.content ?? "",
    ...(spec.marks === undefined ? {} : { marks: spec.marks }),
    code: spec.code ?? false,
    defining: spec.defining ?? false,
    isolating: spec.isolating ?? false,
    atom: leaf && control,
    selectable: control && name !== "paragraph",
    // A picture goes with its figure.
    draggable: name === "mediaSingle" || (leaf && control && !inline && name !== "media"),
    linebreakReplacement: name === "hardBreak",
    // Read by the table extension: the parts of a table are known by role.
    ...(TABLE_ROLES[name] ? { tableRole: TABLE_ROLES[name] } : {}),
    addAttributes: () => declareAttributes(spec),
    parseHTML: () => parseRules(name),
    renderHTML: ({ node }) => renderNode(node),
    ...(view ? { addNodeView: () => view } : {}),
    ...(name === "hardBreak" ? { renderText: () => "\n" } : {}),
  });
}

/** With TipTap's commands; its plugins, keys and view are those of `tables/`. */
function buildTable(spec: NodeSpec, view?: NodeViewRenderer): AnyExtension {
  return Table.extend({
    content: spec.content,
    addAttributes: () => declareAttributes(spec),
    parseHTML: () => parseRules("table"),
    renderHTML: ({ node }) => renderNode(node),
    addKeyboardShortcuts: () => ({}),
    addProseMirrorPlugins: () => [],
    addNodeView: () => view ?? null,
  });
}

/** Attributes live in the document, not in the DOM: the clipboard's copy is written by renderNode. */
function declareAttributes(spec: NodeSpec): Record<string, Attribute> {
  const declare = (key: string, value: unknown): [string, Attribute] => [
    key,
    { default: value, rendered: false, parseHTML: () => null, keepOnSplit: key !== "localId" },
  ];
  const own = Object.entries(spec.attrs).map(([key, value]) => declare(key, value));
  // A block that somebody suggested stays hers when it is cut in two; the other stamps are for the block they stand on.
  const stamps = BLOCK_ATTRS.map((name): [string, Attribute] => [
    name,
    { default: null, rendered: false, parseHTML: () => null, keepOnSplit: name === INSERTED },
  ]);
  return Object.fromEntries([...own, declare(BLOCK_MARKS, null), ...stamps]);
}

function parseRules(name: string): TagParseRule[] {
  const spec = BLOCKS[name] ?? INLINES[name];
  const own: TagParseRule = {
    tag: `[data-adf="${name}"]`,
    priority: 100,
    getAttrs: (element) => readAttrs(element, spec),
    ...(spec?.code ? { preserveWhitespace: "full" as const } : {}),
  };
  return [own, ...(PARSE[name] ?? [])];
}

function readAttrs(element: HTMLElement, spec: NodeSpec | undefined): Record<string, unknown> {
  try {
    const raw: unknown = JSON.parse(element.getAttribute("data-attrs") ?? "{}");
    const known = [...Object.keys(spec?.attrs ?? {}), BLOCK_MARKS];
    return Object.fromEntries(Object.entries(raw as object).filter(([key]) => known.includes(key)));
  } catch {
    return {};
  }
}
