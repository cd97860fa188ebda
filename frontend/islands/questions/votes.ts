// Votes: counted at once where one presses, told by the server as numbers to everybody else, and the list finds its order.
import { toast } from "../../behaviours/toasts";
import { all, on } from "../../lib/dom";
import { inOrder, type Standing } from "./order";
import { send, token } from "./server";

const REST = 700; // milliseconds: under a hand that moves in the list nothing changes places

interface Counted {
  votes: number;
  voted: boolean;
}

let handAt = Number.NEGATIVE_INFINITY;
let waiting: ReturnType<typeof setTimeout> | undefined;

function show(question: string, votes: number): void {
  for (const button of all(`[data-vote][data-for="${question}"]`)) {
    const count = button.querySelector("[data-count]");
    if (!count || count.textContent === String(votes)) continue;
    count.textContent = String(votes);
    button.classList.remove("is-counted");
    void button.offsetWidth; // so that the animation begins anew
    button.classList.add("is-counted");
  }
  for (const card of all(`.question-card[data-question="${question}"]`)) card.dataset.votes = String(votes);
}

function press(question: string, voted: boolean): void {
  for (const button of all(`[data-vote][data-for="${question}"]`)) button.setAttribute("aria-pressed", String(voted));
}

on("click", "[data-vote]", (_event, button) => void vote(button as HTMLButtonElement));

async function vote(button: HTMLButtonElement): Promise<void> {
  const { vote: address = "", for: question = "" } = button.dataset;
  if (button.hasAttribute("aria-busy")) return;
  const was = button.getAttribute("aria-pressed") === "true";
  const before = Number(button.querySelector("[data-count]")?.textContent ?? 0);
  press(question, !was);
  show(question, before + (was ? -1 : 1));
  button.setAttribute("aria-busy", "true");
  const { data, message } = await send<Counted>(address, { method: was ? "DELETE" : "PUT", headers: token() });
  button.removeAttribute("aria-busy");
  const isTaken = data !== null && typeof data.votes === "number";
  press(question, isTaken ? data.voted : was);
  show(question, isTaken ? data.votes : before);
  if (!isTaken) toast(message, { problem: true });
  else settle();
}

document.body.addEventListener("cairn:vote.counted", (event) => {
  const { counts = {} } = (event as CustomEvent<{ counts?: Record<string, number> }>).detail;
  for (const [question, votes] of Object.entries(counts)) show(question, votes);
  settle();
});

for (const name of ["pointermove", "pointerdown"] as const) {
  document.addEventListener(name, (event) => {
    if (event.target instanceof Element && event.target.closest(".question-cards")) handAt = performance.now();
  });
}

/** The list in the order of its votes, as soon as no hand is moving in it. */
function settle(): void {
  clearTimeout(waiting);
  const rest = handAt + REST - performance.now();
  if (rest > 0) waiting = setTimeout(settle, rest);
  else for (const list of all("[data-cards]")) arrange(list);
}

function arrange(list: HTMLElement): void {
  const cards = all(".question-card", list);
  const wanted = inOrder(cards.map(standing), list.dataset.cards ?? "");
  if (!wanted || wanted.every((place, at) => place === at)) return;
  const focused = document.activeElement as HTMLElement | null;
  const from = new Map(cards.map((card) => [card, card.getBoundingClientRect().top]));
  const more = list.querySelector(".question-more");
  for (const place of wanted) list.insertBefore(cards[place] as HTMLElement, more);
  if (focused && list.contains(focused)) focused.focus({ preventScroll: true });
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const card of cards) {
    const way = (from.get(card) ?? 0) - card.getBoundingClientRect().top;
    if (way) card.animate([{ translate: `0 ${way}px` }, { translate: "0 0" }], { duration: 220, easing: "ease-out" });
  }
}

function standing(card: HTMLElement): Standing {
  const { votes, pinned, age, question } = card.dataset;
  return { id: Number(question), votes: Number(votes), pinned: Number(pinned || 0), age: Number(age) };
}
