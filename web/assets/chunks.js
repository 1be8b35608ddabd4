// Brings the chunks of the program: parts that hold what is needed neither to read nor to search.

/** What is here or on its way, by path. */
const parts = new Map();

const { root } = document.documentElement.dataset;

/** Where a part is: a file of the site, or where everything is one file, an element of the page. */
function place(path) {
  const held = document.getElementById(path);
  return held ? held.textContent : root + path;
}

/** Adds a script or a style of the site. Where everything is one file, it is there already. A part can be used
 * without its style, and watch.js says that it is missing. */
function add(path, integrity) {
  if (document.documentElement.dataset.wasm[0] === "#") return undefined;
  return new Promise((done, fail) => {
    const style = path.endsWith(".css");
    const part = document.createElement(style ? "link" : "script");
    const lost = () => {
      if (!style) return fail(new Error(path));
      if (self.celanFail) self.celanFail("style", path, "unstyled");
      done();
    };
    Object.assign(part, { integrity, onload: done, onerror: lost });
    Object.assign(part, style ? { rel: "stylesheet", href: root + path } : { src: root + path });
    document.head.append(part);
  });
}

/** How long a part may take, in milliseconds. */
const PATIENCE = 3e4;

/** Fails where what is waited for does not come. */
function limited(promise) {
  const late = (_, fail) => setTimeout(() => fail(new Error("timeout")), PATIENCE);
  return Promise.race([promise, new Promise(late)]);
}

/** Fetches a part and joins it to the program; one that does not come may be asked for again. */
function bring([path, integrity]) {
  const arrive = async () => {
    if (!path.endsWith(".wasm")) return add(path, integrity);
    // prefetch_module.js unpacks what a host does not compress.
    const response = await (self.celanFetch || fetch)(place(path), { integrity });
    if (!response.ok) throw new Error(response.status);
    const module = await WebAssembly.compile(await response.arrayBuffer());
    // Small parts are in one file, each a section of it.
    const held = WebAssembly.Module.customSections(module, "part");
    const join = (part) => WebAssembly.instantiate(part, { __wasm_split: self.celan });
    await Promise.all((held.length ? held : [module]).map(join));
  };
  if (!parts.has(path)) {
    parts.set(path, limited(arrive()));
    parts.get(path).catch(() => parts.delete(path));
  }
  return parts.get(path);
}

/** Resolves once a chunk of the program is here. The module itself says which files it consists of. */
self.celanChunk = (module, name) => {
  const [section] = WebAssembly.Module.customSections(module, "chunks");
  return Promise.all(JSON.parse(new TextDecoder().decode(section))[name].map(bring));
};
