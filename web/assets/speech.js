// Reads the article aloud, where the device itself has a Chinese voice: text goes to no host. The
// application gives the words, and says where to begin.

const KEPT = "celan-aloud-rate";
const RATES = [0.8, 1, 1.25, 1.5, 2];
const speech = self.speechSynthesis;
/** Whether nothing of the reader may stay on the device. */
const forgets = () => document.documentElement.matches("[data-kiosk], [data-keep=nothing]");
/** Celan's own words within a block. */
const NOT_TEXT = ".a, .note, .say, .h";

const voice = () => speech.getVoices().find(({ lang, localService }) => localService && /^(zh|cmn)\b/i.test(lang));

function know() {
  document.documentElement.toggleAttribute("data-speech", Boolean(voice()));
}

function words(block) {
  const copy = block.cloneNode(true);
  for (const other of copy.querySelectorAll(`${NOT_TEXT}, [id]`)) other.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

class SpeechElement extends HTMLElement {
  connectedCallback() {
    this.hidden = true;
    if (!speech) return;
    know();
    if (speech.addEventListener) speech.addEventListener("voiceschanged", know);
    addEventListener("pagehide", () => this.stop());
    // What is read is in sight; on another screen nothing is read.
    const left = new MutationObserver(() => this.block && !this.block.offsetParent && this.stop());
    left.observe(document.documentElement, { attributeFilter: ["data-screen"] });
    const screen = document.getElementById("screen");
    if (screen) left.observe(screen, { childList: true });
    try {
      this.rate = (!forgets() && Number(localStorage.getItem(KEPT))) || 1;
    } catch {
      this.rate = 1;
    }
  }

  /** Reads from the block of this id on. */
  read(id) {
    this.stop();
    const blocks = [...document.querySelectorAll("article.doc [id]")];
    this.rest = blocks.slice(Math.max(0, blocks.findIndex((block) => block.id === id)));
    this.hidden = false;
    this.next();
  }

  /** Does what a button means: the application reads its `data-command` and calls this. */
  control(method) {
    this[method]();
  }

  next() {
    this.unmark();
    let text = "";
    while (this.rest && this.rest.length && !text) {
      this.block = this.rest.shift();
      text = words(this.block);
    }
    if (!text) {
      this.stop();
      return;
    }
    this.text = text;
    this.block.setAttribute("data-spoken", "");
    const { top, bottom } = this.block.getBoundingClientRect();
    if (top < 60 || bottom > innerHeight - 60) this.block.scrollIntoView({ block: "center" });
    this.speak();
  }

  speak() {
    const said = new SpeechSynthesisUtterance(this.text);
    said.voice = voice();
    said.lang = said.voice ? said.voice.lang : "zh-CN";
    said.rate = this.rate;
    said.onend = () => this.said === said && this.next();
    said.onerror = () => this.said === said && this.stop();
    this.said = said;
    this.paused = false;
    speech.speak(said);
    this.show();
  }

  pause() {
    this.paused = !this.paused;
    if (this.paused) speech.pause();
    else speech.resume();
    this.show();
  }

  faster() {
    this.turn(1);
  }

  slower() {
    this.turn(-1);
  }

  turn(by) {
    const at = RATES.indexOf(this.rate) + by;
    if (!RATES[at]) return;
    this.rate = RATES[at];
    try {
      if (!forgets()) localStorage.setItem(KEPT, this.rate);
    } catch {
      // The browser keeps nothing; then it holds for this page.
    }
    // A voice cannot change while it speaks: the block begins again.
    this.said = undefined;
    speech.cancel();
    this.speak();
  }

  stop() {
    this.unmark();
    this.rest = this.block = this.said = undefined;
    if (speech) speech.cancel();
    this.hidden = true;
  }

  unmark() {
    if (this.block) this.block.removeAttribute("data-spoken");
  }

  show() {
    const acts = [["pause", this.paused ? "resume" : "pause"], ["slower", "slower"], ["faster", "faster"], ["stop", "stop"]];
    acts.forEach(([act, word], n) => {
      const button = this.children[n] || this.appendChild(document.createElement("button"));
      Object.assign(button, { type: "button", className: "btn quiet", textContent: this.getAttribute(word) });
      button.dataset.command = `speech ${act}`;
    });
  }
}

customElements.define("celan-speech", SpeechElement);
