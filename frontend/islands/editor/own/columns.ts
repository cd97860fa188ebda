// Which columns a report has, chosen from those that its pages offer.
import type { NodeViewRendererProps } from "@tiptap/core";
import { t } from "../../../lib/words";
import type { Services } from "../services";
import { h } from "../ui/dom";
import { givenTo, listOf, nodeNow, setGiven } from "./nodes";
import { htmlOf } from "./service";

/** Boxes to tick, in the order of the pages; none ticked means all. What was chosen and is not there any more stays. */
export function columnsField(props: NodeViewRendererProps, services: Services): HTMLElement {
  const boxes = h("div", { class: "own-columns" });
  const field = h("fieldset", { class: "own-fieldset" }, h("legend", {}, t("Columns")), boxes);
  const hint = h("span", { class: "own-hint" }, t("None chosen: all that pages have"));
  field.append(hint);
  const show = (offered: string[]) => {
    const chosen = listOf(nodeNow(props), "columns");
    const known = new Set(chosen.map((name) => name.toLowerCase()));
    const names = [...chosen, ...offered.filter((name) => !known.has(name.toLowerCase()))];
    boxes.replaceChildren(...names.map((name) => box(props, name, known.has(name.toLowerCase()))));
  };
  show([]);
  void offeredBy(props, services).then(show);
  return field;
}

function box(props: NodeViewRendererProps, name: string, checked: boolean): HTMLElement {
  const input = h("input", { type: "checkbox", checked });
  input.addEventListener("change", () => {
    const others = listOf(nodeNow(props), "columns").filter((each) => each.toLowerCase() !== name.toLowerCase());
    setGiven(props, { columns: input.checked ? [...others, name] : others });
  });
  return h("label", { class: "own-column" }, input, h("span", {}, name));
}

/** The heads of the table that has all columns. */
async function offeredBy(props: NodeViewRendererProps, services: Services): Promise<string[]> {
  const html = await htmlOf(services, "report", { ...givenTo(nodeNow(props)), columns: [] }, false);
  const page = new DOMParser().parseFromString(html ?? "", "text/html");
  return [...page.querySelectorAll("thead th")].slice(1).map((head) => head.textContent?.trim() ?? "");
}
