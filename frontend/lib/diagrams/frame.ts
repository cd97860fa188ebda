// Draws diagrams with Mermaid inside a frame of its own: an opaque origin, no network, nothing of the page in reach.
// Mermaid writes styles as text, which only this frame's policy allows. What leaves it is the text of a picture.
import mermaid from "mermaid";
import { type Answer, type Order, READY } from "./messages";

const FONT = 'system-ui, -apple-system, "Segoe UI", sans-serif';
const LIGHT = {
  background: "#fdfcf9",
  primaryColor: "#eaf0e5",
  primaryBorderColor: "#7d9672",
  primaryTextColor: "#26231d",
  secondaryColor: "#f2ece0",
  tertiaryColor: "#f6f4ee",
  lineColor: "#6d675d",
  textColor: "#26231d",
  noteTextColor: "#26231d",
  noteBkgColor: "#f8f0d4",
  noteBorderColor: "#d6c489",
};
const DARK = {
  darkMode: true,
  background: "#1a1917",
  primaryColor: "#2f3a2b",
  primaryBorderColor: "#8ba880",
  primaryTextColor: "#eceae3",
  secondaryColor: "#3a342a",
  tertiaryColor: "#262421",
  lineColor: "#aaa59a",
  textColor: "#eceae3",
  noteTextColor: "#eceae3",
  noteBkgColor: "#443c24",
  noteBorderColor: "#8a7a45",
};

let count = 0;

async function draw({ id, source, dark }: Order): Promise<Answer> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    suppressErrorRendering: true,
    theme: "base",
    themeVariables: { ...(dark ? DARK : LIGHT), fontFamily: FONT, fontSize: "15px" },
    fontFamily: FONT,
    htmlLabels: false,
    flowchart: { htmlLabels: false },
  });
  try {
    count += 1;
    const { svg } = await mermaid.render(`diagram-${count}`, source);
    return { id, ...standing(svg) };
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : String(error) };
  }
}

/** As a picture an SVG needs its own size: Mermaid leaves that to the page. */
function standing(svg: string): { svg: string; width: number; height: number } {
  const holder = document.createElement("div");
  holder.innerHTML = svg;
  const root = holder.querySelector("svg");
  if (!root) throw new Error("Mermaid drew nothing.");
  const box = root.viewBox.baseVal;
  const width = Math.max(1, Math.ceil(box?.width || 300));
  const height = Math.max(1, Math.ceil(box?.height || 150));
  root.setAttribute("width", String(width));
  root.setAttribute("height", String(height));
  root.style.maxWidth = "";
  return { svg: new XMLSerializer().serializeToString(root), width, height };
}

// One after the other: Mermaid's configuration is the whole program's.
let turn: Promise<void> = Promise.resolve();

addEventListener("message", (event: MessageEvent<Order>) => {
  if (event.source !== parent || typeof event.data?.source !== "string") return;
  const order = event.data;
  turn = turn.then(async () => parent.postMessage(await draw(order), "*"));
});
parent.postMessage(READY, "*");
