// What floats over the page: placed by Floating UI, closed by Esc or a press outside, gives focus back.
import { autoUpdate, computePosition, flip, offset, type Placement, shift, size } from "@floating-ui/dom";

export interface Anchor {
  getBoundingClientRect(): DOMRect;
  contextElement?: Element;
}

export interface FloatingOptions {
  placement?: Placement;
  onClose?: () => void;
  /** Where focus returns on Esc. */
  returnFocus?: () => void;
  /** Listens to Esc and presses outside; menus that the editor drives do that themselves. */
  dismissable?: boolean;
}

export interface Floating {
  readonly element: HTMLElement;
  close(): void;
}

/** What floats stays below the bar above the text, where that stands at the top. */
function ceiling(element: HTMLElement): number {
  const bar = element.closest("cairn-editor")?.querySelector(".ed-head")?.getBoundingClientRect();
  return bar && bar.top < window.innerHeight / 2 ? Math.max(8, bar.bottom) : 8;
}

/** On phones that bar stands at the bottom, and what floats stays above it. */
function floor(element: HTMLElement): number {
  const bar = element.closest("cairn-editor")?.querySelector(".ed-head")?.getBoundingClientRect();
  return bar && bar.height > 0 && bar.top > window.innerHeight / 2 ? Math.max(8, window.innerHeight - bar.top + 8) : 8;
}

/**
 * Keeps `element` beside `anchor` until the returned function is called. A form that finds no room above or below comes
 * to lie over its anchor rather than out of the window; `--available` is the height it may take, the keyboard's taken off.
 */
export function place(anchor: Anchor | Element, element: HTMLElement, placement: Placement): () => void {
  const form = element.classList.contains("ed-popover");
  const update = () => {
    const padding = { top: ceiling(element), right: 8, bottom: floor(element), left: 8 };
    computePosition(anchor, element, {
      placement,
      strategy: "fixed",
      middleware: [
        offset(6),
        flip({ padding }),
        shift(form ? { padding, crossAxis: true } : { padding: 8 }),
        size({
          padding: form ? padding : 8,
          apply: ({ availableHeight }) => {
            element.style.setProperty("--available", `${Math.max(160, availableHeight)}px`);
          },
        }),
      ],
    }).then(({ x, y }) => {
      element.style.left = `${Math.round(x)}px`;
      element.style.top = `${Math.round(y)}px`;
    });
  };
  return autoUpdate(anchor, element, update);
}

/** Inside the editor's element, so that what floats belongs to the same part of the page. */
export function host(anchor: Anchor | Element): Element {
  const near = anchor instanceof Element ? anchor : anchor.contextElement;
  return near?.closest("cairn-editor") ?? document.body;
}

let current: Floating | null = null;

/** Opens a dismissable popover; one at a time. */
export function openFloating(anchor: Anchor | Element, element: HTMLElement, options: FloatingOptions = {}): Floating {
  if (options.dismissable !== false) current?.close();
  element.classList.add("ed-float");
  host(anchor).append(element);
  const stop = place(anchor, element, options.placement ?? "bottom-start");
  const abort = new AbortController();
  const floating: Floating = {
    element,
    close() {
      if (abort.signal.aborted) return;
      abort.abort();
      stop();
      element.remove();
      if (current === floating) current = null;
      options.onClose?.();
    },
  };
  if (options.dismissable === false) return floating;
  current = floating;
  const { signal } = abort;
  document.addEventListener("keydown", (event) => onEscape(event, floating, options), { capture: true, signal });
  for (const name of ["pointerdown", "focusin"]) {
    document.addEventListener(name, (event) => onOutside(event, floating, anchor), { capture: true, signal });
  }
  return floating;
}

function onEscape(event: KeyboardEvent, floating: Floating, options: FloatingOptions): void {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  floating.close();
  options.returnFocus?.();
}

function onOutside(event: Event, floating: Floating, anchor: Anchor | Element): void {
  const target = event.target as Node;
  if (floating.element.contains(target)) return;
  if (anchor instanceof Element && anchor.contains(target)) return;
  floating.close();
}

export function closeFloating(): void {
  current?.close();
}
