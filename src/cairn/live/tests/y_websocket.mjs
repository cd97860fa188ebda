// The provider that everybody uses, as npm has it, against our server. Arguments: address, document, three cookies.
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";

const [address, document, ada, ben, stranger] = process.argv.slice(2);
const patience = setTimeout(() => process.exit(3), 15_000);
console.error = () => {}; // "Unable to compute message": it does not know "saved", and goes on

function join(session, doc = new Y.Doc()) {
  // Node's WebSocket takes headers, a browser sends its cookie by itself.
  const signedIn = class extends WebSocket {
    constructor(url) {
      super(url, { headers: { Cookie: `sessionid=${session}` } });
    }
  };
  return new WebsocketProvider(`${address}/live/documents`, document, doc, {
    WebSocketPolyfill: signedIn,
    disableBc: true,
  });
}

const until = async (done) => {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
};
const words = (provider) => provider.doc.getText("t").toString();
const write = (provider, text) => provider.doc.getText("t").insert(provider.doc.getText("t").length, text);

const one = join(ada);
const two = join(ben);
await until(() => one.synced && two.synced);
write(one, "one ");
await until(() => words(two) === "one ");
write(two, "two ");
await until(() => words(one) === "one two ");

one.awareness.setLocalStateField("cursor", { anchor: 3 });
const others = () => [...two.awareness.getStates().values()];
await until(() => others().some((state) => state.cursor?.anchor === 3));
const seen = others().find((state) => state.cursor).user.name;

two.disconnect();
write(two, "offline ");
write(one, "meanwhile ");
two.connect();
await until(() => words(one) === words(two) && words(one).includes("offline"));

const outside = join(stranger);
const refused = await new Promise((resolve) => outside.on("connection-close", (event) => resolve(event?.code)));
await new Promise((resolve) => setTimeout(resolve, 400));
const stays = outside.shouldConnect;

write(one, "last ");
await until(() => words(two).includes("last"));
for (const provider of [one, two, outside]) provider.destroy();
clearTimeout(patience);
console.log(JSON.stringify({ text: words(one), seen, refused, stays }));
process.exit(0);
