// Sends for the application's module once the page's own text is here, while the script that starts
// it is still on its way.
{
  const { root, wasm, wasmIntegrity: integrity } = document.documentElement.dataset;
  const url = new URL(root + wasm, location.href).href;

  /** Whether the host sends files as they are, and not compressed. */
  const isBare = () => {
    const [visit] = performance.getEntriesByType("navigation");
    const kept = navigator.serviceWorker && navigator.serviceWorker.controller;
    return !kept && visit && visit.encodedBodySize > 0 && visit.encodedBodySize === visit.decodedBodySize;
  };

  /** Fetches the module; from a host without compression in the form that was compressed beforehand. */
  const fetchModule = async () => {
    if (isBare() && self.DecompressionStream) {
      const packed = await fetch(`${url}.gz`);
      if (packed.ok) {
        const sent = packed.headers.get("Content-Encoding");
        // Gzip has a checksum of its own.
        const body = sent ? packed.body : packed.body.pipeThrough(new DecompressionStream("gzip"));
        const bytes = await new Response(body).arrayBuffer();
        return new Response(bytes, { headers: { "Content-Type": "application/wasm" } });
      }
    }
    return fetch(url, { integrity });
  };

  const send = () => {
    if (wasm && document.readyState !== "loading") self.celanModule = self.celanModule || fetchModule();
  };
  document.addEventListener("readystatechange", send);
  send();
}
