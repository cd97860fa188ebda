// Parse rules for HTML from elsewhere (browsers, word processors, wikis). What has no meaning here is dropped.
import type { TagParseRule } from "@tiptap/pm/model";
import { isColor, safeHref } from "./dom";

const rules = (...tags: string[]): TagParseRule[] => tags.map((tag) => ({ tag }));

export const PARSE: Record<string, TagParseRule[]> = {
  paragraph: rules("p"),
  heading: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
  bulletList: rules("ul"),
  orderedList: [{ tag: "ol", getAttrs: (el) => ({ order: Number(el.getAttribute("start") ?? 1) || 1 }) }],
  listItem: rules("li"),
  taskList: [{ tag: "ul", priority: 60, getAttrs: (el) => (hasBoxes(el) ? {} : false) }],
  taskItem: [
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
        return { language: /language-([\w+#-]+)/.exec(code.className)?.[1] ?? null };
      },
    },
  ],
  rule: rules("hr"),
  expand: [
    {
      tag: "details",
      getAttrs: (el) => ({ title: el.querySelector("summary")?.textContent?.trim() ?? "" }),
      contentElement: (el) => {
        const copy = el.cloneNode(true) as HTMLElement;
        copy.querySelector("summary")?.remove();
        return copy;
      },
    },
  ],
  table: rules("table"),
  tableRow: rules("tr"),
  tableHeader: [{ tag: "th", getAttrs: cellAttrs }],
  // The numbers of rows are drawn, not written.
  tableCell: [
    { tag: "td.row-number", priority: 110, ignore: true },
    { tag: "td", getAttrs: cellAttrs },
  ],
  hardBreak: rules("br"),
  mediaSingle: [
    {
      tag: "img[src]",
      getAttrs: (el) => (isPicture(el.getAttribute("src") ?? "") ? { layout: "center" } : false),
      getContent: (el, schema) => {
        const image = el as HTMLElement;
        const attrs = {
          type: "external",
          url: image.getAttribute("src"),
          alt: image.getAttribute("alt") || null,
        };
        const single = schema.nodes.mediaSingle?.create(null, schema.nodes.media?.create(attrs));
        return (single ?? schema.topNodeType.create()).content;
      },
    },
  ],
};

/** A picture elsewhere, or a file of this workspace; a broken address resolves to a page of ours and is none. */
export function isPicture(src: string): boolean {
  if (!/^(https?:|\/)/.test(src)) return false;
  const url = new URL(src, location.href);
  return url.origin !== location.origin || url.pathname.startsWith("/attachments/");
}

function cellAttrs(el: HTMLElement): Record<string, unknown> {
  const span = (name: string) => Math.max(1, Number(el.getAttribute(name)) || 1);
  const background = el.getAttribute("data-background") ?? el.getAttribute("bgcolor");
  return {
    colspan: span("colspan"),
    rowspan: span("rowspan"),
    background: isColor(background) ? background : null,
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

export const MARK_PARSE: Record<string, TagParseRule[]> = {
  link: [
    {
      tag: "a[href]",
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
  code: rules("code", "kbd", "samp", "tt"),
  subsup: [
    { tag: "sub", attrs: { type: "sub" } },
    { tag: "sup", attrs: { type: "sup" } },
  ],
};
