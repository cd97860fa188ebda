// Threads beside a page: passages that have one are marked in the text, and each leads to the other. The list of
// threads refreshes itself (hx-trigger in comments/_threads.html); here it is kept from taking words out of one's hands.
import { all, on } from "../lib/dom";
import "./annotations-compose";
import "./annotations-filter";
import "./annotations-mentions";
import "./annotations-sending";
import "./annotations-signs";
import "./annotations-typing";
import "./annotations-walk";
import { arrange, isWide, soon, watch } from "./annotations-margin";
import { anchorsOf, light, list, paint, passageOf } from "./annotations-marks";
import { peek } from "./annotations-peek";
import "./annotations-pictures";
import { comments, hideRail, isSheet, showRail, words } from "./annotations-rail";
import htmx from "./htmx";
import { toast } from "./toasts";

export function activate(thread: HTMLElement | null): void {
  if (thread?.classList.contains("is-active")) return;
  for (const other of all(".thread.is-active")) other.classList.remove("is-active");
  thread?.classList.add("is-active");
  light();
  arrange();
  if (thread?.hasAttribute("data-brief")) void unfold(thread);
}

/** One of many stands there in brief; who turns to it gets it whole. */
async function unfold(thread: HTMLElement): Promise<void> {
  const { id } = thread;
  await htmx.ajax("get", `/threads/${thread.dataset.thread}/`, { target: thread, swap: "outerHTML" });
  const whole = document.getElementById(id);
  if (whole && document.activeElement === document.body) whole.focus({ preventScroll: true });
}

// From the text to the thread, and back --------------------------------------------------------------------------

function reveal(element: HTMLElement): void {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

function openThread(target: HTMLElement, writes = false): void {
  const thread = target.closest<HTMLElement>(".thread");
  if (writes && thread && isSheet()) {
    activate(thread);
    peek(thread, () => openThread(target));
    return;
  }
  showRail();
  activate(thread);
  const beside = thread?.closest("[data-margin]");
  if (writes && isWide()) {
    if (!beside) reveal(target);
    return; // she put the caret there: it stays, and what she types is text
  }
  (thread ?? target).focus({ preventScroll: true });
  const passage = thread && passageOf(thread);
  if (!beside) {
    passage?.scrollIntoView({ block: "start" }); // above the sheet
    reveal(target);
  } else if (!passage) reveal(target);
  else if (!isInSight(passage)) passage.scrollIntoView({ block: "center" });
}

function isInSight(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top > 64 && bottom < innerHeight - 24;
}

/** Opens a thread or comment wherever it is; one of another list (resolved, detached) is fetched first. */
async function open(at: string, selector: string, writes = false): Promise<void> {
  const here = document.querySelector<HTMLElement>(selector);
  if (here) return openThread(here, writes);
  const threads = list();
  const address = threads?.getAttribute("hx-get")?.split("?")[0];
  if (!threads || !address) return;
  await htmx.ajax("get", `${address}?at=${encodeURIComponent(at)}`, { target: threads, swap: "outerHTML" });
  const arrived = document.querySelector<HTMLElement>(selector);
  if (arrived) openThread(arrived, writes);
}

function fromAddress(): void {
  const at = /^#((?:thread|comment)-\d+)$/.exec(location.hash)?.[1];
  if (at && comments()) void open(at, `#${at}`);
}

on("click", "#page-body mark[data-thread]", (event, mark) => {
  if ((event.target as HTMLElement).closest("a[href]") || !getSelection()?.isCollapsed) return;
  void open(`thread-${mark.dataset.thread}`, `#thread-${mark.dataset.thread}`);
});

on("click", "[data-passage]", (event, link) => {
  event.preventDefault();
  const thread = link.closest<HTMLElement>(".thread");
  activate(thread);
  const passage = thread && passageOf(thread);
  if (!passage) return toast(words("passageGone"));
  hideRail();
  passage.scrollIntoView({ block: "center" });
});

on("click", "[data-subject]", () => hideRail()); // what it hangs on lies under the sheet; the link leads there

on("focusin", ".thread", (_event, thread) => activate(thread));

document.addEventListener("cairn:annotation", (event) => {
  const { id } = (event as CustomEvent<{ id: string }>).detail;
  void open(`annotation-${id}`, `.thread[data-annotation="${CSS.escape(id)}"]`, true);
});

document.addEventListener("cairn:thread-focus", (event) => {
  const { id } = (event as CustomEvent<{ id: number }>).detail;
  void open(`thread-${id}`, `#thread-${id}`);
});

// The thread that had the focus has left the list: the hands stay where they were.
document.addEventListener("cairn:thread-resolved", () => list()?.focus({ preventScroll: true }));

// The list that refreshes ------------------------------------------------------------------------------------------

/** A thread with a begun reply stays in the list, even when somebody resolves it meanwhile. */
document.addEventListener("htmx:configRequest", (event) => {
  const { detail } = event as CustomEvent;
  if (!(detail.target instanceof Element) || detail.target.id !== "threads") return;
  const begun = all<HTMLTextAreaElement>("#threads .reply textarea").filter((area) => area.value.trim());
  const kept = begun.map((area) => area.closest<HTMLElement>(".thread")?.dataset.thread);
  if (kept.length) detail.path += `${detail.path.includes("?") ? "&" : "?"}keep=${kept.join(",")}`;
});

/** A comment that is being changed, or an open menu, is not taken away by what somebody else did: later, then. */
document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, requestConfig } = (event as CustomEvent).detail;
  const isRefresh = elt.id === "threads" && requestConfig.triggeringEvent?.type.startsWith("cairn:");
  if (!isRefresh || !elt.querySelector(".comment-edit, .menu:popover-open")) return;
  event.preventDefault();
  window.setTimeout(() => htmx.trigger(elt, "cairn:refresh"), 1000);
});

/** The editor lights up the passages of open threads, and no others. */
function tellEditor(): void {
  const editor = document.querySelector("cairn-editor");
  const threads = list();
  if (!editor || !threads) return;
  const open = anchorsOf(threads).map((anchor) => anchor.annotation);
  editor.setAttribute("open-annotations", open.join(" "));
}

// Elsewhere in the page: no thread has the attention any more.
document.addEventListener("pointerdown", (event) => {
  const target = event.target as Element;
  if (
    target.closest(".main") &&
    !target.closest("dialog, .menu") &&
    !target.closest("[data-annotation], [data-thread]")
  )
    activate(null);
});

let attention = "";
document.addEventListener("htmx:beforeSwap", () => {
  attention = document.querySelector<HTMLElement>(".thread.is-active")?.id ?? "";
});
document.addEventListener("htmx:afterSettle", (event) => {
  const { target } = event as CustomEvent;
  if (!(target instanceof Element) || !(target.closest("#comments") || target.querySelector("#comments"))) return;
  document.getElementById(attention)?.classList.add("is-active");
  // Words that are being changed are gone on with at their end.
  const field = document.activeElement;
  if (field instanceof HTMLTextAreaElement && field.matches(".comment-edit [autofocus]") && !field.selectionEnd)
    field.setSelectionRange(field.value.length, field.value.length);
  refresh();
});

function refresh(): void {
  paint();
  tellEditor();
  watch();
  arrange();
}

// Before the new cards are seen for the first time.
document.addEventListener("htmx:afterSwap", arrange);

window.addEventListener("hashchange", fromAddress);
document.addEventListener("toggle", soon, true); // an expand was opened or closed
refresh();
fromAddress();
