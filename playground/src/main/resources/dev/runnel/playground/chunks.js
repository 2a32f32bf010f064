// One step: what it read, what it gave, and its chunks one by one.

import { el, setAttribute, setText } from "./dom.js";
import { clipped, count, json, number, oneLine, shown, time } from "./text.js";
import { Tree } from "./tree.js";
import { isMessage } from "./whole.js";

const PAGE = 100;
const MOST_CHARACTERS = 1000;

export class StepView {
  #container;
  #shown = null;
  #recording = undefined;
  #parts = null;
  #page = null;

  constructor(container) {
    this.#container = container;
  }

  update(recording, selected) {
    if (recording !== this.#recording || selected !== this.#shown) {
      this.#recording = recording;
      this.#shown = selected;
      this.#page = null;
      this.#build();
    }
    if (this.#parts) {
      this.#fill(this.#run());
    }
  }

  #run() {
    return this.#shown === "output" ? this.#recording.root : this.#shown;
  }

  #build() {
    if (this.#recording === null || this.#shown === null) {
      this.#parts = null;
      this.#container.replaceChildren(el("p", { class: "hint" }, "Choose a step in the graph or in the timeline to see its chunks."));
      return;
    }
    if (this.#shown === "input") {
      this.#parts = null;
      const tree = new Tree();
      tree.update(this.#recording.input);
      this.#container.replaceChildren(el("h3", {}, "Input"), tree.element);
      return;
    }
    this.#parts = this.#makeParts();
    const { heading, facts, error, input, output, chunks, pager } = this.#parts;
    this.#container.replaceChildren(heading, facts, error, input.element, output.element, pager.element, chunks);
  }

  #makeParts() {
    const turn = (name, to) => el("button", { type: "button", class: "quiet", click: () => this.#turn(to) }, name);
    const place = el("span", {});
    const first = turn("First", () => 0);
    const earlier = turn("Earlier", (page) => page - 1);
    const later = turn("Later", (page) => page + 1);
    const latest = turn("Latest", () => null);
    return {
      heading: el("h3", {}, el("bdi", {}, oneLine(this.#run().name, 80))),
      facts: el("p", { class: "facts" }),
      error: el("p", { class: "failure", dir: "auto" }),
      input: folded("Input"),
      output: folded("Output"),
      chunks: el("ol", { class: "chunks" }),
      pager: { element: el("div", { class: "pager" }, place, el("span", { class: "turns" }, first, earlier, later, latest)), place, first, earlier, later, latest },
    };
  }

  #turn(to) {
    const pages = this.#pages();
    const page = to(this.#page ?? pages - 1);
    this.#page = page === null || page >= pages - 1 ? null : Math.max(0, page);
    this.#fill(this.#run());
  }

  #pages() {
    return Math.max(1, Math.ceil(this.#run().chunks.length / PAGE));
  }

  #fill(run) {
    const { facts, error, input, output, pager, chunks } = this.#parts;
    setText(facts, factsOf(run));
    setText(error, run.error ? shown(clipped(`${run.error.type}: ${run.error.message ?? ""}`, 4000)) : "");
    setAttribute(error, "hidden", !run.error);
    input.update(run.input);
    output.update(run.output);
    const pages = this.#pages();
    const page = Math.min(this.#page ?? pages - 1, pages - 1);
    const from = page * PAGE;
    const visible = run.chunks.slice(from, from + PAGE);
    setText(pager.place, placeText(run, from, visible.length));
    pager.first.disabled = pager.earlier.disabled = page === 0;
    pager.later.disabled = pager.latest.disabled = page === pages - 1;
    setAttribute(pager.element.lastChild, "hidden", pages === 1);
    fillRows(chunks, visible, from);
  }
}

/** Makes a folded part with a tree, which is built when somebody looks. */
function folded(name) {
  const tree = new Tree();
  const hint = el("bdi", { class: "hint" });
  let value;
  const element = el("details", { hidden: true, toggle: () => update(value) }, el("summary", {}, `${name} `, hint), tree.element);
  function update(current) {
    if (current !== value) {
      value = current;
      setAttribute(element, "hidden", current === undefined);
      setText(hint, oneLine(current, 80));
    }
    if (element.open && current !== undefined) {
      tree.update(current);
    }
  }
  return { element, update };
}

function factsOf(run) {
  const usage = run.usage;
  return [
    run.type.replaceAll("_", " "),
    run.state,
    run.first === undefined ? "" : `first chunk after ${time(run.first - run.start)}`,
    run.end === undefined ? "" : `took ${time(run.end - run.start)}`,
    usage ? `${number(usage.input_tokens ?? 0)} tokens read, ${number(usage.output_tokens ?? 0)} written` : "",
    ...run.tags,
  ]
    .filter(Boolean)
    .map((fact) => oneLine(fact, 60))
    .join(" · ");
}

function placeText(run, from, length) {
  if (run.count === 0) {
    return "No chunks";
  }
  const dropped = run.dropped ? `; the last ${number(run.dropped)} were not kept` : "";
  return length === run.count ? count(run.count, "chunk") : `Chunks ${number(from + 1)} to ${number(from + length)} of ${number(run.count)}${dropped}`;
}

/** Fills as many rows as there are chunks; a row that shows its chunk already is left alone. */
function fillRows(list, visible, from) {
  setAttribute(list, "start", from + 1);
  while (list.children.length > visible.length) {
    list.lastChild.remove();
  }
  visible.forEach((chunk, index) => {
    let row = list.children[index];
    if (!row) {
      row = el("li", {}, el("span", { class: "at" }), el("bdi", { class: "json" }));
      list.append(row);
    }
    if (row.chunk !== chunk) {
      row.chunk = chunk;
      row.firstChild.textContent = time(chunk[0]);
      row.lastChild.textContent = json(plain(chunk[1]), MOST_CHARACTERS);
    }
  });
}

/** Of a message that has nothing but text, the text says all. */
function plain(chunk) {
  return isMessage(chunk) && Object.keys(chunk).every((key) => key === "type" || key === "content") ? chunk.content : chunk;
}
