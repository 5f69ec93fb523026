// Draws each figure's chart in place of the server's drawing, where there is room for it. Colours come from the
// page's own tokens, so that a chart follows the page into dark mode. The table beneath holds the same numbers.
const NARROWEST = 640;
const forced = matchMedia("(forced-colors: active)");
const dark = matchMedia("(prefers-color-scheme: dark)");

function readFigure(place) {
  return JSON.parse(document.getElementById(`${place.dataset.figureChart}-data`).textContent);
}

// roles: [path, token] pairs that say which of the page's colours each part takes.
function withPageColours(figure, style) {
  for (const [path, token] of figure.roles) {
    const last = path.length - 1;
    const part = path.slice(0, last).reduce((inner, key) => inner?.[key], figure);
    const colour = style.getPropertyValue(token).trim();
    if (part && colour) part[path[last]] = colour;
  }
  return figure;
}

async function draw(place) {
  const drawing = document.querySelector(`[data-figure-drawing="${CSS.escape(place.dataset.figureChart)}"]`);
  // Plotly does not know the names of a reader's own colours; the drawing takes them from the style sheet.
  if (forced.matches || place.closest("figure").clientWidth < NARROWEST) {
    place.hidden = true;
    if (drawing) drawing.hidden = false;
    return;
  }
  const { data, layout, config } = withPageColours(readFigure(place), getComputedStyle(place));
  place.hidden = false;
  // Plotly measures the labels as it draws: the page's own letters must be there.
  await document.fonts.ready;
  await window.Plotly.react(place, data, layout, config);
  if (drawing) drawing.hidden = true;
}

function drawAll() {
  for (const place of document.querySelectorAll("[data-figure-chart]")) draw(place);
}

if (window.Plotly) {
  drawAll();
  for (const query of [dark, forced]) query.addEventListener("change", drawAll);
  window.addEventListener("resize", drawAll);
}
