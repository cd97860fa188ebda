// Hocuspocus with its SQLite extension, as its documentation sets it up.   node hocuspocus.mjs PORT DATABASE SEEDS.json
// SEEDS: {document name: file with its Yjs state}; they are in the database before the first client comes.
import { readFileSync } from "node:fs";
import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";

const [port, database, seeds] = process.argv.slice(2);
const sqlite = new SQLite({ database });
const server = new Server({ port: Number(port), address: "127.0.0.1", quiet: true, extensions: [sqlite] });
await server.listen();
const files = new Map();
const insert = sqlite.db.prepare("INSERT INTO documents (name, data) VALUES (?, ?)");
sqlite.db.transaction(() => {
  for (const [name, file] of Object.entries(JSON.parse(readFileSync(seeds, "utf8")))) {
    if (!files.has(file)) files.set(file, readFileSync(file));
    insert.run(name, files.get(file));
  }
})();
console.log("ready");
