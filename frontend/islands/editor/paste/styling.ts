// What pasted HTML says by style becomes elements that say it by name.
import { chosenByHand, type Source } from "./source";
import { BLOCK, each, styles, unwrap, words, wrapInside } from "./tree";

const MONOSPACE = /courier|consolas|menlo|monaco|roboto mono|source code|jetbrains mono|cascadia|monospace/i;
const NAMED: Record<string, string> = {
  yellow: "#ffff00", lime: "#00ff00", aqua: "#00ffff", cyan: "#00ffff", fuchsia: "#ff00ff", magenta: "#ff00ff",
  red: "#ff0000", blue: "#0000ff", green: "#008000", navy: "#000080", teal: "#008080", purple: "#800080",
  maroon: "#800000", olive: "#808000", orange: "#ffa500",
}; // biome-ignore format: a table of pairs reads best in lines

/** A CSS colour as #rrggbb; nothing for what is no colour, grey, black, white or transparent. */
export function vivid(value: string | undefined): string | null {
  const hex = hexOf(value);
  if (!hex) return null;
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return Math.max(...parts) - Math.min(...parts) < 24 ? null : hex;
}

export function hexOf(value: string | undefined): string | null {
  const text = (value ?? "").trim().toLowerCase();
  const first = NAMED[text.split(/\s+/)[0] ?? ""];
  if (first) return first;
  if (/^#[0-9a-f]{6}/.test(text)) return text.slice(0, 7);
  if (/^#[0-9a-f]{3}$/.test(text)) return `#${[...text.slice(1)].map((digit) => digit + digit).join("")}`;
  const rgb = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*(?:[,/]\s*([\d.]+)%?\s*)?\)/.exec(text);
  if (!rgb || rgb[4] === "0") return null;
  return `#${[rgb[1], rgb[2], rgb[3]].map((part) => Math.min(255, Number(part)).toString(16).padStart(2, "0")).join("")}`;
}

/** Headings and the heads of tables are bold by themselves. */
const boldAlready = (element: Element) => element.closest("h1, h2, h3, h4, h5, h6, th, summary") !== null;

export function nameStyles(root: HTMLElement, source: Source): void {
  each(root, "b, strong, i, em, u, s, strike, del", (element) => {
    const style = styles(element);
    const name = element.tagName.toLowerCase();
    const weight = style.get("font-weight") ?? "";
    const undone =
      ((name === "b" || name === "strong") && (/^(normal|[1-4]00)$/.test(weight) || boldAlready(element))) ||
      ((name === "i" || name === "em") && style.get("font-style") === "normal") ||
      (name === "u" && (style.get("text-decoration") === "none" || element.closest("a") !== null));
    if (undone && !words(element)) element.remove();
    else if (undone) unwrap(element);
  });
  each(root, "mark", (element) => {
    element.className = "text-background";
    element.setAttribute("data-color", vivid(styles(element).get("background-color")) ?? "#fff0b3");
  });
  const byHand = chosenByHand(source);
  each(root, "[data-style], font", (element) => {
    if (!element.matches("pre, pre *, table, tr, tbody, img")) nameStyle(element, byHand, source);
  });
}

function nameStyle(element: HTMLElement, byHand: boolean, source: Source): void {
  const style = styles(element);
  const inLink = element.closest("a") !== null;
  const line = element.matches("span, font, b, strong, i, em, u, a, td, th, s, sup, sub, ins");
  if (byHand) keepBlockStyle(element, style);
  if (!line) return;
  const wrap = (tag: string, attrs: Record<string, string> = {}) => void wrapInside(element, tag, attrs);
  if (/^(bold|bolder|[6-9]00)$/.test(style.get("font-weight") ?? "") && !boldAlready(element)) wrap("strong");
  if (style.get("font-style") === "italic") wrap("em");
  const decoration = `${style.get("text-decoration") ?? ""} ${style.get("text-decoration-line") ?? ""}`;
  if (decoration.includes("line-through")) wrap("s");
  if (decoration.includes("underline") && !inLink) wrap("u");
  const align = style.get("vertical-align");
  if (element.matches("span, font") && (align === "super" || align === "sub")) wrap(align === "super" ? "sup" : "sub");
  const code = ["docs", "word"].includes(source) && MONOSPACE.test(style.get("font-family") ?? "");
  if (code && words(element)) wrap("code");
  if (byHand && !code) keepColours(element, style, inLink, wrap);
}

function keepColours(
  element: HTMLElement,
  style: Map<string, string>,
  inLink: boolean,
  wrap: (tag: string, attrs: Record<string, string>) => void,
): void {
  if (element.closest("h1, h2, h3, h4, h5, h6")) return;
  const color = vivid(style.get("color") ?? element.getAttribute("color") ?? "");
  if (color && !inLink) wrap("span", { class: "text-color", "data-color": color });
  const cell = element.matches("td, th");
  const background = vivid(style.get("background-color") ?? style.get("background"));
  if (background && !cell) wrap("span", { class: "text-background", "data-color": background });
}

function keepBlockStyle(element: HTMLElement, style: Map<string, string>): void {
  if (element.matches("td, th")) {
    const background = hexOf(style.get("background-color") ?? style.get("background"));
    if (background && background !== "#ffffff") element.setAttribute("data-background", background);
  }
  const align = style.get("text-align") ?? element.getAttribute("align");
  const side = align === "center" ? "center" : align === "right" || align === "end" ? "end" : null;
  if (element.matches("td, th") && side && words(element) && !element.querySelector(BLOCK)) {
    wrapInside(element, "p", { "data-align": side });
  }
  if (!element.matches("p, h1, h2, h3, h4, h5, h6") || element.closest("li, blockquote")) return;
  if (side) element.setAttribute("data-align", side);
}
