// The passages of open threads, marked in the text: the version's own marks, and for threads that are younger than the
// version the words found again.
import { all } from "../lib/dom";
import { type Flow, flowOf, fold, locate, type Passage, unwrap, wrap } from "./annotations-text";

export interface Anchor extends Passage {
  id: number;
  annotation: string;
  media?: string;
}

export function list(): HTMLElement | null {
  return document.getElementById("threads");
}

export function anchorsOf(threads: HTMLElement): Anchor[] {
  return JSON.parse(threads.dataset.anchors ?? "[]") as Anchor[];
}

export function paint(): void {
  const body = document.getElementById("page-body");
  const threads = list();
  if (!body || !threads) return;
  all("mark[data-found]", body).forEach(unwrap);
  const own = new Map<string, HTMLElement[]>();
  for (const mark of all("mark[data-annotation]", body)) {
    mark.removeAttribute("data-thread");
    mark.removeAttribute("id");
    const id = mark.dataset.annotation ?? "";
    own.set(id, [...(own.get(id) ?? []), mark]);
  }
  const lost: Anchor[] = [];
  for (const anchor of anchorsOf(threads)) {
    const marks = own.get(anchor.annotation);
    if (marks) name(marks, anchor);
    else lost.push(anchor);
  }
  find(body, lost);
  light();
}

function name(marks: HTMLElement[], anchor: Anchor): void {
  for (const mark of marks) mark.dataset.thread = String(anchor.id);
  if (marks[0]) marks[0].id = `passage-${anchor.id}`;
}

function dress(mark: HTMLElement): void {
  mark.className = "annotation";
  mark.dataset.found = "";
}

/** Marks what has no mark of its own. From the end to the beginning, so that what is still to do stays where it is. */
function find(body: HTMLElement, anchors: Anchor[]): void {
  if (!anchors.length) return;
  let flow: Flow = flowOf(body);
  const folded = fold(flow.text);
  const places: [Anchor, [number, number]][] = [];
  for (const anchor of anchors) {
    if (anchor.media) picture(body, anchor);
    else {
      const place = locate(folded, anchor);
      if (place) places.push([anchor, place]);
    }
  }
  let wrapped = Number.POSITIVE_INFINITY;
  for (const [anchor, place] of places.sort((a, b) => b[1][0] - a[1][0])) {
    if (place[1] > wrapped) flow = flowOf(body); // the nodes it runs into are others now; the words are the same
    name(wrap(flow, place, dress), anchor);
    wrapped = place[0];
  }
}

function picture(body: HTMLElement, anchor: Anchor): void {
  const shown = all("img, video, audio", body).find((one) => one.getAttribute("src") === anchor.media);
  if (!shown || shown.closest("mark")) return;
  const mark = document.createElement("mark");
  dress(mark);
  shown.replaceWith(mark);
  mark.append(shown);
  name([mark], anchor);
}

/** The thread that has the attention. */
export function activeThread(): HTMLElement | null {
  return document.querySelector<HTMLElement>(".thread.is-active");
}

/** Its mark is stronger than the others. */
export function light(): void {
  const active = activeThread();
  for (const mark of all("#page-body mark[data-thread]"))
    mark.classList.toggle("is-active", mark.dataset.thread === active?.dataset.thread);
  const annotation = active?.dataset.annotation ?? "";
  const editor = document.querySelector("cairn-editor");
  if (editor && editor.getAttribute("active-annotation") !== annotation)
    editor.setAttribute("active-annotation", annotation);
}

/** Where a thread's passage, or what it hangs on, is on the screen; null: nowhere. */
export function passageOf(thread: HTMLElement): HTMLElement | null {
  const id = CSS.escape(thread.dataset.annotation ?? "");
  return (
    document.getElementById(`passage-${thread.dataset.thread}`) ??
    document.querySelector<HTMLElement>(`cairn-editor [data-annotation="${id}"]`) ??
    subjectOf(thread)
  );
}

function subjectOf(thread: HTMLElement): HTMLElement | null {
  const link = thread.querySelector<HTMLAnchorElement>("a[data-subject]");
  return link && document.getElementById(link.hash.slice(1));
}
