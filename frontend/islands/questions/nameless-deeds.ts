// On the page of a question that was asked from here without a name: changing its words, accepting an answer. Both go
// out like the question did, with its ticket and without a cookie.
import { toast } from "../../behaviours/toasts";
import { on } from "../../lib/dom";
import { type Asked, keptFor, nobody, place, proof, type Told } from "./kept";

function hers(question: string | undefined): { at: HTMLElement; asked: Asked } | null {
  const at = place();
  const asked = at ? keptFor(at)?.asked.find((each) => String(each.question) === question) : undefined;
  return at && asked ? { at, asked } : null;
}

const refresh = () => document.body.dispatchEvent(new CustomEvent("cairn:refresh"));

on("click", "[data-nameless-accept]", async (_event, element) => {
  const button = element as HTMLButtonElement;
  const mine = hers(button.dataset.mine);
  if (!mine) return;
  button.disabled = true;
  const values = { ...proof(mine.asked), answer: button.dataset.namelessAccept ?? "" };
  const verb = button.hasAttribute("data-accepted") ? "DELETE" : "PUT";
  const { data, message } = await nobody<Told>(mine.at, verb, values, "acceptance/");
  button.disabled = false;
  if (!data?.question) toast(message, { problem: true });
  refresh();
});

on("click", "[data-nameless-change]", (_event, button) => {
  const form = button.parentElement?.querySelector<HTMLFormElement>("form");
  if (!form) return;
  form.hidden = !form.hidden;
  button.setAttribute("aria-expanded", String(!form.hidden));
  if (!form.hidden) form.querySelector("textarea")?.focus();
});

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target as HTMLFormElement;
    const mine = form.dataset?.namelessForm ? hers(form.dataset.namelessForm) : null;
    if (!mine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void change(form, mine.at, mine.asked);
  },
  { capture: true },
);

async function change(form: HTMLFormElement, at: HTMLElement, asked: Asked): Promise<void> {
  const field = (name: string) => form.querySelector<HTMLTextAreaElement>(`[name=${name}]`)?.value ?? "";
  const values = { ...proof(asked), title: field("title"), body: field("body") };
  const { data, message } = await nobody<Told>(at, "PUT", values);
  const error = form.querySelector<HTMLElement>(".field-error");
  if (error) error.hidden = Boolean(data?.question);
  const line = error?.querySelector("span");
  if (line) line.textContent = message;
  if (!data?.question) return;
  form.hidden = true;
  form.reset();
  form.removeAttribute("data-dirty");
  refresh();
}
