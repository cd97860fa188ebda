import { promptView } from "../behaviours/prompts";
import { expandView } from "../expands/view";
import { columnView, layoutView } from "../layouts/view";
import { extensionViews } from "../own/views";
import type { NodeViews } from "../schema/nodes";
import type { Services } from "../services";
import { tableView } from "../tables/view";
import { cardView, embedView } from "./cards";
import { statusView } from "./chips";
import { codeView } from "./code";
import { dateView } from "./date";
import { decisionItemView, taskItemView, taskListView } from "./items";
import { fileView, mediaSingleView, mediaView } from "./media";
import { mentionView } from "./mention";
import { panelView } from "./panel";

export function nodeViews(services: Services): NodeViews {
  const card = cardView(services);
  return {
    ...extensionViews(services),
    blockCard: card,
    codeBlock: codeView,
    date: dateView,
    decisionItem: decisionItemView,
    embedCard: embedView(services),
    expand: expandView,
    inlineCard: card,
    layoutColumn: columnView,
    layoutSection: layoutView,
    media: mediaView,
    mediaInline: fileView,
    mediaSingle: mediaSingleView,
    mention: mentionView(services),
    nestedExpand: expandView,
    panel: panelView,
    placeholder: promptView,
    status: statusView,
    table: tableView,
    taskItem: taskItemView,
    taskList: taskListView,
  };
}
