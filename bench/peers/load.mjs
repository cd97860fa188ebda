// The load generator: reads commands as JSON lines, answers each with one JSON line. See bench/live_load.py.
import { createInterface } from "node:readline";
import { performance } from "node:perf_hooks";
import * as Y from "yjs";
import { FIRST_TYPIST, brings, plan } from "./typing.mjs";
import { connect, dialect } from "./wire.mjs";

const plans = new Map();
const groups = new Map();
const known = new Map(); // update as latin1 → what it brings: many sockets get the same bytes
let broken = null;

function meta(update) {
  const key = update.latin1Slice();
  let found = known.get(key);
  if (found === undefined) {
    if (known.size > 20000) known.clear();
    found = brings(update);
    known.set(key, found);
  }
  return found;
}

class Client {
  constructor(room, typist, options) {
    const { url, cookie, name, synced } = options;
    Object.assign(this, { room, typist, isSynced: false, first: [] });
    this.reached = room.plan.map(() => 0); // edits of each typist that have arrived here
    this.dialect = dialect(name);
    this.began = performance.now();
    this.synced = synced;
    this.socket = connect({
      url,
      cookie,
      skip: this.dialect.skip,
      opened: () => this.socket.write(Buffer.concat(this.dialect.hello)),
      hear: (kind, update) => this.hear(kind, update),
      failed: (why) => {
        broken ??= why;
      },
    });
  }

  hear(kind, update) {
    if (kind === 0) this.socket.write(this.dialect.nothingNew);
    else if (this.isSynced) this.arrive(update);
    else {
      this.first.push([performance.now() - this.began, update]);
      if (!isWhole(this)) return;
      this.isSynced = true;
      this.synced();
    }
  }

  arrive(update) {
    const now = performance.now();
    const { room } = this;
    for (const [client, end] of meta(update)) {
      const typist = client - FIRST_TYPIST;
      if (typist < 0 || typist >= room.plan.length || typist === this.typist) continue;
      const { ends } = room.plan[typist];
      let at = this.reached[typist];
      for (; at < room.sent[typist] && ends[at] <= end; at++) {
        room.latencies?.push(now - room.at[typist][at]);
        room.open--;
      }
      this.reached[typist] = at;
    }
  }

  type() {
    const { room, typist } = this;
    const n = room.sent[typist]++;
    room.at[typist][n] = performance.now();
    room.open += room.clients.length - 1;
    if (!room.carets) this.socket.write(this.frames[n]);
    else {
      const client = FIRST_TYPIST + typist;
      const caret = this.dialect.caret(client, n + 1, room.plan[typist].ends[n] - 1);
      this.socket.write(Buffer.concat([this.frames[n], caret]));
    }
  }
}

/** Whether all that the document holds has arrived. Bytes tell: whatever is as long as the document is the document. */
function isWhole({ first, room }) {
  let size = 0;
  for (const [, update] of first) size += update.length;
  return size >= room.whole * 0.9;
}

async function until(done, seconds = 300) {
  const end = performance.now() + 1000 * seconds;
  while (!done()) {
    if (broken) throw new Error(broken);
    if (performance.now() > end) throw new Error("timed out");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const commands = {
  plan({ name, ...options }) {
    plans.set(name, plan(options));
    return {};
  },

  /** All clients at once (`together`) or a few at a time. `ms`: from the first connection until all are whole. */
  async open({ group, rooms, clients, typists, plan: name, whole, cookies, hocuspocus, together }) {
    const opened = [];
    let waiting = 0;
    const began = performance.now();
    let ended = began;
    const synced = () => {
      waiting--;
      ended = performance.now();
    };
    for (const [number, url] of rooms.entries()) {
      const own = (plans.get(name) ?? []).slice(0, typists);
      const room = { plan: own, whole, clients: [], sent: own.map(() => 0), at: own.map(() => []), open: 0 };
      for (let n = 0; n < clients; n++) {
        const cookie = cookies?.[(number * clients + n) % cookies.length];
        waiting++;
        const typist = n < typists ? n : -1;
        const client = new Client(room, typist, { url, cookie, name: hocuspocus ? url.split("/").at(-1) : null, synced });
        client.frames = typist < 0 ? [] : own[typist].updates.map((update) => client.dialect.update(update));
        room.clients.push(client);
        if (!together) await until(() => waiting < 20);
      }
      opened.push(room);
    }
    groups.set(group, opened);
    await until(() => waiting === 0);
    const [sample] = opened[0].clients;
    const units = textOf(sample.first.map(([, update]) => update));
    for (const room of opened) for (const client of room.clients) client.first = [];
    return { ms: ended - began, units };
  },

  /** Every typist types `edits` characters, `rate` a second (0: as fast as they go), `carets`: each with a word on where
   * she stands. Ends when all have all. */
  async type({ group, edits, rate, carets }) {
    const rooms = groups.get(group);
    const typists = rooms.flatMap((room) => room.clients.filter((client) => client.typist >= 0));
    for (const room of rooms) Object.assign(room, { latencies: rate > 0 ? [] : null, carets });
    const began = performance.now();
    if (rate > 0) await steadily(typists, edits, rate);
    else await flatOut(typists, edits);
    await until(() => rooms.every((room) => room.open === 0));
    const seconds = (performance.now() - began) / 1000;
    const latencies = rooms.flatMap((room) => room.latencies ?? []).sort((a, b) => a - b);
    const at = (share) => latencies[Math.floor(latencies.length * share)];
    const deliveries = rooms.reduce((sum, room) => sum + edits * room.plan.length * (room.clients.length - 1), 0);
    return { deliveries, seconds, p50: at(0.5), p99: at(0.99) };
  },

  close({ group }) {
    for (const room of groups.get(group)) for (const client of room.clients) client.socket.destroy();
    groups.delete(group);
    known.clear();
    return {};
  },
};

/** Keystrokes spread evenly over time, nobody's at the same moment as anybody else's. */
async function steadily(typists, edits, rate) {
  const began = performance.now();
  const gap = 1000 / (rate * typists.length);
  for (let n = 0; n < edits * typists.length; ) {
    const due = (performance.now() - began) / gap;
    for (; n < Math.min(due, edits * typists.length); n++) typists[n % typists.length].type();
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (broken) throw new Error(broken);
  }
}

async function flatOut(typists, edits) {
  for (let n = 0; n < edits; n++) {
    for (const typist of typists) typist.type();
    await new Promise(setImmediate);
  }
}

function textOf(updates) {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  const units = doc.getXmlFragment("body").toString().length;
  doc.destroy();
  return units;
}

for await (const line of createInterface({ input: process.stdin })) {
  broken = null;
  const { do: name, ...options } = JSON.parse(line);
  const answer = await Promise.resolve()
    .then(() => commands[name](options))
    .catch((error) => ({ error: String(error) }));
  console.log(JSON.stringify(answer));
}
