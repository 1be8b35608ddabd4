// Reads a file that the reader picks, and gives its text to the application as an input of its own; and
// gives out a text as a file.
class FileInputElement extends HTMLElement {
  connectedCallback() {
    this.addEventListener("change", async ({ target }) => {
      const [file] = target.files;
      if (!file) return;
      this.value = await new Response(file).text();
      target.value = "";
      this.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}

const given = {};

/** The address of a text as a file of this name; what had the name before is given up. */
self.celanFile = (name, text) => {
  URL.revokeObjectURL(given[name]);
  return (given[name] = URL.createObjectURL(new Blob([text], { type: "application/json" })));
};

customElements.define("celan-file-input", FileInputElement);
