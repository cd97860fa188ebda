// Threads beside a page: passages that have one are marked in the text, and each leads to the other. The list of
// threads refreshes itself (hx-trigger in comments/_threads.html); here it is kept from taking words out of one's hands.
import { all, on } from "../lib/dom";
import "./annotations-compose";
import "./annotations-filter";
import "./annotations-mentions";
import "./annotations-sending";
import "./annotations-signs";
import { comments, hideRail, showRail, words } from "./annotations-rail";
import { flowOf, fold, locate, type Passage, unwrap, wrap } from "./annotations-text";
import htmx from "./htmx";
import { toast } from "./toasts";

interface Anchor extends Passage {
  id: number;
  annotation: string;
}

function list(): HTMLElement | null {
  return document.getElementById("threads");
}

function anchorsOf(threads: HTMLElement): Anchor[] {
  return JSON.parse(threads.dataset.anchors ?? "[]") as Anchor[];
}

// Passages in the text ------------------------------------------------------------------------------------------

/** Marks the passages of open threads: the version's own marks, and for younger threads the words found again. */
function paint(): void {
  const body = document.getElementById("page-body");
  const threads = list();
  if (!body || !threads) return;
  all("mark[data-found]", body).forEach(unwrap);
  for (const mark of all("mark[data-thread]", body)) {
    mark.removeAttribute("data-thread");
    mark.removeAttribute("id");
  }
  for (const anchor of anchorsOf(threads)) {
    const own = all(`mark[data-annotation="${CSS.escape(anchor.annotation)}"]`, body);
    const marks = own.length ? own : found(body, anchor);
    for (const mark of marks) mark.dataset.thread = String(anchor.id);
    if (marks[0]) marks[0].id = `passage-${anchor.id}`;
  }
  light();
}

function found(body: HTMLElement, anchor: Anchor): HTMLElement[] {
  const flow = flowOf(body);
  const place = locate(fold(flow.text), anchor);
  if (!place) return [];
  return wrap(flow, place, (mark) => {
    mark.className = "annotation";
    mark.dataset.found = "";
  });
}

/** The mark of the thread that has the attention is stronger. */
function light(): void {
  const active = document.querySelector<HTMLElement>(".thread.is-active")?.dataset.thread;
  for (const mark of all("#page-body mark[data-thread]"))
    mark.classList.toggle("is-active", mark.dataset.thread === active);
}

function activate(thread: HTMLElement | null): void {
  for (const other of all(".thread.is-active")) other.classList.toggle("is-active", other === thread);
  thread?.classList.add("is-active");
  light();
}

// From the text to the thread, and back --------------------------------------------------------------------------

function reveal(element: HTMLElement): void {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}

function openThread(target: HTMLElement): void {
  showRail();
  const thread = target.closest<HTMLElement>(".thread");
  activate(thread);
  (thread ?? target).focus({ preventScroll: true });
  reveal(target);
}

/** Opens a thread or comment wherever it is; one of another list (resolved, detached) is fetched first. */
async function open(at: string, selector: string): Promise<void> {
  const here = document.querySelector<HTMLElement>(selector);
  if (here) return openThread(here);
  const threads = list();
  const address = threads?.getAttribute("hx-get")?.split("?")[0];
  if (!threads || !address) return;
  await htmx.ajax("get", `${address}?at=${encodeURIComponent(at)}`, { target: threads, swap: "outerHTML" });
  const arrived = document.querySelector<HTMLElement>(selector);
  if (arrived) openThread(arrived);
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
  const id = CSS.escape(thread?.dataset.annotation ?? "");
  const passage =
    document.getElementById(`passage-${link.dataset.passage}`) ??
    document.querySelector<HTMLElement>(`cairn-editor [data-annotation="${id}"]`);
  if (!passage) return toast(words("passageGone"));
  hideRail();
  passage.scrollIntoView({ block: "center" });
});

on("focusin", ".thread", (_event, thread) => activate(thread));

document.addEventListener("cairn:annotation", (event) => {
  const { id } = (event as CustomEvent<{ id: string }>).detail;
  void open(`annotation-${id}`, `.thread[data-annotation="${CSS.escape(id)}"]`);
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
  paint();
  tellEditor();
});

window.addEventListener("hashchange", fromAddress);
paint();
tellEditor();
fromAddress();
