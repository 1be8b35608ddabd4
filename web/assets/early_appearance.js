// Shows the page as the reader has set it on this device, before the application is there. What
// is kept says it itself: values of the style (--scale:1.25) and attributes (data-theme:dark).
try {
  for (const part of (localStorage.getItem("celan-look") || "").split(";")) {
    const [name, value] = part.split(":");
    const page = document.documentElement;
    if (value && name.startsWith("--")) page.style.setProperty(name, value);
    if (value && name.startsWith("data-")) page.setAttribute(name, value);
  }
} catch {
  // The browser lets pages keep nothing.
}
