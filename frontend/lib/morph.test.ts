import { describe, expect, it } from "vitest";
import { morph } from "./morph";

function element(html: string): HTMLElement {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  document.body.replaceChildren(holder);
  return holder;
}

function apart(html: string): HTMLElement {
  const holder = document.createElement("div");
  holder.innerHTML = html;
  return holder;
}

describe("morph", () => {
  it("moves, adds and removes keyed elements and keeps the same nodes", () => {
    const here = element('<p data-key="a">A</p><p data-key="b">B</p><p data-key="c">C</p>');
    const [a, , c] = [...here.children];
    morph(here, apart('<p data-key="c">C!</p><p data-key="a">A</p><p data-key="d">D</p>'));
    expect(here.textContent).toBe("C!AD");
    expect([here.children[0], here.children[1]]).toEqual([c, a]);
  });

  it("leaves alone what somebody types in, also when it is gone", () => {
    const here = element('<p data-key="a">A</p><form data-key="b" data-editing><input value=""></form>');
    const input = here.querySelector("input") as HTMLInputElement;
    input.value = "half a wo";
    input.focus();
    morph(here, apart('<p data-key="x">X</p>'));
    expect(here.textContent).toBe("X");
    expect(input.isConnected && input.value).toBe("half a wo");
    expect(document.activeElement).toBe(input);
  });

  it("keeps the words of a field in a form that is drawn anew", () => {
    const here = element('<form data-key="add"><input name="title"></form>');
    const input = here.querySelector("input") as HTMLInputElement;
    input.value = "Boots";
    morph(here, apart('<p data-key="new">New</p><form data-key="add"><input name="title"></form>'));
    expect(here.querySelector("input")).toBe(input);
    expect(input.value).toBe("Boots");
  });

  it("leaves what the browser filled as it is, until what holds it goes", () => {
    const here = element('<form data-key="a"><p hidden data-still></p></form>');
    const line = here.querySelector("p") as HTMLElement;
    line.hidden = false;
    line.textContent = "An item needs a title.";
    morph(here, apart('<form data-key="a"><p hidden data-still></p></form>'));
    expect(line.hidden).toBe(false);
    expect(here.textContent).toBe("An item needs a title.");
    morph(here, apart("<i>Timeline</i>"));
    expect(here.textContent).toBe("Timeline");
  });

  it("changes attributes and words without keys", () => {
    const here = element('<p class="one"><b>1</b> of 2</p>');
    morph(here, apart('<p class="two"><b>2</b> of 3</p>'));
    expect(here.innerHTML).toBe('<p class="two"><b>2</b> of 3</p>');
  });
});
