// One run of a chain: what its events have told so far, and the file that keeps it.
// The file's format is that of RecordedRun in runnel-test-kit.

import { Problem } from "./server.js";
import { Whole } from "./whole.js";

const FORMAT = "runnel-run";
const VERSION = 1;

/** So many chunks of each run below the root are kept; more are counted. */
const MOST_CHUNKS = 20_000;
const MOST_CUSTOM = 1000;
const KIND = /^on_(.+)_(start|stream|end|error|cancel)$/;
const STATES = new Set(["running", "ended", "failed", "cancelled"]);

/** A chain's run and all runs below it. Times are milliseconds since its start. */
export class Recording {
  /** The runs in the order in which they started; the first is the root. */
  runs = [];
  custom = [];
  /** running, ended, failed or cancelled. */
  state = "running";
  problem = null;
  #byId = new Map();
  #wholes = new Map();

  constructor({ path, input, graph, recorded = new Date().toISOString() }) {
    this.path = path;
    this.input = input;
    this.graph = graph;
    this.recorded = recorded;
  }

  get root() {
    return this.runs[0];
  }

  get isOpen() {
    return this.state === "running";
  }

  run(id) {
    return this.#byId.get(id);
  }

  /** Returns what the chunks of a run add up to. */
  whole(run) {
    return this.#wholes.get(run.id);
  }

  /** Returns how long all of it has taken so far. */
  duration(now) {
    return this.isOpen ? now : (this.end ?? this.root?.end ?? 0);
  }

  /** Returns the tokens of all answers of models. */
  tokens() {
    const sum = { input: 0, output: 0, total: 0 };
    for (const run of this.runs) {
      if (run.usage) {
        sum.input += run.usage.input_tokens ?? 0;
        sum.output += run.usage.output_tokens ?? 0;
        sum.total += run.usage.total_tokens ?? 0;
      }
    }
    return sum.total > 0 || sum.output > 0 ? sum : null;
  }

  /** Returns what the chain has answered as text; of another answer, its JSON. */
  answerText() {
    const whole = this.root && this.whole(this.root);
    return whole?.text || (this.root?.output === undefined ? "" : JSON.stringify(this.root.output));
  }

  /** Takes one event, at a time. */
  take(event, at) {
    if (event.event === "on_custom_event") {
      if (this.custom.length < MOST_CUSTOM) {
        this.custom.push({ at, run: event.run_id, name: event.name, data: event.data });
      }
      return;
    }
    const [, type, what] = KIND.exec(event.event) ?? [];
    if (what === "start") {
      this.#start(event, type, at);
      return;
    }
    const run = this.#byId.get(event.run_id);
    if (!run) {
      return;
    }
    const data = event.data ?? {};
    if (what === "stream") {
      this.#chunk(run, data.chunk, at);
    } else {
      run.end = at;
      run.state = { end: "ended", error: "failed", cancel: "cancelled" }[what];
      run.input ??= data.input;
      run.output = data.output;
      run.error = data.error;
      run.usage = data.output?.usage_metadata ?? run.usage;
      this.#wholes.get(run.id).end(run.output);
    }
  }

