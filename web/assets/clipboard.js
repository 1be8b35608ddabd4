// Carries text out of the page, as the browser lets it, and says in the reader's words what came of
// it. Knows nothing of documents: the application gives the text and the words.

/** Copies as browsers did before they had a clipboard to write to; plain HTTP and files still need it. */
function copyBySelection(text) {
  const focus = document.activeElement;
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "vh";
  document.body.append(field);
  field.select();
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } catch (_) {
    // Then the reader copies by hand.
  }
  field.remove();
  if (focus) focus.focus({ preventScroll: true });
  if (range) {
    selection.removeAllRanges();
    selection.addRange(range);
  }
  return copied;
}

/** The rule that [running](ClipboardElement#running) wrote last. */
let lastRule;

class ClipboardElement extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "status");
  }

  say(words) {
    this.textContent = words;
  }

  copy(text, done, byHand) {
    const { clipboard } = navigator;
    const otherwise = () => (copyBySelection(text) ? this.say(done) : this.offer(text, byHand));
    if (clipboard) clipboard.writeText(text).then(() => this.say(done), otherwise);
    else otherwise();
  }

  save(name, type, content, done) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    this.say(done);
  }

  share(title, url, done, byHand) {
    navigator.share({ title, url }).catch((error) => {
      // Whoever closes the sheet wants nothing else.
      if (error.name !== "AbortError") this.copy(url, done, byHand);
    });
  }

  /** Prints words at the head of every page. Only a style can, so it is changed as an object. */
  running(words) {
    const rules = document.styleSheets[0];
    if (lastRule) rules.deleteRule([...rules.cssRules].indexOf(lastRule));
    const said = words.replace(/["\\\n]/g, " ");
    const at = rules.cssRules.length;
    rules.insertRule(`@page { @top-center { content: "${said}"; font: 9pt letters, sans-serif; } }`, at);
    lastRule = rules.cssRules[at];
  }

  /** Shows the text, selected, for the reader to copy himself. */
  offer(text, words) {
    const label = document.createElement("label");
    const field = document.createElement("textarea");
    field.readOnly = true;
    field.rows = 4;
    field.value = text;
    label.append(words, field);
    this.replaceChildren(label);
    field.select();
  }
}

customElements.define("celan-clipboard", ClipboardElement);
