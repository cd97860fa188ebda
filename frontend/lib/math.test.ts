import { describe, expect, it } from "vitest";
import { drawFormula, formula } from "./math";

describe("formulas", () => {
  it("are seen as HTML and read as MathML, without style attributes in text", () => {
    const { element, problem } = formula("\\boxed{\\begin{aligned} a &= \\frac{b}{c} \\end{aligned}}", true);
    const root = element as HTMLElement;
    expect(problem).toBe("");
    expect(root.querySelector("math")).not.toBeNull();
    expect(root.querySelector("math [style]")).toBeNull();
    expect(root.querySelector(".katex-html")?.getAttribute("aria-hidden")).toBe("true");
  });

  it("keep their source and say what is wrong", () => {
    const place = document.createElement("span");
    expect(drawFormula(place, "\\frac{a", false)).toMatch(/^Unexpected end of input/);
    expect(place.textContent).toBe("\\frac{a");
    expect(place.title).toMatch(/expected/);
    expect(drawFormula(place, "x", false)).toBe("");
    expect(place.title).toBe("");
  });

  it("lead nowhere and load nothing", () => {
    for (const tex of ["\\href{javascript:alert(1)}{x}", "\\includegraphics{/a.png}", "\\htmlStyle{color:red}{x}"]) {
      const root = document.createElement("div");
      drawFormula(root, tex, false);
      expect(root.querySelector("a[href], img")).toBeNull();
    }
  });
});
