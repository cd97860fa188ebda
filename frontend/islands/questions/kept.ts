// What this browser alone knows: its tickets, and which of the questions without a name are hers.
import { all } from "../../lib/dom";
import type { Ticket } from "./blind";
import { send } from "./server";

export interface Asked extends Ticket {
  question: number;
  title: string;
  part?: number; // of one that hosts have split: the same key fits it
}
export interface Kept {
  tickets: Ticket[];
  asked: Asked[];
  refused?: boolean; // other browsers of hers have had them all
}
export interface Told {
  question: number;
  state: string;
  why: string;
}
/** Whose keys and which session: on a question's own page, and once nobody can ask any more, without the form's tickets. */
export const place = () => document.querySelector<HTMLElement>("[data-ask]");
const keyOf = (session: string, who: string) => `cairn.nameless.${session}.${who}`;

export function keptFor(one: HTMLElement): Kept | null {
  const text = localStorage.getItem(keyOf(one.dataset.ask ?? "", one.dataset.who ?? ""));
  return text ? (JSON.parse(text) as Kept) : null;
}

export function keep(one: HTMLElement, kept: Kept): void {
  localStorage.setItem(keyOf(one.dataset.ask ?? "", one.dataset.who ?? ""), JSON.stringify(kept));
}

/** Without a cookie, and without saying from where. */
export function nobody<T>(one: HTMLElement, method: string, values: Record<string, string>, below = "") {
  return send<T>(`${one.dataset.anonymous ?? ""}${below}`, {
    method,
    body: new URLSearchParams(values),
    credentials: "omit",
    referrerPolicy: "no-referrer",
    cache: "no-store",
  });
}

/** What shows that a question is hers. */
export function proof({ key, signature, part }: Asked): Record<string, string> {
  return { key, signature, ...(part ? { part: String(part) } : {}) };
}

/** What hosts have split off from a question of hers is hers as well; nobody else can know that. */
function learn(one: HTMLElement): void {
  for (const { dataset } of all("[data-mine][data-of]")) {
    const kept = keptFor(one);
    const whole = kept?.asked.find((each) => String(each.question) === dataset.of);
    if (!kept || !whole || kept.asked.some((each) => String(each.question) === dataset.mine)) continue;
    const part = { ...whole, question: Number(dataset.mine), part: Number(dataset.part), title: dataset.title ?? "" };
    keep(one, { ...kept, asked: [...kept.asked, part] });
  }
}

/** Her own, for her eyes; everybody is sent the same page. */
export function mark(): void {
  const one = place();
  if (one) learn(one);
  const mine = new Set((one ? (keptFor(one)?.asked ?? []) : []).map((each) => String(each.question)));
  for (const note of all("[data-mine]")) note.hidden = !mine.has(note.dataset.mine ?? "");
  // What would give her away: she changes her own words with her key instead.
  for (const deed of all("[data-not-mine]")) deed.hidden = mine.has(deed.dataset.notMine ?? "");
}
