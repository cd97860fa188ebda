// A month to choose a day from: arrows go by days and weeks, Page Up and Down by months, with Shift by years.
import { fill, t } from "../../../lib/words";
import { addMonths, DAY, firstWeekday, placeInWeek, plainDay, today } from "../behaviours/days";
import { announce } from "./announce";
import { h } from "./dom";
import { icon } from "./icons";

export class Calendar {
  readonly element: HTMLElement;
  #title = h("span", { class: "ed-month", "aria-live": "polite" });
  #grid = h("table", { class: "ed-days", role: "grid" });
  #at: number;
  #language = document.documentElement.lang || "en";
  #first = firstWeekday(navigator.language || this.#language);

  constructor(
    private chosen: number | null,
    private choose: (day: number) => void,
  ) {
    this.#at = chosen ?? today();
    const step = (label: string, name: "chevronLeft" | "chevronRight", months: number) => {
      const button = h("button", { type: "button", class: "ed-tool", "aria-label": label }, icon(name));
      button.addEventListener("click", () => this.show(addMonths(this.#at, months)));
      return button;
    };
    const head = h(
      "div",
      { class: "ed-month-head" },
      step(t("Month before"), "chevronLeft", -1),
      this.#title,
      step(t("Month after"), "chevronRight", 1),
    );
    this.element = h("div", { class: "ed-calendar" }, head, this.#grid);
    this.#grid.addEventListener("keydown", (event) => this.#key(event));
    this.show(this.#at);
  }

  /** Shows the month of `day`, which the arrows go on from; `chosen` marks it as the one there is. */
  show(day: number, chosen = this.chosen): void {
    this.#at = day;
    this.chosen = chosen;
    const month = new Intl.DateTimeFormat(this.#language, { month: "long", year: "numeric", timeZone: "UTC" });
    this.#title.textContent = month.format(day);
    this.#grid.setAttribute("aria-label", this.#title.textContent);
    this.#grid.replaceChildren(this.#weekdays(), ...this.#weeks());
  }

  focus(): void {
    this.#grid.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  #weekdays(): HTMLElement {
    const sunday = Date.UTC(2023, 0, 1);
    const name = (style: "long" | "narrow", day: number) =>
      new Intl.DateTimeFormat(this.#language, { weekday: style, timeZone: "UTC" }).format(day);
    const days = [0, 1, 2, 3, 4, 5, 6].map((at) => sunday + ((at + this.#first) % 7) * DAY);
    const heads = days.map((day) => h("th", { scope: "col", abbr: name("long", day) }, name("narrow", day)));
    return h("thead", {}, h("tr", {}, ...heads));
  }

  #weeks(): HTMLElement[] {
    const date = new Date(this.#at);
    const month = date.getUTCMonth();
    const start = Date.UTC(date.getUTCFullYear(), month, 1);
    const from = start - placeInWeek(start, this.#first) * DAY;
    const weeks: HTMLElement[] = [];
    for (let week = from; week === from || new Date(week).getUTCMonth() === month; week += 7 * DAY) {
      const days = [0, 1, 2, 3, 4, 5, 6].map((at) => this.#day(week + at * DAY, month));
      weeks.push(h("tr", {}, ...days));
    }
    return [h("tbody", {}, ...weeks)];
  }

  #day(day: number, month: number): HTMLElement {
    const date = new Date(day);
    const button = h(
      "button",
      { type: "button", class: "ed-day", tabindex: day === this.#at ? "0" : "-1", "aria-label": plainDay(day) },
      String(date.getUTCDate()),
    );
    button.classList.toggle("is-other", date.getUTCMonth() !== month);
    if (day === today()) button.setAttribute("aria-current", "date");
    button.addEventListener("click", () => this.choose(day));
    return h("td", { role: "gridcell", "aria-selected": String(day === this.chosen) }, button);
  }

  #key(event: KeyboardEvent): void {
    const place = placeInWeek(this.#at, this.#first);
    const months = event.shiftKey ? 12 : 1;
    const moves: Record<string, () => number> = {
      ArrowRight: () => this.#at + DAY,
      ArrowLeft: () => this.#at - DAY,
      ArrowDown: () => this.#at + 7 * DAY,
      ArrowUp: () => this.#at - 7 * DAY,
      Home: () => this.#at - place * DAY,
      End: () => this.#at + (6 - place) * DAY,
      PageUp: () => addMonths(this.#at, -months),
      PageDown: () => addMonths(this.#at, months),
    };
    const to = moves[event.key]?.();
    if (to === undefined) return;
    event.preventDefault();
    const before = new Date(this.#at).getUTCMonth();
    this.show(to);
    this.focus();
    if (new Date(to).getUTCMonth() !== before) announce(fill(t("{day}"), { day: plainDay(to) }));
  }
}
