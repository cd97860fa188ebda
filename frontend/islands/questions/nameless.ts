// Asking without a name. Every reader's browser has tickets signed when she opens the page, long before she asks anything
// and whether or not she ever does; what is asked goes out with a ticket and without a cookie. Only this browser knows
// which questions are hers. docs/subsystems/questions.md says why nobody else can.
import { toast } from "../../behaviours/toasts";
import { on, words } from "../../lib/dom";
import { type Blinded, blind, unblind } from "./blind";
import { type Asked, keep, keptFor, mark, nobody, place, proof, type Told } from "./kept";
import { send, token } from "./server";

interface Signed {
  signatures: string[];
  modulus: string;
}

const AT_ONCE = 3;
const WANTS = "form[data-ask][data-tickets]";

const form = () => document.querySelector<HTMLFormElement>(WANTS);
async function post(address: string, blinded: string[]): Promise<Signed | null> {
  const body = new URLSearchParams(blinded.map((each) => ["blinded", each]));
  return (await send<Signed>(address, { method: "POST", headers: token(), body })).data;
}

/** Once for a browser and session; never again when they are used, for that would tell that they were. */
async function getTickets(one: HTMLFormElement): Promise<void> {
  const address = one.dataset.tickets ?? "";
  const modulus = BigInt(`0x${(await post(address, []))?.modulus ?? "0"}`);
  if (modulus === 0n) return;
  const blinded: Blinded[] = [];
  for (let count = 0; count < AT_ONCE; count += 1) blinded.push(await blind(one.dataset.ask ?? "", modulus));
  const answer = await post(
    address,
    blinded.map((each) => each.sent),
  );
  const tickets = (answer?.signatures ?? []).map((signed, at) => unblind(blinded[at] as Blinded, signed, modulus));
  keep(one, { tickets: tickets.filter((ticket) => ticket !== null), asked: [], refused: !answer?.signatures?.length });
}

/** Tabs take turns: two that open at once would have tickets signed twice, two that ask at once would use the same one. */
const inTurn = (one: HTMLElement, deed: () => Promise<void>): Promise<void> =>
  navigator.locks.request(`cairn.nameless.${one.dataset.ask}`, deed);

async function prepare(): Promise<void> {
  const one = form();
  if (one && isSecureContext) {
    await inTurn(one, async () => {
      if (!keptFor(one)) await getTickets(one);
    });
  }
  offer();
}

/** The switch, or why there is none. */
function offer(): void {
  const one = form();
  const box = one?.querySelector<HTMLInputElement>("[name=nameless]");
  if (!one || !box) return;
  const kept = isSecureContext ? keptFor(one) : null;
  const none = !kept?.tickets.length;
  box.disabled = none && !box.checked; // one that is on stays hers to switch off: nothing goes out under her name by itself
  const why = !isSecureContext ? "insecure" : kept?.refused ? "refused" : kept ? "used" : "";
  for (const line of one.querySelectorAll<HTMLElement>("[data-no-ticket]"))
    line.hidden = !none || line.dataset.noTicket !== why;
}

on("change", "[name=nameless]", (_event, box) => {
  const one = box.closest("form");
  const isOn = (box as HTMLInputElement).checked;
  one?.classList.toggle("is-nameless", isOn);
  const promise = one?.querySelector<HTMLElement>(".asking-promise");
  if (promise) promise.hidden = !isOn;
  if (one) offerName(one, false);
  offer();
});

