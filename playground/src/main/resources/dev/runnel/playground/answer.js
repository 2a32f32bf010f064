// What a run gives, as it comes: text, a message, or JSON that grows in place.

import { el, setText } from "./dom.js";
import { count, shown, tail } from "./text.js";
import { Tree } from "./tree.js";

/** So many characters of a text are in the page; the file that is saved has all. */
const MOST_TEXT = 60_000;
const MOST_ITEMS = 200;

export class WholeView {
  element = el("div", { class: "whole" });
  #whole = null;
  #parts = new Map();
  #trees = [];

  /** Shows what a run gives, or a sentence where there is nothing. */
  update(whole, ofNothing) {
    if (whole !== this.#whole) {
      this.#whole = whole;
      this.#parts.clear();
      this.#trees = [];
      this.element.replaceChildren();
    }
    const kind = whole?.kind ?? "none";
    this.#text("nothing", "p", kind === "none" ? ofNothing : "", "hint");
    if (kind === "none") {
      return;
    }
    this.#text("reasoning", "div", whole.reasoning, "reasoning");
    const isText = kind === "text" || kind === "message";
    this.#text("text", "div", isText ? whole.text : "", "text");
    const calls = [...whole.calls.values()].map(({ name, args, result, state }) => ({
      tool: name,
      arguments: args,
      ...(result === undefined ? {} : { result }),
      ...(state === undefined ? {} : { state }),
    }));
    this.#tree("calls", calls.length > 0 ? calls : undefined);
    this.#tree("json", kind === "json" || kind === "parts" ? whole.json : undefined);
    if (kind === "items") {
      this.#tree("items", whole.items.slice(-MOST_ITEMS));
      const left = whole.dropped + Math.max(0, whole.items.length - MOST_ITEMS);
      this.#text("left", "p", left > 0 ? `${count(left, "chunk")} before these.` : "", "hint");
    } else {
      this.#tree("items", undefined);
    }
  }

  #text(name, tag, text, className) {
    const part = this.#parts.get(name);
    if (!text) {
      part?.element.remove();
      this.#parts.delete(name);
      return;
    }
    if (!part) {
      const element = el(tag, { class: className, dir: "auto" });
      this.#parts.set(name, { element, length: 0 });
      this.element.append(element);
    }
    this.#fill(this.#parts.get(name), text);
  }

  /** Appends what is new, so that a long text is not laid out again by its every token. */
  #fill(part, text) {
    if (text === part.text) {
      return;
    }
    const isLonger = part.text !== undefined && text.length <= MOST_TEXT && text.startsWith(part.text);
    if (isLonger) {
      part.element.lastChild.appendData(shown(text.slice(part.text.length)));
    } else {
      const cut = text.length - MOST_TEXT;
      setText(part.element, (cut > 0 ? `(${count(cut, "character")} before this) … ` : "") + shown(tail(text, MOST_TEXT)));
    }
    part.text = text;
  }

  #tree(name, value) {
    const part = this.#parts.get(name);
    if (value === undefined) {
      part?.element.remove();
      this.#parts.delete(name);
      return;
    }
    if (!part) {
      const tree = new Tree();
      this.#parts.set(name, { tree, element: tree.element });
      this.element.append(tree.element);
    }
    this.#parts.get(name).tree.update(value);
  }
}
