// Themes of a compiled page: a question goes where its field says, and a theme is called in every field as in its own.

document.addEventListener("change", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLSelectElement)) return;
  const row = field.closest(".compile-questions > li");
  const theme = document.querySelector(`[data-theme="${CSS.escape(field.value)}"]`);
  if (!row || !theme) return;
  const left = row.closest(".compile-theme");
  theme.querySelector(".compile-questions")?.append(row);
  theme.classList.remove("is-empty");
  left?.classList.toggle("is-empty", !left.querySelector("li"));
  field.focus();
});

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!(field instanceof HTMLInputElement) || field.dataset.themeName === undefined) return;
  const name = field.value.trim() || field.placeholder;
  for (const option of document.querySelectorAll(`option[data-theme-option="${field.dataset.themeName}"]`)) {
    option.textContent = name;
  }
});
