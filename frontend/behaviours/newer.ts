// A page that is open while it changes. A live page shows its new words in place; of any other page the reader is told
// that there is a newer version, and her text stays where it is. What a decision no longer takes goes away.
import { all, on } from "../lib/dom";
import htmx from "./htmx";
import { tellVisit } from "./visits";

const PATIENCE = 4000;
let waiting: ReturnType<typeof setTimeout> | undefined;

/** Whether somebody has typed or chosen something in there that a new copy would not have. */
export function isTouched(part: ParentNode): boolean {
  const typed = all<HTMLTextAreaElement | HTMLInputElement>("textarea, input", part);
  return typed.some((field) =>
    field instanceof HTMLInputElement && /radio|checkbox/.test(field.type)
      ? field.checked !== field.defaultChecked
      : field.value !== field.defaultValue,
  );
}

/** Whether the reader has marked words in there. */
function isHeld(part: HTMLElement): boolean {
  const selection = getSelection();
  return Boolean(selection && !selection.isCollapsed && selection.anchorNode && part.contains(selection.anchorNode));
}

/** Puts the parts of a fresh copy of the page in the place of those shown; one that is not there any more goes. */
export function renew(fresh: ParentNode, ids: string[]): void {
  for (const id of ids) {
    const shown = document.getElementById(id);
    const next = fresh.querySelector<HTMLElement>(`#${id}`);
    if (!shown || isTouched(shown)) continue;
    if (!next) {
      shown.remove();
      continue;
    }
    keepOpen(shown, next);
    shown.replaceWith(next);
    htmx.process(next);
  }
}

/** Sections that she has unfolded stay so, as far as they are still the same ones. */
function keepOpen(shown: HTMLElement, next: HTMLElement): void {
  const before = all<HTMLDetailsElement>("details", shown);
  const after = all<HTMLDetailsElement>("details", next);
  if (before.length !== after.length) return;
  for (const [index, one] of before.entries()) {
    const twin = after[index];
    if (twin) twin.open = one.open;
  }
}

async function refresh(ids: string[]): Promise<void> {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  renew(new DOMParser().parseFromString(await answer.text(), "text/html"), ids);
  document.body.dispatchEvent(new CustomEvent("cairn:threads", { detail: { event: "renewed" } }));
}

function show(): void {
  clearTimeout(waiting);
  const body = document.getElementById("page-body");
  if (!body) return;
  if (isHeld(body) || document.hidden) waiting = setTimeout(show, PATIENCE);
  else void refresh(["page-body", "page-byline"]).then(() => tellVisit({ quietly: true }));
}

document.body.addEventListener("cairn:page.published", () => {
  const article = document.querySelector<HTMLElement>("article[data-visit]");
  if (!article) return;
  if ("live" in article.dataset) show();
  else void tellVisit({ whileOpen: true });
});

for (const name of ["cairn:page.made_live", "cairn:page.live_ended"]) {
  document.body.addEventListener(name, () => {
    if (document.querySelector("article[data-visit]")) void refresh(["page-byline"]);
  });
}

document.body.addEventListener("cairn:decision.decided", () => {
  if (document.getElementById("decide") || document.getElementById("position") || document.getElementById("page-edit"))
    void refresh(["page-edit", "page-byline", "position", "decide"]);
});

on("click", "[data-dismiss]", (_event, target) => target.closest(".banner")?.remove());
