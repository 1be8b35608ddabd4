// Starts the application. The page says where its module is, so that this script stays the same
// when only the module changes. Where the module does not start, the page says so in its own words.
import init from "./app.js";
import "./keep.js";

const page = document.documentElement;
// Icon and manifest stay where they are when the address changes.
for (const link of document.querySelectorAll("head > link")) link.href = link.href;
const { root, wasm, wasmIntegrity: integrity } = page.dataset;
// Where everything is one file, the module is an address in an element of the page.
const place = wasm[0] === "#"
  ? document.querySelector(wasm).textContent
  : new URL(root + wasm, location.href);

init({ module_or_path: fetch(place, { integrity }) }).then(
  // For whoever measures: its memory is the program's.
  (program) => { window.celan = program; },
  (error) => {
    page.dataset.search = "failed";
    const words = document.getElementById("unstarted");
    if (words) {
      const notice = words.content.cloneNode(true);
      const text = notice.querySelector("b");
      text.textContent = text.textContent.replace("{reason}", error && error.message || error);
      notice.querySelector("button").addEventListener("click", () => location.reload());
      document.body.append(notice);
    }
    throw error;
  },
);
