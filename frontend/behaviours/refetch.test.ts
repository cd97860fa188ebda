// @vitest-environment jsdom
import htmx from "htmx.org";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { crowdIs } from "../lib/crowd";
import { GAP } from "./refetch";

vi.mock("htmx.org", () => ({ default: { ajax: vi.fn(() => Promise.resolve()) } })); // jsdom lacks the XPath that it needs

function told(partial: Element, fetch: () => void, type = "cairn:threads", notice: object | null = null): boolean {
  const triggeringEvent = new CustomEvent(type, { detail: notice });
  const detail = { elt: partial, triggeringEvent, issueRequest: fetch };
  return partial.dispatchEvent(new CustomEvent("htmx:confirm", { bubbles: true, cancelable: true, detail }));
}

const soon = () => new Promise((done) => setTimeout(done, 5));
const press = (what: Element | null, name: string) => what?.dispatchEvent(new Event(name, { bubbles: true }));

/** What htmx says of a request of the partial. */
function says(name: string, partial: Element): void {
  document.dispatchEvent(new CustomEvent(`htmx:${name}`, { detail: { requestConfig: { elt: partial } } }));
}

describe("a partial that a change would fetch again", () => {
  let partial: HTMLElement;
  beforeEach(() => {
    document.body.innerHTML = `<div id="threads" hx-get="/threads/" hx-trigger="cairn:threads from:body">
      <button>Resolve</button><dialog></dialog></div>`;
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

  describe("while many change it", () => {
    beforeEach(() => {
      vi.useFakeTimers();
      vi.advanceTimersByTime(10 * GAP); // the other tests are long over
      return () => {
        crowdIs(1);
        vi.useRealTimers();
      };
    });

    it("is fetched once for all names of one event", () => {
      const [notice, fetch] = [{ event: "cell.filled" }, vi.fn()];
      expect(told(partial, fetch, "cairn:cell.filled", notice)).toBe(true);
      expect(told(partial, fetch, "cairn:cell.changed", notice)).toBe(false);
      vi.advanceTimersByTime(2 * GAP);
      expect(fetch).not.toHaveBeenCalled();
    });

    it("is fetched at once, and once more for all that came within the gap", () => {
      const fetches = [vi.fn(), vi.fn(), vi.fn()] as const;
      expect(told(partial, fetches[0])).toBe(true);
      says("beforeSend", partial);
      says("afterRequest", partial);
      expect([told(partial, fetches[1]), told(partial, fetches[2])]).toEqual([false, false]);
      vi.advanceTimersByTime(GAP - 20);
      expect(fetches[2]).not.toHaveBeenCalled();
      vi.advanceTimersByTime(40);
      expect(fetches.map((each) => each.mock.calls.length)).toEqual([0, 0, 1]);
    });

    it("is not fetched while a fetch is under way, however long that takes", () => {
      const fetch = vi.fn();
      told(partial, vi.fn());
      says("beforeSend", partial);
      expect(told(partial, fetch)).toBe(false);
      vi.advanceTimersByTime(20 * GAP);
      expect(fetch).not.toHaveBeenCalled();
      says("afterRequest", partial);
      vi.advanceTimersByTime(1);
      expect(fetch).toHaveBeenCalledOnce();
    });

    it("is fetched also when what was told has been replaced meanwhile", () => {
      told(partial, vi.fn());
      says("beforeSend", partial);
      told(partial, vi.fn());
      partial.outerHTML = '<div id="threads" hx-get="/threads/?show=all" hx-trigger="cairn:threads from:body"></div>';
      says("afterRequest", partial);
      vi.advanceTimersByTime(GAP);
      expect(htmx.ajax).toHaveBeenCalledExactlyOnceWith("get", "/threads/?show=all", expect.anything());
    });

    it("waits a moment of its own in a crowd, and longer for the next time, but never for what she did herself", () => {
      const [fetch, again] = [vi.fn(), vi.fn()];
      vi.advanceTimersByTime(60_000);
      crowdIs(1000);
      const random = vi.spyOn(Math, "random").mockReturnValue(0.5);
      expect(told(partial, fetch)).toBe(false);
      expect(told(partial, vi.fn(), "cairn:refresh")).toBe(true);
      vi.advanceTimersByTime(900);
      expect(fetch).not.toHaveBeenCalled();
      vi.advanceTimersByTime(200);
      expect(fetch).toHaveBeenCalledOnce();
      says("beforeSend", partial);
      says("afterRequest", partial);
      told(partial, again);
      vi.advanceTimersByTime(9_000);
      expect(again).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1_100);
      expect(again).toHaveBeenCalledOnce();
      random.mockRestore();
    });
  });
});
