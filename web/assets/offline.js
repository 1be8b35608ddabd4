// Keeps the site on this device, where the browser lets it: registers the service worker, says how
// far it is, and offers a new version. The application gives the words, as attributes.

const page = document.documentElement;
const { serviceWorker, storage, connection } = navigator;
// Browsers keep sites of secure origins only; what is one file needs no keeping.
const possible = serviceWorker && page.dataset.root[0] !== "#";
const root = possible && new URL(page.dataset.root, location.href).href;

/** What is known of the copy, as `<celan-offline>` says it. */
let state = { word: page.dataset.root[0] === "#" ? "held" : possible ? "ask" : "cannot" };
let registration;
let reloading = false;
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
    const waiting = registration && registration.waiting;
    this.hidden = !(waiting || replaced);
    if (this.hidden || this.firstChild) return;
    const notice = document.createElement("div");
    notice.className = "say";
    notice.setAttribute("role", "status");
    const words = document.createElement("p");
    words.textContent = this.getAttribute("words");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = this.getAttribute("reload");
    button.addEventListener("click", () => {
      reloading = true;
      if (registration && registration.waiting) registration.waiting.postMessage("take over");
      else location.reload();
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
    if (data.failed) say({ word: "failed", reason: data.failed });
    else if (state.word !== "kept" && state.word !== "lasting") {
      say({ word: "keeping", percent: Math.floor((100 * data.done) / data.total) });
    }
  });
  serviceWorker.addEventListener("controllerchange", () => {
    if (reloading) location.reload();
    else if (controlled) {
      replaced = true;
      settle();
    }
  });
  // The library comes first: what it brought is then in the browser's cache. Where data is dear, the
  // reader is asked.
  new MutationObserver((_, observer) => {
    if (page.dataset.search !== "ready") return;
    observer.disconnect();
    serviceWorker.getRegistration(root).then((known) => {
      if ((known && known.scope === root) || !(connection && connection.saveData)) register();
    });
  }).observe(page, { attributeFilter: ["data-search"] });
  document.addEventListener("visibilitychange", () => {
    if (registration && !document.hidden) registration.update().catch(() => {});
  });
}
