// The start page brings a document that the application writes (./?d=<id>), and is hidden until it is here.
if (/^\?d=/.test(location.search)) document.documentElement.dataset.brings = "";
