// Keeps one version of the site on the device, whole.
//
// files.json names every file with its hash. What belongs to the offline copy is brought when the
// worker is installed, each file compared with its hash; a worker whose files are not all there is
// never activated, so that the version before it stays as it is. What is kept is compared again
// whenever it is given out, and brought anew where it is damaged. A page shows files of its own
// version only: all but pages carry their hash in their name.
//
// What is kept is shown without asking the host, which may be silent, lie, or be another one. Where
// the host is asked, the wait has a limit, and what it says counts only if it is the file that a list
// names.

// Both set by the build: the version of the list, and this file's own name in it.
const VERSION = "%VERSION%";
const OWN = "%OWN%";
const LIST = "files.json";

const { scope } = registration;
const NAME = `celan ${scope} `;
const CACHE = NAME + VERSION;

/** How long the host may send less than so many bytes, and how long it may take in all, in milliseconds. */
const PATIENCE = 8000;
const LEAST = 1000;
const LONGEST = 300000;

/** What a host may call otherwise. */
const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
  svg: "image/svg+xml",
  png: "image/png",
};

const address = (path) => new URL(path.replace(/(^|\/)index\.html$/, "$1"), scope).href;

async function hash(bytes) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Reads a list, which is its own checksum: the version is the hash of what it says. */
async function read(response, wanted = VERSION) {
  try {
    const { version, tools, files } = await response.json();
    const said = JSON.stringify([tools, files.filter((file) => file.path !== OWN)]);
    const sum = await hash(new TextEncoder().encode(said));
    if (version.length < 16 || !sum.startsWith(version)) throw new Error(version);
    if (wanted && version !== wanted) throw new Error(`≠ ${wanted}`);
    return new Map(files.map((file) => [address(file.path), file]));
  } catch (error) {
    throw new Error(`${LIST}: ${error.message}`);
  }
}

/** Requests under way. */
const lines = new Set();

/** Fetches something and hands it to `use`, with what is to be called with how much more of it has come. */
async function request(asked, options, use) {
  const line = new AbortController();
  const longest = setTimeout(() => line.abort(), LONGEST);
  let silence;
  let come = 0;
  const more = (bytes) => {
    come += bytes;
    if (come < LEAST) return;
    come = 0;
    clearTimeout(silence);
    silence = setTimeout(() => line.abort(), PATIENCE);
  };
  lines.add(line);
  try {
    more(LEAST);
    const response = await fetch(asked, { ...options, signal: line.signal });
    return await use(response, more);
  } catch (error) {
    if (line.signal.aborted) throw new Error(`${new URL(asked.url || asked).pathname}: timeout`);
    throw error;
  } finally {
    clearTimeout(longest);
    clearTimeout(silence);
    lines.delete(line);
  }
}

/** All that a response brings; undefined where that is more than so many bytes. */
async function all(stream, most, more) {
  const reader = stream.getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts);
    more(value.length);
    length += value.length;
    if (length > most) {
      reader.cancel().catch(() => {});
      return undefined;
    }
    parts.push(value);
  }
}

/** A list as the host has it now; its own checksum says whether it came whole. */
const ask = () =>
  request(address(LIST), { cache: "no-store" }, async (response, more) => {
    if (!response.ok || !response.body) throw new Error(`${LIST}: ${response.status}`);
    return new Response(await all(response.body, 1e7, more));
  });

let known;

/** The files of this version by address. */
async function list() {
  const kept = known || (await (await caches.open(CACHE)).match(address(LIST)));
  known = kept instanceof Map ? kept : kept && (await read(kept).catch(() => undefined));
  return (known ||= await read(await ask()));
}

/** The response again, if its content is the file; else undefined. */
async function sound(response, file) {
  const bytes = response && (await response.arrayBuffer().catch(() => undefined));
  if (!bytes || (await hash(bytes)) !== file.sha256) return undefined;
  const type = TYPES[file.path.replace(/^.*\./, "")] || "application/octet-stream";
  return new Response(bytes, { headers: { "Content-Type": type } });
}

/** The file, if it is kept and sound; what is damaged is given up. */
async function keeps(file) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(address(file.path));
  const same = await sound(kept, file);
  if (kept && !same) await cache.delete(address(file.path));
  return same;
}

/** Brings a file: from a version before this one, from the browser's cache, from the host. */
async function bring(file) {
  const place = address(file.path);
  for (const cache of await copies()) {
    const same = await sound(await cache.match(place), file);
    if (same) return same;
  }
  for (const way of ways(file, place)) {
    const same = await way();
    if (same) return same;
  }
  throw Object.assign(new Error(`${file.path} ≠ ${LIST}`), { other: true });
}

/** The file as it comes from an address; undefined where something else does. */
const receive = (file, place, options, unpack) =>
  request(place, options, async (response, more) => {
    if (!response.ok || !response.body) return undefined;
    const packed = unpack && !response.headers.get("Content-Encoding");
    const body = packed ? response.body.pipeThrough(new DecompressionStream("gzip")) : response.body;
    // What breaks off, or cannot be unpacked, is something else too.
    const came = await all(body, file.bytes, more).catch((error) => {
      if (error.name === "AbortError") throw error;
    });
    return sound(came && new Response(came), file);
  });

/** How a file may come, the cheapest way first. */
function ways(file, place) {
  const asked = ["no-cache", "reload"].map((cache) => () => receive(file, place, { cache }));
  if (file.role !== "wasm" || !self.DecompressionStream) return asked;
  // The largest file that compression makes smaller: from the browser's cache, else as it was
  // compressed beforehand, since hosts may not do it.
  const cached = () =>
    receive(file, place, { cache: "only-if-cached", mode: "same-origin" }).catch(() => undefined);
  return [cached, () => receive(file, `${place}.gz`, { cache: "no-cache" }, true), ...asked];
}

