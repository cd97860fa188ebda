// The node and mark types of Atlassian Document Format (@atlaskit/adf-schema, dist/json-schema/v1/full.json) as
// one table. y-prosemirror deletes what the ProseMirror schema does not know and drops attributes that are not
// declared, so every type and every attribute stands here, also those that have no controls of their own.
// Content is ADF's, with looser counts where two people's edits can merge into more or fewer children.

export type AttrSpec = Record<string, unknown>;

export interface NodeSpec {
  /** Attribute names with their default. null means "absent", as in Yjs. */
  attrs: AttrSpec;
  content?: string;
  /** Which marks text inside may carry; all when absent. */
  marks?: string;
  inline?: boolean;
  group?: string;
  code?: boolean;
  isolating?: boolean;
  defining?: boolean;
  /** Name shown where the node has no controls. */
  label?: string;
}

/** Block marks (alignment, indentation, breakout, …) travel as this JSON attribute: Yjs elements carry no marks. */
export const BLOCK_MARKS = "blockMarks";

const lists = "bulletList | orderedList";
const pictures = "mediaSingle | mediaGroup";
const nonNestable =
  `(paragraph | panel | blockquote | ${lists} | rule | heading | codeBlock | ${pictures} | decisionList | taskList` +
  " | table | blockCard | embedCard | extension)+";
const cellContent =
  `(paragraph | panel | blockquote | ${lists} | rule | heading | codeBlock | ${pictures} | decisionList | taskList` +
  " | blockCard | embedCard | extension | nestedExpand)+";
const nestedContent =
  `(paragraph | heading | ${pictures} | codeBlock | ${lists} | taskList | decisionList | rule | panel | blockquote` +
  " | extension)+";
const columnContent = `${nonNestable.slice(0, -2)} | expand | bodiedExtension)+`;
const syncContent = `${columnContent.slice(0, -2)} | layoutSection)+`;
const cellAttrs = { colspan: 1, rowspan: 1, colwidth: null, background: null, localId: null, valign: null };
const extensionAttrs = {
  extensionKey: "",
  extensionType: "",
  parameters: null,
  text: null,
  layout: null,
  localId: null,
};

export const BLOCKS: Record<string, NodeSpec> = {
  paragraph: { attrs: { localId: null }, content: "inline*" },
  heading: { attrs: { level: 1, localId: null }, content: "inline*", defining: true },
  bulletList: { attrs: { localId: null }, content: "listItem+", group: "block list" },
  orderedList: { attrs: { order: null, localId: null }, content: "listItem+", group: "block list" },
  listItem: {
    attrs: { localId: null },
    content: `(paragraph | ${lists} | taskList | mediaSingle | codeBlock | extension)+`,
    group: "",
    defining: true,
  },
  taskList: { attrs: { localId: null }, content: "(taskItem | taskList | blockTaskItem)+" },
  taskItem: { attrs: { localId: null, state: "TODO" }, content: "inline*", group: "", defining: true },
  blockTaskItem: { attrs: { localId: null, state: "TODO" }, content: "(paragraph | extension)+", group: "" },
  decisionList: { attrs: { localId: null }, content: "decisionItem+" },
  decisionItem: {
    attrs: { localId: null, state: "DECIDED" },
    content: "inline*",
    group: "",
    defining: true,
  },
  blockquote: {
    attrs: { localId: null },
    content: `(paragraph | ${lists} | codeBlock | ${pictures} | extension)+`,
    defining: true,
  },
  codeBlock: {
    attrs: { language: null, uniqueId: null, localId: null, wrap: null, hideLineNumbers: null },
    content: "text*",
    marks: "annotation insertion deletion",
    code: true,
    defining: true,
  },
  panel: {
    attrs: {
      panelType: "info",
      panelIcon: null,
      panelIconId: null,
      panelIconText: null,
      panelColor: null,
      localId: null,
    },
    content:
      `(paragraph | heading | ${lists} | blockCard | ${pictures} | codeBlock | taskList | rule | decisionList` +
      " | extension)+",
    defining: true,
  },
  rule: { attrs: { localId: null } },
  expand: {
    attrs: { title: null, localId: null },
    content: `${nonNestable.slice(0, -2)} | nestedExpand)+`,
    defining: true,
    isolating: true,
  },
  nestedExpand: {
    attrs: { title: null, localId: null },
    content: nestedContent,
    group: "",
    defining: true,
    isolating: true,
  },
  layoutSection: { attrs: { localId: null }, content: "layoutColumn+", isolating: true },
  layoutColumn: {
    attrs: { width: 50, localId: null, valign: null },
    content: columnContent,
    group: "",
    isolating: true,
  },
  table: {
    attrs: { displayMode: null, isNumberColumnEnabled: null, layout: null, localId: null, width: null },
    content: "tableRow+",
    isolating: true,
  },
  tableRow: { attrs: { localId: null }, content: "(tableCell | tableHeader)*", group: "" },
  tableHeader: { attrs: cellAttrs, content: cellContent, group: "", isolating: true },
  tableCell: { attrs: cellAttrs, content: cellContent, group: "", isolating: true },
  mediaSingle: {
    attrs: { localId: null, width: null, layout: "center", widthType: null },
    content: "media caption*",
  },
  mediaGroup: { attrs: {}, content: "media+" },
  media: {
    attrs: {
      type: "external",
      localId: null,
      id: null,
      alt: null,
      collection: null,
      height: null,
      occurrenceKey: null,
      width: null,
      url: null,
    },
    group: "",
  },
  caption: { attrs: { localId: null }, content: "inline*", group: "" },
  blockCard: {
    attrs: { localId: null, url: null, datasource: null, width: null, layout: null, data: null },
    label: "Card",
  },
  embedCard: {
    attrs: {
      url: "",
      layout: "center",
      width: null,
      originalHeight: null,
      originalWidth: null,
      localId: null,
    },
    label: "Embedded page",
  },
  extension: { attrs: extensionAttrs, label: "Extension" },
  bodiedExtension: { attrs: extensionAttrs, content: nonNestable, isolating: true, label: "Extension" },
  syncBlock: { attrs: { resourceId: null, localId: null }, label: "Synced block" },
  bodiedSyncBlock: {
    attrs: { resourceId: null, localId: null },
    content: syncContent,
    isolating: true,
    label: "Synced block",
  },
};

