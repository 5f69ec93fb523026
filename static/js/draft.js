// Around the autosave of a report's part, which HTMX does: says when a save failed and keeps it from being lost.
// Without script the Save button does the same work.
// The server's answer says by itself why it refused.
const TOLD = new Set([409, 422]);
// Signed out, or the form's token is old: what to do stands in a template of its own.
const REFUSED = { 401: "utloggad", 403: "for-lange" };
const form = document.querySelector("[data-write]");
const unsaved = new Set();
let typed = 0;
let sent = 0;
let leadsTo = "";

function say(template) {
  const place = form.querySelector("[data-saved]");
  // Pressing the link leaves the box one wrote in, which saves: the link must not vanish under the press.
  if (place.querySelector("a") && ["sparar", "utloggad"].includes(template)) return;
  place.replaceChildren(document.getElementById(template).content.cloneNode(true));
}

function isPlain(event) {
  return !(event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

if (form) {
  form.addEventListener("input", () => {
    typed += 1;
    unsaved.add(form);
  });
  form.addEventListener("htmx:beforeRequest", () => {
    sent = typed;
    say("sparar");
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const { status } = event.detail.xhr;
    if (status >= 200 && status < 300) {
      // What was typed while it was sent is not saved yet.
      if (sent === typed) unsaved.delete(form);
      if (leadsTo && !unsaved.has(form)) window.location.assign(leadsTo);
      return;
    }
    leadsTo = "";
    unsaved.add(form);
    if (!TOLD.has(status)) say(REFUSED[status] ?? "inte-sparat");
  });
  // The answer to somebody who is signed out leads to the sign-in page, away from what is typed here.
  form.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status === 401) event.preventDefault();
  });
  // A link away saves first: the page's last words would be on their way when it goes.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const stays = !link || link.target || link.origin !== window.location.origin || link.getAttribute("href").startsWith("#");
    if (stays || !isPlain(event) || !unsaved.has(form)) return;
    event.preventDefault();
    leadsTo = link.href;
    window.htmx.trigger(form, "spara");
  });
  // The same question, asked again because more was typed: it stays, since somebody may be pressing its answer just now.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    const [asked, again] = [target, fragment].map((place) => [...place.querySelectorAll(".conflict .mine")]);
    const seen = (place) => place.querySelector("[name=sedd]")?.value;
    if (!asked.length || asked.length !== again.length || seen(target) !== seen(fragment)) return;
    event.detail.shouldSwap = false;
    asked.forEach((mine, index) => mine.replaceChildren(...again[index].childNodes));
  });
  // The question that had the focus is gone when it is answered: one goes on writing.
  document.addEventListener("htmx:oobAfterSwap", () => {
    if (document.activeElement === document.body) document.querySelector("#skriv textarea")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    window.htmx.trigger(form, "spara");
  });
  // The connection is back: send again what could not be saved.
  window.addEventListener("online", () => {
    if (unsaved.has(form)) window.htmx.trigger(form, "spara");
  });
}

// What is being written in other forms is lost with the page too, so the browser asks before it leaves.
for (const other of document.querySelectorAll("[data-keep]")) {
  other.addEventListener("input", () => unsaved.add(other));
}
// What is sent is saved; what stands in another form is not.
document.addEventListener("submit", (event) => unsaved.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  if (unsaved.size) event.preventDefault();
});
