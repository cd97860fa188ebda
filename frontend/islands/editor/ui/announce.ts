// One polite live region for everything the editor has to say to screen readers.
import { h } from "./dom";

let region: HTMLElement | null = null;

export function announce(words: string): void {
  if (!region?.isConnected) {
    region = h("div", { class: "ed-live", role: "status", "aria-live": "polite" });
    document.body.append(region);
  }
  region.textContent = words;
}
