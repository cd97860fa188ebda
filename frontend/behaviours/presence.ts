// Who else has this page open, as faces in its top row: a ring round those who edit. Beside the editor, pressing the
// face of somebody who edits asks the editor to follow her.
import { all, on, words } from "../lib/dom";
import { initials } from "../lib/initials";

export interface Present {
  id: number;
  name: string;
  hue: number;
  edits: boolean;
}

const MOST = 5;

/** `others`: how many more there are than are named. */
export function faces(people: Present[], canFollow: boolean, others = 0): HTMLElement[] {
  const shown = people.slice(0, MOST).map((person) => face(person, canFollow));
  const rest = people.slice(MOST);
  if (rest.length + others > 0) shown.push(more(rest, others));
  return shown;
}

function face(person: Present, canFollow: boolean): HTMLElement {
  const follow = canFollow && person.edits;
  const shown = document.createElement(follow ? "button" : "span");
  shown.className = person.edits ? "avatar avatar-24 is-editing" : "avatar avatar-24";
  shown.dataset.hue = String(person.hue);
  shown.dataset.initials = initials(person.name); // drawn by the style sheet: her whole name is the label
  const doing = words(follow ? "follow" : person.edits ? "editing" : "reading").replace("NAME", person.name);
  label(shown, doing);
  if (shown instanceof HTMLButtonElement) {
    shown.type = "button";
    shown.dataset.followPerson = String(person.id);
    shown.dataset.name = person.name;
  } else shown.role = "img";
  return shown;
}

function more(people: Present[], others: number): HTMLElement {
  const shown = document.createElement("span");
  shown.className = "avatar avatar-24 avatar-more";
  shown.role = "img";
  shown.textContent = `+${people.length + others}`;
  label(shown, [...people.map((person) => person.name), ...(others ? [`+${others}`] : [])].join(", "));
  return shown;
}

function label(shown: HTMLElement, text: string): void {
  shown.setAttribute("aria-label", text);
  shown.title = text;
}

let present: Present[] = [];
let others = 0; // who are not named

function draw(): void {
  const canFollow = document.querySelector("cairn-editor") !== null;
  for (const place of all("[data-presence]")) {
    place.dataset.presence = JSON.stringify(present); // for the editor, which may come later
    place.replaceChildren(...faces(present, canFollow, others));
  }
}

document.body?.addEventListener("cairn:presence.changed", (event) => {
  const { people, more } = (event as CustomEvent<{ people?: Present[]; more?: number }>).detail;
  [present, others] = [people ?? [], more ?? 0];
  draw();
});
document.addEventListener("htmx:load", ({ target }) => {
  if (target instanceof Element && target.querySelector("[data-presence]")) draw();
});

on("click", "[data-follow-person]", (_event, target) => {
  const { followPerson: id, name } = target.dataset;
  document.dispatchEvent(new CustomEvent("cairn:follow", { detail: { id, name } }));
});
