// Puts the TipTap editor of a page together: schema, live document, behaviours.
import { type AnyExtension, Editor, Extension } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { Dropcursor, Gapcursor, Placeholder, Selection } from "@tiptap/extensions";
import type { LiveProvider } from "../../lib/live";
import { t } from "../../lib/words";
import { Adopt } from "./behaviours/adopt";
import { Annotations, type Lit } from "./behaviours/annotations";
import type { Block } from "./behaviours/blocks";
import { Busy } from "./behaviours/busy";
import { carets, type Writer } from "./behaviours/carets";
import { CarryOver } from "./behaviours/carryOver";
import { EmojiTyping } from "./behaviours/emoji";
import { MarkdownTyping } from "./behaviours/inputRules";
import { Keys } from "./behaviours/keys";
import { Links } from "./behaviours/links";
import { LocalIds } from "./behaviours/localIds";
import { Media } from "./behaviours/media";
import { Paste } from "./behaviours/paste";
import { Presses } from "./behaviours/presses";
import { Prompts } from "./behaviours/prompts";
import { Spaces } from "./behaviours/spaces";
import { Suggest } from "./behaviours/suggest";
import { Uploads } from "./behaviours/upload";
import { BODY } from "./body";
import { Highlight } from "./code/highlight";
import { Expands } from "./expands/extension";
import { Find } from "./find/find";
import { Layouts } from "./layouts/extension";
import { OwnTyping } from "./own/typing";
import { PasteChoice } from "./paste/choice";
import { schemaExtensions } from "./schema/schema";
import type { Services } from "./services";
import { SuggestChanges } from "./suggesting/extension";
import { Tables } from "./tables/extension";
import { nodeViews } from "./views";

export interface EditorParts {
  mount: HTMLElement;
  label: string;
  live: LiveProvider;
  user: Writer;
  services: Services;
  blocks: Block[];
  lit: () => Lit;
  /** Nothing but suggestions: she may comment, not edit. */
  suggestingOnly: boolean;
  editable: boolean;
}

/** TipTap works out the attributes of all nodes anew for each node view: once is enough. */
const AttributesOnce = Extension.create({
  name: "attributesOnce",
  onBeforeCreate() {
    const { extensionManager } = this.editor;
    Object.defineProperty(extensionManager, "attributes", { value: extensionManager.attributes });
  },
});

export function createEditor(parts: EditorParts): Editor {
  const { live, services } = parts;
  const extensions: AnyExtension[] = [
    AttributesOnce,
    ...schemaExtensions(nodeViews(services)),
    Collaboration.configure({ document: live.doc, field: BODY, provider: live }),
    carets(live, parts.user),
    Dropcursor.configure({ class: "ed-dropcursor", color: false, width: 2 }),
    Gapcursor,
    Placeholder.extend({ name: "emptyHint" }).configure({
      placeholder: ({ node, editor }) => placeholder(node.type.name, editor.isEmpty, node.attrs.level),
      showOnlyCurrent: true,
    }),
    // The selected words stay marked while a popover has the focus.
    Selection.configure({ className: "ed-held" }),
    Adopt.configure({ services }),
    Busy.configure({ awareness: live.awareness }),
    CarryOver.configure({ awareness: live.awareness, own: () => live.own }),
    Annotations.configure({ lit: parts.lit }),
    Highlight,
    Expands,
    EmojiTyping,
    Keys,
    Layouts,
    Links,
    LocalIds,
    MarkdownTyping,
    Media,
    OwnTyping,
    Paste.configure({ services }),
    PasteChoice,
    Presses,
    Prompts,
    Find,
    SuggestChanges.configure({ user: String(parts.user.id), only: parts.suggestingOnly }),
    Spaces,
    Suggest.configure({ services, blocks: parts.blocks }),
    Tables.configure({ awareness: live.awareness }),
    Uploads,
  ];
  return new Editor({
    element: parts.mount,
    extensions,
    injectCSS: false,
    enableCoreExtensions: { delete: false }, // looks for what was deleted after each key: nobody listens
    editable: parts.editable,
    editorProps: {
      scrollThreshold: COVERED,
      scrollMargin: COVERED,
      attributes: {
        class: "ed-text prose",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": parts.label,
      },
    },
  });
}

// Pixels at the window's edges that bars cover: above the header and the toolbar, below (on a phone) the toolbar. The
// caret never hides behind them.
const COVERED = { top: 116, bottom: 64, left: 8, right: 8 };

function placeholder(type: string, empty: boolean, level: unknown): string {
  if (type === "heading") return `${t("Heading")} ${String(level)}`;
  if (type !== "paragraph") return "";
  return empty ? t("Write, or press / for blocks and @ for people") : t("Press / for blocks");
}
