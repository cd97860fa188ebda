// Confluence: its rendered pages, its editor's clipboard, and macros in its storage format.
import { each, remove, rename, unwrap, words } from "./tree";

const BOXES: Record<string, string> = {
  information: "info", info: "info", note: "note", tip: "success", success: "success", warning: "warning",
  error: "error", custom: "info",
}; // biome-ignore format: pairs
const TONES: Record<string, string> = {
  success: "green", green: "green", current: "yellow", yellow: "yellow", progress: "blue", complete: "blue",
  blue: "blue", inprogress: "blue", error: "red", red: "red", removed: "red", moved: "yellow", new: "purple", purple: "purple",
}; // biome-ignore format: pairs

export function readConfluence(root: HTMLElement): void {
  remove(
    root,
    ".confluence-information-macro-icon, .expand-control-icon, .aui-icon, .placeholder-inline-tasks > input",
  );
  each(root, ".confluence-information-macro", (box) => {
    const kind = /confluence-information-macro-(information|note|tip|warning)/.exec(box.className)?.[1] ?? "info";
    const title = box.querySelector(":scope > .title");
    if (title) rename(wrapped(title, "strong"), "p");
    panel(box, kind);
  });
  each(root, ".panel:not(.code)", (box) => {
    const header = box.querySelector(":scope > .panelHeader");
    if (header) rename(wrapped(header, "strong"), "p");
    if (box.querySelector(":scope > .panelContent")) panel(box, "info");
  });
  each(root, ".code.panel, .preformatted.panel", code);
  each(root, ".expand-container", expand);
  each(root, ".inline-task-list > li", (item) => box(item, item.matches(".checked")));
  each(root, ".status-macro, .aui-lozenge", (status) => {
    const tone = /aui-lozenge-(\w+)/.exec(status.className)?.[1] ?? "";
    lozenge(status, tone);
  });
  each(root, "a.user-mention, a.confluence-userlink", (person) => mention(person));
  each(root, "img.emoticon", (image) => image.replaceWith(image.getAttribute("data-emoji-fallback") || "🙂"));
  each(root, "[data-highlight-colour^='#']", (cell) => {
    cell.setAttribute("data-background", cell.getAttribute("data-highlight-colour") ?? "");
  });
  clipboard(root);
  storage(root);
}

/** The editor of Confluence Cloud writes its nodes' types into the clipboard. */
function clipboard(root: HTMLElement): void {
  each(root, "[data-panel-type]", (box) => panel(box, box.getAttribute("data-panel-type") ?? "info"));
  each(root, "[data-task-state], [data-task-local-id]", (task) => {
    const item = task.matches("li")
      ? task
      : rename(task, "li", { "data-state": task.getAttribute("data-task-state") ?? "" });
    box(item, (item.getAttribute("data-task-state") ?? item.getAttribute("data-state")) === "DONE");
  });
  each(root, "div[data-node-type='actionList'], div[data-task-list-local-id]", (list) => void rename(list, "ul"));
  each(root, "[data-node-type='status'], [data-prosemirror-node-name='status']", (status) =>
    lozenge(status, status.getAttribute("data-color") ?? ""),
  );
  each(root, "[data-mention-id]", (person) => mention(person));
  each(root, "[data-node-type='expand'], [data-node-type='nestedExpand']", (part) => {
    const details = rename(part, "details");
    const summary = details.ownerDocument.createElement("summary");
    summary.textContent = part.getAttribute("data-title") ?? "";
    details.prepend(summary);
  });
}

/** `<ac:structured-macro ac:name="info">`: what comes of copying a page's source. */
function storage(root: HTMLElement): void {
  const parameter = (macro: Element, name: string) =>
    words(
      [...macro.children].find((child) => child.getAttribute("ac:name") === name) ??
        macro.ownerDocument.createElement("i"),
    );
  for (const macro of [...root.querySelectorAll<HTMLElement>("ac\\:structured-macro, ac\\:macro")].reverse()) {
    const name = macro.getAttribute("ac:name") ?? "";
    const [title, language, color] = ["title", "language", "colour"].map((key) => parameter(macro, key));
    for (const own of [...macro.children]) if (own.tagName === "AC:PARAMETER") own.remove();
    const body = macro.querySelector("ac\\:rich-text-body, ac\\:plain-text-body");
    if (body?.parentElement === macro) unwrap(body);
    if (name === "status") lozenge(Object.assign(macro, { textContent: title }), (color ?? "").toLowerCase());
    else if (name === "code" || name === "noformat")
      rename(macro, "pre", language ? { "data-language": language } : {});
    else if (name === "expand") summarised(rename(macro, "details"), title ?? "");
    else if (name in BOXES) panel(macro, name);
    else unwrap(macro);
  }
  each(root, "ac\\:task-id", (id) => id.remove());
  each(root, "ac\\:task", (task) => {
    const status = task.querySelector("ac\\:task-status");
    const done = status !== null && words(status) === "complete";
    status?.remove();
    const item = rename(task, "li");
    for (const body of item.querySelectorAll("ac\\:task-body")) unwrap(body);
    box(item, done);
  });
  each(root, "ac\\:task-list", (list) => void rename(list, "ul"));
}

function summarised(details: HTMLElement, title: string): void {
  const summary = details.ownerDocument.createElement("summary");
  summary.textContent = title;
  details.prepend(summary);
}

function wrapped(element: Element, tag: string): Element {
  const inner = element.ownerDocument.createElement(tag);
  inner.append(...element.childNodes);
  element.append(inner);
  return element;
}

function panel(element: HTMLElement, kind: string): void {
  rename(element, "div", { class: `panel panel-${BOXES[kind] ?? "info"}` });
}

function box(item: HTMLElement, done: boolean): void {
  item.className = "action-item";
  item.setAttribute("data-state", done ? "DONE" : "TODO");
}

function lozenge(element: HTMLElement, tone: string): void {
  rename(element, "span", { class: `lozenge lozenge-${TONES[tone] ?? "neutral"}` });
}

/** Its people are not ours: the name stays, as words. */
function mention(person: HTMLElement): void {
  const name = words(person);
  person.replaceWith(name.startsWith("@") ? name : `@${name}`);
}

function code(block: HTMLElement): void {
  const title = block.querySelector(".codeHeader, .panelHeader");
  if (title) block.before(rename(wrapped(title, "strong"), "p"));
  const pre = block.querySelector("pre");
  const said = pre?.getAttribute("data-syntaxhighlighter-params") ?? "";
  const language = /brush:\s*([\w+#-]+)/.exec(said)?.[1];
  if (pre && words(pre) !== words(block)) {
    // Broken: more than the code stands in there, and stays what it is.
    if (language) pre.setAttribute("data-language", language);
    return;
  }
  const next = rename(block, "pre", language ? { "data-language": language } : {});
  next.textContent = pre?.textContent ?? next.textContent;
}

function expand(container: HTMLElement): void {
  const control = container.querySelector(".expand-control");
  const title = control ? words(control) : "";
  control?.remove();
  summarised(rename(container, "details"), title);
}
