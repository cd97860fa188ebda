// Takes out of pasted HTML what no reader sees or wants: scripts, hidden words, navigation, tracking pixels.
import { each, remove, styles, unwrap } from "./tree";

const NEVER =
  "script, style, template, meta, link, title, base, noscript, object, param, select, textarea, dialog, datalist," +
  " map, area, xml, svg, canvas, input:not([type='checkbox' i]), [hidden]:not(details)";
const AROUND =
  "nav, [role='navigation'], [role='banner'], [role='contentinfo'], [role='search'], [role='toolbar'], [role='menu']," +
  " [role='menubar'], a.headerlink, a.anchor, a.anchorjs-link, a.header-anchor, a.skip-link, .mw-editsection," +
  " .visually-hidden, .sr-only, .screen-reader-text, .screen-reader-only, .Apple-interchange-newline";
const PLACEHOLDER = /^data:image\/(gif;base64,R0lGODlhAQAB|svg\+xml)/i;

export function prune(root: HTMLElement): void {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const comments: Node[] = [];
  while (walker.nextNode()) comments.push(walker.currentNode);
  for (const comment of comments) comment.parentNode?.removeChild(comment);
  remove(root, NEVER);
  remove(root, AROUND);
  // What is folded away has blocks in it, an icon has none; the words on a button that unfolds a part are its title.
  each(root, "[aria-hidden='true']", (element) => {
    if (!element.querySelector("p, ul, ol, table, h1, h2, h3, h4, h5, h6")) element.remove();
  });
  each(root, "button", (button) => {
    if (button.hasAttribute("aria-expanded") || button.closest("h1, h2, h3, h4, h5, h6")) unwrap(button);
    else button.remove();
  });
  each(root, "[data-style]", (element) => {
    if (isHidden(element)) element.remove();
  });
  const inText = "main, article, section, blockquote";
  if (root.querySelector("main, article")) {
    each(root, "header, footer, aside", (element) => {
      if (!element.closest(inText)) element.remove();
    });
  }
  each(root, "img", pixel);
  each(root, "a:not([href])", unwrap);
}

function isHidden(element: HTMLElement): boolean {
  const style = styles(element);
  return (
    style.get("display") === "none" ||
    style.get("visibility") === "hidden" ||
    style.get("mso-hide") === "all" ||
    /^0(px|pt)?$/.test(style.get("font-size") ?? "")
  );
}

/** Pictures of a dot tell their site that somebody looks; pictures that come later have their address elsewhere. */
function pixel(image: HTMLElement): void {
  const later = image.getAttribute("data-src") ?? image.getAttribute("data-original");
  const source = image.getAttribute("src") ?? "";
  if (later && (!source || PLACEHOLDER.test(source))) image.setAttribute("src", later);
  const style = styles(image);
  const size = (name: string) => Number.parseFloat(image.getAttribute(name) || style.get(name) || "100");
  const dot = size("width") <= 2 || size("height") <= 2;
  if (dot || PLACEHOLDER.test(image.getAttribute("src") ?? "") || !image.getAttribute("src")) image.remove();
}
