// Sees to it that the page and its program arrive whole, and says what does not, in the page's own
// words. What is late is said after ten seconds without any progress, and no longer once it is here.
{
  const page = document.documentElement;
  const wasm = page.dataset.wasm && new URL(page.dataset.root + page.dataset.wasm, location.href).href;
  let notice;

  /** Fetches everything anew from the host, past what the browser has kept, then loads the page. */
  const retry = ({ target }) => {
    target.disabled = true;
    const parts = [...document.querySelectorAll("script[src],link[integrity]")].map(({ src, href }) => src || href);
    if (wasm) parts.push(wasm, `${wasm}.gz`);
    const again = [location.href, ...parts].map((part) =>
      fetch(part, { cache: "reload" }).then((response) => response.arrayBuffer()).catch(() => {}));
    const load = () => location.reload();
    Promise.all(again).then(load);
    setTimeout(load, 1e4);
  };

  /** Says that a part has failed; `words` names the attribute that has them, if they are not the usual. */
  self.celanFail = (part, reason, words) => {
    if (notice) return;
    if (part !== "style" && !(part === "page" && self.celan)) page.dataset.search = "failed";
    const known = document.getElementById("unstarted");
    const said = known && (known.content.querySelector(`[lang="${page.lang}"]`) || known.content.firstElementChild);
    notice = document.createElement("div");
    if (said && said.querySelector("button")) notice = said.cloneNode(true);
    // The page was cut off within these very words.
    else notice.innerHTML = `<div role="alert"><p><b>本页没有取完。This page was cut off.</b><i></i></p><button>↻</button></div>`;
    const text = notice.querySelector("b");
    text.textContent = (text.dataset[words] || text.textContent).replace("{reason}", reason);
    if (part === "page") text.nextElementSibling.remove();
    notice.firstElementChild.dataset.notice = part;
    notice.querySelector("button").onclick = retry;
    (document.body || page).append(notice);
  };

  /** The part that is not here, and its file. */
  const missing = () => {
    const script = document.querySelector("script[type=module]");
    const style = document.getElementById("added");
    if (!document.getElementById("end")) return ["page", "", "cut"];
    if (script && !self.celanBegun) return ["script", script.src];
    if (style && !style.sheet) return ["style", style.href, "unstyled"];
    return wasm && !self.celan && ["module", wasm];
  };

  let before;
  let seconds = 0;
  const look = setInterval(() => {
    const lacks = missing();
    if (!lacks) {
      clearInterval(look);
      if (notice && notice.late) notice.remove();
      return;
    }
    const come = [document.all.length, performance.getEntriesByType("resource").length, self.celanCome].join();
    seconds = come === before ? seconds + 1 : 0;
    before = come;
    const [part] = lacks;
    // What is still missing then does not come any more.
    const over = document.readyState !== "loading" && (part === "page" || (part !== "module" && document.readyState === "complete"));
    if ((over || seconds > 9) && !notice) {
      self.celanFail(...lacks);
      if (notice) notice.late = true;
    }
  }, 1000);
}
