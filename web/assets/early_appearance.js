// Shows the page as the reader has set it on this device, before the application is there. What
// is kept says it itself: values of the style (--scale:1.25) and attributes (data-theme:dark). Only
// those are taken that can be set.
try {
  const page = document.documentElement;
  // Kiosk mode, and how it stands in every address. It keeps nothing, the window has the name of its language for
  // as long as a session lasts, and nothing is shown before the screen is there that covers the page.
  const [, form = page.dataset.kiosk && "kiosk"] = /[?&](kiosk(?:=\w+)?)/.exec(location.href) || [];
  if (form) {
    Object.assign(page.dataset, { kiosk: "attract", kioskForm: form });
    self.name = form.slice(6);
    page.style.visibility = "hidden";
    setTimeout(() => (page.style.visibility = ""), 9999);
  }
  // A library may have it that nothing is kept.
  for (const part of ((!form && !page.dataset.keep && localStorage.getItem("celan-look")) || "").split(";")) {
    const [, name, value] = /^(--(?:scale|leading|gap-para|measure|text-face|swift)|data-(?:theme|print)):([\w.() -]+)$/.exec(part) || [];
    if (!name) continue;
    if (name[0] === "-") page.style.setProperty(name, value);
    else page.setAttribute(name, value);
  }
} catch {
  // The browser lets pages keep nothing.
}
