// Sends for the application's module once the page's own text is here, while the script that starts
// it is still on its way.
{
  const { root, wasm, wasmBytes, wasmIntegrity: integrity, library, changes } = document.documentElement.dataset;
  // This script stands at the top of the site and is known by where it came from, whatever the address of the page has
  // become since.
  const own = performance.getEntriesByType("resource").find(({ name }) => /\/early-\w+\.js$/.test(name));
  const site = own ? own.name : new URL(root, location.href);
  const url = new URL(wasm, site).href;

  /** Whether the host sends files as they are, and not compressed. */
  const isBare = () => {
    const [visit] = performance.getEntriesByType("navigation");
    const kept = navigator.serviceWorker && navigator.serviceWorker.controller;
    return !kept && visit && visit.encodedBodySize > 0 && visit.encodedBodySize === visit.decodedBodySize;
  };

  /** Lets the library come; more than one call is one. */
  const bringLibrary = () => {
    for (const path of [changes, library]) {
      const href = path && new URL(path, site).href;
      if (!href || document.querySelector(`link[href="${href}"]`)) continue;
      const link = document.createElement("link");
      Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href });
      document.head.append(link);
    }
  };

  /** Resolves as a promise does, and fails where nothing comes for ten seconds. */
  const soon = (promise) =>
    Promise.race([promise, new Promise((_, fail) => setTimeout(fail, 1e4, new Error("timeout")))]);

  /** What a stream brings; `tell` is told how many bytes are here. */
  const read = async (stream, tell) => {
    const reader = stream.getReader();
    const parts = [];
    let received = 0;
    for (;;) {
      const { done, value } = await soon(reader.read());
      if (done) return parts;
      parts.push(value);
      tell((received += value.length));
      // For watch.js.
      self.celanCome = received;
    }
  };

  /** Fetches a part of the program; from a host without compression in the form that was compressed beforehand. */
  self.celanFetch = async (url, { integrity }, tell = () => {}) => {
    const forms = isBare() && self.DecompressionStream ? [`${url}.gz`, url] : [url];
    for (const form of forms) {
      try {
        const response = await soon(fetch(form));
        if (!response.ok) continue;
        const isPacked = form !== url && !response.headers.get("Content-Encoding");
        const body = isPacked ? response.body.pipeThrough(new DecompressionStream("gzip")) : response.body;
        // The browser compares hashes of what it fetches only, so that the whole is fetched once more.
        const whole = URL.createObjectURL(new Blob(await read(body, tell), { type: "application/wasm" }));
        const same = await fetch(whole, { integrity }).catch(() => undefined);
        URL.revokeObjectURL(whole);
        if (same) return same;
      } catch (error) {
        if (error.message === "timeout") throw error;
      }
    }
    // Past a copy that the browser has kept; if the host's is not as it should be either, this says so.
    return soon(fetch(url, { integrity, cache: "reload" }));
  };

  /** Fetches the module. The library is sent for shortly before its end, so that the line never rests. */
  const fetchModule = () =>
    self.celanFetch(url, { integrity }, (received) => {
      if (received > 0.92 * wasmBytes) bringLibrary();
    });

  const send = () => {
    if (!wasm || document.readyState === "loading") return;
    self.celanModule = self.celanModule || fetchModule();
    // What the address asks for stands in the field at once, as its default: what is typed there is not touched.
    const asked = new URLSearchParams(location.search).get("q") || "";
    const field = document.getElementById("q");
    // A page that was cut off may lack it.
    if (field) field.setAttribute("value", asked.replace(/[\r\n]/g, ""));
  };
  document.addEventListener("readystatechange", send);
  send();
}
