// The y-websocket wire format (y-protocols sync and awareness in lib0 encoding) and our two messages.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { type Awareness, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as sync from "y-protocols/sync";
import { type Doc, decodeStateVector, encodeStateVector } from "yjs";

export const SYNC = 0;
export const AWARENESS = 1;
export const QUERY_AWARENESS = 3;
/** Server → client: how many of this connection's updates are durably committed. */
export const SAVED = 10;
/** Server → client: why nothing more will be accepted; the socket closes next. */
export const REFUSED = 11;

export interface Refusal {
  code: number;
  message: string;
}

function frame(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** "This is what I have": asks the other side for the rest. */
export const step1 = (doc: Doc) => frame(SYNC, (encoder) => sync.writeSyncStep1(encoder, doc));

/** The answer to a step 1: all that the other side did not have. */
export const step2 = (bytes: Uint8Array) =>
  frame(SYNC, (encoder) => {
    encoding.writeVarUint(encoder, sync.messageYjsSyncStep2);
    encoding.writeVarUint8Array(encoder, bytes);
  });

export const update = (bytes: Uint8Array) => frame(SYNC, (encoder) => sync.writeUpdate(encoder, bytes));

export const awareness = (source: Awareness, clients: number[]) =>
  frame(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(source, clients)));

export type Incoming =
  | { type: "step1"; stateVector: Uint8Array }
  | { type: "step2" | "update" | "awareness"; bytes: Uint8Array }
  | { type: "queryAwareness" }
  | { type: "saved"; count: number }
  | { type: "refused"; refusal: Refusal }
  | { type: "unknown" };

const SYNC_KINDS = ["step1", "step2", "update"] as const;

/** Reads one frame. Throws on a broken one. */
export function read(data: Uint8Array): Incoming {
  const decoder = decoding.createDecoder(data);
  switch (decoding.readVarUint(decoder)) {
    case SYNC: {
      const kind = SYNC_KINDS[decoding.readVarUint(decoder)];
      const bytes = decoding.readVarUint8Array(decoder);
      if (kind === "step1") return { type: kind, stateVector: bytes };
      return kind ? { type: kind, bytes } : { type: "unknown" };
    }
    case AWARENESS:
      return { type: "awareness", bytes: decoding.readVarUint8Array(decoder) };
    case QUERY_AWARENESS:
      return { type: "queryAwareness" };
    case SAVED:
      return { type: "saved", count: decoding.readVarUint(decoder) };
    case REFUSED:
      return { type: "refused", refusal: JSON.parse(decoding.readVarString(decoder)) as Refusal };
    default:
      return { type: "unknown" };
  }
}

/** The clients of whom this document has edits that one with this state vector lacks. */
export function ahead(doc: Doc, stateVector: Uint8Array): number[] {
  const there = decodeStateVector(stateVector);
  const here = decodeStateVector(encodeStateVector(doc));
  return [...here].flatMap(([client, clock]) => (clock > (there.get(client) ?? 0) ? [client] : []));
}
