// A comment on a whole picture: a button on it while the pointer or the focus is there.
import { on } from "../lib/dom";
import { open } from "./annotations-compose";
import { words } from "./annotations-rail";

const PICTURES = "#page-body figure.media :is(img, video)";
let shown: HTMLElement | null = null;
let button: HTMLButtonElement | null = null;

function build(): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "selection-comment picture-comment";
  made.textContent = words("commentPicture");
  made.addEventListener("click", compose);
  made.addEventListener("pointerleave", hide);
  document.body.append(made);
  return made;
}

function show(picture: HTMLElement): void {
  if (!document.getElementById("thread-composer")) return;
  shown = picture;
  button ??= build();
  button.hidden = false;
  const box = picture.getBoundingClientRect();
  button.style.top = `${Math.max(box.top + 8, 56)}px`;
  button.style.left = `${Math.max(8, box.right - button.offsetWidth - 8)}px`;
}

function hide(): void {
  if (button && !button.matches(":focus-visible, :hover")) button.hidden = true;
}

function compose(): void {
  if (!shown) return;
  const about = shown.getAttribute("alt") || shown.getAttribute("aria-label") || words("picture");
  const range = document.createRange();
  range.selectNode(shown);
  open({ quote: about, prefix: "", suffix: "", media: shown.getAttribute("src") ?? "" }, range);
  if (button) button.hidden = true;
}

on("pointerover", PICTURES, (_event, picture) => show(picture));
on("pointerout", PICTURES, (event) => {
  if (event.relatedTarget !== button) hide();
});
// From the keyboard: c on a picture that has the focus.
document.addEventListener(
  "keydown",
  (event) => {
    const picture = document.activeElement;
    if (event.key !== "c" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!(picture instanceof HTMLElement) || !picture.matches(PICTURES)) return;
    event.preventDefault();
    shown = picture;
    compose();
  },
  { capture: true },
);
addEventListener("scroll", hide, { passive: true, capture: true });
