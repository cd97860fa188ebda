// Who else has this page open for writing, as faces in the top row of the page.
import type { LiveProvider } from "../../../lib/live";
import type { Person } from "../services";
import { avatar } from "./avatar";

/** Keeps `[data-presence]` up to date until the returned function is called. Her own other tabs are not company. */
export function showPresence(live: LiveProvider, me: string): () => void {
  const place = document.querySelector("[data-presence]");
  const { awareness } = live;
  const update = () => {
    const others = new Map<string, Person>();
    for (const state of awareness.getStates().values()) {
      const person = state.user as Person | undefined;
      if (person?.name && String(person.id) !== me) others.set(String(person.id), person);
    }
    place?.replaceChildren(...[...others.values()].map(face));
  };
  awareness.on("change", update);
  update();
  return () => awareness.off("change", update);
}

function face(person: Person): HTMLElement {
  const shown = avatar(person);
  shown.removeAttribute("aria-hidden");
  shown.setAttribute("role", "img");
  shown.setAttribute("aria-label", person.name);
  shown.title = person.name;
  return shown;
}
