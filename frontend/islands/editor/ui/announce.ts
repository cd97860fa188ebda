// One polite live region for everything the editor has to say to screen readers.
import { h } from "./dom";

let region: HTMLElement | null = null;

export function announce(words: string): void {
  if (!region?.isConnected) {
    region = h("div", { class: "ed-live", role: "status", "aria-live": "polite" });
    document.body.append(region);
  }
  // The same words twice are no change, and would not be said again.
  region.textContent = words && words === region.textContent ? `${words}\u00a0` : words;
}
