// Diagrams for the page: asks the frame for them, one frame for all, made when the first is wanted.
import { type Answer, type Order, READY } from "./messages";

export interface Diagram {
  svg: string;
  width: number;
  height: number;
}

/** The source is wrong; `message` says how, in Mermaid's words. */
export class DiagramProblem extends Error {}

const FRAME = "/diagrams/frame/";
const PATIENCE = 20_000;

class Frame {
  #element = document.createElement("iframe");
  #ready: Promise<void>;
  #waiting = new Map<number, (answer: Answer) => void>();
  #count = 0;

  constructor() {
    const frame = this.#element;
    frame.sandbox.add("allow-scripts");
    frame.tabIndex = -1;
    frame.setAttribute("aria-hidden", "true");
    frame.title = "";
    // Laid out, or nothing in it could be measured; but out of sight.
    Object.assign(frame.style, {
      position: "fixed",
      insetInlineStart: "-3000px",
      top: "0",
      width: "1200px",
      height: "900px",
      border: "0",
      visibility: "hidden",
    });
    this.#ready = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("no frame")), PATIENCE);
      addEventListener("message", (event: MessageEvent<Answer | string>) => {
        if (event.source !== frame.contentWindow) return;
        if (event.data === READY) {
          clearTimeout(timer);
          resolve();
        } else if (typeof event.data !== "string") {
          this.#answer(event.data);
        }
      });
    });
    frame.src = FRAME;
    document.body.append(frame);
  }

  async draw(source: string, dark: boolean): Promise<Diagram> {
    await this.#ready;
    this.#count += 1;
    const order: Order = { id: this.#count, source, dark };
    const answer = await new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error("no answer")), PATIENCE);
      this.#waiting.set(order.id, (found) => {
        clearTimeout(timer);
        resolve(found);
      });
      this.#element.contentWindow?.postMessage(order, "*");
    });
    if (typeof answer.svg !== "string") throw new DiagramProblem(answer.problem ?? "");
    return { svg: answer.svg, width: Number(answer.width), height: Number(answer.height) };
  }

  remove(): void {
    this.#element.remove();
  }

  #answer(answer: Answer): void {
    this.#waiting.get(answer.id)?.(answer);
    this.#waiting.delete(answer.id);
  }
}

let frame: Frame | null = null;

/** The diagram's SVG. Rejects with DiagramProblem where the source is wrong, with Error where it can't be drawn now. */
export async function drawDiagram(source: string, dark = isDark()): Promise<Diagram> {
  frame ??= new Frame();
  try {
    return await frame.draw(source, dark);
  } catch (error) {
    if (!(error instanceof DiagramProblem)) {
      frame?.remove();
      frame = null;
    }
    throw error;
  }
}

/** A picture of the diagram: as an image nothing in it can run. */
export function pictureOf(diagram: Diagram, alt: string): HTMLImageElement {
  const image = document.createElement("img");
  const address = URL.createObjectURL(new Blob([diagram.svg], { type: "image/svg+xml" }));
  const free = () => URL.revokeObjectURL(address);
  image.addEventListener("load", free, { once: true });
  image.addEventListener("error", free, { once: true });
  image.width = diagram.width;
  image.height = diagram.height;
  image.alt = alt;
  image.src = address;
  return image;
}

export function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Calls when the page turns light or dark. */
export function onThemeChange(call: () => void): () => void {
  const device = matchMedia("(prefers-color-scheme: dark)");
  const watch = new MutationObserver(call);
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  device.addEventListener("change", call);
  return () => {
    watch.disconnect();
    device.removeEventListener("change", call);
  };
}
