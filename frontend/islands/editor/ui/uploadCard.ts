// What stands in the text for a file that travels, and for one that the server did not take.
import { fill, t } from "../../../lib/words";
import { announce } from "./announce";
import { h, uid } from "./dom";
import { icon } from "./icons";

interface Actions {
  cancel(): void;
  again(): void;
}

export class UploadCard {
  readonly id = uid("upload");
  readonly element: HTMLElement;
  #bar = h("progress", { max: 1, value: 0 });
  #note = h("span", { class: "ed-upload-note" });
  #buttons = h("span", { class: "ed-upload-buttons" });
  #picture: string | null = null;

  constructor(
    private file: File,
    private actions: Actions,
  ) {
    if (file.type.startsWith("image/")) this.#picture = URL.createObjectURL(file);
    const shown = this.#picture ? h("img", { src: this.#picture, alt: "" }) : (icon("paperclip") as unknown as Node);
    const words = h("span", { class: "ed-upload-words" }, h("strong", {}, file.name), this.#note, this.#bar);
    this.element = h("span", { class: "ed-upload", contenteditable: "false" }, shown, words, this.#buttons);
    window.addEventListener("beforeunload", this.#ask);
  }

  start(): void {
    this.element.classList.remove("has-failed");
    this.#bar.hidden = false;
    this.#bar.setAttribute("aria-label", fill(t("Storing {name}"), { name: this.file.name }));
    this.progress(0);
    this.#buttons.replaceChildren(this.#button(t("Cancel"), () => this.actions.cancel()));
    announce(fill(t("Storing {name}…"), { name: this.file.name }));
  }

  /** `part` of the file has been sent, 0 to 1. */
  progress(part: number): void {
    this.#bar.value = part;
    this.#note.textContent = part < 1 ? fill(t("{n} %"), { n: Math.floor(part * 100) }) : t("Nearly there…");
  }

  /** Says why. The file is still here: it can be sent again. */
  fail(message: string): void {
    this.element.classList.add("has-failed");
    this.#bar.hidden = true;
    this.#note.textContent = message;
    this.#buttons.replaceChildren(
      this.#button(t("Try again"), () => this.actions.again()),
      this.#button(t("Dismiss"), () => this.actions.cancel()),
    );
    announce(`${this.file.name}: ${message}`);
  }

  destroy(): void {
    window.removeEventListener("beforeunload", this.#ask);
    if (this.#picture) URL.revokeObjectURL(this.#picture);
  }

  // Leaving now would lose the file, though not the words.
  #ask = (event: BeforeUnloadEvent) => event.preventDefault();

  #button(words: string, run: () => void): HTMLElement {
    return h("button", { type: "button", class: "ed-chip", onclick: run }, words);
  }
}
