// Hocuspocus with its SQLite extension.   node hocuspocus.mjs PORT DATABASE SEEDS.json
// SEEDS: {document name: file with its Yjs state}; they are in the database before the first client comes.
import { readFileSync } from "node:fs";
import { SQLite, selectQuery, upsertQuery } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";

const [port, database, seeds] = process.argv.slice(2);
// The extension's own queries, prepared once: it prepares them for every document anew, and collecting these
// statements ends Node 24 (an assertion of better-sqlite3 12.11).
const sqlite = new SQLite({
  database,
  fetch: async ({ documentName }) => select.get({ name: documentName })?.data ?? null,
  store: async ({ documentName, state }) => upsert.run({ name: documentName, data: state }),
});
const server = new Server({ port: Number(port), address: "127.0.0.1", quiet: true, extensions: [sqlite] });
await server.listen();
const select = sqlite.db.prepare(selectQuery);
const upsert = sqlite.db.prepare(upsertQuery);
const files = new Map();
sqlite.db.transaction(() => {
  for (const [name, file] of Object.entries(JSON.parse(readFileSync(seeds, "utf8")))) {
    if (!files.has(file)) files.set(file, readFileSync(file));
    upsert.run({ name, data: files.get(file) });
  }
})();
console.log("ready");
