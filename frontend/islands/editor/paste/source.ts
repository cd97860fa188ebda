// Which program wrote what is on the clipboard, by the marks that it leaves in its HTML.
import { t } from "../../../lib/words";

export type Source = "word" | "excel" | "docs" | "sheets" | "confluence" | "notion" | "writer" | "code" | "web";

const SIGNS: [Source, RegExp][] = [
  ["excel", /office:excel|content="?Excel\.Sheet/i],
  ["word", /office:word|content="?Word\.Document|class="?Mso|mso-list|class="[^"]*ListContainerWrapper/i],
  ["sheets", /google-sheets-html-origin|data-sheets-(root|value)/i],
  ["docs", /docs-internal-guid/i],
  ["confluence", /confluence-|<ac:|data-panel-type=|data-prosemirror-node-name=|inline-task-list/i],
  ["notion", /notionvc|class="[^"]*\b(to-do-list|callout|toggle|notion-[\w-]+)\b/i],
  ["writer", /content="(Libre|Open)Office/i],
  ["code", /vscode-|font-family:[^;"]*(Menlo|Monaco|Consolas|JetBrains Mono)[^;"]*;[^"]*white-space:\s*pre/i],
];

export function sourceOf(html: string): Source {
  return SIGNS.find(([, sign]) => sign.test(html))?.[0] ?? "web";
}

/** Colours and alignment there were chosen by a person; on other pages they belong to the site. */
export const chosenByHand = (source: Source): boolean =>
  ["word", "excel", "docs", "sheets", "confluence", "writer"].includes(source);

export function nameOf(source: Source): string {
  const names: Record<Source, string> = {
    word: "Word",
    excel: "Excel",
    docs: "Google Docs",
    sheets: "Google Sheets",
    confluence: "Confluence",
    notion: "Notion",
    writer: "LibreOffice",
    code: t("code"),
    web: t("a web page"),
  };
  return names[source];
}
