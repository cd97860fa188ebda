// One calm row: where the bar has no room, its lesser tools step behind "More formatting". Phones scroll it instead.
import type { Tool } from "./toolbar";
import { narrow } from "./tools";

export interface Fit {
  /** What steps aside now, the least important first. */
  hidden(): Tool[];
  stop(): void;
}

/** `lesser`: who steps aside, the least important first. The bar's own width must not come from its tools. */
export function fitBar(bar: HTMLElement, lesser: Tool[]): Fit {
  const parts = lesser.flatMap((tool) => {
    const button = bar.querySelector<HTMLButtonElement>(`[data-tool="${tool.id}"]`);
    return button ? [{ tool, button }] : [];
  });
  const fit = () => {
    for (const { button } of parts) button.hidden = false;
    if (narrow()) return;
    for (const { button } of parts) {
      if (bar.scrollWidth <= bar.clientWidth) break;
      button.hidden = true;
    }
    keepOneStop(bar);
  };
  const watch = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(fit);
  watch?.observe(bar);
  return {
    hidden: () => parts.filter(({ button }) => button.hidden).map(({ tool }) => tool),
    stop: () => watch?.disconnect(),
  };
}

/** The one tab stop of the bar is never a tool out of sight. */
function keepOneStop(bar: HTMLElement): void {
  const stop = bar.querySelector<HTMLElement>('button[tabindex="0"]');
  if (!stop?.hidden) return;
  stop.tabIndex = -1;
  const first = bar.querySelector("button");
  if (first) first.tabIndex = 0;
}
