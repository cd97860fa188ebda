// Tickets that the server signs without seeing them (Chaum's blind RSA signatures; the server's half is `anonymity.py`).
// A key is drawn here, hashed onto the ring of the session's modulus, multiplied with a random factor, signed, and the
// factor divided out: nobody, whatever they hold, can tell which signing a ticket comes from.

export interface Ticket {
  key: string;
  signature: string; // hex
}
export interface Blinded {
  key: string;
  factor: bigint;
  hash: bigint;
  sent: string; // hex, for the server
}

const EXPONENT = 65537n;
const BLOCKS = 9; // of SHA-256: 64 bits wider than the modulus and more

export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, factor, left] = [1n, base % modulus, exponent];
  while (left > 0n) {
    if (left & 1n) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
    left >>= 1n;
  }
  return result;
}

/** The inverse in the ring; 0n where there is none. */
export function inverse(value: bigint, modulus: bigint): bigint {
  let [low, high, a, b] = [value % modulus, modulus, 1n, 0n];
  while (low > 1n) {
    const times = high / low;
    [low, high] = [high % low, low];
    [a, b] = [b - times * a, a];
  }
  return low === 1n ? ((a % modulus) + modulus) % modulus : 0n;
}

const hexOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** The full-domain hash of a key in a session, as `anonymity.ring_hash` counts it. */
export async function ringHash(session: string, key: string, modulus: bigint): Promise<bigint> {
  const text = new TextEncoder();
  const hashed = hexOf(await sha256(text.encode(key)));
  const seed = text.encode(`cairn ask ${session} ${hashed}`);
  let wide = "";
  for (let count = 0; count < BLOCKS; count += 1) {
    const block = new Uint8Array(seed.length + 4);
    block.set(seed);
    new DataView(block.buffer).setUint32(seed.length, count);
    wide += hexOf(await sha256(block));
  }
  return BigInt(`0x${wide}`) % modulus;
}

export async function blind(session: string, modulus: bigint): Promise<Blinded> {
  const key = hexOf(random(32));
  const hash = await ringHash(session, key, modulus);
  let factor = 0n;
  while (factor < 2n || inverse(factor, modulus) === 0n) factor = BigInt(`0x${hexOf(random(264))}`) % modulus;
  const sent = ((hash * power(factor, EXPONENT, modulus)) % modulus).toString(16);
  return { key, factor, hash, sent };
}

/** The ticket, or null where the server has not signed what it was given. */
export function unblind(blinded: Blinded, signed: string, modulus: bigint): Ticket | null {
  const signature = (BigInt(`0x${signed}`) * inverse(blinded.factor, modulus)) % modulus;
  return power(signature, EXPONENT, modulus) === blinded.hash
    ? { key: blinded.key, signature: signature.toString(16) }
    : null;
}
