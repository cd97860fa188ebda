// Suggestions of hers that the server did not take in (a change that went further than a suggestion ends the connection).
// Their words are kept on this device and shown in the list at the next visits, until she lets go of them; the document's
// copy on this device is taken away, as it would be refused again.
import type { Editor } from "@tiptap/core";
import type { LiveProvider, LiveStatus } from "../../../lib/live";
import { t } from "../../../lib/words";
import { announce } from "../ui/announce";
import { h } from "../ui/dom";
import { change } from "./card";
import { openSuggestions } from "./extension";
import type { Suggestion } from "./found";
import { panel } from "./ruling";

const WENT_FURTHER = 4422;
/** The text is drawn a moment after the editor is made (ms). */
const DRAWN = 300;

export class Refused {
  /** What the server has of each of her suggestions. */
  #saved = new Map<string, string>();
  #store: string;

  constructor(
    private editor: Editor,
    private live: LiveProvider,
    private user: string,
    document: string,
  ) {
    this.#store = `cairn-refused:${user}:${document}`;
    live.on("status", (status) => this.#follow(status));
    window.setTimeout(() => this.#follow(live.status), DRAWN);
  }

  #follow({ state, code }: LiveStatus): void {
    if (this.editor.isDestroyed) return;
    if (state === "saved") {
      this.#saved = new Map(this.#hers().map((one) => [one.id, look(one)]));
      this.#drop((one) => this.#saved.get(one.id) === look(one));
    } else if (state === "refused" && code === WENT_FURTHER) {
      const lost = this.#hers().filter((one) => this.#saved.get(one.id) !== look(one));
      const ids = new Set(lost.map((one) => one.id));
      this.#keep([...this.#kept().filter((one) => !ids.has(one.id)), ...lost]);
      this.live.forget();
    } else return;
    this.#show();
  }

  #hers(): Suggestion[] {
    return openSuggestions(this.editor).filter((one) => one.user === this.user);
  }

  #kept(): Suggestion[] {
    try {
      return JSON.parse(localStorage.getItem(this.#store) ?? "[]") as Suggestion[];
    } catch {
      return [];
    }
  }

  #keep(words: Suggestion[]): void {
    try {
      if (words.length) localStorage.setItem(this.#store, JSON.stringify(words));
      else localStorage.removeItem(this.#store);
    } catch {
      // A browser that keeps nothing: the words stand in the text until she leaves, as its message says.
    }
  }

  #drop(which: (one: Suggestion) => boolean): void {
    const kept = this.#kept();
    const left = kept.filter((one) => !which(one));
    if (left.length !== kept.length) this.#keep(left);
  }

  #show(): void {
    const place = panel();
    const kept = this.#kept();
    place?.querySelector(".sg-refused")?.remove();
    if (place && kept.length) place.querySelector("[data-suggestion-list]")?.before(this.#box(kept));
  }

  #box(kept: Suggestion[]): HTMLElement {
    const button = (words: string, run: () => void) =>
      h("button", { type: "button", class: "button button-quiet button-small", onclick: run }, words);
    const copy = () => {
      const text = kept.map((one) => one.added || one.removed).join("\n");
      navigator.clipboard?.writeText(text).then(() => announce(t("Copied")));
    };
    const forget = () => {
      this.#keep([]);
      this.#show();
    };
    return h(
      "div",
      { class: "sg-refused" },
      h("p", { class: "sg-note" }, t("Not taken in, and kept on this device:")),
      h("ul", { class: "sg-list" }, ...kept.map((one) => h("li", { class: "sg-item" }, change(one)))),
      button(t("Copy"), copy),
      button(t("Let go of it"), forget),
    );
  }
}

const look = (one: Suggestion) => JSON.stringify([one.added, one.removed, one.details]);
