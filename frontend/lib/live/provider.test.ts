import * as encoding from "lib0/encoding";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";
import type { Persistence } from "./persistence";
import * as protocol from "./protocol";
import { LiveProvider } from "./provider";
import { backoff, type LiveStatus } from "./state";

/** A y-websocket server in memory that commits (and acknowledges) when the test says so. */
class FakeServer {
  doc = new Y.Doc();
  sockets: FakeSocket[] = [];
  up = true;
  get Socket() {
    const server = this;
    return class extends FakeSocket {
      constructor(_url: string) {
        super(server);
      }
    } as unknown as typeof WebSocket;
  }
  get last(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("nobody connected");
    return socket;
  }
}

class FakeSocket {
  readyState = 0;
  received = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor(private server: FakeServer) {
    server.sockets.push(this);
    setTimeout(() => (server.up ? this.open() : this.fail(1006)), 1);
  }
  private open() {
    this.readyState = 1;
    this.onopen?.();
    this.push(protocol.step1(this.server.doc));
  }
  fail(code: number) {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ code });
  }
  close() {
    this.fail(1000);
  }
  push(bytes: Uint8Array) {
    this.onmessage?.({ data: bytes.slice().buffer });
  }
  send(bytes: Uint8Array) {
    const message = protocol.read(bytes);
    if (message.type === "step1") {
      this.push(protocol.step2(Y.encodeStateAsUpdate(this.server.doc, message.stateVector)));
    } else if (message.type === "step2" || message.type === "update") {
      this.received += 1;
      Y.applyUpdate(this.server.doc, message.bytes);
    }
  }
  commit() {
    this.push(frame(protocol.SAVED, (encoder) => encoding.writeVarUint(encoder, this.received)));
  }
  refuse(code: number, message: string) {
    this.push(
      frame(protocol.REFUSED, (encoder) => encoding.writeVarString(encoder, JSON.stringify({ code, message }))),
    );
    this.fail(code);
  }
}

function frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

const tick = (ms = 10) => vi.advanceTimersByTimeAsync(ms);
const type = (doc: Y.Doc, words: string) => doc.getText("t").insert(doc.getText("t").length, words);
const text = (doc: Y.Doc) => doc.getText("t").toString();

