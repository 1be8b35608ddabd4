// Starts the application. The page says where its module is, so that this script stays the same
// when only the module changes. Where the module does not start, the page says so in its own words.
import init from "./app.js";
import "./keep.js";
import "./carry.js";
import "./pick.js";
import "./aloud.js";

const page = document.documentElement;
// Icon and manifest stay where they are when the address changes.
for (const link of document.querySelectorAll("head > link")) link.href = link.href;
const { root, wasm, wasmIntegrity: integrity, library } = page.dataset;

/** Where a part is: a file of the site, or where everything is one file, an element of the page. */
function place(path) {
  return path[0] === "#" ? document.querySelector(path).textContent : new URL(root + path, location.href).href;
}

/** Whether the host sends files as they are, and not compressed. */
function isBare() {
  const [visit] = performance.getEntriesByType("navigation");
  const kept = navigator.serviceWorker && navigator.serviceWorker.controller;
  return wasm[0] !== "#" && !kept && visit && visit.encodedBodySize > 0 && visit.encodedBodySize === visit.decodedBodySize;
}

/** Fetches the module; from a host without compression in the form that was compressed beforehand. */
async function fetchModule() {
  if (isBare() && self.DecompressionStream) {
    const packed = await fetch(`${place(wasm)}.gz`);
    if (packed.ok) {
      const sent = packed.headers.get("Content-Encoding");
      // Gzip has a checksum of its own.
      const body = sent ? packed.body : packed.body.pipeThrough(new DecompressionStream("gzip"));
      const bytes = await new Response(body).arrayBuffer();
      return new Response(bytes, { headers: { "Content-Type": "application/wasm" } });
    }
  }
  return fetch(place(wasm), { integrity });
}

/** Lets the library come while the module, which is here, gets ready to read it. */
function bringLibrary(response) {
  if (library[0] !== "#") {
    const link = document.createElement("link");
    Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: place(library) });
    document.head.append(link);
  }
  return response;
}

init({ module_or_path: fetchModule().then(bringLibrary) }).then(
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
