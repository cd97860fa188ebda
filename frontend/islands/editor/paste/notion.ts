// Notion: its clipboard (an aside is a callout) and its exported pages.
import { each, remove, rename, unwrap, words } from "./tree";

const HUES: Record<string, string> = {
  gray: "#626f86", brown: "#946f00", orange: "#c25100", yellow: "#946f00", teal: "#206a83", green: "#216e4e",
  blue: "#0055cc", purple: "#5e4db2", pink: "#943d73", red: "#ae2e24",
}; // biome-ignore format: pairs

export function readNotion(root: HTMLElement): void {
  each(root, "aside, figure.callout", callout);
  each(root, ".bulleted-list, .numbered-list, .to-do-list", (list) => {
    const before = list.previousElementSibling;
    if (before && before.className === list.className && before.tagName === list.tagName)
      list.prepend(...before.childNodes);
    if (before && !before.childNodes.length) before.remove();
  });
  each(root, ".to-do-list > li", (item) => {
    const box = item.querySelector(".checkbox");
    item.className = "action-item";
    item.setAttribute("data-state", box?.matches(".checkbox-on") ? "DONE" : "TODO");
    box?.remove();
  });
  each(root, "ul.toggle", (list) => {
    for (const item of [...list.children]) unwrap(item);
    unwrap(list);
  });
  each(root, "a.bookmark", (link) => {
    const title = link.querySelector(".bookmark-title");
    const href = link.getAttribute("href") ?? "";
    link.textContent = (title && words(title)) || href;
  });
  each(root, "mark[class*='highlight-']", (mark) => {
    const color = /highlight-([a-z]+)(_background)?/.exec(mark.className);
    const hex = HUES[color?.[1] ?? ""];
    if (!hex) return void unwrap(mark);
    rename(mark, "span", { class: color?.[2] ? "text-background" : "text-color", "data-color": hex });
  });
  each(root, "span.user", (person) => person.replaceWith(words(person)));
  remove(root, ".page-header-icon, .page-cover-image");
}

function callout(box: HTMLElement): void {
  const icon = box.querySelector(".icon");
  icon?.remove();
  const panel = rename(box, "div", { class: "panel panel-info" });
  const first = panel.ownerDocument.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  for (let node = first.nextNode() as Text | null; node; node = first.nextNode() as Text | null) {
    if (!node.data.trim()) continue;
    node.data = node.data.replace(/^\s*\p{Extended_Pictographic}\ufe0f?\s*/u, "");
    break;
  }
}