  #start(event, type, at) {
    const parents = event.parent_ids ?? [];
    this.#add({
      id: event.run_id,
      parent: parents[parents.length - 1],
      name: event.name,
      type,
      tags: event.tags ?? [],
      start: at,
      state: "running",
      input: event.data?.input,
      chunks: [],
    });
  }

  #add(run) {
    run.count = run.chunks.length + (run.dropped ?? 0);
    run.depth = run.parent ? (this.#byId.get(run.parent)?.depth ?? -1) + 1 : 0;
    this.runs.push(run);
    this.#byId.set(run.id, run);
    this.#wholes.set(run.id, new Whole(this.#branches(run.id)));
    const key = run.tags.map((tag) => /^map:key:(.*)$/.exec(tag)?.[1]).find((found) => found !== undefined);
    if (key !== undefined && run.parent) {
      for (let above = this.#byId.get(run.parent); above; above = this.#byId.get(above.parent)) {
        this.#branches(above.id).add(key);
      }
    }
  }

  #sets = new Map();

  #branches(id) {
    if (!this.#sets.has(id)) {
      this.#sets.set(id, new Set());
    }
    return this.#sets.get(id);
  }

  #chunk(run, chunk, at) {
    run.first ??= at;
    run.last = at;
    run.count++;
    if (run.chunks.length < MOST_CHUNKS) {
      run.chunks.push([at, chunk]);
    } else {
      run.dropped = (run.dropped ?? 0) + 1;
    }
    run.usage = chunk?.usage_metadata ?? run.usage;
    this.#wholes.get(run.id).add(chunk);
  }

  /** Ends it, whatever of it is still open. */
  finish(state, at, problem = null) {
    this.state = state;
    this.problem = problem;
    this.end = this.root?.end ?? at;
    for (const run of this.runs) {
      if (run.state === "running") {
        run.state = "cancelled";
        run.end = at;
      }
    }
  }

  /** Returns what is saved. */
  toFile() {
    return {
      format: FORMAT,
      version: VERSION,
      chain: this.path,
      recorded: this.recorded,
      input: this.input,
      state: this.state,
      problem: this.problem?.message,
      duration: rounded(this.duration(0)),
      graph: this.graph ?? undefined,
      runs: this.runs.map((run) => ({
        id: run.id,
        parent: run.parent,
        name: run.name,
        type: run.type,
        tags: run.tags,
        start: rounded(run.start),
        end: rounded(run.end),
        state: run.state,
        input: run.input,
        output: run.output,
        error: run.error,
        chunks: run.chunks.map(([at, chunk]) => [rounded(at), chunk]),
        dropped: run.dropped,
      })),
      events: this.custom.map((event) => ({ ...event, at: rounded(event.at) })),
    };
  }

  /** Reads what was saved. */
  static ofFile(text) {
    const file = parsed(text);
    const recording = new Recording({
      path: file.chain,
      input: file.input,
      graph: isGraph(file.graph) ? file.graph : null,
      recorded: String(file.recorded ?? ""),
    });
    file.runs.forEach((run, index) => recording.#add(checkedRun(run, index, recording)));
    for (const run of recording.runs) {
      const whole = recording.whole(run);
      run.chunks.forEach(([, chunk]) => whole.add(chunk));
      whole.end(run.output);
      run.first = run.chunks[0]?.[0];
      run.usage =
        run.output?.usage_metadata ?? run.chunks.findLast(([, chunk]) => chunk?.usage_metadata)?.[1].usage_metadata;
    }
    recording.custom = Array.isArray(file.events) ? file.events.filter((event) => typeof event?.at === "number") : [];
    const root = recording.root;
    recording.state = STATES.has(file.state) && file.state !== "running" ? file.state : root.state;
    recording.problem = file.problem ? new Problem(String(file.problem)) : null;
    recording.end = typeof file.duration === "number" ? file.duration : root.end;
    return recording;
  }
}

function rounded(millis) {
  return millis === undefined ? undefined : Math.round(millis * 1000) / 1000;
}

function broken(why) {
  return new Problem(`This file cannot be opened: ${why}`);
}

function parsed(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw broken("it is no JSON.");
  }
  if (file?.format !== FORMAT) {
    throw broken("it is no recorded run of Runnel.");
  }
  if (file.version !== VERSION) {
    throw broken(`it is of version ${file.version}, and this page reads version ${VERSION}.`);
  }
  if (typeof file.chain !== "string" || !Array.isArray(file.runs) || file.runs.length === 0) {
    throw broken("it lacks the chain or its runs.");
  }
  return file;
}

function checkedRun(run, index, recording) {
  const isComplete =
    typeof run?.id === "string" &&
    typeof run.name === "string" &&
    typeof run.type === "string" &&
    typeof run.start === "number" &&
    STATES.has(run.state) &&
    recording.run(run.id) === undefined &&
    (index === 0 ? run.parent === undefined : recording.run(run.parent) !== undefined);
  const chunks = run?.chunks ?? [];
  if (!isComplete || !Array.isArray(chunks) || !chunks.every((chunk) => typeof chunk?.[0] === "number")) {
    throw broken(`what stands at /runs/${index} is no run.`);
  }
  return {
    ...run,
    tags: Array.isArray(run.tags) ? run.tags.map(String) : [],
    chunks,
    dropped: Number.isInteger(run.dropped) ? run.dropped : undefined,
    end: typeof run.end === "number" ? run.end : run.start,
    state: run.state === "running" ? "cancelled" : run.state,
  };
}

/** Tells whether a value is a graph: nodes with ids of their own, and edges between them. */
export function isGraph(graph) {
  if (!Array.isArray(graph?.nodes) || !Array.isArray(graph.edges)) {
    return false;
  }
  const ids = new Set(graph.nodes.map((node) => node?.id));
  return (
    ids.size === graph.nodes.length &&
    ids.has("input") &&
    ids.has("output") &&
    graph.nodes.every((node) => typeof node.id === "string") &&
    graph.edges.every((edge) => ids.has(edge?.from) && ids.has(edge?.to))
  );
}
