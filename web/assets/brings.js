// The start page alone: where it brings a document that the application writes (./?d=<id>), it is hidden until that is here.
if (/^\?d=/.test(location.search)) document.documentElement.dataset.brings = "";