describe("LiveProvider", () => {
  let server: FakeServer;
  const open: LiveProvider[] = [];

  function join(options: { readonly?: boolean; doc?: Y.Doc; persistence?: Persistence } = {}) {
    const doc = options.doc ?? new Y.Doc();
    const live = new LiveProvider({
      doc,
      url: "ws://test/live/1",
      WebSocket: server.Socket,
      ...(options.persistence && { persistence: options.persistence }),
      readonly: options.readonly ?? false,
    });
    const seen: LiveStatus[] = [];
    live.on("status", (status) => seen.push(status));
    open.push(live);
    return { live, doc, seen };
  }

  beforeEach(() => {
    vi.useFakeTimers();
    server = new FakeServer();
  });
  afterEach(() => {
    for (const live of open.splice(0)) live.destroy();
    vi.useRealTimers();
  });

  it("says Saved only when every edit was acknowledged", async () => {
    const { live, doc } = join();
    await tick();
    expect(live.status.state).toBe("saved");
    type(doc, "one");
    expect(live.status.state).toBe("saving");
    const early = server.last.received;
    type(doc, " two");
    server.last.push(frame(protocol.SAVED, (encoder) => encoding.writeVarUint(encoder, early)));
    expect(live.status.state).toBe("saving");
    server.last.commit();
    expect(live.status).toEqual({ state: "saved", message: "Saved" });
  });

  it("says Not saved yet when the server takes nothing in, and Saving while it does", async () => {
    const { live, doc } = join();
    await tick();
    type(doc, "one");
    await tick(4000);
    type(doc, "two");
    await tick(1000);
    expect(live.status.message).toBe("Saving…");
    await tick(1100);
    expect(live.status).toEqual({ state: "saving", message: expect.stringContaining("Not saved yet") });
    server.last.commit();
    expect(live.status).toEqual({ state: "saved", message: "Saved" });
    for (let n = 0; n < 5; n += 1) {
      type(doc, "words ");
      const half = server.last.received;
      type(doc, "more ");
      await tick(3000);
      server.last.push(frame(protocol.SAVED, (encoder) => encoding.writeVarUint(encoder, half)));
      expect(live.status.message).toBe("Saving…");
    }
  });

  it("does not call text that this device kept Saved before the server has it", async () => {
    const kept = new Y.Doc();
    type(kept, "typed on the train");
    const { live, seen } = join({ doc: kept });
    await tick();
    expect(text(server.doc)).toBe("typed on the train");
    expect(live.status.state).toBe("saving");
    expect(seen.map((status) => status.state)).not.toContain("saved");
    server.last.commit();
    expect(live.status.state).toBe("saved");
  });

  it("keeps what is typed offline and merges it on return", async () => {
    const { live, doc } = join();
    await tick();
    server.up = false;
    server.last.fail(1006);
    expect(live.status.state).toBe("offline");
    type(doc, "offline words");
    expect(live.saved).toBe(false);
    type(server.doc, "meanwhile ");
    await tick(5000);
    expect(live.status.state).toBe("offline");
    server.up = true;
    await tick(11_000);
    expect(text(doc)).toContain("meanwhile");
    expect(text(server.doc)).toContain("offline words");
    expect(live.status.state).toBe("saving");
    server.last.commit();
    expect(live.status.state).toBe("saved");
  });

  it("sends again what a broken connection had not acknowledged", async () => {
    const { live, doc } = join();
    await tick();
    const first = server.last;
    first.send = () => {};
    type(doc, "lost frame");
    first.fail(1006);
    await tick(1000);
    expect(text(server.doc)).toBe("lost frame");
    expect(live.status.state).toBe("saving");
  });

  it("says kept on this device only once the device has written it", async () => {
    let tell = () => {};
    const onChange = (listener: () => void) => {
      tell = listener;
    };
    const persistence = { works: true, kept: true, ready: Promise.resolve(), onChange, forget() {}, destroy() {} };
    const { live, doc } = join({ persistence });
    await tick();
    server.up = false;
    server.last.fail(1006);
    expect(live.status.message).toContain("is kept on this device");
    persistence.kept = false;
    type(doc, "words");
    tell();
    expect(live.status).toEqual({ state: "offline", message: expect.stringContaining("Keeping"), code: 1006 });
    persistence.kept = true;
    tell();
    expect(live.status.message).toContain("is kept on this device");
    persistence.works = false;
    tell();
    expect(live.status.message).toContain("keeps nothing");
  });

  it("tells why it was refused and does not come back", async () => {
    const { live, doc } = join();
    await tick();
    type(doc, "my words");
    server.last.refuse(4403, "You can no longer edit this page.");
    expect(live.status.state).toBe("refused");
    expect(live.status.code).toBe(4403);
    expect(live.status.message).toContain("copy your text");
    const count = server.sockets.length;
    await tick(60_000);
    expect(server.sockets.length).toBe(count);
    expect(text(doc)).toBe("my words");
  });

  it("tries again after an edit when the document was too large", async () => {
    const { live, doc } = join();
    await tick();
    server.last.refuse(4413, "");
    type(doc, "less");
    await tick(3000);
    expect(server.sockets.length).toBe(2);
    server.last.commit();
    expect(live.status.state).toBe("saved");
  });

  it("comes back by itself when the server restarts", async () => {
    const { live } = join();
    await tick();
    server.last.refuse(4503, "");
    expect(live.status.state).toBe("offline");
    expect(live.status.message).toContain("restarting");
    await tick(1000);
    expect(live.status.state).toBe("saved");
  });

  it("a follower never sends edits", async () => {
    const { doc, live } = join({ readonly: true });
    await tick();
    type(doc, "not mine to write");
    expect(server.last.received).toBe(0);
    expect(live.status.state).toBe("saved");
  });

  it("gives up a silent connection and opens another", async () => {
    join();
    await tick();
    server.last.send = () => {};
    await tick(45_000);
    expect(server.sockets.length).toBeGreaterThan(1);
  });

  it("shows others who is here and forgets them when the connection ends", async () => {
    const { live } = join();
    await tick();
    const other = join();
    other.live.awareness.setLocalStateField("user", { name: "Ben" });
    server.last.push(protocol.awareness(other.live.awareness, [other.doc.clientID]));
    server.sockets[0]?.push(protocol.awareness(other.live.awareness, [other.doc.clientID]));
    expect(live.awareness.getStates().get(other.doc.clientID)).toMatchObject({ user: { name: "Ben" } });
    server.sockets[0]?.fail(1006);
    expect(live.awareness.getStates().has(other.doc.clientID)).toBe(false);
  });

  it("starts over after a frame it cannot read", async () => {
    join();
    await tick();
    server.last.push(new Uint8Array([0, 9]));
    await tick(2000);
    expect(server.sockets.length).toBe(2);
  });
});

describe("backoff", () => {
  it("doubles from 0.3 s to 10 s with jitter", () => {
    expect(backoff(0, () => 1)).toBe(300);
    expect(backoff(2, () => 0)).toBe(600);
    expect(backoff(40, () => 1)).toBe(10_000);
  });
});
