// Starts the application. The page says where its module is, so that this script stays the same
// when only the module changes. Where the module does not start, or traps later, the page says so.
import init from "./app.js";

const page = document.documentElement;
// For watch.js: this script is here.
self.celanBegun = true;
const { root, wasm, wasmIntegrity: integrity } = page.dataset;

/** Where a part is: a file of the site, or where everything is one file, an element of the page. */
function place(path) {
  return path[0] === "#" ? document.querySelector(path).textContent : root + path;
}

// The style of what the application adds is turned on, and there before anything is shown in it, unless
// it does not come.
const added = document.getElementById("added");
if (added) added.media = "all";
const styled = added && !added.sheet && new Promise((done) => {
  added.onload = added.onerror = done;
  setTimeout(done, 3000);
});

// prefetch_module.js has sent for it, where the parts are files.
const sent = self.celanModule || fetch(place(wasm), { integrity });
const ready = sent.then(async (module) => {
  await styled;
  return module;
});

/** Says that the program has failed, by watch.js: it can say nothing itself any more. */
function fail(error, words) {
  const reason = (error && error.message) || error;
  self.celanFail && self.celanFail("module", words ? reason : `${wasm}: ${reason}`, words);
}

// A panic or a trap ends the program wherever it happens: in a listener, or in something it waits for.
const trapped = (error) => error instanceof WebAssembly.RuntimeError && fail(error, "running");
addEventListener("error", ({ error }) => trapped(error));
addEventListener("unhandledrejection", ({ reason }) => trapped(reason));

init({ module_or_path: ready }).then(
  // What chunks join; and for whoever measures: its memory is the program's.
  (program) => { window.celan = program; },
  (error) => {
    fail(error);
    throw error;
  },
);
