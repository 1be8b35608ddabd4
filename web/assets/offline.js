// Keeps the site on this device, where the browser lets it: registers the service worker, says how
// far it is, and offers a new version. The application gives the words, as attributes.

const page = document.documentElement;
const { serviceWorker, storage, connection } = navigator;
// Browsers keep sites of secure origins only; what is one file needs no keeping.
const possible = serviceWorker && page.dataset.root[0] !== "#";
const { root } = page.dataset;
/** Whether the reader saves data. */
const isDear = connection && connection.saveData;

/** What is known of the copy, as `<celan-offline>` says it. */
let state = { word: page.dataset.root[0] === "#" ? "held" : possible ? "ask" : "cannot" };
let registration;
let reloading = false;
/** What a version that waits says of itself. */
let offered;
/** Whether another page has let a new version take over. */
let replaced = false;

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const megabytes = (bytes) => (bytes / 1e6).toFixed(1);

function say(next) {
  state = next;
  for (const element of document.querySelectorAll("celan-offline")) element.show();
}

async function kept() {
  const lasting = storage && storage.persisted && (await storage.persisted());
  say({ word: lasting ? "lasting" : "kept" });
  if (!isDear) registration.active.postMessage("sources");
}

async function register() {
  try {
    registration = await serviceWorker.register(`${root}service-worker.js`, { scope: root });
  } catch (error) {
    say({ word: "failed", reason: error.message });
    return;
  }
  const follow = (worker) => worker && worker.addEventListener("statechange", settle);
  registration.addEventListener("updatefound", () => follow(registration.installing));
  follow(registration.installing);
  settle();
}

function settle() {
  if (registration.active) kept();
  // What does not answer, as an empty worker, is not offered. The first version waits too, for a moment.
  if (registration.active && registration.waiting) registration.waiting.postMessage("who");
  offer();
}

function offer() {
  for (const element of document.querySelectorAll("celan-update")) element.show();
}

/** Asks the browser to keep what it was given, and brings what is missing. */
async function ask() {
  say({ word: "keeping", percent: 0 });
  if (storage && storage.persist) await storage.persist().catch(() => false);
  await register();
}

class OfflineElement extends HTMLElement {
  connectedCallback() {
    this.show();
    if (state.word === "ask" && !state.size) {
      fetch(`${root}files.json`)
        .then((response) => response.json())
        .then(({ files }) => {
          const size = files.reduce((sum, file) => sum + (file.offline ? file.bytes : 0), 0);
          if (state.word === "ask") say({ ...state, size: megabytes(size) });
        })
        .catch(() => {});
    }
  }

  show() {
    const words = fill(this.getAttribute(state.word) || "", { size: "…", ...state });
    const again = ["ask", "kept", "failed"].includes(state.word);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = state.word === "ask" ? words : this.getAttribute("again");
    button.addEventListener("click", ask);
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    said.textContent = state.word === "ask" ? "" : words;
    this.dataset.state = state.word;
    this.replaceChildren(...(again ? [button, said] : [said]));
  }
}

class UpdateElement extends HTMLElement {
  connectedCallback() {
    this.show();
  }

  show() {
    this.hidden = !(offered || replaced);
    if (this.hidden || this.firstChild) return;
    const notice = document.createElement("div");
    notice.className = "say";
    notice.dataset.notice = "update";
    notice.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = this.getAttribute(offered && offered.former ? "former" : "words");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = this.getAttribute("reload");
    button.addEventListener("click", () => {
      reloading = true;
      const { waiting } = registration || {};
      if (serviceWorker.controller) serviceWorker.controller.postMessage("stand back");
      if (waiting) waiting.postMessage("take over");
      setTimeout(() => location.reload(), waiting ? 4000 : 0);
    });
    notice.append(words, button);
    this.append(notice);
  }
}

customElements.define("celan-offline", OfflineElement);
customElements.define("celan-update", UpdateElement);

if (possible) {
  const controlled = serviceWorker.controller;
  serviceWorker.addEventListener("message", ({ data }) => {
    if (data.waiting) {
      offered = data;
      offer();
    } else if (data.failed) say({ word: "failed", reason: data.failed });
    else if (state.word !== "kept" && state.word !== "lasting") {
      say({ word: "keeping", percent: Math.floor((100 * data.done) / data.total) });
    }
  });
  serviceWorker.addEventListener("controllerchange", () => {
    if (reloading) location.reload();
    else if (controlled) {
      replaced = true;
      offer();
    }
  });
  // The library comes first: what it brought is then in the browser's cache. Where data is dear, the
  // reader is asked. Where it does not come, a version that waits may have it.
  let known;
  new MutationObserver(async (_, observer) => {
    const { search } = page.dataset;
    if (search !== "ready" && (search !== "failed" || known)) return;
    if (search === "ready") observer.disconnect();
    const here = await serviceWorker.getRegistration(root).catch(() => {});
    const isKept = here && here.scope === root;
    if (!known && (isKept || (search === "ready" && !isDear))) register();
    known = known || isKept;
  }).observe(page, { attributeFilter: ["data-search"] });
  document.addEventListener("visibilitychange", () => {
    if (registration && !document.hidden) registration.update().catch(() => {});
  });
}
