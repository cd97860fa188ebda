// A mention: who it is, told apart from others of that name, and whether she can see what is written.
import type { NodeViewRenderer } from "@tiptap/core";
import { t } from "../../../lib/words";
import type { Person, Services } from "../services";
import { h } from "../ui/dom";
import { icon } from "../ui/icons";
import { leaf } from "./view";

const FRESH_MS = 60_000;
const TOGETHER_MS = 80;

/** Asks for everybody who is mentioned at once, and again after a minute: rights change. */
class People {
  #known = new Map<string, { person: Promise<Person | undefined>; until: number }>();
  #waiting = new Map<string, (person: Person | undefined) => void>();

  constructor(private services: Services) {}

  of(id: string): Promise<Person | undefined> {
    const known = this.#known.get(id);
    if (known && known.until > Date.now()) return known.person;
    if (this.#waiting.size === 0) setTimeout(() => void this.#ask(), TOGETHER_MS);
    const person = new Promise<Person | undefined>((tell) => this.#waiting.set(id, tell));
    this.#known.set(id, { person, until: Date.now() + FRESH_MS });
    return person;
  }

  async #ask(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = new Map();
    const found = await this.services.peopleById([...waiting.keys()]);
    for (const [id, tell] of waiting) tell(found.find((person) => String(person.id) === id));
  }
}

export function mentionView(services: Services): NodeViewRenderer {
  const people = new People(services);
  return ({ node }) => {
    const dom = h("span", { class: "mention" });
    let shown = "";
    return leaf(node, dom, (next) => {
      const text = String(next.attrs.text ?? "");
      const id = String(next.attrs.id ?? "");
      const name = text.startsWith("@") ? text : `@${text || t("someone")}`;
      if (`${id} ${name}` === shown) return;
      shown = `${id} ${name}`;
      dom.replaceChildren(name);
      void people.of(id).then((person) => {
        if (person && shown === `${id} ${name}`) describe(dom, person);
      });
    });
  };
}

function describe(dom: HTMLElement, person: Person): void {
  const shut = person.can_view === false;
  const words = [person.note, shut && t("can't see this page yet")].filter(Boolean).join(" · ");
  if (words) dom.title = words;
  dom.classList.toggle("is-shut-out", shut);
  if (!shut || dom.querySelector("svg")) return;
  dom.append(
    icon("eyeOff") as unknown as Node,
    h("span", { class: "visually-hidden" }, ` (${t("can't see this page yet")})`),
  );
}
