// A few lines instead of a component framework.

type Child = Node | string | null | undefined | false;
type Props = Record<string, string | number | boolean | ((event: Event) => void) | undefined>;

/** Builds an element: `on…` props are listeners, `true` an empty attribute, `false` and `undefined` none. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== null && !!child));
  return element;
}

let counter = 0;

export function uid(prefix: string): string {
  counter += 1;
  return `${prefix}-${counter}`;
}

const APPLE = typeof navigator !== "undefined" && /Mac|iP(hone|ad|od)/.test(navigator.platform);

const NAMES: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc" };

/** "Mod-Shift-x" as this machine writes it: "⌘⇧X" or "Ctrl+Shift+X". */
export function keyLabel(keys: string): string {
  const parts = keys.split("-").map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part));
  if (!APPLE) return parts.map((part) => (part === "Mod" ? "Ctrl" : part)).join("+");
  const signs: Record<string, string> = { Mod: "⌘", Ctrl: "⌃", Shift: "⇧", Alt: "⌥", Enter: "↩", Backspace: "⌫" };
  return parts.map((part) => signs[part] ?? part).join("");
}
