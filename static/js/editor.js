// Help for those who write long texts: a toolbar above the box, ready sentences into it, its text out of it.
// Every button says by its data- attributes which signs it writes; the words stand in the page, where they are translated.
const touched = new WeakSet();

// Typing by script that the browser can undo; it tells the page of it as if a person had typed.
function replace(box, from, to, text) {
  box.focus();
  box.setSelectionRange(from, to);
  if (document.execCommand?.("insertText", false, text)) return;
  box.setRangeText(text, from, to, "end");
  box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
}

// Bold, link, note: signs around what is chosen, or around words that show where to write.
function wrap(box, { before, after = "", sample, choose }) {
  const { selectionStart: from, selectionEnd: to, value } = box;
  const chosen = value.slice(from, to);
  const isWrapped = !choose && chosen && value.slice(0, from).endsWith(before) && value.slice(to).startsWith(after);
  // Pressed twice: what is chosen is the place for the address, waiting for it.
  if (choose && chosen === choose) {
    box.focus();
    return;
  }
  if (isWrapped) {
    replace(box, from - before.length, to + after.length, chosen);
    box.setSelectionRange(from - before.length, to - before.length);
    return;
  }
  // A space at the end of what was chosen stays outside: signs must stand against a letter.
  const words = chosen.trim() || sample;
  const lead = chosen.trim() ? chosen.slice(0, chosen.indexOf(words)) : "";
  const tail = chosen.trim() ? chosen.slice(lead.length + words.length) : "";
  replace(box, from, to, lead + before + words + after + tail);
  let start = from + lead.length + before.length;
  let end = start + words.length;
  if (choose && chosen.trim()) {
    start = end + after.indexOf(choose);
    end = start + choose.length;
  }
  box.setSelectionRange(start, end);
}

// The whole lines that are chosen, or the one that the cursor is in.
function linesOf({ selectionStart, selectionEnd, value }) {
  const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
  // What ends just after a line break does not reach into the next line.
  const last = selectionEnd > selectionStart && value[selectionEnd - 1] === "\n" ? selectionEnd - 1 : selectionEnd;
  const end = value.indexOf("\n", last);
  return [from, end < 0 ? value.length : end];
}

// What is needed between a text and a paragraph that comes after it: an empty line.
function gap(text) {
  if (!text.trim() || text.endsWith("\n\n")) return "";
  return text.endsWith("\n") ? "\n" : "\n\n";
}

// Heading, list, quote: a sign before each line, or away with it when every line has it.
function mark(box, { line, sample, last, single, through }) {
  const [from, to] = linesOf(box);
  const text = box.value.slice(from, to);
  const bare = line.trimEnd();
  const lines = text.trim() ? text.split("\n") : [sample, last].filter(Boolean);
  const isMarked = lines.every((one) => !one.trim() || one === bare || one.startsWith(line));
  const marked = lines.map((one, index) => {
    if (isMarked) return one === bare ? "" : one.startsWith(line) ? one.slice(line.length) : one;
    if (single !== undefined && index) return one;
    // An empty line within a quote carries the sign too: without it the quote would end there.
    return one.trim() ? line + one : through === undefined ? one : bare;
  });
  const lead = text.trim() ? "" : gap(box.value.slice(0, from));
  replace(box, from, to, lead + marked.join("\n"));
  const start = from + lead.length;
  if (text.trim()) box.setSelectionRange(start, start + marked.join("\n").length);
  else box.setSelectionRange(start + line.length, start + marked[0].length);
}

// Fact box: lines of its own around the chosen lines; its title is chosen, to be written over.
function enclose(box, { open, title, close, sample }) {
  let [from, to] = linesOf(box);
  if (box.selectionStart === box.selectionEnd && box.value.slice(from, to).trim()) from = to;
  // Pressed twice: the title of the box is chosen, waiting for its words.
  if (box.value.slice(from, to).startsWith(open)) {
    box.focus();
    return;
  }
  const text = box.value.slice(from, to).trim() ? box.value.slice(from, to) : sample;
  const lead = gap(box.value.slice(0, from));
  const tail = box.value.slice(to).trim() && !box.value.slice(to).startsWith("\n\n") ? "\n" : "";
  replace(box, from, to, `${lead}${open}${title}\n${text}\n${close}${tail}`);
  const start = from + lead.length + open.length;
  box.setSelectionRange(start, start + title.length);
}

const WAYS = { wrap, mark, enclose };

function use(button, box) {
  WAYS[button.dataset.way](box, button.dataset);
}

// One stop for Tab, arrows within: what a toolbar is expected to do.
function move(tools, event) {
  const buttons = [...tools.querySelectorAll("button")];
  const at = buttons.indexOf(event.target);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  buttons.at(next % buttons.length).focus();
}

function equip(box) {
  const template = document.getElementById("editor-tools");
  if (!template || "equipped" in box.dataset) return;
  box.dataset.equipped = "";
  const tools = template.content.firstElementChild.cloneNode(true);
  const buttons = [...tools.querySelectorAll("button")];
  const label = box.labels?.[0]?.textContent.trim();
  if (label) tools.setAttribute("aria-label", `${tools.getAttribute("aria-label")}: ${label}`);
  tools.setAttribute("aria-controls", box.id);
  const enter = (chosen) => {
    for (const button of buttons) button.tabIndex = button === chosen ? 0 : -1;
  };
  enter(buttons[0]);
  tools.addEventListener("focusin", (event) => enter(event.target));
  tools.addEventListener("keydown", (event) => move(tools, event));
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) use(button, box);
  });
  box.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const button = buttons.find((one) => one.dataset.key === event.key.toLowerCase());
    if (!button) return;
    event.preventDefault();
    use(button, box);
  });
  box.before(tools);
}

// A ready sentence goes in as a paragraph after the one that the cursor is in; last in a box that nobody has been in.
function insert(button) {
  const box = document.querySelector(button.dataset.insert);
  if (!box) return;
  const after = box.value.indexOf("\n\n", box.selectionEnd);
  let at = touched.has(box) && after >= 0 ? after : box.value.length;
  at = box.value.slice(0, at).trimEnd().length;
  const text = gap(box.value.slice(0, at)) + button.dataset.text;
  const rest = box.value.slice(at);
  replace(box, at, rest.trim() ? at : box.value.length, rest.trim() && !rest.startsWith("\n\n") ? `${text}\n\n` : text);
  box.setSelectionRange(at + text.length, at + text.length);
}

async function copied(source) {
  const text = source.value ?? source.textContent;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No right to the clipboard, or a page without encryption: the old way needs a chosen text.
    source.focus();
    source.select?.();
    return document.execCommand?.("copy") ?? false;
  }
}

async function copy(button) {
  const source = document.querySelector(button.dataset.copy);
  const place = button.parentElement.querySelector("[data-copied]");
  if (!source || !place) return;
  place.textContent = "";
  const { done, failed } = place.dataset;
  const said = (await copied(source)) ? done : failed;
  // Later: the same words again are spoken only when they are new in the page.
  setTimeout(() => {
    place.textContent = said;
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert], [data-copy]");
  if (!button) return;
  if (button.dataset.insert) insert(button);
  else copy(button);
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea")) touched.add(event.target);
});

function equipAll(place) {
  for (const box of place.querySelectorAll("textarea[data-editor]")) equip(box);
}

equipAll(document);
// Parts of the page that come later have boxes too.
document.addEventListener("htmx:load", (event) => equipAll(event.target.parentElement ?? document));
