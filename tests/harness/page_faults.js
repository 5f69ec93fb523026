// What every page must hold and axe does not see: axe passes a page without styles, and a dangling aria-describedby.
() => {
  const REFERENCES = ['aria-describedby', 'aria-labelledby', 'aria-errormessage', 'aria-details', 'for', 'headers', 'list', 'form'];
  const faults = [];

  if (![...document.styleSheets].some(sheet => sheet.cssRules.length > 50)) faults.push('the page has no styles');
  const headings = document.querySelectorAll('h1').length;
  if (headings !== 1) faults.push(`${headings} h1`);
  if (!document.title.trim()) faults.push('no title');
  if (!['sv', 'en'].includes(document.documentElement.lang)) faults.push('no language');

  const ids = new Set();
  for (const element of document.querySelectorAll('[id]')) {
    if (ids.has(element.id)) faults.push(`id twice: ${element.id}`);
    ids.add(element.id);
  }
  for (const name of REFERENCES)
    for (const element of document.querySelectorAll(`[${name}]`))
      for (const id of element.getAttribute(name).split(/\s+/).filter(Boolean))
        if (!ids.has(id)) faults.push(`${name} points at no element: ${id}`);
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    const id = decodeURIComponent(link.getAttribute('href').slice(1));
    if (id && !ids.has(id)) faults.push(`link to no element: #${id}`);
  }

  const root = document.documentElement;
  const over = root.scrollWidth - root.clientWidth;
  if (over > 0) {
    const wide = [...document.body.querySelectorAll('*')]
      .filter(element => element.getBoundingClientRect().right > root.clientWidth + 1)
      .slice(0, 3)
      .map(element => element.outerHTML.slice(0, 90));
    faults.push(`scrolls sideways by ${over} px: ${wide}`);
  }
  return faults;
}
