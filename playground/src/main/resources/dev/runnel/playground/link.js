// The link that repeats an input. It stands in the address behind #, which no browser sends.

import { Problem } from "./server.js";

/** Returns the address of this page with a chain and an input. */
export function linkTo(path, input) {
  const url = new URL(location.href);
  url.hash = new URLSearchParams({ chain: path, input: JSON.stringify(input) }).toString();
  return url.href;
}

/** Returns the chain and the input that the address names, or null where it names none. */
export function fromAddress() {
  if (location.hash.length < 2) {
    return null;
  }
  const named = new URLSearchParams(location.hash.slice(1));
  const path = named.get("chain");
  if (path === null) {
    throw new Problem("This link is broken: it does not name a chain.");
  }
  const text = named.get("input");
  try {
    return { path, input: text === null ? undefined : JSON.parse(text) };
  } catch {
    throw new Problem("This link is broken: its input is no JSON. It may have been cut off.");
  }
}
