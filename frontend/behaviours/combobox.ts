// <cairn-combobox name src [multiple]>: find people (or pages, labels) on the server and keep them as chips with hidden
// inputs. `src?q=…` answers with <li role="option" data-value data-label> rows (ui/_option.html).
import { all, escapeHtml, words } from "../lib/dom";
import { move } from "./menus";

const CROSS =
  '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><path d="M18 6 6 18M6 6l12 12"/></svg>';
const PAUSE = 120;
let count = 0;

class CairnCombobox extends HTMLElement {
  private list = document.createElement("ul");
  private timer = 0;
  private asked: AbortController | null = null;

  private get input(): HTMLInputElement {
    return this.querySelector<HTMLInputElement>(":scope > input[role=combobox]") as HTMLInputElement;
  }

  get values(): string[] {
    return all(".chip", this).map((chip) => chip.dataset.value ?? "");
  }

  connectedCallback(): void {
    if (this.list.isConnected) return;
    count += 1;
    this.list.id = `listbox-${count}`;
    this.list.className = "listbox";
    this.list.role = "listbox";
    this.list.hidden = true;
    this.list.setAttribute("aria-label", words("found"));
    this.append(this.list);
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.addEventListener("input", () => this.askSoon());
    // Not over the rest of a dialog that has just opened with the focus here: typing, a press or an arrow opens it.
    this.input.addEventListener("focus", () => {
      if (!this.closest("[data-opening]")) this.askSoon();
    });
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) this.close();
    });
    // Keeps the focus in the field while the mouse chooses.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.addEventListener("click", (event) => this.onClick(event));
  }

  private onClick(event: MouseEvent): void {
    const target = event.target as Element;
    const option = target.closest<HTMLElement>("[role=option]");
    if (option) this.choose(option);
    else if (target.closest(".chip-remove")) this.drop(target.closest<HTMLElement>(".chip"));
    else if (target === this) this.input.focus();
    else if (target === this.input && this.list.hidden) this.askSoon();
  }

  private askSoon(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    this.asked?.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    const url = new URL(this.getAttribute("src") ?? "", location.href);
    url.searchParams.set("q", this.input.value.trim());
    try {
      const answer = await fetch(url, { signal, headers: { "HX-Request": "true" } });
      const html = answer.ok ? await answer.text() : "";
      if (answer.ok && !signal.aborted) this.show(html);
    } catch (error) {
      if (!(error instanceof DOMException)) this.close();
    }
  }

  private show(html: string): void {
    if (!this.contains(document.activeElement)) return;
    this.list.innerHTML = html;
    const taken = new Set(this.values);
    for (const option of this.options()) if (taken.has(option.dataset.value ?? "")) option.remove();
    if (!this.options().length && !this.input.value.trim()) {
      this.close(); // nothing was looked for yet, so nothing was missed
      return;
    }
    if (!this.options().length && !this.list.querySelector(".option-none"))
      this.list.innerHTML = `<li class="option-none">${escapeHtml(words("nobody"))}</li>`;
    this.options().forEach((option, index) => {
      option.id = `${this.list.id}-${index}`;
    });
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.select(0);
  }

  private options(): HTMLElement[] {
    return all("[role=option]", this.list);
  }

  private get selected(): number {
    return this.options().findIndex((option) => option.ariaSelected === "true");
  }

  private select(index: number): void {
    this.options().forEach((option, at) => {
      option.ariaSelected = String(at === index);
    });
    const option = this.options()[index];
    option?.scrollIntoView?.({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option?.id ?? "");
  }

  /** Also lets go of what was asked: an answer that comes late would open the list again, over the next field. */
  private close(): void {
    window.clearTimeout(this.timer);
    this.asked?.abort();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  private onKey(event: KeyboardEvent): void {
    const next = this.list.hidden ? null : move(event.key, this.selected, this.options().length);
    const option = this.list.hidden ? undefined : this.options()[this.selected];
    if (next !== null && event.key.startsWith("Arrow")) this.select(next);
    else if (event.key === "ArrowDown") void this.ask();
    else if (event.key === "Enter" && option) this.choose(option);
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Backspace" && !this.input.value) this.drop(all(".chip", this).at(-1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private choose(option: HTMLElement): void {
    if (!this.hasAttribute("multiple")) for (const chip of all(".chip", this)) chip.remove();
    this.input.before(makeChip(this.getAttribute("name") ?? "", option));
    this.input.value = "";
    this.close();
    this.changed();
  }

  private drop(chip?: HTMLElement | null): void {
    chip?.remove();
    this.input.focus();
    if (chip) this.changed();
  }

  private changed(): void {
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** What was chosen, as ui/_chip.html draws it. */
export function makeChip(name: string, option: HTMLElement): HTMLElement {
  const { value = "", label = "" } = option.dataset;
  const chip = document.createElement("span");
  chip.className = "chip";
  chip.dataset.value = value;
  const face = option.querySelector(".avatar")?.cloneNode(true) as HTMLElement | undefined;
  if (face) face.className = "avatar avatar-20";
  chip.innerHTML =
    `<span class="truncate">${escapeHtml(label)}</span><button class="chip-remove" type="button">${CROSS}</button>` +
    `<input type="hidden">`;
  if (face) chip.prepend(face);
  chip.querySelector("button")?.setAttribute("aria-label", `${words("remove")} ${label}`);
  const input = chip.querySelector("input") as HTMLInputElement;
  input.name = name;
  input.value = value;
  return chip;
}

customElements.define("cairn-combobox", CairnCombobox);
