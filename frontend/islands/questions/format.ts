// Bold, lists, links over the field in which somebody writes a question, an answer or a remark. What they put there is
// Markdown, as by hand, so that it works without a name and without the server as well.
import { on } from "../../lib/dom";

const AROUND: Record<string, string> = { bold: "**", italic: "*", code: "`" };
const BEFORE: Record<string, (line: number) => string> = { list: () => "- ", numbers: (line) => `${line + 1}. ` };
const FIELD = "[data-questions] textarea[data-mentions], #page-dialog textarea[data-mentions]";

on("focusin", FIELD, (_event, element) => {
  const tools = document.querySelector<HTMLTemplateElement>("#format-tools")?.content.firstElementChild;
  if (!tools || element.previousElementSibling?.matches(".format-tools")) return;
  const bar = tools.cloneNode(true) as HTMLElement;
  bar.setAttribute("aria-controls", element.id);
  element.before(bar);
});

// The field keeps its focus and what is selected in it.
on("pointerdown", ".format-tools button", (event) => event.preventDefault());

on("click", ".format-tools button", (_event, button) => {
  const field = button.closest(".format-tools")?.nextElementSibling;
  if (field instanceof HTMLTextAreaElement) format(field, button.dataset.format ?? "");
});

on("keydown", FIELD, (event, field) => {
  const kind = { b: "bold", i: "italic" }[event.key.toLowerCase()];
  if (!kind || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  format(field as HTMLTextAreaElement, kind);
});

function format(field: HTMLTextAreaElement, kind: string): void {
  field.focus();
  const { selectionStart: from, selectionEnd: to, value } = field;
  const chosen = value.slice(from, to);
  if (AROUND[kind]) put(field, from, to, ...wrapped(chosen, AROUND[kind]));
  else if (kind === "link") put(field, from, to, ...linked(chosen));
  else if (kind === "name") {
    const text = from > 0 && !/\s/.test(value[from - 1] ?? " ") ? " @" : "@";
    put(field, from, from, text, text.length, text.length);
  } else {
    const start = value.lastIndexOf("\n", from - 1) + 1;
    const lines = value.slice(start, to).split("\n");
    const text = lines.map((line, at) => `${BEFORE[kind]?.(at) ?? ""}${line}`).join("\n");
    put(field, start, to, text, text.length, text.length);
  }
}

/** The cursor stands where something is missing yet. */
function linked(chosen: string): [string, number, number] {
  if (/^https?:\/\/\S+$/.test(chosen)) return [`[](${chosen})`, 1, 1];
  const text = `[${chosen}](https://)`;
  return [text, text.length - 1, text.length - 1];
}

function wrapped(chosen: string, mark: string): [string, number, number] {
  const isThere = chosen.length > 2 * mark.length && chosen.startsWith(mark) && chosen.endsWith(mark);
  const text = isThere ? chosen.slice(mark.length, -mark.length) : `${mark}${chosen}${mark}`;
  return isThere ? [text, 0, text.length] : [text, mark.length, mark.length + chosen.length];
}

/** `select…` are counted from where the text begins. The field hears of it as of anything typed. */
function put(field: HTMLTextAreaElement, from: number, to: number, text: string, selectFrom: number, selectTo: number) {
  field.setRangeText(text, from, to, "end");
  field.setSelectionRange(from + selectFrom, from + selectTo);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
