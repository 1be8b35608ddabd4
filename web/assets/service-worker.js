// Keeps one version of the site on the device, whole.
//
// files.json names every file with its hash. What belongs to the offline copy is brought when the
// worker is installed, each file compared with its hash; a worker whose files are not all there is
// never activated, so that the version before it stays as it is. What is kept is compared again
// whenever it is given out, and brought anew where it is damaged. A page shows files of its own
// version only: all but pages carry their hash in their name.

// Both set by the build: the version of the list, and this file's own name in it.
const VERSION = "%VERSION%";
const OWN = "%OWN%";
const LIST = "files.json";

const { scope } = registration;
const NAME = `celan ${scope} `;
const CACHE = NAME + VERSION;

const address = (path) => new URL(path.replace(/(^|\/)index\.html$/, "$1"), scope).href;

async function hash(bytes) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Reads the list, which is its own checksum: the version is the hash of what it says. */
async function read(response) {
  const { version, tools, files } = await response.json().catch((error) => {
    throw new Error(`${LIST}: ${error.message}`);
  });
  const said = JSON.stringify([tools, files.filter((file) => file.path !== OWN)]);
  const sum = await hash(new TextEncoder().encode(said));
  if (version !== VERSION || !sum.startsWith(VERSION)) throw new Error(`${LIST} ≠ ${VERSION}`);
  return new Map(files.map((file) => [address(file.path), file]));
}

let known;

/** The files of this version by address. */
async function list() {
  const kept = known || (await (await caches.open(CACHE)).match(address(LIST)));
  known = kept instanceof Map ? kept : kept && (await read(kept).catch(() => undefined));
  return (known ||= await read(await fetch(address(LIST), { cache: "no-store" })));
}

/** The response again, if its content is the file; else undefined. */
async function sound(response, file) {
  if (!response || !response.ok) return undefined;
  const bytes = await response.arrayBuffer().catch(() => new ArrayBuffer(0));
  if ((await hash(bytes)) !== file.sha256) return undefined;
  const type = response.headers.get("Content-Type");
  return new Response(bytes, { headers: { "Content-Type": type } });
}

/** Brings a file: from a version before this one, from the browser's cache, from the host. */
async function bring(file) {
  const place = address(file.path);
  for (const name of await caches.keys()) {
    const kept = name.startsWith(NAME) && (await (await caches.open(name)).match(place));
    const same = kept && (await sound(kept, file));
    if (same) return same;
  }
  for (const way of ways(file, place)) {
    const same = await sound(await way(), file);
    if (same) return same;
  }
  throw new Error(`${file.path} ≠ ${LIST}`);
}

/** How a file may come, the cheapest way first. */
function ways(file, place) {
  const asked = ["no-cache", "reload"].map((cache) => () => fetch(place, { cache }));
  if (file.role !== "wasm" || !self.DecompressionStream) return asked;
  // The largest file that compression makes smaller: from the browser's cache, else as it was
  // compressed beforehand, since hosts may not do it.
  const cached = () =>
    fetch(place, { cache: "only-if-cached", mode: "same-origin" }).catch(() => undefined);
  const packed = async () => {
    const response = await fetch(`${place}.gz`);
    if (!response.ok || response.headers.get("Content-Encoding")) return response;
    const body = response.body.pipeThrough(new DecompressionStream("gzip"));
    return new Response(body, { headers: { "Content-Type": "application/wasm" } });
  };
  return [cached, packed, ...asked];
}

async function tell(message) {
  const pages = await clients.matchAll({ includeUncontrolled: true });
  for (const page of pages) page.postMessage(message);
}

async function install() {
  const response = await fetch(address(LIST), { cache: "no-store" });
  known = await read(response.clone());
  const cache = await caches.open(CACHE);
  const wanted = [...known.values()].filter((file) => file.offline && file.path !== OWN);
  const total = wanted.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  for (const file of wanted) {
    const place = address(file.path);
    if (!(await sound(await cache.match(place), file))) await cache.put(place, await bring(file));
    done += file.bytes;
    tell({ done, total });
  }
  await cache.put(address(LIST), response);
}

/** Removes former versions, and keeps the pages that are open. */
async function activate() {
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME) && name !== CACHE) await caches.delete(name);
  }
  const files = await list();
  for (const { url } of await clients.matchAll({ includeUncontrolled: true })) {
    const file = files.get(url.replace(/[?#].*/, ""));
    if (file && !file.offline) await keep(file, await fetch(address(file.path))).catch(() => {});
  }
}

async function keep(file, response) {
  const same = await sound(response, file);
  if (same) await (await caches.open(CACHE)).put(address(file.path), same);
}

async function answer(event) {
  const { request } = event;
  const files = await list().catch(() => new Map());
  const file = files.get(address(request.url.replace(/[?#].*/, "")));
  if (!file || file.path === OWN) return fetch(request);
  const cache = await caches.open(CACHE);
  const kept = await cache.match(address(file.path));
  const same = kept && (await sound(kept, file));
  if (same) return same;
  if (kept) await cache.delete(address(file.path));
  if (file.offline) {
    const brought = await bring(file).catch(() => undefined);
    if (brought) {
      event.waitUntil(keep(file, brought.clone()));
      return brought;
    }
    // Another version, or damage: the page itself tells which.
    return fetch(request);
  }
  try {
    const response = await fetch(request);
    event.waitUntil(keep(file, response.clone()).catch(() => {}));
    return response;
  } catch (error) {
    // The application writes a document that is not kept as a page.
    const [, id] = /^d\/([^/]+)\/index\.html$/.exec(file.path) || [];
    if (!id || request.mode !== "navigate") throw error;
    const query = new URL(request.url).search.replace("?", "&");
    return Response.redirect(`${scope}?d=${id}${query}`);
  }
}

addEventListener("install", (event) => {
  const done = install().catch((error) => {
    tell({ failed: error.message });
    throw error;
  });
  event.waitUntil(done);
});
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
});
addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  if (method === "GET" && url.startsWith(scope) && !headers.has("Range")) {
    event.respondWith(answer(event));
  }
});
