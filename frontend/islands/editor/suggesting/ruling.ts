// Accepting and rejecting is the server's act: it changes the text and remembers who did it, in one.
import type { Editor } from "@tiptap/core";
import { t } from "../../../lib/words";
import { csrfToken } from "../services";
import { announce } from "../ui/announce";

export type Outcome = "acceptance" | "rejection";

/** Where rulings go: the panel beside the text says it; null where there is none. */
export const panel = () => document.querySelector<HTMLElement>("[data-suggestions]");
export const mayRule = () => panel()?.hasAttribute("data-may-rule") ?? false;

export async function rule(
  editor: Editor,
  outcome: Outcome,
  which: { id?: string; author?: string },
): Promise<boolean> {
  const base = panel()?.dataset.suggestions;
  if (!base) return false;
  const path = which.id ? `${base}${which.id}/${outcome}/` : `${base}${outcome}/`;
  const query = which.author ? `?author=${encodeURIComponent(which.author)}` : "";
  const answer = await post(`${path}${query}`);
  if (answer.ok) announce(outcome === "acceptance" ? t("Accepted.") : t("Rejected."));
  else tell(editor, answer.message);
  return answer.ok;
}

export async function say(editor: Editor, id: string, words: string): Promise<boolean> {
  const base = panel()?.dataset.suggestions;
  if (!base) return false;
  const answer = await post(`${base}${id}/comments/`, new URLSearchParams({ text: words }));
  if (!answer.ok) tell(editor, answer.message);
  return answer.ok;
}

async function post(url: string, body?: URLSearchParams): Promise<{ ok: boolean; message: string }> {
  try {
    const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() };
    const response = await fetch(url, { method: "POST", headers, ...(body ? { body } : {}) });
    if (response.ok) return { ok: true, message: "" };
    const said = (await response.json().catch(() => ({}))) as { message?: string };
    return { ok: false, message: said.message ?? t("This did not work. Try again.") };
  } catch {
    return { ok: false, message: t("There is no connection. Nothing was changed; try again when you are back.") };
  }
}

function tell(editor: Editor, text: string): void {
  announce(text);
  const detail = { text, problem: true };
  editor.view.dom.dispatchEvent(new CustomEvent("cairn:toast", { bubbles: true, composed: true, detail }));
}
