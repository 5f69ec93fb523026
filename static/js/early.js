// What was chosen or typed before the scripts had come is a change like any other: it saves itself and says so.
// After DOMContentLoaded, which waits for them all.
function differs(field) {
  if (["radio", "checkbox"].includes(field.type)) return field.checked !== field.defaultChecked;
  if (!field.options) return field.value !== field.defaultValue;
  const first = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(first, 0);
}

document.addEventListener("DOMContentLoaded", () => {
  for (const place of document.querySelectorAll("[data-item], [data-write]")) {
    const field = [...place.querySelectorAll("input, textarea, select")].find(differs);
    for (const name of ["input", "change"]) field?.dispatchEvent(new Event(name, { bubbles: true }));
  }
});
