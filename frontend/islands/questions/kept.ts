// What this browser alone knows: its tickets, and which of the questions without a name are hers.
import { all } from "../../lib/dom";
import type { Ticket } from "./blind";
import { send } from "./server";

export interface Asked extends Ticket {
  question: number;
  title: string;
}
export interface Kept {
  tickets: Ticket[];
  asked: Asked[];
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

/** Her own, for her eyes. */
export function mark(): void {
  const one = place();
  const mine = new Set((one ? (keptFor(one)?.asked ?? []) : []).map((each) => String(each.question)));
  for (const note of all("[data-mine]")) note.hidden = !mine.has(note.dataset.mine ?? "");
}
