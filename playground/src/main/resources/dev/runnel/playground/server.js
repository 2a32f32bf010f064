// What the page asks of the server: its chains, and the events of a run.

/** A failure that is told to the person at the page. */
export class Problem extends Error {
  constructor(message, { kind = "failed", pointer } = {}) {
    super(message);
    this.kind = kind;
    this.pointer = pointer;
  }
}

const BUSY_MILLIS = 8;

/** Returns the chains that the server has. */
export async function chains() {
  return (await answer("chains")).chains;
}

/** Returns a chain's graph, or null where the server cannot draw it. */
export async function graph(path) {
  return orNull(answer(`chains${path}/graph`));
}

/** Returns what a chain's input must be; anything, where that is not known. */
export async function inputSchema(path) {
  return (await orNull(answer(`chains${path}/input_schema`))) ?? {};
}

async function orNull(asked) {
  try {
    return await asked;
  } catch (problem) {
    if (problem.kind === "unreachable") {
      throw problem;
    }
    return null;
  }
}

async function answer(path) {
  const response = await asked(path, {});
  if (!response.ok) {
    throw await refusal(response, path);
  }
  return response.json();
}

async function asked(path, options) {
  try {
    return await fetch(path, options);
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw new Problem("The run was stopped.", { kind: "stopped" });
    }
    throw new Problem("The server does not answer. Is it still running?", { kind: "unreachable" });
  }
}

async function refusal(response, path) {
  const text = await response.text();
  let body = {};
  try {
    body = JSON.parse(text);
  } catch {
    body = { message: text.trim() };
  }
  if (response.status === 404) {
    const chain = path.replace(/^chains|\/[^/]*$/g, "");
    return new Problem(
      `The server no longer has the chain ${chain}: it was started again with other chains.`,
      { kind: "gone" },
    );
  }
  const place = body.detail?.[0]?.loc;
  const pointer = place && place[1] === "input" ? place.slice(2).map((part) => `/${part}`).join("") : undefined;
  return new Problem(body.message || `The server answers with status ${response.status}.`, {
    kind: response.status === 422 ? "input" : "refused",
    pointer,
  });
}

/** Runs a chain, and hands each event to onEvent; ends when the run does, and throws if it fails. */
export async function streamEvents(path, input, { signal, onEvent }) {
  const asking = `chains${path}/stream_events`;
  const response = await asked(asking, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ input }),
    signal,
  });
  if (!response.ok) {
    throw await refusal(response, asking);
  }
  const frames = new Frames(onEvent);
  try {
    await read(response.body, (text) => frames.add(text));
  } catch (failure) {
    throw failure.name === "AbortError"
      ? new Problem("The run was stopped.", { kind: "stopped" })
      : failure instanceof Problem
        ? failure
        : new Problem("The connection broke off before the end of the run.");
  }
  if (!frames.ended) {
    throw new Problem("The connection broke off before the end of the run.");
  }
}

/** Reads text, and lets the page breathe now and then, however fast the text comes. */
async function read(body, onText) {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let since = performance.now();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    onText(decoder.decode(next.value, { stream: true }));
    if (performance.now() - since > BUSY_MILLIS) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
  }
}

/** Takes server-sent events apart. A frame that comes in many pieces is searched once. */
class Frames {
  ended = false;
  #text = "";
  #searched = 0;
  #onEvent;

  constructor(onEvent) {
    this.#onEvent = onEvent;
  }

  add(text) {
    this.#text += text;
    let start = 0;
    let end = this.#text.indexOf("\n\n", this.#searched);
    while (end >= 0) {
      this.#take(this.#text.slice(start, end));
      start = end + 2;
      end = this.#text.indexOf("\n\n", start);
    }
    this.#text = this.#text.slice(start);
    this.#searched = Math.max(0, this.#text.length - 1);
  }

  #take(frame) {
    let name = "message";
    let data = "";
    for (const line of frame.split("\n")) {
      if (line.startsWith("event: ")) {
        name = line.slice(7);
      } else if (line.startsWith("data: ")) {
        data = line.slice(6);
      }
    }
    if (name === "end") {
      this.ended = true;
    } else if (name === "error") {
      throw new Problem(JSON.parse(data).message);
    } else if (data !== "") {
      this.#onEvent(JSON.parse(data));
    }
  }
}
