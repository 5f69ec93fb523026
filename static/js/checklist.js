// Around the checklist's autosave, which HTMX does: says when a save failed and keeps it from being lost, and
// marks the item that one is at. Without script the Save button does the same work.
// The server's answer says by itself why it refused.
const TOLD = new Set([409, 422]);
// Signed out, or the form's token is old: what to do stands in a template of its own.
const REFUSED = { 401: "utloggad", 403: "for-lange" };
const form = document.querySelector("[data-autosave]");
const unsaved = new Set();

function say(item, template) {
  const place = item?.querySelector("[data-saved]");
  const bar = form.querySelector("[data-saved-all]");
  for (const spot of [place, bar]) {
    // Pressing the link leaves the box one wrote in, which saves: the link must not vanish under the press.
    if (spot?.querySelector("a") && ["sparar", "utloggad"].includes(template)) continue;
    spot?.replaceChildren(document.getElementById(template).content.cloneNode(true));
  }
}

function itemOf(event) {
  return event.target.closest?.("[data-item]");
}

if (form) {
  form.addEventListener("input", (event) => {
    const item = itemOf(event);
    if (item) unsaved.add(item);
    // Who writes what is going on means that something is; the box can be unticked again.
    const { name, value } = event.target;
    if (name?.endsWith("-steg") && value.trim()) {
      form.querySelector(`[name="${name.replace("-steg", "-pavag")}"]`).checked = true;
    }
  });
  // Off the list when it is sent, not when it is answered: what is typed meanwhile must stay on it.
  form.addEventListener("htmx:beforeRequest", (event) => {
    const item = itemOf(event);
    unsaved.delete(item);
    say(item, "sparar");
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const { status } = event.detail.xhr;
    if (status >= 200 && status < 300) return;
    const item = itemOf(event);
    unsaved.add(item);
    if (!TOLD.has(status)) say(item, REFUSED[status] ?? "inte-sparat");
  });
  // The answer to somebody who is signed out leads to the sign-in page, away from what is typed here.
  form.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status === 401) event.preventDefault();
  });
  form.addEventListener("submit", () => unsaved.clear());

  // The connection is back: send again what could not be saved.
  window.addEventListener("online", () => {
    for (const item of unsaved) window.htmx.trigger(item, "change");
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });

  const links = new Map(
    [...document.querySelectorAll(".jump a")].map((link) => [link.hash.slice(1), link]),
  );
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries.filter((one) => one.isIntersecting)) {
        for (const link of links.values()) {
          const here = link === links.get(entry.target.id);
          link.classList.toggle("here", here);
          if (here) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        }
      }
    },
    { rootMargin: "-20% 0px -60%" },
  );
  for (const item of form.querySelectorAll("[data-item]")) seen.observe(item);

  // What is taken over from last time is put into the page's own controls, and saves itself like any other change.
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-same], [data-take]");
    if (!button) return;
    event.preventDefault();
    const item = itemOf(event);
    if ("same" in button.dataset) {
      const choice = item.querySelector(`input[type=radio][value="${button.dataset.same}"]`);
      choice.checked = true;
      choice.focus();
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    } else {
      const box = item.querySelector(".q-why");
      box.value = [box.value, button.dataset.take].filter(Boolean).join("\n");
      box.focus();
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
  // The question whose words shall stand is drawn anew when more is typed meanwhile: an answer to it must not vanish.
  form.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target, fragment } = event.detail;
    for (const chosen of target.querySelectorAll(".conflict input[type=radio]:checked")) {
      const same = fragment.querySelector(`#${CSS.escape(chosen.id)}`);
      const seen = (radio) => radio?.closest(".conflict").querySelector("input[type=hidden]").value;
      if (seen(same) === seen(chosen)) same.checked = true;
    }
  });
  // The whole item is drawn anew when somebody has chosen whose words stand: the focus must not be lost with the old one.
  form.addEventListener("htmx:oobAfterSwap", (event) => {
    const item = document.getElementById(event.detail.elt?.id ?? event.target.id);
    if (!item?.matches("[data-item]")) return;
    item.focus();
    seen.observe(item);
  });
}
