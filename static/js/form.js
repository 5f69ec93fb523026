// The error summary takes focus and leads to the fields, and a form is sent once.
document.querySelector("[data-focus]")?.focus();

// Pixels that a pointer may move between press and release and still be at the same place.
const HELD_STILL = 8;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "repeatable" in form.dataset) return;
  if ("sent" in form.dataset) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "";
  // Later: a button that is disabled now would not be part of what is sent.
  setTimeout(() => {
    for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = true;
  });
});

// What saves itself may put a line in between press and release, and the button is no longer under the pointer: the
// press counts all the same. Who draws the pointer away from the button takes it back, as always.
let pressed = null;
document.addEventListener("pointerdown", (event) => {
  pressed = { button: event.target.closest("button[type=submit]"), x: event.clientX, y: event.clientY };
});
document.addEventListener("click", (event) => {
  const { button, x, y } = pressed ?? {};
  pressed = null;
  // The browser tells of a press that ended beside the button to whatever holds both.
  if (!button || event.target.closest("button") || !event.target.contains(button)) return;
  if (Math.hypot(event.clientX - x, event.clientY - y) < HELD_STILL) button.click();
});

// Back in the browser brings the page as it was left: the form must be usable again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = false;
  }
});

// A link in the error summary leads to the control itself, and opens what hides it.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  const control = link && document.getElementById(link.hash.slice(1));
  if (!control) return;
  event.preventDefault();
  const hiding = control.closest("details:not([open])");
  if (hiding) hiding.open = true;
  control.focus();
  (control.closest("fieldset, .field") ?? control).scrollIntoView({ block: "start" });
});
