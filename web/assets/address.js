// Before anything of a page is read: it stays at the address for which it was loaded.
{
  // Browsers go back within a page that they have just loaded, if the program wrote both addresses into the one that was
  // there before. Until the program is here, what stands in the page and where its files are would be another
  // address's: the page of that address is loaded. It may be so already, before the first line was read.
  const [{ type, name } = {}] = performance.getEntriesByType("navigation");
  const { pathname } = type === "back_forward" || type === "reload" ? new URL(name) : location;
  // Put into its own place, a page shares its entry with no other, and this happens once; without a place in it, since
  // browsers would go there within the page. Where there is one, it is loaded anew first.
  const leave = () =>
    type === "reload" || !location.hash
      ? location.replace(location.pathname + location.search)
      : location.reload();
  const stay = () => self.celan || location.pathname === pathname || leave();
  stay();
  addEventListener("popstate", stay);
}