export const INLINES: Record<string, NodeSpec> = {
  hardBreak: { attrs: { text: null, localId: null } },
  mention: { attrs: { id: "", localId: null, text: null, accessLevel: null, userType: null } },
  date: { attrs: { timestamp: "", localId: null } },
  status: { attrs: { text: "", color: "neutral", localId: null, style: null } },
  emoji: { attrs: { shortName: "", id: null, text: null, localId: null } },
  inlineCard: { attrs: { url: null, data: null, localId: null } },
  placeholder: { attrs: { text: "", localId: null }, label: "Placeholder" },
  mediaInline: {
    attrs: {
      type: null,
      localId: null,
      id: null,
      alt: null,
      collection: null,
      occurrenceKey: null,
      width: null,
      height: null,
      data: null,
    },
    label: "File",
  },
  inlineExtension: {
    attrs: { extensionKey: "", extensionType: "", parameters: null, text: null, localId: null },
    label: "Extension",
  },
};

/** Marks of text. Block marks are declared too, so that stray ones never delete the text that carries them. */
export const MARKS: Record<string, AttrSpec> = {
  link: { href: "", title: null, id: null, collection: null, occurrenceKey: null },
  em: {},
  strong: {},
  strike: {},
  subsup: { type: "sub" },
  underline: {},
  textColor: { color: "" },
  backgroundColor: { color: "" },
  annotation: { id: "", annotationType: "inlineComment" },
  code: {},
  fontSize: { fontSize: "small" },
  alignment: { align: "center" },
  indentation: { level: 1 },
  breakout: { mode: "wide", width: null },
  border: { size: 1, color: "" },
  dataConsumer: { sources: null },
  fragment: { localId: "", name: null },
};

/** What ADF's `code` mark refuses beside itself (it stands with links and annotations only). */
export const CODE_EXCLUDES = "code em strong strike subsup underline textColor backgroundColor";

/** Elements whose localId ADF requires; registries of the server are keyed by it. */
export const NEED_LOCAL_ID = new Set([
  "taskList",
  "taskItem",
  "blockTaskItem",
  "decisionList",
  "decisionItem",
  "bodiedSyncBlock",
]);

/** Nodes that only stand at the top of a document. */
export const ROOT_ONLY = ["layoutSection", "syncBlock", "bodiedSyncBlock", "bodiedExtension", "expand"];
