// What a piece of text is: Markdown, an address of this workspace, a link, so many words. No editor needed.
import { safeHref } from "../schema/dom";

/** Lines that only Markdown has. Two kinds or two lines of them, or a table or a fence, and we take it for Markdown. */
const SIGNS = [
  /^#{1,6} \S/m,
  /^\s*[-*+] \S/m,
  /^\s*\d+[.)] \S/m,
  /^> \S/m,
  /\[[^\]\n]+\]\([^)\s]+\)/,
  /\*\*[^*\n]+\*\*/,
];
const SURE = [/^\s*\|.+\|\s*\n\s*\|[\s:|-]+\|/m, /^```/m, /^#{1,6} \S.*\n/m, /^\s*[-*+] \[[ xX]\] /m];

export function looksLikeMarkdown(text: string): boolean {
  if (SURE.some((sign) => sign.test(text))) return true;
  const signs = SIGNS.filter((sign) => sign.test(text)).length;
  const bullets = text.split("\n").filter((line) => /^\s*([-*+]|\d+[.)]) \S/.test(line)).length;
  return signs >= 2 || bullets >= 2 || (text.includes("\n\n") && signs >= 1);
}

/** The address when it points into this workspace at something that has a card. */
export function ownLink(text: string): string | null {
  const words = text.trim();
  if (!/^\S+$/.test(words)) return null;
  try {
    const url = new URL(words, location.href);
    const own =
      url.origin === location.origin && /^\/(pages\/\d+|spaces\/[A-Z][A-Z0-9]*)(\/(edit\/)?)?$/.test(url.pathname);
    // Who copies the address while editing means the page.
    const path = url.pathname.replace(/\/?(edit\/)?$/, "/");
    return own && /^(https?:|\/)/.test(words) ? path + url.search + url.hash : null;
  } catch {
    return null;
  }
}

/**
 * The page's content security policy forbids style attributes even in text that is only being read, and reports each
 * one. They become data, which paste/styling.ts reads. An address of its own, or a policy, no pasted page may set either.
 */
export function withoutStyles(html: string): string {
  return html
    .replace(/<style[\s\S]*?<\/style\s*>/gi, "")
    .replace(/<(base|meta)\s[^>]*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
}

/** HTML that holds one picture and no words: what browsers put beside the picture itself. */
export function isOnlyPicture(html: string): boolean {
  const words = withoutStyles(html)
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<[^>]*>/g, "");
  return (html.match(/<img[\s/]/gi) ?? []).length === 1 && !words.trim();
}

/**
 * Lines of values with tabs between them, as spreadsheets write plain text, as an HTML table; null for other text.
 * Inside a table one line is enough.
 */
export function tableOf(text: string, inTable = false): string | null {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  const rows = lines.map((line) => line.split("\t"));
  const width = rows[0]?.length ?? 0;
  const even = rows.every((row) => row.length === width);
  // Code is indented with tabs; a table has words before the first one in most lines.
  const filled = rows.filter((row) => row[0]?.trim()).length >= rows.length / 2;
  if (width < 2 || !even || !filled || (rows.length < 2 && !inTable)) return null;
  const cell = (value: string) => `<td>${value.trim().replace(/&/g, "&amp;").replace(/</g, "&lt;")}</td>`;
  return `<table>${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("")}</table>`;
}

/** What somebody typed as an address, completed; empty when it is none, or a dangerous one. */
export function asHref(typed: string): string {
  const words = typed.trim();
  if (!words) return "";
  const href = safeHref(words);
  if (href) return href;
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(words)) return `mailto:${words}`;
  return /^[\w-]+(\.[\w-]+)+([/?#].*)?$/.test(words) ? `https://${words}` : "";
}

/** Words as people count them, in any script. */
export function countWords(text: string): number {
  if (typeof Intl.Segmenter === "undefined" || /^[\p{ASCII}]*$/u.test(text)) {
    return text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
  }
  let count = 0;
  for (const part of new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)) {
    if (part.isWordLike) count += 1;
  }
  return count;
}
