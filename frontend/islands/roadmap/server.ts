// What a roadmap asks its server, and what the answer does to the page.

import { follow } from "../../behaviours/changes";
import { wordsFor } from "../../behaviours/failures";
import { toast } from "../../behaviours/toasts";
import { words } from "../../lib/dom";
import { morph } from "../../lib/morph";

/** While a hand holds something, what others did waits. */
const held = new Set<symbol>();
let waiting = false;
let asked = 0;
/** The number of the last question whose answer each part shows. */
const latest = new WeakMap<Element, number>();

export function roadmaps(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-roadmap]")];
}

/** The one that can be changed: that of the page itself. */
export function own(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-roadmap]:not([data-embedded])");
}

export function hold(): () => void {
  const mine = Symbol("held");
  held.add(mine);
  return () => {
    held.delete(mine);
    if (!held.size && waiting) void refresh();
  };
}

/** Words of the roadmap, translated by the server: `say("moved", { lane: "Next" })`. */
export function sentence(key: string, put: Record<string, string | number> = {}): string {
  const text = document.querySelector<HTMLElement>("template[data-words]")?.dataset[key] ?? key;
  return Object.entries(put).reduce((all, [name, value]) => all.replace(`{${name}}`, String(value)), text);
}

/** For ears. */
export function say(text: string): void {
  const line = document.querySelector("[data-said]");
  if (line) line.textContent = text;
}

/** Everything as it is now; a sheet that is open too. */
export async function refresh(): Promise<void> {
  waiting = held.size > 0;
  if (waiting) return;
  const here = own();
  if (here) await draw(here, (here.dataset.part ?? "") + (here.dataset.query ?? ""));
  const sheet = document.querySelector<HTMLElement>("[data-sheet]");
  if (sheet) await draw(sheet, sheet.dataset.sheet ?? "");
}

async function draw(here: HTMLElement, address: string): Promise<void> {
  asked += 1;
  const mine = asked;
  const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const there = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
  // An answer to an earlier question never undoes a later one.
  if (!there || !here.isConnected || mine < (latest.get(here) ?? 0)) return;
  latest.set(here, mine);
  if (held.size) {
    waiting = true;
    return;
  }
  const back = focusIn(here);
  morph(here, there);
  back();
  follow();
  document.dispatchEvent(new CustomEvent("cairn:roadmap-drawn"));
}

/** An item that went to another lane is drawn anew there: the focus goes with it. */
function focusIn(here: HTMLElement): () => void {
  const focused = document.activeElement;
  const item = focused?.closest<HTMLElement>("[data-item]")?.dataset.item;
  if (!item || !here.contains(focused)) return () => {};
  const name = ["data-grip", "data-open", "data-field"].find((each) => focused?.hasAttribute(each));
  const value = name ? (focused?.getAttribute(name) ?? "") : "";
  return () => {
    if (!name || focused?.isConnected) return;
    const same = here.querySelectorAll<HTMLElement>(`[data-item="${item}"] [${name}]`);
    [...same].find((each) => each.getAttribute(name) === value)?.focus({ preventScroll: true });
  };
}

/** Another view or other filters, with the address of the page. */
export async function show(query: string): Promise<void> {
  const here = own();
  if (!here) return;
  here.dataset.query = query ? `?${query}` : "";
  history.replaceState(history.state, "", `${location.pathname}${here.dataset.query}`);
  await refresh();
}

/** One after the other, in the order in which a hand made them. */
let before: Promise<unknown> = Promise.resolve();

/** A write; its answer when it was taken. A refusal is told where it belongs: `told` gets the server's words for it. */
export function send(
  verb: string,
  address: string,
  values: Record<string, string> = {},
  told?: (html: string) => void,
): Promise<Response | null> {
  const answer = before.then(() => write(verb, address, values, told));
  before = answer;
  return answer;
}

async function write(
  verb: string,
  address: string,
  values: Record<string, string>,
  told?: (html: string) => void,
): Promise<Response | null> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
  const headers = { "X-CSRFToken": token, "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams(values);
  const answer = await fetch(address, { method: verb, headers, body, keepalive: true }).catch(() => null);
  if (answer?.ok && !answer.redirected) {
    void refresh();
    return answer;
  }
  const html = answer && (answer.status === 409 || answer.status === 422) ? await answer.text() : "";
  if (html && told) told(html);
  else toast(plain(html) || words(answer ? wordsFor(answer.status) : "failed"), { problem: true });
  void refresh();
  return null;
}

function plain(html: string): string {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  return (body.querySelector(".toast-text, .rm-refused > p") ?? body).textContent?.trim() ?? "";
}
