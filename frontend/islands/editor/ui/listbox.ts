// A list of choices that the keyboard drives from elsewhere (the text, a button): ARIA listbox with
// aria-activedescendant, groups, and words for screen readers.
import { fill, t } from "../../../lib/words";
import { announce } from "./announce";
import { h, uid } from "./dom";
import { type IconName, icon } from "./icons";

export interface Choice {
  id: string;
  title: string;
  hint?: string;
  icon?: IconName;
  /** Instead of an icon. */
  badge?: () => Node;
  group?: string;
  selected?: boolean;
}

export class Listbox<C extends Choice> {
  readonly element: HTMLElement;
  #choices: C[] = [];
  #active = 0;
  #options: HTMLElement[] = [];
  #owner: HTMLElement;

  /** `owner` keeps the focus and carries aria-activedescendant; without one the list itself does. */
  constructor(
    owner: HTMLElement | null,
    label: string,
    private choose: (choice: C) => void,
  ) {
    this.element = h("div", { class: "ed-list", role: "listbox", id: uid("ed-list"), "aria-label": label });
    this.element.addEventListener("pointerdown", (event) => event.preventDefault());
    this.element.tabIndex = 0;
    this.#owner = owner ?? this.element;
    owner?.setAttribute("aria-controls", this.element.id);
    owner?.setAttribute("aria-haspopup", "listbox");
  }

  get choices(): readonly C[] {
    return this.#choices;
  }

  show(choices: C[], empty: string): void {
    this.#choices = choices;
    const chosen = choices.findIndex((choice) => choice.selected);
    this.#active = Math.max(0, chosen);
    this.#options = choices.map((choice, index) => this.#option(choice, index));
    this.element.replaceChildren(...this.#grouped());
    if (choices.length === 0) this.element.append(h("p", { class: "ed-empty" }, empty));
    announce(
      choices.length > 1 ? fill(t("{n} choices"), { n: choices.length }) : choices.length ? t("1 choice") : empty,
    );
    this.#mark();
  }

  /** Handles arrows, Home, End, Enter and Tab. Returns whether the key was ours. */
  key(event: KeyboardEvent): boolean {
    const count = this.#choices.length;
    if (count === 0) return false;
    switch (event.key) {
      case "ArrowDown":
        return this.#move((this.#active + 1) % count);
      case "ArrowUp":
        return this.#move((this.#active + count - 1) % count);
      case "Enter":
      case "Tab": {
        const choice = this.#choices[this.#active];
        if (choice) this.choose(choice);
        return true;
      }
      default:
        return false;
    }
  }

  destroy(): void {
    for (const name of ["aria-activedescendant", "aria-controls", "aria-haspopup"]) {
      this.#owner.removeAttribute(name);
    }
    this.element.remove();
  }

  #move(to: number): boolean {
    this.#active = to;
    this.#mark();
    return true;
  }

  #mark(): void {
    this.#options.forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === this.#active));
    });
    const active = this.#options[this.#active];
    if (!active) {
      this.#owner.removeAttribute("aria-activedescendant");
      return;
    }
    this.#owner.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView?.({ block: "nearest" });
  }

  #grouped(): Node[] {
    const groups = new Map<string, HTMLElement[]>();
    this.#choices.forEach((choice, index) => {
      const option = this.#options[index];
      if (option) groups.set(choice.group ?? "", [...(groups.get(choice.group ?? "") ?? []), option]);
    });
    return [...groups].map(([name, options]) => {
      if (!name) return h("div", { role: "presentation" }, ...options);
      return h(
        "div",
        { role: "group", "aria-label": name },
        h("div", { class: "ed-group", "aria-hidden": "true" }, name),
        ...options,
      );
    });
  }

  #option(choice: C, index: number): HTMLElement {
    const option = h(
      "div",
      { class: "ed-option", role: "option", id: uid("ed-option") },
      choice.badge?.() ?? (choice.icon && (icon(choice.icon) as unknown as Node)),
      h("span", { class: "ed-option-title" }, choice.title),
      choice.hint && h("span", { class: "ed-option-hint" }, choice.hint),
    );
    option.addEventListener("pointermove", () => {
      if (this.#active !== index) this.#move(index);
    });
    option.addEventListener("click", () => this.choose(choice));
    return option;
  }
}
