// A ballot that helps: ranks change places, dots count themselves.
import { on } from "../lib/dom";

const before = new WeakMap<HTMLSelectElement, string>();

function remember(select: HTMLSelectElement): void {
  if (!before.has(select)) {
    before.set(select, [...select.options].find((option) => option.defaultSelected)?.value ?? "");
  }
}

// Giving an option a rank that another has: the other takes the rank that came free.
on("change", "[data-ballot] select[data-rank]", (_event, target) => {
  const chosen = target as HTMLSelectElement;
  const all = [...(chosen.form?.querySelectorAll<HTMLSelectElement>("select[data-rank]") ?? [])];
  for (const each of all) remember(each);
  const free = before.get(chosen) ?? "";
  const other = all.find((each) => each !== chosen && chosen.value !== "" && each.value === chosen.value);
  if (other) other.value = free;
  for (const each of all) before.set(each, each.value);
});

on("input", "[data-dots] input[type=number]", (_event, target) => {
  const form = (target as HTMLInputElement).form;
  const left = form?.querySelector<HTMLOutputElement>("[data-left]");
  if (!form || !left) return;
  const inputs = [...form.querySelectorAll<HTMLInputElement>("input[type=number]")];
  const given = inputs.reduce((sum, each) => sum + (Number(each.value) || 0), 0);
  left.value = String(Number(form.dataset.dots) - given);
});
