// Parse rules for HTML from elsewhere (browsers, word processors, wikis). What has no meaning here is dropped.
import type { TagParseRule } from "@tiptap/pm/model";
import { BACKGROUND_COLORS, type Hue } from "./colors";
import { isColor, safeHref } from "./dom";
import { OWN } from "./reading";
import { BLOCK_MARKS } from "./spec";

const rules = (...tags: string[]): TagParseRule[] => tags.map((tag) => ({ tag }));

export const PARSE: Record<string, TagParseRule[]> = {
  paragraph: [{ tag: "p", getAttrs: aligned }],
  heading: [1, 2, 3, 4, 5, 6].map((level) => ({
    tag: `h${level}`,
    getAttrs: (el: HTMLElement) => ({ level, ...aligned(el) }),
  })),
  bulletList: rules("ul"),
  orderedList: [{ tag: "ol", getAttrs: (el) => ({ order: Number(el.getAttribute("start") ?? 1) || 1 }) }],
  listItem: rules("li"),
  taskList: [
    { tag: "ul.action-list", priority: 70 },
    { tag: "ul", priority: 60, getAttrs: (el) => (hasBoxes(el) ? {} : false) },
  ],
  taskItem: [
    {
      tag: "li.action-item",
      priority: 70,
      getAttrs: (el) => ({ state: el.getAttribute("data-state") === "DONE" ? "DONE" : "TODO" }),
    },
    {
      tag: "li",
      priority: 60,
      getAttrs: (el) => {
        const box = ownBox(el);
        return box ? { state: box.hasAttribute("checked") ? "DONE" : "TODO" } : false;
      },
      contentElement: inlineOnly,
    },
  ],
  blockquote: rules("blockquote"),
  codeBlock: [
    {
      tag: "pre",
      preserveWhitespace: "full",
      getAttrs: (el) => {
        const code = el.querySelector("code") ?? el;
        const named = el.getAttribute("data-language");
        return { language: named ?? /language-([\w+#-]+)/.exec(code.className)?.[1] ?? null };
      },
    },
  ],
  rule: rules("hr"),
  expand: [details("details:not(.nested)")],
  nestedExpand: [details("details.nested")],
  table: [
    {
      tag: "table",
      getAttrs: (el) => ({ isNumberColumnEnabled: el.hasAttribute("data-numbered") || null }),
    },
  ],
  tableRow: rules("tr"),
  tableHeader: [{ tag: "th", getAttrs: cellAttrs }],
  // The numbers of rows are drawn, not written.
  tableCell: [
    { tag: "td.row-number", priority: 110, ignore: true },
    { tag: "td", getAttrs: cellAttrs },
  ],
  hardBreak: rules("br"),
  ...OWN,
  media: [{ tag: "figure.picture > img[src]", priority: 70, getAttrs: pictureAttrs }],
  caption: [{ tag: "figure.picture > figcaption", priority: 70 }],
  mediaSingle: [
    { tag: "figure.picture", priority: 70, attrs: { layout: "center" } },
    {
      tag: "img[src]",
      getAttrs: (el) => (isPicture(el.getAttribute("src") ?? "") ? { layout: "center" } : false),
      getContent: (el, schema) => {
        const attrs = pictureAttrs(el as HTMLElement);
        const single = schema.nodes.mediaSingle?.create(null, attrs ? schema.nodes.media?.create(attrs) : null);
        return (single ?? schema.topNodeType.create()).content;
      },
    },
  ],
};

function details(tag: string): TagParseRule {
  return {
    tag,
    getAttrs: (el) => ({ title: el.querySelector("summary")?.textContent?.trim() ?? "" }),
    contentElement: (el) => {
      const copy = el.cloneNode(true) as HTMLElement;
      copy.querySelector("summary")?.remove();
      return copy;
    },
  };
}

function pictureAttrs(image: HTMLElement): Record<string, unknown> | false {
  const url = image.getAttribute("src") ?? "";
  const [width, height] = ["width", "height"].map((name) => {
    const written = image.getAttribute(name) ?? "";
    return /^\d+(px)?$/.test(written) ? Number.parseInt(written, 10) : null;
  });
  const link = safeHref(image.closest("a")?.getAttribute("href"));
  const marks = link && !image.closest("figure") ? JSON.stringify([{ type: "link", attrs: { href: link } }]) : null;
  const attrs = { type: "external", url, alt: image.getAttribute("alt") || null, width, height, [BLOCK_MARKS]: marks };
  return isPicture(url) ? attrs : false;
}

/** A picture elsewhere, or a file of this workspace; a broken address resolves to a page of ours and is none. */
export function isPicture(src: string): boolean {
  if (!/^(https?:|\/)/.test(src)) return false;
  const url = new URL(src, location.href);
  return url.origin !== location.origin || url.pathname.startsWith("/attachments/");
}

/** Alignment stands in the attribute that carries the marks of blocks. */
function aligned(el: HTMLElement): Record<string, unknown> {
  const align = el.getAttribute("data-align");
  if (align !== "center" && align !== "end") return {};
  return { [BLOCK_MARKS]: JSON.stringify([{ type: "alignment", attrs: { align } }]) };
}

function cellAttrs(el: HTMLElement): Record<string, unknown> {
  const span = (name: string) => Math.max(1, Number(el.getAttribute(name)) || 1);
  // The reading view says a tone; the colour that this editor writes for it is as near as it was.
  const tone = BACKGROUND_COLORS[el.dataset.hue as Hue] ?? null;
  const background = el.getAttribute("data-background") ?? el.getAttribute("bgcolor") ?? tone;
  const valign = el.getAttribute("data-valign");
  return {
    colspan: span("colspan"),
    rowspan: span("rowspan"),
    background: isColor(background) ? background : null,
    valign: valign === "middle" || valign === "bottom" ? valign : null,
  };
}

function ownBox(item: HTMLElement): Element | null {
  const box = item.querySelector('input[type="checkbox"]');
  return box?.closest("li") === item ? box : null;
}

function hasBoxes(list: HTMLElement): boolean {
  const items = [...list.children].filter((child): child is HTMLElement => child.tagName === "LI");
  return items.length > 0 && items.every((item) => ownBox(item) !== null);
}

/** An action item holds words only: paragraphs and labels inside give up their boxes, nested lists are left out. */
function inlineOnly(item: Node): HTMLElement {
  const copy = item.cloneNode(true) as HTMLElement;
  for (const element of copy.querySelectorAll("ul, ol, input")) element.remove();
  for (const element of copy.querySelectorAll("p, div, label")) element.replaceWith(...element.childNodes);
  return copy;
}

/** What the style attribute of pasted HTML said; paste.ts keeps it as data. */
function styled(el: HTMLElement, wanted: RegExp): boolean {
  return wanted.test(el.getAttribute("data-style") ?? "");
}

function colored(el: HTMLElement): { color: string } | false {
  const color = el.getAttribute("data-color");
  return isColor(color) ? { color } : false;
}

export const MARK_PARSE: Record<string, TagParseRule[]> = {
  link: [
    {
      tag: "a[href]:not([data-card], .mention)",
      getAttrs: (el) => {
        const href = safeHref(el.getAttribute("href"));
        return href ? { href, title: el.getAttribute("title") || null } : false;
      },
    },
  ],
  // Google Docs wraps everything it copies in a <b> that is not bold, and says bold by style.
  strong: [
    { tag: "strong" },
    { tag: "b", getAttrs: (el) => !styled(el, /font-weight:\s*(normal|400)/) && {} },
    { tag: "span[data-style]", consuming: false, getAttrs: (el) => styled(el, /font-weight:\s*(bold|[6-9]00)/) && {} },
  ],
  em: [
    ...rules("em", "i"),
    { tag: "span[data-style]", consuming: false, getAttrs: (el) => styled(el, /font-style:\s*italic/) && {} },
  ],
  strike: [
    ...rules("s", "del", "strike"),
    {
      tag: "span[data-style]",
      consuming: false,
      getAttrs: (el) => styled(el, /text-decoration[^;]*line-through/) && {},
    },
  ],
  underline: rules("u", "ins"),
  textColor: [{ tag: "span.text-color", getAttrs: colored }],
  backgroundColor: [{ tag: "span.text-background", getAttrs: colored }],
  code: rules("code", "kbd", "samp", "tt"),
  subsup: [
    { tag: "sub", attrs: { type: "sub" } },
    { tag: "sup", attrs: { type: "sup" } },
  ],
};
