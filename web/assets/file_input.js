// Reads a file that the reader picks, and gives its text to the application as an input of its own.
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

customElements.define("celan-file-input", FileInputElement);
