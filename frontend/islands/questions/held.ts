// Where one asks folds up once it is empty and left. Not under the hand that leaves it: what she presses would move away
// between pressing and letting go, and nothing would happen.
document.addEventListener(
  "pointerdown",
  (event) => {
    const one = document.querySelector<HTMLElement>(".asking:focus-within");
    if (!one || !(event.target instanceof Node) || one.contains(event.target)) return;
    one.classList.add("is-held");
    const leave = new AbortController();
    const letGo = () => {
      leave.abort();
      window.setTimeout(() => one.classList.remove("is-held")); // the click comes first
    };
    for (const end of ["pointerup", "pointercancel", "dragend"])
      window.addEventListener(end, letGo, { signal: leave.signal, capture: true });
  },
  { capture: true },
);
