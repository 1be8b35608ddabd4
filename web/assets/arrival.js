// How what the program fetches arrives: with a limit of time, and as the page says.

/** How long the host may send less than so many bytes, in milliseconds. */
const PATIENCE = 1e4;
const LEAST = 1e3;

/**
 * Fetches something that is read bit by bit; the wait for each bit has a limit, and so have all of them together
 * that bring next to nothing. It ends in an `AbortError`.
 */
self.celanGet = async (url, options) => {
  const line = new AbortController();
  let left = PATIENCE;
  let come = 0;
  const limited = async (promise) => {
    const start = Date.now();
    const silence = setTimeout(() => line.abort(), left);
    try {
      const part = await promise;
      left -= Date.now() - start;
      come += part.value ? part.value.length : 0;
      if (come > LEAST) [left, come] = [PATIENCE, 0];
      return part;
    } finally {
      clearTimeout(silence);
    }
  };
  const response = await limited(fetch(url, { ...options, signal: line.signal }));
  left = PATIENCE;
  const reader = response.body.getReader();
  return { response, next: () => limited(reader.read()) };
};

/** Fails where parts are not what a hash says. Browsers compare it in what they fetch, on every origin. */
self.celanCompare = async (parts, integrity) => {
  const url = URL.createObjectURL(new Blob(parts));
  try {
    await fetch(url, { integrity });
  } finally {
    URL.revokeObjectURL(url);
  }
};
