// data-copy-link (the page's address, or the one it names) and data-copy="text" go to the clipboard.
import { on, words } from "../lib/dom";
import { toast } from "./toasts";

on("click", "[data-copy-link], [data-copy]", async (event, target) => {
  event.preventDefault();
  const link = target.dataset.copyLink || location.href.split("#")[0] || "";
  const text = target.dataset.copy ?? new URL(link, location.href).href;
  try {
    await navigator.clipboard.writeText(text);
    toast(target.dataset.copied ?? words("copied"));
  } catch {
    // Without https or permission the browser can't; the address stands there to be copied by hand.
    window.prompt(words("copied"), text);
  }
});

// data-go: a select whose choice is an address.
on("change", "select[data-go]", (_event, select) => {
  const { value } = select as HTMLSelectElement;
  if (value) location.assign(value);
});
