// The card beside a suggestion under the pointer or the caret: who, when, what, and what can be done about it.
import type { Editor } from "@tiptap/core";
import { fill, t } from "../../../lib/words";
import type { Services } from "../services";
import { avatar } from "../ui/avatar";
import type { Hover } from "../ui/bubble";
import { h } from "../ui/dom";
import { host, place } from "../ui/floating";
import { icon } from "../ui/icons";
import { openSuggestions, suggesting } from "./extension";
import type { Suggestion } from "./found";
import { mayRule, panel, rule, say } from "./ruling";
import { hueOfPerson } from "./stamp";
import { ago, learnNames, nameOf, summary } from "./words";

const LINGERS = 250; // ms in which the pointer may travel from the words to the card

export class SuggestionCard implements Hover {
  #box: HTMLElement | null = null;
  #shown = "";
  #under: string | null = null;
  #stop: (() => void) | null = null;
  #timer = 0;
  #abort = new AbortController();

  constructor(
    private editor: Editor,
    private services: Services,
    private user: string,
  ) {
    const { signal } = this.#abort;
    const dom = editor.view.dom;
    dom.addEventListener("pointerover", (event) => this.#over(event), { signal });
    // A finger leaves at once; what it has touched stays shown until it touches something else.
    dom.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && this.#leave(), { signal });
    document.addEventListener("pointerdown", (event) => this.#elsewhere(event), { signal });
  }

  update(): void {
    if (this.#box?.contains(document.activeElement)) return;
    const id = this.#under ?? this.#atCaret();
    const one = id ? openSuggestions(this.editor).find((each) => each.id === id) : undefined;
    const anchor = one && this.#anchor(one);
    if (!one || !anchor) {
      this.#hide();
      return;
    }
    const look = `${one.id} ${one.added} ${one.removed} ${nameOf(one.user)} ${ago(one.at)}`;
    if (look === this.#shown) return;
    this.#hide();
    this.#show(one, anchor, look);
  }

  destroy(): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
    this.#hide();
  }

  #over(event: PointerEvent): void {
    const id = (event.target as Element).closest<HTMLElement>("[data-suggestion]")?.dataset.suggestion ?? null;
    if (id) {
      clearTimeout(this.#timer);
      this.#under = id;
      this.update();
    } else this.#leave();
  }

  #elsewhere(event: PointerEvent): void {
    const target = event.target as Node;
    if (!this.editor.view.dom.contains(target) && !this.#box?.contains(target)) this.#leave();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      if (this.#box?.matches(":hover")) {
        this.#leave();
        return;
      }
      this.#under = null;
      this.update();
    }, LINGERS);
  }

  /** Only where the caret was put on purpose: not while she writes. */
  #atCaret(): string | null {
    const value = suggesting(this.editor.state);
    const { from, empty } = this.editor.state.selection;
    const here = value?.pieces.filter((piece) => piece.from <= from && from <= piece.to) ?? [];
    if (!this.editor.isFocused || !empty) return null;
    const found = here.find((piece) => piece.stamp.id === value?.current) ?? here[0];
    return found && !value?.writing ? found.stamp.id : null;
  }

  #anchor(one: Suggestion): Element | null {
    const all = [...this.editor.view.dom.querySelectorAll(`[data-suggestion="${CSS.escape(one.id)}"]`)];
    return all.find((element) => element.matches(":hover")) ?? all[0] ?? null;
  }

  #show(one: Suggestion, anchor: Element, look: string): void {
    void learnNames(this.services, [one.user]).then((learnt) => learnt && this.update());
    this.#shown = look;
    const person = { id: one.user, name: nameOf(one.user), hue: hueOfPerson(one.user) };
    const said = fill(t("{who} suggested this {when}"), { who: person.name, when: ago(one.at) });
    const head = h("p", { class: "sg-card-head" }, avatar(person), h("span", {}, said));
    this.#box = h(
      "div",
      { class: "ed-float sg-card", role: "group", "aria-label": said, "data-hue": person.hue },
      head,
      change(one),
      actions(this.editor, one, this.user, () => this.#comment(one)),
    );
    host(anchor).append(this.#box);
    this.#stop = place(anchor, this.#box, "bottom-start");
  }

  #comment(one: Suggestion): void {
    const field = h("textarea", { class: "input", rows: 2, "aria-label": t("Comment on this suggestion") });
    const close = () => {
      form.remove();
      this.editor.view.focus();
    };
    const form = h(
      "form",
      {
        class: "sg-card-form",
        onsubmit: (event) => {
          event.preventDefault();
          if (field.value.trim()) void say(this.editor, one.id, field.value).then((ok) => ok && close());
        },
      },
      field,
      h("button", { class: "button button-primary button-small", type: "submit" }, t("Comment")),
    );
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
    this.#box?.querySelector(".sg-card-form")?.remove();
    this.#box?.append(form);
    field.focus();
  }

  #hide(): void {
    this.#stop?.();
    this.#box?.remove();
    this.#stop = this.#box = null;
    this.#shown = "";
  }
}

/** What goes and what comes, or in words what else would change. */
export function change(one: Suggestion): HTMLElement {
  const short = (words: string) => (words.length > 140 ? `${words.slice(0, 140)}…` : words);
  const words = summary(one);
  return h(
    "p",
    { class: "sg-change" },
    one.removed ? h("del", {}, short(one.removed)) : null,
    one.removed && one.added ? " " : null,
    one.added ? h("ins", {}, short(one.added)) : null,
    words || null,
  );
}

/** Accept and reject for those who edit, "Take back" for whoever suggested it. */
export function actions(editor: Editor, one: Suggestion, user: string, comment?: () => void): HTMLElement {
  const own = one.user === user;
  const button = (words: string, name: "check" | "close" | "comment", run: () => void) =>
    h(
      "button",
      { type: "button", class: "button button-small", onmousedown: (event) => event.preventDefault(), onclick: run },
      icon(name),
      words,
    );
  const act = (outcome: "acceptance" | "rejection") => () => void rule(editor, outcome, { id: one.id });
  return h(
    "div",
    { class: "sg-actions" },
    mayRule() && button(t("Accept"), "check", act("acceptance")),
    (mayRule() || own) && button(own ? t("Take back") : t("Reject"), "close", act("rejection")),
    comment && panel() && button(t("Comment"), "comment", comment),
  );
}
