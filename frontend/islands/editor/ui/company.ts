// Those who write beside her: she hears who comes and goes, and can follow one of them through the page.
import type { Editor, EditorEvents } from "@tiptap/core";
import type { LiveProvider } from "../../../lib/live";
import { fill, t } from "../../../lib/words";
import { announce } from "./announce";
import { h } from "./dom";

interface Present {
  id: number;
  name: string;
  edits: boolean;
}

export class Company {
  #editing: Map<number, string> | null = null;
  #followed = "";
  #note: HTMLElement | null = null;
  #waiting = false;
  #stops: (() => void)[] = [];

  constructor(
    private readonly editor: Editor,
    private readonly live: LiveProvider,
    signal: AbortSignal,
  ) {
    const known = document.querySelector<HTMLElement>("[data-presence]")?.dataset.presence;
    if (known) this.#editing = editing(JSON.parse(known) as Present[]); // told before the editor was there
    document.body.addEventListener("cairn:presence.changed", (event) => this.#hear(event as CustomEvent), { signal });
    document.addEventListener("cairn:follow", (event) => this.#follow((event as CustomEvent).detail), { signal });
    signal.addEventListener("abort", () => this.stop());
  }

  stop = (): void => {
    for (const stop of this.#stops.splice(0)) stop();
    this.#note?.remove();
    this.#note = null;
    this.#followed = "";
  };

  #hear({ detail }: CustomEvent<{ people?: Present[] }>): void {
    const before = this.#editing;
    const now = editing(detail.people ?? []);
    this.#editing = now;
    const came = [...now].filter(([id]) => before && !before.has(id)).map(([, name]) => name);
    const left = [...(before ?? [])].filter(([id]) => !now.has(id)).map(([, name]) => name);
    if (came.length > 0) announce(fill(t("{names} came to edit this page"), { names: came.join(", ") }));
    if (left.length > 0) announce(fill(t("{names} left"), { names: left.join(", ") }));
    if (this.#followed && !now.has(Number(this.#followed))) this.stop();
  }

  #follow({ id, name }: { id?: string; name?: string }): void {
    const again = id === this.#followed;
    this.stop();
    if (!id || again) return;
    this.#followed = id;
    const words = fill(t("Following {name}"), { name: name ?? t("Someone") });
    const end = h("button", { type: "button", class: "button button-quiet button-small" }, t("Stop"));
    end.addEventListener("click", this.stop);
    this.#note = h("div", { class: "ed-following" }, h("span", {}, words), end);
    document.body.append(this.#note);
    announce(`${words}. ${t("Escape or typing ends it.")}`);
    this.#listen();
    this.#look();
  }

  /** Her own typing, scrolling or Escape ends it: nobody is carried away from her own words. */
  #listen(): void {
    const { editor, live } = this;
    const typed = ({ transaction }: EditorEvents["transaction"]) => {
      if (transaction.docChanged && !transaction.getMeta("y-sync$")) this.stop();
      else this.#look();
    };
    const looked = () => this.#look();
    const pressed = (event: KeyboardEvent) => {
      if (event.key === "Escape") this.stop();
    };
    editor.on("transaction", typed);
    live.awareness.on("change", looked);
    document.addEventListener("keydown", pressed, true);
    for (const name of ["wheel", "touchmove"]) document.addEventListener(name, this.stop, { passive: true });
    this.#stops.push(
      () => editor.off("transaction", typed),
      () => live.awareness.off("change", looked),
      () => document.removeEventListener("keydown", pressed, true),
      () => {
        for (const name of ["wheel", "touchmove"]) document.removeEventListener(name, this.stop);
      },
    );
  }

  #look(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      if (!this.#followed) return;
      const caret = this.editor.view.dom.querySelector(`.caret[data-person="${CSS.escape(this.#followed)}"]`);
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      caret?.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    });
  }
}

function editing(people: Present[]): Map<number, string> {
  return new Map(people.filter(({ edits }) => edits).map(({ id, name }) => [id, name]));
}