// Before htmx hears of it: what it sends has her cookie.
document.addEventListener(
  "submit",
  (event) => {
    const one = event.target as HTMLFormElement;
    if (!one.matches?.(WANTS) || !one.querySelector<HTMLInputElement>("[name=nameless]")?.checked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void ask(one);
  },
  { capture: true },
);

async function ask(one: HTMLFormElement): Promise<void> {
  const button = one.querySelector<HTMLButtonElement>("[data-send]");
  if (button?.getAttribute("aria-busy")) return;
  button?.setAttribute("aria-busy", "true");
  await inTurn(one, () => askWithTicket(one)).finally(() => button?.removeAttribute("aria-busy"));
}

async function askWithTicket(one: HTMLFormElement): Promise<void> {
  const kept = keptFor(one);
  const ticket = kept?.tickets[0];
  if (!kept || !ticket) {
    offer(); // another tab has used the last one: the words stay, and the line below says why
    return;
  }
  const field = (name: string) => one.querySelector<HTMLTextAreaElement>(`[name=${name}]`)?.value ?? "";
  const [title, body, labels] = [field("title"), field("body"), field("labels")];
  const { data, message, status, fields } = await nobody<Told>(one, "POST", { title, body, labels, ...ticket });
  if (!data || status !== 201) {
    refuse(one, message);
    offerName(one, status === 409 && !fields.nameless); // nothing is taken any more, with or without a name
    return;
  }
  keep(one, {
    tickets: kept.tickets.filter((each) => each.key !== ticket.key),
    asked: [...kept.asked, { ...ticket, question: data.question, title: title.trim() }],
  });
  empty(one, data.state);
  document.body.dispatchEvent(new CustomEvent("cairn:refresh"));
}

function refuse(one: HTMLFormElement, message: string): void {
  const error = one.querySelector<HTMLElement>("#ask-error");
  if (!error) return;
  error.hidden = !message;
  const line = error.querySelector("span");
  if (line) line.textContent = message;
}

/** The way that is left gives her name away, so it says so and asks; by itself nothing goes there. */
function offerName(one: HTMLFormElement, isLeft: boolean): void {
  const offered = one.querySelector<HTMLElement>(".asking-named");
  if (offered) offered.hidden = !isLeft;
}

function empty(one: HTMLFormElement, state: string): void {
  refuse(one, "");
  offerName(one, false);
  one.reset();
  one.classList.remove("is-nameless");
  one.removeAttribute("data-dirty");
  const promise = one.querySelector<HTMLElement>(".asking-promise");
  if (promise) promise.hidden = true;
  document.getElementById("ask-similar")?.replaceChildren();
  const done = one.querySelector<HTMLElement>(".asking-done");
  const line = done?.querySelector("span");
  if (done && line) {
    line.textContent = (state === "queued" ? one.dataset.doneQueued : one.dataset.doneOpen) ?? "";
    done.hidden = false;
  }
  offer();
  void list();
}

/** What was asked from here, below the field: what became of it, and a way to take it back. */
async function list(): Promise<void> {
  mark();
  const one = place();
  const holder = document.getElementById("nameless");
  const asked = one ? (keptFor(one)?.asked ?? []) : [];
  if (!one || !holder || !asked.length) return;
  const rows = await Promise.all(asked.map((each) => row(one, holder, each)));
  const head = document.createElement("li");
  head.className = "nameless-head";
  head.textContent = holder.dataset.title ?? "";
  holder.replaceChildren(head, ...rows);
  holder.hidden = false;
}

async function row(one: HTMLElement, holder: HTMLElement, asked: Asked): Promise<HTMLLIElement> {
  const { data } = await nobody<Told>(one, "POST", proof(asked)); // a used ticket tells of its question
  const item = document.createElement("li");
  const state = data?.state ?? "";
  const title = document.createElement(["open", "obsolete"].includes(state) ? "a" : "span");
  if (title instanceof HTMLAnchorElement) title.href = `/questions/${asked.question}/`;
  title.textContent = asked.title;
  const note = document.createElement("span");
  note.className = "nameless-note";
  note.textContent = [holder.dataset[state] ?? "", data?.why ?? ""].filter(Boolean).join(": ");
  item.append(title, note);
  if (["open", "queued"].includes(state)) item.append(takeBack(one, holder, asked));
  return item;
}

function takeBack(one: HTMLElement, holder: HTMLElement, asked: Asked): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-small button-quiet";
  button.textContent = holder.dataset.takeBack ?? "";
  button.addEventListener("click", async () => {
    button.disabled = true;
    const { data, message } = await nobody<Told>(one, "DELETE", proof(asked));
    if (data?.state !== "withdrawn") toast(message || words("failed"), { problem: true });
    document.body.dispatchEvent(new CustomEvent("cairn:refresh"));
    await list();
  });
  return button;
}

document.addEventListener("htmx:afterSettle", () => {
  mark();
  offer();
});
void prepare().then(list);
