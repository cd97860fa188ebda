// "/decision": a decision begins as a draft below this page, and a smart link to it stands in the text.
import type { Editor } from "@tiptap/core";
import { t } from "../../../lib/words";
import { type Block, insertInline } from "../behaviours/blocks";
import { csrfToken, type Services } from "../services";
import { announce } from "../ui/announce";

export function newDecision(_services: Services): Block {
  return {
    id: "newDecision",
    title: t("Decision with options"),
    icon: "scale",
    group: "workspace",
    words: "new decide daci vote approve options framework",
    hint: "",
    first: true,
    run: (editor) => void begin(editor),
  };
}

/** What stands in the line says what is to be decided; without any, the page's title does. */
async function begin(editor: Editor): Promise<void> {
  const about = editor.state.selection.$from.parent.textContent.trim();
  const page = /^\/pages\/(\d+)\//.exec(location.pathname)?.[1];
  if (!page) return;
  const form = new URLSearchParams({ from: page, ...(about ? { about } : {}) });
  const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() };
  const answer = await fetch("/decisions/", { method: "POST", headers, body: form }).catch(() => null);
  const made = answer?.status === 201 ? ((await answer.json()) as { url: string; title: string }) : null;
  if (!made) {
    const text = t("The decision could not be made. Your text is safe; try again.");
    const detail = { text, problem: true };
    editor.view.dom.dispatchEvent(new CustomEvent("cairn:toast", { bubbles: true, composed: true, detail }));
    return;
  }
  if (editor.isDestroyed) return;
  insertInline(editor, "inlineCard", { url: made.url });
  announce(`${t("Draft decision made:")} ${made.title}`);
}
