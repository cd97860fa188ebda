import { initials } from "../../../lib/initials";
import type { Person } from "../services";
import { h } from "./dom";

/** A person's picture, or the initials on their hue. */
export function avatar(person: Person): HTMLElement {
  const box = h("span", { class: "avatar avatar-24", "data-hue": hue(person.hue), "aria-hidden": "true" });
  if (person.picture) box.append(h("img", { src: person.picture, alt: "", width: 24, height: 24 }));
  else box.append(person.initials ?? initials(person.name));
  return box;
}

/** One of the twelve hues, 1 … 12 (or 0 … 11), as text for `data-hue`. */
export function hue(value: unknown): string {
  const number = Number(value);
  return Number.isFinite(number) ? String(number) : "0";
}
