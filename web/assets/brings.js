// The start page alone, before anything of it is drawn.
{
  const { pathname } = location;
  // It brings a document that the application writes (./?d=<id>), and is hidden until it is here.
  if (/^\?d=/.test(location.search)) document.documentElement.dataset.brings = "";
  // Loaded anew, it stays where the reader goes back to an address that the program wrote into it before. Until the program
  // is here again, its links would lead elsewhere: the page of that address is loaded.
  addEventListener("popstate", () => self.celan || location.pathname === pathname || location.reload());
}
