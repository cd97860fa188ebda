// @ in a comment: a short list of people and teams under the field. Chosen or typed in full, the server knows the name.
import users from "lucide-static/icons/users.svg?raw";
import { on } from "../lib/dom";

interface Person {
  id: string;
  name: string;
  initials?: string;
  hue?: number | string;
  picture?: string | null;
  /** Set for a team; its note says how many people it is. */
  kind?: "team";
  note?: string;
}

const CALL = /(?:^|[\s(])@([\p{L}\p{N}][\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*)?)?$/u;

let open: { area: HTMLTextAreaElement; list: HTMLElement; people: Person[]; at: number } | null = null;
let asked = 0;

/** The letters after the @ that the cursor stands behind; null when there is none. */
export function called(text: string): string | null {
  const match = CALL.exec(text);
  return match ? (match[1] ?? "") : null;
}

async function suggest(area: HTMLTextAreaElement): Promise<void> {
  const query = called(area.value.slice(0, area.selectionStart));
  const address = area.closest<HTMLElement>("[data-people]")?.dataset.people;
  const mine = ++asked;
  if (query === null || !address) return close();
  const url = new URL(address, location.href);
  url.searchParams.set("q", query);
  const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
  if (mine !== asked) return;
  const { people } = answer?.ok ? ((await answer.json()) as { people: Person[] }) : { people: [] };
  if (people.length && document.activeElement === area) show(area, people.slice(0, 8));
  else close();
}

function show(area: HTMLTextAreaElement, people: Person[]): void {
  close();
  const list = document.createElement("ul");
  list.className = "listbox mention-list";
  list.id = `${area.id}-people`;
  list.setAttribute("role", "listbox");
  list.append(...people.map((person, index) => option(person, `${list.id}-${index}`)));
  area.insertAdjacentElement("afterend", list);
  area.setAttribute("aria-controls", list.id);
  area.setAttribute("aria-autocomplete", "list");
  open = { area, list, people, at: 0 };
  mark();
}

function option(person: Person, id: string): HTMLLIElement {
  const item = document.createElement("li");
  item.className = "option";
  item.id = id;
  item.setAttribute("role", "option");
  const name = document.createElement("span");
  name.className = "truncate";
  name.textContent = person.name;
  item.append(person.kind === "team" ? teamSign() : face(person), name);
  if (person.kind === "team") {
    const note = document.createElement("span");
    note.className = "option-note";
    note.textContent = person.note ?? "";
    item.append(note);
  }
  item.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    choose(person);
  });
  return item;
}

function face(person: Person): HTMLElement {
  const box = document.createElement("span");
  box.className = "avatar avatar-20";
  if (person.hue !== undefined) box.dataset.hue = String(person.hue);
  box.setAttribute("aria-hidden", "true");
  box.textContent = person.initials ?? person.name.slice(0, 1);
  return box;
}

function teamSign(): SVGElement {
  const sign = new DOMParser().parseFromString(users, "image/svg+xml").documentElement as unknown as SVGElement;
  sign.setAttribute("class", "icon");
  sign.setAttribute("aria-hidden", "true");
  return sign;
}

function mark(): void {
  if (!open) return;
  const { list, area, at } = open;
  [...list.children].forEach((item, index) => {
    item.setAttribute("aria-selected", String(index === at));
    if (index === at) area.setAttribute("aria-activedescendant", item.id);
  });
}

function choose(person: Person | undefined): void {
  if (!open || !person) return;
  const { area } = open;
  const end = area.selectionStart;
  const start = area.value.lastIndexOf("@", end - 1);
  area.setRangeText(`@${person.name} `, start, end, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  close();
}

function close(): void {
  open?.list.remove();
  open?.area.removeAttribute("aria-activedescendant");
  open?.area.removeAttribute("aria-controls");
  open = null;
}

on("input", "textarea[data-mentions]", (_event, area) => void suggest(area as HTMLTextAreaElement));
on("focusout", "textarea[data-mentions]", close);
on(
  "keydown",
  "textarea[data-mentions]",
  (event) => {
    if (!open || event.ctrlKey || event.metaKey) return;
    const { people, at } = open;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) open.at = (at + step + people.length) % people.length;
    else if (event.key === "Enter" || event.key === "Tab") choose(people[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
    mark();
  },
  { capture: true },
);
