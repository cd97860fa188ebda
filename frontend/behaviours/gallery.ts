// Templates: a half-filled form is kept in the address, so that a reload and the way back bring it again; the title
// that will be made is shown where she may type another; what offers templates goes with the first words.
import { all, on } from "../lib/dom";

const NAME = /\{(\w+)\}/g;

/** What was typed, without what is secret or empty. */
function keep(form: HTMLFormElement): void {
  const url = new URL(location.href);
  const typed = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value && name !== "csrfmiddlewaretoken") typed.append(name, value);
  }
  url.search = typed.toString();
  // After a refusal the address is that of the pages; the form stands at the template's own.
  url.pathname = url.pathname.replace(/\/pages\/$/, "/");
  if (url.href.length < 4000) history.replaceState(history.state, "", url);
  // What was typed goes along where she chooses to have it drafted together.
  for (const link of all<HTMLAnchorElement>("a[data-keeps-typed]", form)) link.search = url.search;
}

/** An answer as a reader of the title will see it. */
function said(form: HTMLFormElement, key: string): string {
  const name = `v-${key}`;
  const chip = form.querySelector(`cairn-combobox[name="${name}"] .chip .truncate`);
  if (chip) return chip.textContent ?? "";
  const field = form.querySelector<HTMLInputElement | HTMLSelectElement>(`#${name}`);
  if (!field?.value) return "";
  if (field.type !== "date") return field.value;
  const day = new Date(`${field.value}T00:00:00Z`);
  return Number.isNaN(day.getTime())
    ? ""
    : new Intl.DateTimeFormat(document.documentElement.lang || "en", {
        dateStyle: "long",
        timeZone: "UTC",
      }).format(day);
}

function show(form: HTMLFormElement): void {
  const title = form.querySelector<HTMLInputElement>("[data-title-pattern]");
  const pattern = title?.dataset.titlePattern;
  if (!title || !pattern?.includes("{")) return;
  title.placeholder = pattern.replace(NAME, (_hole, key: string) => (key === "number" ? "…" : said(form, key) || "…"));
}

function changed(event: Event): void {
  const form = (event.target as Element).closest<HTMLFormElement>("form[data-kept-in-address]");
  if (!form) return;
  keep(form);
  show(form);
}
document.addEventListener("input", changed);
document.addEventListener("change", changed);
for (const form of all<HTMLFormElement>("form[data-kept-in-address]")) show(form);

on("input", "cairn-editor", (_event, editor) => {
  const offers = all("[data-gone-when-written]");
  if (offers.length === 0) return; // the whole text is not read at each key for nothing
  const text = (editor as HTMLElement & { getText(): string }).getText().trim();
  for (const offer of offers) offer.hidden = text !== "";
});

// Enter in the search opens the best find, as soon as what is listed is what was asked for.
on("keydown", "#gallery-q", (event, field) => {
  const { value } = field as HTMLInputElement;
  const found = document.querySelector<HTMLElement>("#gallery-results");
  const best = found?.querySelector<HTMLAnchorElement>(".card-cover");
  if ((event as KeyboardEvent).key !== "Enter" || !value.trim()) return;
  if (best && found?.dataset.q === value.trim().replace(/\s+/g, " ")) {
    event.preventDefault();
    best.click();
  }
});
