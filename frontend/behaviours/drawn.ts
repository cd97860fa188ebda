// Formulas and diagrams of the text: their scripts are loaded by pages that have one.
import { all, words } from "../lib/dom";

const FORMULAS = ".math[data-math]:not([data-drawn])";
const DIAGRAMS = "figure[data-diagram]:not([data-drawn])";

function draw(): void {
  const formulas = all(FORMULAS);
  const diagrams = all(DIAGRAMS);
  for (const each of [...formulas, ...diagrams]) each.dataset.drawn = "";
  if (formulas.length) void drawFormulas(formulas);
  if (diagrams.length) void drawDiagrams(diagrams);
}

async function drawFormulas(places: HTMLElement[]): Promise<void> {
  const { drawFormula } = await import("../lib/math");
  for (const place of places) drawFormula(place, place.textContent ?? "", place.dataset.math === "block");
}

async function drawDiagrams(figures: HTMLElement[]): Promise<void> {
  for (const figure of figures) figure.classList.add("is-drawing");
  const { onThemeChange } = await import("../lib/diagrams");
  // Those below wait until somebody comes near.
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        void drawDiagramOf(target as HTMLElement);
      }
    },
    { rootMargin: "600px" },
  );
  for (const figure of figures) near.observe(figure);
  onThemeChange(() => {
    for (const figure of figures) if (figure.querySelector("img")) void drawDiagramOf(figure);
  });
}

async function drawDiagramOf(figure: HTMLElement): Promise<void> {
  const { drawDiagram, pictureOf, DiagramProblem } = await import("../lib/diagrams");
  const caption = figure.querySelector("figcaption");
  try {
    const diagram = await drawDiagram(figure.querySelector("pre")?.textContent ?? "");
    const picture = pictureOf(diagram, caption?.textContent || words("diagram"));
    figure.querySelector("img")?.remove();
    figure.prepend(picture);
  } catch (error) {
    const why = error instanceof DiagramProblem ? words("diagramWrong") : words("diagramFailed");
    figure.querySelector(".diagram-problem")?.remove();
    const note = document.createElement("p");
    note.className = "diagram-problem";
    note.textContent = why;
    figure.prepend(note);
    figure.querySelector("details")?.setAttribute("open", "");
  }
  figure.classList.remove("is-drawing");
}

for (const arrival of ["htmx:afterSettle", "cairn:arrived"]) document.addEventListener(arrival, draw);
draw();
