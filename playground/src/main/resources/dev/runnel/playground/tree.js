// JSON as a tree that grows in place: only what has changed is touched, and it never holds more than
// so many rows, however large the value is.

import { el, setText } from "./dom.js";
import { clipped, count, shown } from "./text.js";

const MOST_ROWS = 800;
const MOST_TEXT = 4000;

export class Tree {
  element = el("div", { class: "tree" });
  #root = new Row(null);
  #value;

  constructor() {
    this.element.append(this.#root.element);
  }

  update(value) {
    if (value !== this.#value) {
      this.#value = value;
      this.#root.update(value, { left: MOST_ROWS });
    }
  }
}

/** One value with its key; of an object or a list the rows below it. */
class Row {
  element = el("div", { class: "row" });
  #text = el("bdi", {});
  #below = null;
  #more = null;
  #rows = new Map();

  constructor(key, isIndex = false) {
    if (key !== null) {
      this.element.append(el("bdi", { class: isIndex ? "mark" : "key" }, shown(clipped(String(key), 200))), isIndex ? " " : ": ");
    }
    this.element.append(this.#text);
  }

  update(value, budget) {
    budget.left--;
    const isContainer = value !== null && typeof value === "object";
    this.#text.className = isContainer ? "mark" : value === null ? "null" : typeof value;
    setText(this.#text, isContainer ? summary(value) : leaf(value));
    if (isContainer) {
      this.#updateBelow(value, budget);
    } else if (this.#below) {
      this.#below.remove();
      this.#below = null;
      this.#rows.clear();
    }
  }

  #updateBelow(value, budget) {
    if (!this.#below) {
      this.#below = el("div", { class: "below" });
      this.#more = el("div", { class: "more" });
      this.element.append(this.#below);
    }
    const keys = Object.keys(value);
    let drawn = 0;
    for (const key of keys) {
      if (budget.left <= 0) {
        break;
      }
      let row = this.#rows.get(key);
      if (!row) {
        row = new Row(key, Array.isArray(value));
        this.#rows.set(key, row);
      }
      if (this.#below.children[drawn] !== row.element) {
        this.#below.insertBefore(row.element, this.#below.children[drawn] ?? null);
      }
      row.update(value[key], budget);
      drawn++;
    }
    for (const [key, row] of this.#rows) {
      if (!Object.hasOwn(value, key)) {
        row.element.remove();
        this.#rows.delete(key);
      }
    }
    if (drawn < keys.length) {
      setText(this.#more, `… ${count(keys.length - drawn, "more value")}`);
      this.#below.append(this.#more);
    } else {
      this.#more.remove();
    }
  }
}

function summary(value) {
  const size = Object.keys(value).length;
  if (Array.isArray(value)) {
    return size === 0 ? "[]" : `[${size}]`;
  }
  return size === 0 ? "{}" : "";
}

function leaf(value) {
  return typeof value === "string" ? shown(clipped(value, MOST_TEXT)) : String(value);
}
