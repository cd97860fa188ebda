// While a question is typed, questions like it: add a vote instead, or read the answer that is there.
import htmx from "htmx.org";
import { on } from "../../lib/dom";

const PAUSE = 300;
let waiting: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

on("input", "[data-similar]", (_event, field) => {
  clearTimeout(waiting);
  waiting = setTimeout(() => void look(field as HTMLTextAreaElement), PAUSE);
});

async function look(field: HTMLTextAreaElement): Promise<void> {
  const place = document.getElementById("ask-similar");
  if (!place) return;
  const mine = ++asked;
  // In a header: an address is written into logs on its way, what is asked without a name must not be.
  const headers = { "X-Words": encodeURIComponent(field.value.slice(0, 600)), "HX-Request": "true" };
  const answer = await fetch(field.dataset.similar ?? "", { headers }).catch(() => null);
  if (!answer?.ok || mine !== asked || !field.isConnected) return;
  place.innerHTML = await answer.text();
  htmx.process(place);
}
