// A WebSocket client as light as can be (RFC 6455, masked with zeros), and the two dialects of the Yjs protocol.
import net from "node:net";

const uint = (value) => {
  const out = [];
  for (; value > 127; value = Math.floor(value / 128)) out.push(128 | (value % 128));
  out.push(value);
  return Buffer.from(out);
};
const buffer = (data) => Buffer.concat([uint(data.length), data]);

export function readUint(data, at) {
  let value = 0;
  let factor = 1;
  for (;;) {
    const byte = data[at++];
    value += (byte & 127) * factor;
    if (byte < 128) return [value, at];
    factor *= 128;
  }
}

function masked(payload) {
  const size = payload.length;
  const head = Buffer.alloc(size < 126 ? 6 : size < 65536 ? 8 : 14);
  head[0] = 0x82;
  if (size < 126) head[1] = 128 | size;
  else if (size < 65536) {
    head[1] = 254;
    head.writeUInt16BE(size, 2);
  } else {
    head[1] = 255;
    head.writeBigUInt64BE(BigInt(size), 2);
  }
  return Buffer.concat([head, payload]);
}

/** Frames of a dialect, ready for the wire. `name`: Hocuspocus puts the document's name before each message. */
export function dialect(name) {
  const prefix = name === null ? Buffer.alloc(0) : buffer(Buffer.from(name));
  const frame = (...parts) => masked(Buffer.concat([prefix, ...parts]));
  return {
    hello: [
      ...(name === null ? [] : [frame(Buffer.from([2, 0]), buffer(Buffer.alloc(0)), buffer(Buffer.from("4.7.0")))]),
      frame(Buffer.from([0, 0]), buffer(Buffer.from([0]))),
    ],
    nothingNew: frame(Buffer.from([0, 1]), buffer(Buffer.from([0, 0]))),
    update: (data) => frame(Buffer.from([0, 2]), buffer(data)),
    /** Where her caret stands, as y-prosemirror tells it after every keystroke. */
    caret: (client, clock, at) => {
      const place = { type: null, tname: "body", item: { client, clock: at }, assoc: 0 };
      const state = { user: { name: `Typist ${client}`, color: "#305080" }, cursor: { anchor: place, head: place } };
      const entry = Buffer.concat([uint(client), uint(clock), buffer(Buffer.from(JSON.stringify(state)))]);
      return frame(Buffer.from([1]), buffer(Buffer.concat([uint(1), entry])));
    },
    skip: prefix.length,
  };
}

/** Opens `url`; `hear(kind, update)` gets every sync message: kind 0 asks, 1 answers, 2 tells. */
export function connect({ url, cookie, skip, opened, hear, failed }) {
  const { hostname, port, pathname } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  socket.setNoDelay(true);
  socket.on("connect", () =>
    socket.write(
      `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n${cookie ? `Cookie: ${cookie}\r\n` : ""}\r\n`,
    ),
  );
  let open = false;
  let waiting = []; // chunks of a message that has not arrived in full
  let size = 0;
  let needed = 0;
  socket.on("data", (chunk) => {
    waiting.push(chunk);
    size += chunk.length;
    if (size < needed) return;
    let data = waiting.length === 1 ? chunk : Buffer.concat(waiting);
    if (!open) {
      const end = data.indexOf("\r\n\r\n");
      if (end < 0 || !data.subarray(0, 20).includes(" 101 ")) return failed(data.toString().slice(0, 200));
      open = true;
      opened();
      data = data.subarray(end + 4);
    }
    const left = frames(data, skip, hear, failed);
    waiting = left.rest.length > 0 ? [left.rest] : [];
    size = left.rest.length;
    needed = left.needed;
  });
  socket.on("error", (error) => failed(String(error)));
  return socket;
}

/** Tells the whole messages in `data`; returns what is left and how long the message is that it begins. */
function frames(data, skip, hear, failed) {
  let at = 0;
  let needed = 0;
  while (data.length - at >= 2) {
    let size = data[at + 1] & 127;
    let start = at + 2;
    if (size === 126) {
      if (data.length - at < 4) break;
      size = data.readUInt16BE(start);
      start += 2;
    } else if (size === 127) {
      if (data.length - at < 10) break;
      size = Number(data.readBigUInt64BE(start));
      start += 8;
    }
    if (data.length < start + size) {
      needed = start + size - at;
      break;
    }
    if ((data[at] & 15) === 2) message(data.subarray(start, start + size), skip, hear, failed);
    else if ((data[at] & 15) === 8) failed(`closed: ${data.subarray(start + 2, start + size)}`);
    at = start + size;
  }
  return { rest: data.subarray(at), needed };
}

function message(data, skip, hear, failed) {
  const type = data[skip];
  if (type === 11) failed(data.toString());
  if (type !== 0 && type !== 4) return; // awareness, "saved", and what Hocuspocus tells besides
  const [size, start] = readUint(data, skip + 2);
  hear(data[skip + 1], data.subarray(start, start + size));
}
