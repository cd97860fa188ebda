// The bar of find and replace: slim, at the upper edge of the text, driven by the keyboard.
import type { Editor } from "@tiptap/core";
import { fill, t } from "../../../lib/words";
import { announce } from "../ui/announce";
import { h, keyLabel } from "../ui/dom";
import { type IconName, icon } from "../ui/icons";
import { foundIn, goTo, leave, look, replaceAll, replaceOne } from "./find";
import { patternOf, type Query } from "./search";

type Option = "matchCase" | "wholeWord" | "regex";

export class FindBar {
  readonly element: HTMLElement;
  #editor: Editor;
  #find: HTMLInputElement;
  #replace: HTMLInputElement;
  #count = h("span", { class: "ed-find-count" });
  #replacing: HTMLElement;
  #toggle: HTMLButtonElement;
  #options: Record<Option, boolean> = { matchCase: false, wholeWord: false, regex: false };
  #timer = 0;

  constructor(editor: Editor) {
    this.#editor = editor;
    const field = (label: string) =>
      h("input", {
        type: "text",
        class: "ed-find-field",
        placeholder: label,
        "aria-label": label,
        spellcheck: "false",
        autocomplete: "off",
      });
    this.#find = field(t("Find in the text"));
    this.#replace = field(t("Replace with"));
    this.#toggle = tool("chevronRight", t("Replace"), () => this.#showReplace(this.#replacing.hidden === true));
    this.#toggle.setAttribute("aria-expanded", "false");
    this.#replacing = h(
      "div",
      { class: "ed-find-row" },
      this.#replace,
      h("button", { type: "button", class: "ed-button", onclick: () => this.#replaceOne() }, t("Replace")),
      h("button", { type: "button", class: "ed-button", onclick: () => this.#replaceAll() }, t("Replace all")),
    );
    this.#replacing.hidden = true;
    this.element = h(
      "div",
      { class: "ed-find", role: "search", "aria-label": t("Find and replace") },
      this.#toggle,
      h("div", { class: "ed-find-rows" }, this.#searchRow(), this.#replacing),
    );
    this.element.hidden = true;
    this.#find.addEventListener("input", () => this.#look());
    this.element.addEventListener("keydown", (event) => this.#keys(event));
  }

  /** With the selected words, or those of the last time; the field has the focus. */
  open(replace: boolean): void {
    const { editor } = { editor: this.#editor };
    const head = editor.view.dom.closest("cairn-editor")?.querySelector(".ed-head");
    if (!this.element.isConnected) head ? head.after(this.element) : editor.view.dom.before(this.element);
    const { from, to, empty, $from, $to } = editor.state.selection;
    if (!empty && $from.sameParent($to) && this.element.hidden) {
      this.#find.value = editor.state.doc.textBetween(from, to, "", "");
    }
    this.element.hidden = false;
    if (replace) this.#showReplace(true);
    this.#find.focus();
    this.#find.select();
    this.#look(from);
  }

  close(): void {
    this.element.hidden = true;
    leave(this.#editor);
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.element.remove();
  }

  /** The document or the search has changed. */
  update(): void {
    if (this.element.hidden) return;
    const { matches, current } = foundIn(this.#editor);
    const wrong = this.#find.value !== "" && patternOf(this.#query()) === null;
    const none = this.#find.value !== "" && matches.length === 0;
    const words = wrong
      ? t("Not a pattern yet")
      : none
        ? t("Not found")
        : matches.length
          ? fill(t("{n} of {all}"), { n: current + 1, all: matches.length })
          : "";
    this.#find.setAttribute("aria-invalid", String(wrong));
    if (words === this.#count.textContent) return;
    this.#count.textContent = words;
    clearTimeout(this.#timer);
    // After a rest, so that each letter typed is not talked over.
    this.#timer = window.setTimeout(() => announce(words), 500);
  }

  #searchRow(): HTMLElement {
    const options: [Option, IconName, string][] = [
      ["matchCase", "caseSensitive", t("Match case")],
      ["wholeWord", "wholeWord", t("Whole words")],
      ["regex", "regex", t("Regular expression")],
    ];
    const toggles = options.map(([name, sign, label]) => {
      const button = tool(sign, label, () => {
        this.#options[name] = !this.#options[name];
        button.setAttribute("aria-pressed", String(this.#options[name]));
        this.#look();
      });
      button.setAttribute("aria-pressed", "false");
      return button;
    });
    return h(
      "div",
      { class: "ed-find-row" },
      h("span", { class: "ed-find-input" }, this.#find, this.#count),
      ...toggles,
      tool("chevronUp", `${t("Previous match")} (${keyLabel("Shift-Enter")})`, () => goTo(this.#editor, -1)),
      tool("chevronDown", `${t("Next match")} (${keyLabel("Enter")})`, () => goTo(this.#editor, 1)),
      tool("close", t("Close"), () => this.close()),
    );
  }

  #query(): Query {
    return { words: this.#find.value, ...this.#options };
  }

  #look(from?: number): void {
    const { matches, current } = foundIn(this.#editor);
    const query = this.#query();
    look(this.#editor, query.words ? query : null, from ?? matches[current]?.from);
    this.update();
  }

  #showReplace(open: boolean): void {
    this.#replacing.hidden = !open;
    this.#toggle.setAttribute("aria-expanded", String(open));
    if (open && !this.element.hidden) this.#replace.focus();
  }

  #replaceOne(): void {
    if (!replaceOne(this.#editor, this.#replace.value)) announce(t("Nothing to replace."));
  }

  #replaceAll(): void {
    const count = replaceAll(this.#editor, this.#replace.value);
    const words = count === 1 ? t("1 replaced") : fill(t("{n} replaced"), { n: count });
    this.update();
    this.#count.textContent = words;
    announce(words);
  }

  #keys(event: KeyboardEvent): void {
    const inReplace = event.target === this.#replace;
    const mod = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && inReplace && mod) this.#replaceAll();
    else if (event.key === "Enter" && inReplace) this.#replaceOne();
    else if (
      (event.key === "Enter" && event.target === this.#find) ||
      event.key === "F3" ||
      (mod && event.key.toLowerCase() === "g")
    ) {
      goTo(this.#editor, event.shiftKey ? -1 : 1);
    } else if (mod && event.key.toLowerCase() === "f") this.#find.select();
    else if (mod && event.key.toLowerCase() === "h") this.#showReplace(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function tool(sign: IconName, label: string, run: () => void): HTMLButtonElement {
  return h("button", { type: "button", class: "ed-tool", "aria-label": label, title: label, onclick: run }, icon(sign));
}
