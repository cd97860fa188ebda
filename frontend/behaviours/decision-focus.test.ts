import { beforeEach, expect, it } from "vitest";
import { placeIn } from "./decision-focus";

const FORM = '<form><input name="day"><button>Add</button></form>';
const part = () => document.getElementById("decision-afterwards") as HTMLElement;

beforeEach(() => {
  document.body.innerHTML = `<div id="decision-afterwards"><button aria-label="Remove">x</button><details open><summary>More</summary>${FORM}</details></div>`;
});

function drawn(inner: string, held: string, refused = false): Element | null {
  part().querySelector<HTMLElement>(held)?.focus();
  const find = placeIn(part());
  part().innerHTML = inner;
  return find?.(refused) ?? null;
}

it("comes back to the same button", () => {
  expect(drawn(FORM, "form button")?.textContent).toBe("Add");
});
it("goes to what was refused", () => {
  const refused = '<div class="field"><input name="day" aria-invalid="true"></div><button>Add</button>';
  expect(drawn(refused, "form button", true)?.getAttribute("name")).toBe("day");
});
it("goes to what folds the button away", () => {
  expect(drawn(`<details><summary>More</summary>${FORM}</details>`, "form button")?.textContent).toBe("More");
});
it("stays in the part when the button is gone, and elsewhere when it was elsewhere", () => {
  expect(drawn("<p>Nothing.</p>", "button")).toBe(part());
  expect(placeIn(part())).toBeNull();
});
