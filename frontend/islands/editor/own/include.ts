// Choosing the excerpt that is shown here: by words of its name or of its page's title.
import type { NodeViewRendererProps } from "@tiptap/core";
import { t } from "../../../lib/words";
import type { Services } from "../services";
import { h } from "../ui/dom";
import { type Choice, Listbox } from "../ui/listbox";
import { openPopover } from "../ui/popover";
import { leave, nodeNow, numberOf, remove, setGiven } from "./nodes";
import { type Excerpt, excerptsFor } from "./service";

interface ExcerptChoice extends Choice {
  excerpt: Excerpt;
}

export function openInclude(props: NodeViewRendererProps, anchor: HTMLElement, services: Services): void {
  const input = h("input", {
    type: "text",
    role: "combobox",
    "aria-expanded": "true",
    autocomplete: "off",
    placeholder: t("Name of the excerpt or its page"),
    "aria-label": t("Find an excerpt"),
    "data-first": true,
  });
  const list = new Listbox<ExcerptChoice>(input, t("Excerpts"), ({ excerpt }) => {
    setGiven(props, { page: excerpt.page, excerpt: excerpt.excerpt });
    popover.close();
    leave(props);
  });
  let asked = "";
  const search = async () => {
    const query = input.value.trim();
    asked = query;
    const found = await excerptsFor(services, query);
    if (asked === query)
      list.show(found.map(choiceOf), t("No excerpt of that name. Make one with /excerpt on its page."));
  };
  input.addEventListener("input", () => void search());
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" && list.key(event)) event.preventDefault();
  });
  const popover = openPopover(anchor, h("div", { class: "ed-form own-search" }, input, list.element), {
    label: t("Excerpt of another page"),
    returnFocus: () => leave(props),
    onClose: () => {
      list.destroy();
      // Nothing was chosen: an empty place would puzzle who reads.
      if (numberOf(nodeNow(props), "page", 0) === 0) queueMicrotask(() => remove(props));
    },
  });
  void search();
}

function choiceOf(excerpt: Excerpt): ExcerptChoice {
  return {
    id: `${excerpt.page}/${excerpt.excerpt}`,
    title: excerpt.name ? `${excerpt.name} · ${excerpt.title}` : excerpt.title,
    hint: excerpt.space,
    icon: "bookmark",
    excerpt,
  };
}
