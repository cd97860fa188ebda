// Which controls an extension gets: ours by their key, others a calm labelled block.
import type { NodeViewRenderer } from "@tiptap/core";
import { t } from "../../../lib/words";
import { describe } from "../schema/dom";
import type { NodeViews } from "../schema/nodes";
import type { Services } from "../services";
import { h } from "../ui/dom";
import { container, leaf } from "../views/view";
import { excerptView, excerptWordsView, propertiesView } from "./bodied";
import { debateView } from "./debate";
import { diagramView } from "./diagram";
import { mathView } from "./math";
import { keyOf } from "./nodes";
import { servedView } from "./served";
import { tocView } from "./toc";

export function extensionViews(services: Services): NodeViews {
  const served = servedView(services);
  return {
    extension: byKey({
      toc: tocView,
      debate: debateView,
      math: mathView,
      children: served,
      include: served,
      report: served,
      decisions: served,
      sections: served,
      roadmap: served,
      ama: served,
      project: served,
    }),
    inlineExtension: byKey({ math: mathView, excerpt: excerptWordsView, include: served }),
    bodiedExtension: byKey({ excerpt: excerptView, properties: propertiesView, diagram: diagramView }),
  };
}

function byKey(views: NodeViews): NodeViewRenderer {
  return (props) => {
    const key = keyOf(props.node);
    const view = (views[key] ?? otherView)(props);
    const update = view.update?.bind(view);
    // Another extension in this place is drawn anew.
    if (update) view.update = (node, ...rest) => keyOf(node) === key && update(node, ...rest);
    return view;
  };
}

const otherView: NodeViewRenderer = ({ node }) => {
  const dom = h(node.isInline ? "span" : "div", { class: "other" });
  const show = () => {
    dom.dataset.label = describe(node, t("Extension"));
  };
  return node.isLeaf ? leaf(node, dom, show) : container(node, dom, dom, show);
};
