// Starts the application. The page says where its module is, so that this script stays the same
// when only the module changes. Where the module does not start, the page says so in its own words.
import init from "./app.js";

const page = document.documentElement;
const module = new URL(page.dataset.root + page.dataset.wasm, location.href);

init({ module_or_path: module }).then(
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
