// The settings of "Sections across pages": which template, which of its sections, of which pages.
import type { NodeViewRendererProps } from "@tiptap/core";
import { t } from "../../../lib/words";
import { h } from "../ui/dom";
import { listOf, nodeNow, numberOf, setGiven, wordsOf } from "./nodes";
import { openForm, selectField, textField } from "./shell";

interface Template {
  template: string;
  name: string;
  sections: { key: string; heading: string }[];
}

export function openSections(props: NodeViewRendererProps, anchor: HTMLElement): void {
  const template = h("select", { class: "own-select", "data-first": true });
  const boxes = h("div", { class: "own-columns" });
  template.addEventListener("change", () => {
    setGiven(props, { template: template.value, sections: [] });
    show(found);
  });
  let found: Template[] = [];
  const show = (templates: Template[]) => {
    found = templates;
    const chosen = wordsOf(nodeNow(props), "template");
    const option = (value: string, words: string) => h("option", { value, selected: value === chosen }, words);
    template.replaceChildren(option("", t("Choose a template")));
    for (const each of templates) template.append(option(each.template, each.name));
    const sections = templates.find((each) => each.template === chosen)?.sections ?? [];
    boxes.replaceChildren(...sections.map((each) => box(props, each.key, each.heading)));
  };
  show([]);
  void offered().then(show);
  const node = nodeNow(props);
  openForm(props, anchor, t("Sections across pages"), [
    h("label", {}, t("Pages made from"), template),
    h(
      "fieldset",
      { class: "own-fieldset" },
      h("legend", {}, t("Sections")),
      boxes,
      h("span", { class: "own-hint" }, t("None chosen: the first three")),
    ),
    selectField(
      t("Pages"),
      wordsOf(node, "where") || "space",
      [
        ["space", t("Of this space")],
        ["everywhere", t("Of all spaces")],
      ],
      (where) => setGiven(props, { where }),
    ),
    selectField(
      t("Filled"),
      wordsOf(node, "filled"),
      [
        ["", t("All")],
        ["yes", t("All of them filled")],
        ["no", t("Something is missing")],
      ],
      (filled) => setGiven(props, { filled }),
    ),
    textField(t("With the label"), wordsOf(node, "label"), (label) => setGiven(props, { label: label.trim() }), {
      placeholder: t("Any"),
    }),
    selectField(
      t("Order"),
      wordsOf(node, "sort") || "title",
      [
        ["title", t("By title")],
        ["-published", t("Last published first")],
      ],
      (sort) => setGiven(props, { sort }),
    ),
    selectField(
      t("How many"),
      String(numberOf(node, "count", 20)),
      [10, 20, 50].map((count): [string, string] => [String(count), String(count)]),
      (count) => setGiven(props, { count: Number(count) }),
    ),
  ]);
}

function box(props: NodeViewRendererProps, key: string, heading: string): HTMLElement {
  const chosen = () => listOf(nodeNow(props), "sections");
  const input = h("input", { type: "checkbox", checked: chosen().includes(key) });
  input.addEventListener("change", () => {
    const others = chosen().filter((each) => each !== key);
    setGiven(props, { sections: input.checked ? [...others, key] : others });
  });
  return h("label", { class: "own-column" }, input, h("span", {}, heading));
}

/** Templates that the writer may use and that have sections. */
async function offered(): Promise<Template[]> {
  const response = await fetch("/template-sections/").catch(() => null);
  return response?.ok ? ((await response.json()) as { templates: Template[] }).templates : [];
}
