// Walked with Tab from outside: what can be operated, and whether the element in focus shows that it is.
() => {
  const OPERABLE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  window.keyboard = {
    // A radio group is one stop, whichever of its radios that is.
    key: element => element.type === 'radio' ? `radio ${element.name}` : element,
    operable: () => new Set([...document.querySelectorAll(OPERABLE)]
      .filter(element => !element.disabled && element.checkVisibility({ visibilityProperty: true }))
      .map(window.keyboard.key)),
    reached: new Set(),
    // Returns false when the walk is over, and a fault when the focus cannot be seen.
    step() {
      const element = document.activeElement;
      // The year, the month and the day of a date are stops of their own inside one element.
      if (element === window.keyboard.date) return true;
      window.keyboard.date = element.type === 'date' ? element : null;
      if (element === document.body || window.keyboard.reached.has(window.keyboard.key(element))) return false;
      window.keyboard.reached.add(window.keyboard.key(element));
      // A radio's or checkbox's mark may stand on its label.
      const shown = [element, element.closest('label, .opt, .field'), element.nextElementSibling].filter(Boolean);
      const look = () => shown.map(one => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one);
        return outlineStyle === 'none' ? boxShadow : [outlineWidth, outlineColor, boxShadow].join();
      }).join();
      const focused = look();
      element.blur();
      const differs = focused !== look();
      element.focus({ focusVisible: true, preventScroll: true });
      return differs || `the focus cannot be seen: ${element.outerHTML.slice(0, 120)}`;
    },
    missed: () => [...window.keyboard.operable()]
      .filter(key => !window.keyboard.reached.has(key))
      .map(key => key.outerHTML?.slice(0, 120) ?? key),
  };
}
