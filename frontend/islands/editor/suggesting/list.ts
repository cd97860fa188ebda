// The open suggestions in the rail, as they stand in the text at this moment.
import type { Editor } from "@tiptap/core";
import { fill, t } from "../../../lib/words";
import type { Services } from "../services";
import { h } from "../ui/dom";
import { actions, change } from "./card";
import { goTo, openSuggestions, suggesting } from "./extension";
import type { Piece, Suggestion } from "./found";
import { mayRule, panel, rule } from "./ruling";
import { hueOfPerson } from "./stamp";
import { ago, learnNames, nameOf } from "./words";

const SHOWN = 200;

export class SuggestionList {
  #pieces: Piece[] | null = null;
  #shown = "";
  #empty: Node[] | null = null;
  #withheld = true;

  constructor(
    private editor: Editor,
    private services: Services,
    private user: string,
  ) {}

  update(): void {
    const place = panel()?.querySelector<HTMLElement>("[data-suggestion-list]");
    const value = suggesting(this.editor.state);
    if (!place || !value || value.pieces === this.#pieces) return;
    this.#pieces = value.pieces;
    this.#draw(place);
  }

  #draw(place: HTMLElement): void {
    this.#empty ??= [...place.childNodes];
    const all = openSuggestions(this.editor);
    const look = all.map((one) => [one.id, one.added, one.removed, one.details, nameOf(one.user)].join()).join("|");
    if (look === this.#shown || place.contains(document.activeElement)) return;
    this.#shown = look;
    const people = [...new Set(all.map((one) => one.user))];
    void learnNames(this.services, people).then((learnt) => learnt && this.#again(place));
    if (all.length === 0) {
      place.replaceChildren(...this.#empty);
      return;
    }
    const held = this.#withheld && early() ? all.filter((one) => one.spelling) : [];
    const listed = all.filter((one) => !held.includes(one)).slice(0, SHOWN);
    const list = h("ul", { class: "sg-list" }, ...listed.map((one) => this.#item(one)));
    const rest = all.length - held.length - listed.length;
    place.replaceChildren(
      ...(mayRule() ? [this.#together(all, people)] : []),
      list,
      ...(rest > 0 ? [h("p", { class: "sg-note" }, fill(t("{n} more further down"), { n: rest }))] : []),
      ...(held.length ? [this.#heldBack(held.length, place)] : []),
    );
  }

  #again(place: HTMLElement): void {
    this.#shown = "";
    if (!this.editor.isDestroyed) this.#draw(place);
  }

  #item(one: Suggestion): HTMLElement {
    const said = fill(t("{who}, {when}"), { who: nameOf(one.user), when: ago(one.at) });
    const go = () => {
      goTo(this.editor, one);
      this.editor.view.focus();
    };
    return h(
      "li",
      {
        class: "sg-item",
        "data-hue": hueOfPerson(one.user),
        "data-id": one.id,
        ...(one.spelling ? { "data-size": "spelling" } : {}),
      },
      h(
        "button",
        { type: "button", class: "sg-item-go", onclick: go },
        h("span", { class: "sg-item-who" }, said),
        change(one),
      ),
      actions(this.editor, one, this.user),
    );
  }

  #together(all: Suggestion[], people: string[]): HTMLElement {
    const button = (words: string, run: () => void) =>
      h("button", { type: "button", class: "button button-quiet button-small", onclick: run }, words);
    const rows = people.length > 1 ? people.map((author) => this.#row(nameOf(author), { author }, button)) : [];
    const count = fill(all.length === 1 ? t("1 open") : t("{n} open"), { n: all.length });
    return h("div", { class: "sg-together" }, this.#row(count, {}, button), ...rows);
  }

  #row(name: string, which: { author?: string }, button: (words: string, run: () => void) => HTMLElement): HTMLElement {
    return h(
      "div",
      { class: "sg-together-row", role: "group", "aria-label": name },
      h("span", {}, name),
      button(t("Accept all"), () => void rule(this.editor, "acceptance", which)),
      button(t("Reject all"), () => void rule(this.editor, "rejection", which)),
    );
  }

  #heldBack(count: number, place: HTMLElement): HTMLElement {
    const words =
      count === 1
        ? t("1 spelling suggestion is held back until the text is riper.")
        : fill(t("{n} spelling suggestions are held back until the text is riper."), { n: count });
    const show = () => {
      this.#withheld = false;
      this.#again(place);
    };
    return h(
      "p",
      { class: "sg-note" },
      words,
      " ",
      h("button", { type: "button", class: "button button-quiet button-small", onclick: show }, t("Show")),
    );
  }
}

/** The page asks for direction, not for correctness yet (`data-maturity` is the feedback round's). */
const early = () => document.querySelector("[data-maturity='10']") !== null;
