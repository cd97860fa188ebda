// Web pages: highlighted code, callouts and footnotes of common site builders, addresses made whole.
import { each, remove, rename, styles, unwrap, words } from "./tree";

const LANGUAGE = /(?:language|lang|brush|highlight-source|highlight-text|sourceCode)[-\s:]+([\w+#-]+)/;
const ALERTS: Record<string, string> = {
  note: "info", info: "info", seealso: "info", tip: "success", hint: "success", success: "success",
  important: "note", attention: "warning", warning: "warning", caution: "error", danger: "error", error: "error",
}; // biome-ignore format: pairs

export function readWeb(root: HTMLElement, base: string | null): void {
  each(root, "table.highlighttable, table.rouge-table, .blob-wrapper table", (table) => {
    const cell = table.querySelector("td.code, td.rouge-code");
    const pre = cell?.querySelector("pre");
    if (pre) table.replaceWith(pre);
  });
  each(root, "pre", code);
  each(root, "[data-style*='white-space']", editorLines);
  each(root, ".markdown-alert, .admonition, .alert, .callout", alert);
  each(root, "section.footnotes, div.footnotes", (notes) => {
    remove(notes, "h2.sr-only, .data-footnote-backref, .footnote-backref, a[href^='#fnref']");
    notes.replaceWith(notes.ownerDocument.createElement("hr"), ...notes.querySelectorAll(":scope > ol"));
  });
  each(root, "sup > a[data-footnote-ref], sup > a.footnote-ref, a.footnote-ref > sup", (mark) => {
    const number = words(mark).replace(/[[\]]/g, "");
    const sup = mark.closest("sup") ?? mark;
    sup.textContent = `[${number}]`;
    if (sup.parentElement?.matches("a.footnote-ref")) unwrap(sup.parentElement);
  });
  each(root, "dt", (term) => {
    const strong = term.ownerDocument.createElement("strong");
    strong.append(...term.childNodes);
    term.append(strong);
    rename(term, "p");
  });
  each(root, "dd", (meaning) => void rename(meaning, meaning.querySelector("p, ul, ol, pre, table") ? "div" : "p"));
  each(root, "dl", unwrap);
  each(root, "iframe[src], video, audio, embed[src]", player);
  each(root, "q", (quote) => {
    quote.prepend("“");
    quote.append("”");
    unwrap(quote);
  });
  each(root, "g-emoji, img.emoji", (emoji) => emoji.replaceWith(emoji.getAttribute("alt") || words(emoji)));
  if (base) absolute(root, base);
}

function code(pre: HTMLElement): void {
  const inner = pre.querySelector("code");
  const around = pre.closest(
    "[class*='highlight'], [class*='language-'], [class*='sourceCode'], [data-language], [data-lang]",
  );
  let language = "";
  for (const element of [inner, pre, around]) {
    language ||= element?.getAttribute("data-language") ?? element?.getAttribute("data-lang") ?? "";
    language ||= LANGUAGE.exec(element?.className ?? "")?.[1] ?? "";
  }
  remove(pre, ".linenos, .lineno, .line-numbers-rows, .gutter");
  for (const line of pre.querySelectorAll("br")) line.replaceWith("\n");
  const text = (pre.textContent ?? "").replace(/^\n/, "").replace(/\n$/, "");
  const known = language && !/^(text|plaintext|none|default|highlight)$/.test(language);
  pre.replaceWith(Object.assign(rename(pre, "pre", known ? { "data-language": language } : {}), { textContent: text }));
}

/** Editors of code copy a box of lines in a typeface of even width. */
function editorLines(box: HTMLElement): void {
  const style = styles(box);
  if (
    !/^pre/.test(style.get("white-space") ?? "") ||
    !/mono|menlo|consolas|courier/i.test(style.get("font-family") ?? "")
  )
    return;
  if (!box.isConnected && !box.parentNode) return;
  const lines = [...box.children].every((child) => child.matches("div, br")) ? [...box.children] : null;
  const text = lines?.length
    ? lines.map((line) => (line.textContent ?? "").replace(/\u00a0/g, " ")).join("\n")
    : box.textContent;
  if (!box.matches("div, pre") || box.querySelector("p, ul, table")) return;
  rename(box, "pre").textContent = text;
}

function alert(box: HTMLElement): void {
  const kind = [...box.classList]
    .map((name) => ALERTS[name.replace(/^(markdown-)?(alert|callout)-/, "")])
    .find(Boolean);
  if (!kind) return;
  const title = box.querySelector(":scope > .markdown-alert-title, :scope > .admonition-title");
  if (title && words(title).toLowerCase() in ALERTS) title.remove();
  rename(box, "div", { class: `panel panel-${kind}` });
}

function player(frame: HTMLElement): void {
  const source = frame.getAttribute("src") ?? frame.querySelector("source")?.getAttribute("src") ?? "";
  if (!/^https?:/.test(source)) return void frame.remove();
  const link = rename(frame, "a", { href: source, "data-card": "inline" });
  link.textContent = source;
}

/** Where a page says its own address, links and pictures without a host get its. */
function absolute(root: HTMLElement, base: string): void {
  for (const [selector, name] of [
    ["a[href]", "href"],
    ["img[src]", "src"],
  ] as const) {
    each(root, selector, (element) => {
      const written = element.getAttribute(name) ?? "";
      if (/^([a-z][a-z0-9+.-]*:|#)/i.test(written)) return;
      try {
        element.setAttribute(name, new URL(written, base).href);
      } catch {
        element.removeAttribute(name);
      }
    });
  }
}

/** The address that a copied page names as its own. */
export function baseOf(html: string): string | null {
  const said =
    /<base\s[^>]*href=["']?(https?:\/\/[^"'\s>]+)|<link\s[^>]*rel=["']?canonical["']?[^>]*href=["']?(https?:\/\/[^"'\s>]+)/i;
  const graph = /<meta\s[^>]*property=["']?og:url["']?[^>]*content=["']?(https?:\/\/[^"'\s>]+)/i;
  const found = said.exec(html);
  return found?.[1] ?? found?.[2] ?? graph.exec(html)?.[1] ?? null;
}
