// Pictures and files that were pasted from another page: this page keeps them too, so that its readers see them.
import { type Editor, Extension } from "@tiptap/core";
import type { Node as PmNode } from "@tiptap/pm/model";
import { ReplaceStep } from "@tiptap/pm/transform";
import { t } from "../../../lib/words";
import type { Services, Uploaded } from "../services";
import { announce } from "../ui/announce";

const KEPT = /^\/attachments\/([0-9a-f-]{36})\//;

/** The key of the stored file that a media node shows; empty for others. */
export function keyOf(node: PmNode): string {
  if (node.type.name !== "media" && node.type.name !== "mediaInline") return "";
  const { url, id, type } = node.attrs as Record<string, unknown>;
  if (typeof url === "string" && url) {
    const address = new URL(url, location.href);
    return address.origin === location.origin ? (KEPT.exec(address.pathname)?.[1] ?? "") : "";
  }
  return type !== "external" && typeof id === "string" ? id : "";
}

export const Adopt = Extension.create<{ services: Services }>({
  name: "adopt",
  onTransaction({ transaction }) {
    const pasted = transaction.getMeta("uiEvent") === "paste" || transaction.getMeta("paste") === true;
    if (!pasted || !transaction.docChanged) return;
    const keys = new Set<string>();
    for (const step of transaction.steps) {
      if (!(step instanceof ReplaceStep)) continue;
      step.slice.content.descendants((node) => {
        const key = keyOf(node);
        if (key && !known(this.editor).has(key)) keys.add(key);
      });
    }
    for (const key of keys) void adopt(this.editor, this.options.services, key);
  },
});

const seen = new WeakMap<Editor, Set<string>>();

/** Keys that this page is known to have: each is asked about once. */
function known(editor: Editor): Set<string> {
  const keys = seen.get(editor) ?? new Set<string>();
  seen.set(editor, keys);
  return keys;
}

async function adopt(editor: Editor, services: Services, key: string): Promise<void> {
  known(editor).add(key);
  const kept = await services.copyFile(key);
  if (editor.isDestroyed) return;
  if (!kept) return announce(t("A pasted picture is only shown to those who may see the page it came from."));
  known(editor).add(kept.id);
  if (kept.id !== key) redirect(editor, key, kept);
}

/** Everything that shows the file shows the one of this page. One's own undo leaves it so. */
function redirect(editor: Editor, key: string, kept: Uploaded): void {
  const { tr } = editor.state;
  editor.state.doc.descendants((node, pos) => {
    if (keyOf(node) !== key) return;
    const url = new URL(kept.url, location.href).pathname;
    tr.setNodeMarkup(pos, null, { ...node.attrs, ...(node.attrs.url ? { url } : { id: kept.id }) });
  });
  if (tr.docChanged) editor.view.dispatch(tr.setMeta("addToHistory", false));
}
