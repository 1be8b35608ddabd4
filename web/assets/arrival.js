// How what the program fetches arrives: with a limit of time, and as the page says.

/** How long the host may send nothing, in milliseconds. */
const PATIENCE = 1e4;

/** Fetches something that is read bit by bit; the wait for each bit has a limit, and ends in an `AbortError`. */
self.celanGet = async (url, options) => {
  const line = new AbortController();
  const limited = async (promise) => {
    const silence = setTimeout(() => line.abort(), PATIENCE);
    try {
      return await promise;
    } finally {
      clearTimeout(silence);
    }
  };
  const response = await limited(fetch(url, { ...options, signal: line.signal }));
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