async function tell(message) {
  const pages = await clients.matchAll({ includeUncontrolled: true });
  for (const page of pages) page.postMessage(message);
}

/** Brings what this version lacks of what is kept. */
async function complete(step = () => {}) {
  const cache = await caches.open(CACHE);
  const wanted = [...(await list()).values()].filter((file) => file.offline && file.path !== OWN);
  const total = wanted.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  for (const file of wanted) {
    if (!(await keeps(file))) await cache.put(address(file.path), await bring(file));
    done += file.bytes;
    step({ done, total });
  }
}

/** Where the versions are named that this device has had: a host may go back to one. */
const VERSIONS = address("versions");

/** The caches of all versions that are here. */
async function copies() {
  const names = (await caches.keys()).filter((name) => name.startsWith(NAME));
  return Promise.all(names.map((name) => caches.open(name)));
}

async function versions() {
  const had = [];
  for (const cache of await copies()) {
    const kept = await cache.match(VERSIONS);
    if (kept) had.push(await kept.json().catch(() => []));
  }
  return new Set(had.flat());
}

async function install() {
  const response = await ask();
  known = await read(response.clone());
  await complete(tell);
  await (await caches.open(CACHE)).put(address(LIST), response);
}

/** Takes over from former versions what is the same in this one, and removes them. Asks the host
 * nothing: until this is done, no page comes. */
async function activate() {
  const cache = await caches.open(CACHE);
  const had = await versions();
  had.delete(VERSION);
  had.add(VERSION);
  const last = JSON.stringify([...had].slice(-50));
  await cache.put(VERSIONS, new Response(last)).catch(() => {});
  const files = await list().catch(() => new Map());
  for (const name of await caches.keys()) {
    if (!name.startsWith(NAME) || name === CACHE) continue;
    const former = await caches.open(name);
    for (const { url } of await former.keys()) {
      const file = files.get(url);
      const same = file && !file.offline && (await sound(await former.match(url), file));
      if (same) await cache.put(url, same).catch(() => {});
    }
    await caches.delete(name);
  }
}

async function keep(file, response) {
  await (await caches.open(CACHE)).put(address(file.path), response);
}

/** Keeps a file that the offline copy does without, if the host has it. */
async function keepAlso(file) {
  if (await (await caches.open(CACHE)).match(address(file.path))) return;
  const same = await receive(file, address(file.path), {});
  if (same) await keep(file, same);
}

/** Keeps the sources too, which the library does not hold. */
async function keepSources() {
  for (const file of (await list()).values()) {
    if (/\/source\/index\.html$/.test(file.path)) await keepAlso(file);
  }
}

/** Set where a file is neither here nor at the host, which has another version by now. */
const LACKING = address("lacking");

/** A page as the host has it, where this version cannot be made whole any more; else undefined. */
async function newer(place) {
  const cache = await caches.open(CACHE);
  if (!(await cache.match(LACKING))) return undefined;
  try {
    await complete();
    await cache.delete(LACKING);
    return undefined;
  } catch (error) {
    if (!error.other) return undefined;
  }
  registration.update().catch(() => {});
  const file = (await read(await ask(), "")).get(place);
  return file && receive(file, place, { cache: "reload" });
}

/** What the host says of an address that the list does not know. */
const pass = (asked) => request(asked, {}, (response) => response);

async function answer(event) {
  const asked = event.request;
  const place = asked.url.replace(/[?#].*/, "");
  const files = await list().catch(() => new Map());
  const file = files.get(address(place));
  if (!file || file.path === OWN) return pass(asked);
  const page = asked.mode === "navigate" && file.role === "page";
  const other = page && (await newer(address(place)).catch(() => undefined));
  if (other) return other;
  const same = await keeps(file);
  if (same) return same;
  // The application writes a document that is not kept as a page.
  const [, id] = /^d\/([^/]+)\/(source\/)?index\.html$/.exec(file.path) || [];
  const written = () => {
    const query = new URL(asked.url).search.replace("?", "&");
    return Response.redirect(`${scope}?d=${id}${query}`);
  };
  // On a public screen no visited page is kept apart from the others.
  const apart = !/[?&]kiosk\b/.test(asked.url);
  if (page && id && !file.path.includes("/source/")) {
    if (apart) event.waitUntil(keepAlso(file).catch(() => {}));
    return written();
  }
  try {
    const brought = await bring(file);
    if (apart || !page) event.waitUntil(keep(file, brought.clone()).catch(() => {}));
    return brought;
  } catch (error) {
    if (page && id) return written();
    if (!error.other) return Response.error();
    if (file.offline) await (await caches.open(CACHE)).put(LACKING, new Response());
    // Another version, or damage: the page itself tells which.
    return pass(asked);
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
  const { data, source } = event;
  if (data === "take over") skipWaiting();
  // What the host has still to answer would hold up the version that takes over.
  if (data === "stand back") for (const line of lines) line.abort();
  if (data === "who") {
    const say = async () => source.postMessage({ waiting: VERSION, former: (await versions()).has(VERSION) });
    event.waitUntil(say());
  }
  if (data === "sources") event.waitUntil(keepSources().catch(() => {}));
});
addEventListener("fetch", (event) => {
  const { method, url, headers } = event.request;
  if (method === "GET" && url.startsWith(scope) && !headers.has("Range")) {
    event.respondWith(answer(event));
  }
});
