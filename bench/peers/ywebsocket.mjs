// @y/websocket-server with its LevelDB persistence.   YPERSISTENCE=DIR node ywebsocket.mjs PORT - SEEDS.json
import { readFileSync } from "node:fs";
import http from "node:http";
import { getPersistence, setupWSConnection } from "@y/websocket-server/utils";
import { WebSocketServer } from "ws";

const [port, , seeds] = process.argv.slice(2);
for (const [name, file] of Object.entries(JSON.parse(readFileSync(seeds, "utf8")))) {
  await getPersistence().provider.storeUpdate(name, readFileSync(file));
}
const sockets = new WebSocketServer({ noServer: true });
sockets.on("connection", (socket, request) => setupWSConnection(socket, request));
const server = http.createServer((_, response) => response.end("okay"));
server.on("upgrade", (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit("connection", opened, request));
});
server.listen(Number(port), "127.0.0.1", () => console.log("ready"));
