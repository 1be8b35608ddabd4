// Shows the page as the reader has set it on this device, before the application is there. What
// is kept says it itself: values of the style (--scale:1.25) and attributes (data-theme:dark). Only
// those are taken that can be set.
try {
  const page = document.documentElement;
  // A library may have it that nothing is kept.
  for (const part of (page.dataset.keep ? "" : localStorage.getItem("celan-look") || "").split(";")) {
    const [, name, value] = /^(--(?:scale|leading|gap-para|measure|text-face|swift)|data-(?:theme|print)):([\w.() -]+)$/.exec(part) || [];
    if (!name) continue;
    if (name[0] === "-") page.style.setProperty(name, value);
    else page.setAttribute(name, value);
  }
} catch {
  // The browser lets pages keep nothing.
}
