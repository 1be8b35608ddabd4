// On the page for addresses that lead nowhere: the documents whose id is near to the last part of the address
// stand first, so that a slip of a key or a cut link leads on.
{
  /** How many characters are to be put in, left out or changed to make one word the other (Levenshtein). */
  const distance = (a, b) => {
    let row = [...Array(b.length + 1).keys()];
    for (let i = 0; i < a.length; i++) {
      const next = [i + 1];
      for (let j = 0; j < b.length; j++) {
        next.push(Math.min(next[j] + 1, row[j + 1] + 1, row[j] + (a[i] === b[j] ? 0 : 1)));
      }
      row = next;
    }
    return row[b.length];
  };
  const parts = (address) => address.split("/").filter(Boolean);
  const asked = (parts(location.pathname).pop() ?? "").toLowerCase().slice(0, 100);
  const near = document.getElementById("near");
  const found = [...document.querySelectorAll("#all li")]
    .map((item) => ({ item, far: distance(asked, parts(item.querySelector("a").pathname).pop()) }))
    .filter(({ far }) => far <= asked.length / 3)
    .sort((a, b) => a.far - b.far);
  for (const { item } of found.slice(0, 3)) near.lastElementChild.append(item);
  near.hidden = !found.length;
}
