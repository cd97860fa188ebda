// Style sheets that come along with pasted HTML: what their classes say is put on the elements themselves.
import { each } from "./tree";

const SAYS =
  /^(font-weight|font-style|font-family|text-decoration|color|background|background-color|display|vertical-align|text-align|mso-hide)$/i;

/** The texts of all style sheets, read before they are taken out. */
export function sheetsOf(html: string): string {
  return [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style\s*>/gi)].map((found) => found[1] ?? "").join("\n");
}

export function applySheet(root: HTMLElement, css: string): void {
  for (const [, selectors = "", body = ""] of css.replace(/<!--|-->/g, "").matchAll(/([^{}@]+)\{([^{}]*)\}/g)) {
    const said = body
      .split(";")
      .filter((declaration) => SAYS.test(declaration.split(":")[0]?.trim() ?? ""))
      .join(";");
    if (!said) continue;
    for (const selector of selectors.split(",")) {
      // Only rules for a class: those for a bare tag are the program's own defaults.
      const found = /^\s*([a-z0-9]*)\.([\w-]+)\s*$/i.exec(selector);
      if (found) each(root, `${found[1]}.${found[2]}`, (element) => prepend(element, said));
    }
  }
}

function prepend(element: HTMLElement, said: string): void {
  element.setAttribute("data-style", `${said};${element.getAttribute("data-style") ?? ""}`);
}

/** Word says in `@list l0:level1 {mso-level-number-format:bullet}` which levels of which list have bullets. */
export function bulletLevels(css: string): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const [, list, level, body = ""] of css.matchAll(/@list\s+(l\d+):level(\d+)\s*\{([^}]*)\}/gi)) {
    found.set(`${list}:${level}`, /mso-level-number-format:\s*bullet/i.test(body));
  }
  return found;
}
