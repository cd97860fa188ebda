// Who else has this page open: told to the page as an event, and drawn where it keeps a place for it.
import type { LiveProvider } from "../../../lib/live";
import { t } from "../../../lib/words";
import type { Person } from "../services";
import { avatar } from "./avatar";
import { h } from "./dom";

const MOST = 4;

export function showPresence(owner: HTMLElement, live: LiveProvider): () => void {
  let shown = "";
  const update = () => {
    const people = others(live);
    const now = people.map((person) => person.id).join(" ");
    if (now === shown) return;
    shown = now;
    owner.dispatchEvent(new CustomEvent("cairn:presence", { bubbles: true, composed: true, detail: { people } }));
    for (const place of document.querySelectorAll("[data-presence]")) draw(place, people);
  };
  live.awareness.on("change", update);
  return () => live.awareness.off("change", update);
}

/** Each person once, however many windows they have open. */
function others(live: LiveProvider): Person[] {
  const found = new Map<string, Person>();
  for (const [client, state] of live.awareness.getStates()) {
    const person = (state as { user?: Person }).user;
    if (client !== live.doc.clientID && person?.name) found.set(String(person.id), person);
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
}

function draw(place: Element, people: Person[]): void {
  const faces = people.slice(0, MOST).map((person) => {
    const face = avatar(person);
    face.removeAttribute("aria-hidden");
    face.setAttribute("role", "img");
    face.setAttribute("aria-label", `${person.name} ${t("is here")}`);
    face.title = person.name;
    return face;
  });
  const rest = people.length - MOST;
  if (rest > 0) faces.push(h("span", { class: "avatar avatar-24 avatar-more" }, `+${rest}`));
  place.replaceChildren(...faces);
}
