// The few things that every behaviour does with the page.

/** Calls `handle` for an event on anything that matches, now or after a swap; `target` is the match. */
export function on<K extends keyof DocumentEventMap>(
  type: K,
  selector: string,
  handle: (event: DocumentEventMap[K], target: HTMLElement) => void,
  options?: AddEventListenerOptions,
): void {
  document.addEventListener(
    type,
    (event) => {
      const start = event.target instanceof Element ? event.target : null;
      const target = start?.closest<HTMLElement>(selector);
      if (target) handle(event, target);
    },
    options,
  );
}

/** All matches in the document or in `root`. */
export function all<T extends HTMLElement = HTMLElement>(selector: string, root: ParentNode = document): T[] {
  return [...root.querySelectorAll<T>(selector)];
}

/** Words translated by the server, from `ui/_words.html`; the key itself where the page has none. */
export function words(key: string): string {
  return document.getElementById("ui-words")?.dataset[key] ?? key;
}

/** Whether somebody is typing, so that single letters are letters and not shortcuts. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
}

export function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

/** A cookie for a year, so that the server renders the next page as this browser left it. */
export function remember(name: string, value: string): void {
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari.
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax${secure}`;
}

/** Text as markup. */
export function escapeHtml(text: string): string {
  const holder = document.createElement("span");
  holder.textContent = text;
  return holder.innerHTML;
}
