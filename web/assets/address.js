// Before anything of a page is read: it stays at the address for which it was loaded.
{
  // Browsers go back within a page that they have just loaded, if the program wrote both addresses into the one that was
  // there before. Until the program is here, what stands in the page and where its files are would be another
  // address's: the page of that address is loaded. It may be so already, before the first line was read.
  const [{ type, name } = {}] = performance.getEntriesByType("navigation");
  const { pathname } = type === "back_forward" ? new URL(name) : location;
  const stay = () => self.celan || location.pathname === pathname || location.reload();
  stay();
  addEventListener("popstate", stay);
}
