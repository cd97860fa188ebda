// Panel and code block.
import type { NodeViewRenderer, NodeViewRendererProps } from "@tiptap/core";
import { t } from "../../../lib/words";
import { h } from "../ui/dom";
import { type IconName, icon } from "../ui/icons";
import type { Choice } from "../ui/listbox";
import { openMenu } from "../ui/popover";
import { container, focusText, setAttrs } from "./view";

const PANELS: Record<string, IconName> = {
  info: "info",
  note: "note",
  tip: "lightbulb",
  success: "circleCheck",
  warning: "warning",
  error: "octagonX",
  custom: "info",
};

function panelName(type: string): string {
  const names: Record<string, string> = {
    info: t("Info"),
    note: t("Note"),
    tip: t("Tip"),
    success: t("Success"),
    warning: t("Warning"),
    error: t("Error"),
  };
  return names[type] ?? t("Panel");
}

export const panelView: NodeViewRenderer = (props) => {
  const content = h("div", { class: "panel-body" });
  const button = h("button", { type: "button", class: "panel-icon", onclick: () => choosePanel(props, button) });
  const dom = h("div", { class: "panel" }, h("div", { contenteditable: "false" }, button), content);
  return container(props.node, dom, content, (node) => {
    const type = String(node.attrs.panelType);
    dom.className = `panel panel-${type}`;
    button.replaceChildren(icon(PANELS[type] ?? "info"));
    button.setAttribute("aria-label", `${panelName(type)}. ${t("Change the kind of panel")}`);
    button.disabled = !props.editor.isEditable;
  });
};

function choosePanel(props: NodeViewRendererProps, button: HTMLElement): void {
  const choices: Choice[] = Object.keys(PANELS)
    .filter((type) => type !== "custom")
    .map((type) => ({ id: type, title: panelName(type), icon: PANELS[type] ?? "info" }));
  openMenu(button, t("Kind of panel"), choices, {
    choose: ({ id }) => {
      setAttrs(props, { panelType: id });
      props.editor.view.focus();
    },
    returnFocus: focusText(props.editor),
  });
}

const LANGUAGES = [
  ["", "Plain text"],
  ["bash", "Bash"],
  ["c", "C"],
  ["cpp", "C++"],
  ["csharp", "C#"],
  ["css", "CSS"],
  ["diff", "Diff"],
  ["dockerfile", "Dockerfile"],
  ["go", "Go"],
  ["graphql", "GraphQL"],
  ["html", "HTML"],
  ["java", "Java"],
  ["javascript", "JavaScript"],
  ["json", "JSON"],
  ["kotlin", "Kotlin"],
  ["markdown", "Markdown"],
  ["mermaid", "Mermaid"],
  ["php", "PHP"],
  ["python", "Python"],
  ["ruby", "Ruby"],
  ["rust", "Rust"],
  ["sql", "SQL"],
  ["swift", "Swift"],
  ["toml", "TOML"],
  ["typescript", "TypeScript"],
  ["xml", "XML"],
  ["yaml", "YAML"],
] as const;

export const codeView: NodeViewRenderer = (props) => {
  const content = h("code", { spellcheck: "false" });
  const select = h("select", { class: "code-language", "aria-label": t("Language of this code") });
  for (const [value, name] of LANGUAGES) select.append(h("option", { value }, name));
  select.addEventListener("change", () => {
    setAttrs(props, { language: select.value || null });
    props.editor.view.focus();
  });
  const dom = h("div", { class: "code-block" }, h("div", { contenteditable: "false" }, select), h("pre", {}, content));
  return container(props.node, dom, content, (node) => {
    const language = String(node.attrs.language ?? "");
    if (![...select.options].some((option) => option.value === language)) {
      select.append(h("option", { value: language }, language));
    }
    select.value = language;
    select.disabled = !props.editor.isEditable;
  });
};
