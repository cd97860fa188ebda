// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Changes, listenedFor, namesFor, pause } from "./changes";

class FakeSocket {
  static all: FakeSocket[] = [];
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  closed = false;
  constructor(readonly url: URL) {
    FakeSocket.all.push(this);
  }
  close() {
    this.closed = true;
  }
  say(notice: object) {
    this.onmessage?.({ data: JSON.stringify(notice) });
  }
  drop(code = 1006) {
    this.onclose?.({ code });
  }
}

const last = () => FakeSocket.all.at(-1) as FakeSocket;
let changes: Changes | null = null;

function open() {
  changes = new Changes("/live/pages/12/changes/", FakeSocket as unknown as typeof WebSocket);
}

function hide(hidden: boolean) {
  vi.spyOn(document, "hidden", "get").mockReturnValue(hidden);
  document.dispatchEvent(new Event("visibilitychange"));
}

function heard(...names: string[]): string[] {
  const log: string[] = [];
  for (const name of names) document.body.addEventListener(name, () => log.push(name), { once: true });
  return log;
}

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.all = [];
  document.body.innerHTML = "";
});
afterEach(() => {
  changes?.end();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe("changes", () => {
  it("opens a socket on the page's own host", () => {
    open();
    expect(last().url.href).toMatch(/^ws:\/\/.*\/live\/pages\/12\/changes\/$/);
  });

  it("turns a notice into events of the body", () => {
    const log = heard("cairn:comment.created", "cairn:comment.changed", "cairn:threads", "cairn:decision");
    open();
    last().say({ event: "comment.created", page: 12, target: 3 });
    expect(log).toEqual(["cairn:comment.created", "cairn:comment.changed", "cairn:threads"]);
    expect(namesFor("decision.changed")).toEqual(["cairn:decision.changed", "cairn:decision"]);
    expect(namesFor("inbox.changed")).toContain("cairn:inbox");
  });

  it("comes back, and tells every partial once that it may have missed something", () => {
    document.body.innerHTML = `
      <div hx-trigger="cairn:refresh, cairn:thread.started from:body delay:150ms, cairn:comment.created from:body"></div>
      <div hx-trigger="cairn:inbox from:body"></div><div hx-trigger="click"></div>`;
    expect([...listenedFor(document)]).toEqual(["cairn:thread.started", "cairn:inbox"]);
    open();
    last().say({ event: "ready" });
    const log = heard("cairn:thread.started", "cairn:inbox", "cairn:comment.created");
    last().drop();
    vi.advanceTimersByTime(1000);
    expect(FakeSocket.all.length).toBe(2);
    expect(log).toEqual([]);
    last().say({ event: "ready" });
    expect(log).toEqual(["cairn:thread.started", "cairn:inbox"]);
  });

  it("waits longer after each failure and not at all once it was refused", () => {
    expect(pause(0, () => 1)).toBe(500);
    expect(pause(20, () => 0)).toBe(15_000);
    open();
    last().drop(4404);
    vi.advanceTimersByTime(120_000);
    expect(FakeSocket.all.length).toBe(1);
  });

  it("lets go while the page is hidden for long", () => {
    open();
    hide(true);
    vi.advanceTimersByTime(60_000);
    expect(last().closed).toBe(false);
    vi.advanceTimersByTime(300_000);
    expect(last().closed).toBe(true);
    hide(false);
    expect(FakeSocket.all.length).toBe(2);
  });
});
