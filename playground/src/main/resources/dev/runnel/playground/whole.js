// What the chunks of a run add up to, as far as they have come.

const MOST_ITEMS = 1000;

/**
 * Adds up chunks: text and messages by what they say, patches by applying them. Of other values each
 * replaces the one before while it grows out of it; else they are items of a list.
 */
export class Whole {
  /** none, text, message, json, items or parts. */
  kind = "none";
  text = "";
  reasoning = "";
  /** Pieces of tool calls by their index. */
  calls = new Map();
  json = undefined;
  items = [];
  dropped = 0;
  #branches;

  /** Takes the names of parallel branches, whose chunks are objects with one of them as key. */
  constructor(branches = new Set()) {
    this.#branches = branches;
  }

  add(chunk) {
    if (typeof chunk === "string") {
      this.#become("text");
      this.text += chunk;
    } else if (isMessage(chunk)) {
      this.#become("message");
      this.#addMessage(chunk);
    } else if (isOfAgent(chunk)) {
      this.#become("message");
      this.#addAgentChunk(chunk);
    } else if (isPatch(chunk)) {
      this.#become("json");
      for (const operation of chunk) {
        this.json = patched(this.json, operation);
      }
    } else if (this.#isOfBranches(chunk)) {
      this.#become("parts");
      this.#addParts(chunk);
    } else {
      this.#addValue(chunk);
    }
  }

  /** Takes what the run says that it gave in the end. */
  end(output) {
    if (output === undefined) {
      return;
    }
    if (this.kind === "message" && typeof output?.text === "string" && Array.isArray(output.messages)) {
      this.text = output.text || this.text;
    } else if (typeof output === "string") {
      this.kind = "text";
      this.text = output;
    } else if (isMessage(output)) {
      this.kind = "message";
      this.text = contentText(output.content);
      this.reasoning = output.reasoning_content ?? this.reasoning;
      const calls = output.tool_calls ?? [];
      this.calls = new Map(calls.map((call, index) => [index, { ...call, args: JSON.stringify(call.args) }]));
    } else {
      this.kind = "json";
      this.json = output;
    }
  }

  #become(kind) {
    if (this.kind === "none") {
      this.kind = kind;
    }
  }

  #addMessage(message) {
    this.text += contentText(message.content);
    this.reasoning += message.reasoning_content ?? "";
    for (const piece of message.tool_call_chunks ?? []) {
      const index = piece.index ?? this.calls.size;
      const call = this.calls.get(index) ?? { name: "", args: "" };
      this.calls.set(index, {
        name: call.name || piece.name || "",
        id: call.id ?? piece.id,
        args: call.args + (piece.args ?? ""),
      });
    }
  }

  /** Of an agent's chunks: what its models say, and the calls that it runs, with what they gave. */
  #addAgentChunk({ type, piece, call, result }) {
    if (type === "model_piece") {
      this.text += contentText(piece?.content);
      this.reasoning += piece?.reasoning_content ?? "";
    } else if (type === "tool_started" || type === "approval_asked") {
      const state = type === "approval_asked" ? "waits for approval" : undefined;
      this.calls.set(call?.id, { name: call?.name, args: call?.arguments, state });
    } else if (type === "tool_ended" && this.calls.has(call)) {
      this.calls.set(call, { ...this.calls.get(call), result: contentText(result?.content) });
    }
  }

  #isOfBranches(chunk) {
    return this.#branches.size > 0 && isObject(chunk) && Object.keys(chunk).every((key) => this.#branches.has(key));
  }

  #addParts(chunk) {
    for (const [key, value] of Object.entries(chunk)) {
      const before = this.json?.[key];
      const isText = typeof value === "string" && typeof before === "string";
      this.json = { ...this.json, [key]: isText ? before + value : value };
    }
  }

  #addValue(chunk) {
    if (this.kind === "none") {
      this.kind = "json";
      this.json = chunk;
    } else if (this.kind === "json" && this.items.length === 0 && grewFrom(this.json, chunk)) {
      this.json = chunk;
    } else {
      if (this.kind !== "items") {
        this.items = this.kind === "json" ? [this.json] : [];
        this.kind = "items";
      }
      this.items.push(chunk);
      if (this.items.length > MOST_ITEMS) {
        this.items.shift();
        this.dropped++;
      }
    }
  }
}

/** Returns the text of a message's content, which is text or a list of parts. */
export function contentText(content) {
  if (typeof content === "string") {
    return content;
  }
  return Array.isArray(content) ? content.map((part) => part?.text ?? "").join("") : "";
}

/** Tells whether a value is a message of a model. */
export function isMessage(value) {
  return isObject(value) && "content" in value && (value.type === "AIMessageChunk" || value.type === "ai");
}

function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

const OF_AGENTS = new Set([
  "model_piece",
  "call_begun",
  "call_arguments",
  "model_answered",
  "tool_started",
  "tool_progress",
  "tool_ended",
  "approval_asked",
  "turn_ended",
  "paused",
  "resumed",
]);

function isOfAgent(value) {
  return isObject(value) && OF_AGENTS.has(value.type) && Number.isInteger(value.turn);
}

function isPatch(value) {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((each) => isObject(each) && typeof each.op === "string" && typeof each.path === "string")
  );
}

/** Tells whether JSON that is being written can have become another one. */
function grewFrom(before, after) {
  if (Array.isArray(before)) {
    return Array.isArray(after) && before.length <= after.length && before.every((each, i) => grewFrom(each, after[i]));
  }
  if (isObject(before)) {
    return isObject(after) && Object.keys(before).every((key) => key in after && grewFrom(before[key], after[key]));
  }
  if (before === null) {
    return true;
  }
  return typeof before === typeof after && String(after).startsWith(String(before));
}

/** Applies one operation of a JSON patch (RFC 6902). Values that do not change are shared. */
export function patched(document, { op, path, from, value }) {
  const keys = keysOf(path);
  switch (op) {
    case "add":
    case "replace":
      return changed(document, keys, value, op === "add");
    case "remove":
      return removed(document, keys);
    case "move":
      return changed(removed(document, keysOf(from)), keys, at(document, keysOf(from)), true);
    case "copy":
      return changed(document, keys, at(document, keysOf(from)), true);
    default:
      return document;
  }
}

function keysOf(pointer) {
  return pointer.split("/").slice(1).map((key) => key.replace(/~1/g, "/").replace(/~0/g, "~"));
}

function at(document, keys) {
  return keys.reduce((value, key) => value?.[key], document);
}

function changed(document, keys, value, inserted) {
  if (keys.length === 0) {
    return value;
  }
  const [key, ...rest] = keys;
  if (Array.isArray(document)) {
    const copy = [...document];
    const index = key === "-" ? copy.length : Number(key);
    if (rest.length === 0 && inserted) {
      copy.splice(index, 0, value);
    } else {
      copy[index] = changed(copy[index], rest, value, inserted);
    }
    return copy;
  }
  return { ...document, [key]: changed(document?.[key], rest, value, inserted) };
}

function removed(document, keys) {
  const [key, ...rest] = keys;
  if (key === undefined || document === null || typeof document !== "object") {
    return document;
  }
  if (Array.isArray(document)) {
    const copy = [...document];
    if (rest.length === 0) {
      copy.splice(Number(key), 1);
    } else {
      copy[Number(key)] = removed(copy[Number(key)], rest);
    }
    return copy;
  }
  const entries = Object.entries(document);
  return Object.fromEntries(
    rest.length === 0
      ? entries.filter(([name]) => name !== key)
      : entries.map(([name, value]) => [name, name === key ? removed(value, rest) : value]),
  );
}
