// Makes the way to the site's root a whole address, for whatever script asks for it later. It is found from where this
// script is (assets/): the address of the page may have changed already, where the reader goes back before the program
// is here. Icon and manifest stay where they are too. What is one file has no root.
const page = document.documentElement;
const way = page.dataset.root;
if (way[0] !== "#") {
  const root = new URL("..", import.meta.url).href;
  page.dataset.root = root;
  for (const link of document.querySelectorAll("head > :is([rel=icon], [rel=manifest])")) {
    const href = link.getAttribute("href");
    if (href.startsWith(way)) link.href = root + href.slice(way.length);
  }
}
