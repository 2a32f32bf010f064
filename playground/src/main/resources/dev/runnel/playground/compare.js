// Runs of this page side by side.

import { WholeView } from "./answer.js";
import { el, setAttribute, setText } from "./dom.js";
import { count, inputLine, number, oneLine, time } from "./text.js";

export class Comparison {
  #container;
  #columns = new Map();

  constructor(container) {
    this.#container = container;
  }

  /** Shows entries, each a recording with its number. */
  update(entries, now) {
    const same = entries.length === this.#columns.size && entries.every((entry) => this.#columns.has(entry));
    if (!same) {
      this.#columns = new Map(entries.map((entry) => [entry, column(entry)]));
      this.#container.replaceChildren(...[...this.#columns.values()].map((each) => each.element));
    }
    for (const [{ recording }, { facts, view }] of this.#columns) {
      setText(facts, factsOf(recording, now));
      view.update(recording.root ? recording.whole(recording.root) : null, recording.problem?.message ?? "It gave nothing.");
    }
  }
}

function column({ recording, number: place }) {
  const facts = el("p", { class: "facts" });
  const view = new WholeView();
  setAttribute(view.element, "tabindex", 0);
  setAttribute(view.element, "role", "group");
  setAttribute(view.element, "aria-label", `What run ${place} gave`);
  const element = el(
    "article",
    { class: "column" },
    el("h3", {}, `${place} · `, el("bdi", {}, oneLine(recording.path, 40))),
    el("p", { class: "asked" }, el("bdi", {}, inputLine(recording.input, 200))),
    facts,
    view.element,
  );
  return { element, facts, view };
}

function factsOf(recording, now) {
  const root = recording.root;
  const tokens = recording.tokens();
  return [
    recording.state,
    root?.first === undefined ? "" : `first chunk after ${time(root.first - root.start)}`,
    time(recording.duration(now)),
    root ? count(root.count, "chunk") : "",
    tokens ? `${number(tokens.input)} → ${number(tokens.output)} tokens` : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
