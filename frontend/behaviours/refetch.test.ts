// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import "./refetch";

function told(partial: Element, fetch: () => void, type = "cairn:threads"): boolean {
  const detail = { elt: partial, triggeringEvent: new CustomEvent(type), issueRequest: fetch };
  return partial.dispatchEvent(new CustomEvent("htmx:confirm", { bubbles: true, cancelable: true, detail }));
}

const soon = () => new Promise((done) => setTimeout(done, 5));
const press = (what: Element | null, name: string) => what?.dispatchEvent(new Event(name, { bubbles: true }));

describe("a partial that a change would fetch again", () => {
  let partial: HTMLElement;
  beforeEach(() => {
    document.body.innerHTML = '<div id="threads"><button>Resolve</button><dialog></dialog></div>';
    partial = document.getElementById("threads") as HTMLElement;
  });

  it("is fetched at once when nobody has it in hand, and whenever she asks herself", () => {
    expect(told(partial, vi.fn())).toBe(true);
    press(partial.querySelector("button"), "pointerdown");
    expect(told(partial, vi.fn(), "click")).toBe(true);
    press(partial, "pointerup");
  });

  it("waits for the end of a press, and is fetched once", async () => {
    const fetch = vi.fn();
    press(partial.querySelector("button"), "pointerdown");
    expect(told(partial, fetch)).toBe(false);
    expect(told(partial, fetch)).toBe(false);
    await soon();
    expect(fetch).not.toHaveBeenCalled();
    press(document.body, "pointerup");
    await soon();
    expect(fetch).toHaveBeenCalledExactlyOnceWith(true);
  });

  it("waits while a dialog is open in it, also with an answer that was on its way", async () => {
    const fetch = vi.fn();
    told(partial, fetch);
    partial.querySelector("dialog")?.setAttribute("open", "");
    const requestConfig = { triggeringEvent: new CustomEvent("cairn:threads") };
    const detail = { elt: partial, requestConfig, shouldSwap: true };
    partial.dispatchEvent(new CustomEvent("htmx:beforeSwap", { bubbles: true, detail }));
    expect(detail.shouldSwap).toBe(false);
    partial.querySelector("dialog")?.removeAttribute("open");
    partial.querySelector("dialog")?.dispatchEvent(new Event("close"));
    await soon();
    expect(fetch).toHaveBeenCalledOnce();
  });

  it("waits while words that are not sent stand in it, where it says so", async () => {
    const fetch = vi.fn();
    partial.innerHTML = '<textarea></textarea><input type="checkbox" checked>';
    const words = partial.querySelector("textarea") as HTMLTextAreaElement;
    words.value = "Half a thought";
    expect(told(partial, vi.fn())).toBe(true);
    partial.setAttribute("data-keeps-typed", "");
    expect(told(partial, fetch)).toBe(false);
    words.value = "";
    press(words, "focusout");
    await soon();
    expect(fetch).toHaveBeenCalledOnce();
    words.focus();
    expect(told(partial, vi.fn())).toBe(false);
    words.blur();
    expect(told(partial, vi.fn())).toBe(true);
  });
});
