// Fields that help: the browser's own time zone, a space's key from its name, links that select themselves.

const zone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

function has(select: HTMLSelectElement, value: string): boolean {
  return Array.from(select.options).some((option) => option.value === value);
}

/** A new person's zone is the browser's, unless she chose one. */
function detectZone(select: HTMLSelectElement): void {
  if (select.value === "UTC" && has(select, zone())) select.value = zone();
}

/** Somebody who travels is offered the zone she is in; nothing changes by itself. */
function suggestZone(select: HTMLSelectElement): void {
  const here = zone();
  if (select.value === here || !has(select, here) || select.nextElementSibling?.matches("[data-zone]")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small";
  button.dataset.zone = here;
  button.textContent = (select.dataset.suggestZone || "%s").replace("%s", here.replaceAll("_", " "));
  button.addEventListener("click", () => {
    select.value = here;
    button.remove();
    select.focus();
  });
  select.after(button);
}

/** "Product design" gives "PD", "Handbook" gives "HANDBOOK"; the server's spaces/keys.py does the same. */
export function keyFrom(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();
  const words = plain.match(/[A-Z0-9]+/g) ?? [];
  const key = words.length > 1 ? words.map((word) => word[0]).join("") : words.join("");
  return key.replace(/^[0-9]+/, "").slice(0, 16);
}

document.addEventListener("input", (event) => {
  const field = event.target as HTMLInputElement;
  const key = document.getElementById(field.dataset?.suggestsKey ?? "");
  if (!(key instanceof HTMLInputElement)) return;
  if (key.value === (key.dataset.suggested ?? "")) {
    key.value = keyFrom(field.value);
    key.dataset.suggested = key.value;
  }
});

// A button that knows a value for a field: data-fill="#due_at" data-value="2026-11-25T17:00".
document.addEventListener("click", (event) => {
  const button = (event.target as Element).closest<HTMLElement>("[data-fill]");
  const field = button && document.querySelector<HTMLInputElement>(button.dataset.fill ?? "");
  if (!button || !field) return;
  field.value = button.dataset.value ?? "";
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
});

document.addEventListener("focusin", (event) => {
  if (event.target instanceof HTMLInputElement && "selectAll" in event.target.dataset) event.target.select();
});

for (const select of document.querySelectorAll<HTMLSelectElement>("select[data-detect-zone]")) detectZone(select);
for (const select of document.querySelectorAll<HTMLSelectElement>("select[data-suggest-zone]")) suggestZone(select);
