// All runs of a recording below each other, each with its time, its tokens and its failure.

import { el, setAttribute, setText } from "./dom.js";
import { clipped, count, number, oneLine, shown, time } from "./text.js";

const MOST_ROWS = 200;

export class Timeline {
  #list;
  #scale;
  #more;
  #onSelect;
  #recording = null;
  #lanes = [];

  constructor(container, onSelect) {
    this.#onSelect = onSelect;
    this.#scale = [el("span"), el("span"), el("span")];
    this.#list = el("ol", { class: "lanes" });
    this.#more = el("p", { class: "hint" });
    container.replaceChildren(el("div", { class: "scale", "aria-hidden": "true" }, ...this.#scale), this.#list, this.#more);
  }

  update(recording, selected, now) {
    if (recording !== this.#recording) {
      this.#recording = recording;
      this.#lanes = [];
      this.#list.replaceChildren();
    }
    const runs = recording?.runs ?? [];
    for (let i = this.#lanes.length; i < Math.min(runs.length, MOST_ROWS); i++) {
      this.#insert(new Lane(runs[i], () => this.#onSelect(runs[i])));
    }
    const total = Math.max(recording?.duration(now) ?? 0, 1);
    this.#lanes.forEach((lane) => lane.update(total, now, lane.run === selected));
    [0, total / 2, total].forEach((at, index) => setText(this.#scale[index], recording ? time(at) : ""));
    setText(this.#more, hint(recording, runs.length));
  }

  /** Puts a run behind all that are below its parent. */
  #insert(lane) {
    const { parent, depth } = lane.run;
    let place = this.#lanes.findIndex((each) => each.run.id === parent) + 1;
    while (place > 0 && place < this.#lanes.length && this.#lanes[place].run.depth >= depth) {
      place++;
    }
    this.#list.insertBefore(lane.element, this.#lanes[place]?.element ?? null);
    this.#lanes.splice(place, 0, lane);
  }
}

class Lane {
  constructor(run, onSelect) {
    this.run = run;
    this.bar = el("span", { class: "bar" }, el("span", { class: "waited" }));
    this.took = el("span", { class: "took" });
    this.state = el("span", { class: "state" });
    this.failure = el("bdi", { class: "failure" });
    const attempt = run.tags.map((tag) => /^retry:attempt:(\d+)$/.exec(tag)?.[1]).find(Boolean);
    const label = el(
      "span",
      { class: "label" },
      el("bdi", { class: "name" }, oneLine(run.name, 60)),
      el("span", { class: "type" }, attempt ? `attempt ${oneLine(attempt, 8)}` : oneLine(run.type, 20).replaceAll("_", " ")),
    );
    this.button = el("button", { type: "button", click: onSelect }, label, el("span", { class: "track" }, this.bar), this.took, this.state);
    this.element = el("li", {}, this.button, this.failure);
    this.element.style.setProperty("--depth", Math.min(run.depth, 8));
  }

  update(total, now, isSelected) {
    const { run } = this;
    const end = run.end ?? now;
    this.bar.style.setProperty("--from", `${(100 * run.start) / total}%`);
    this.bar.style.setProperty("--length", `${(100 * Math.max(0, end - run.start)) / total}%`);
    const waited = run.first === undefined ? (run.chunks.length === 0 ? 0 : 1) : (run.first - run.start) / Math.max(end - run.start, 0.001);
    this.bar.style.setProperty("--waited", `${100 * Math.min(1, waited)}%`);
    setText(this.took, time(end - run.start));
    const usage = run.usage;
    const tokens = usage ? `${number(usage.input_tokens ?? 0)} → ${number(usage.output_tokens ?? 0)} tokens` : "";
    setText(this.state, tokens || (run.state === "ended" ? "" : run.state));
    setAttribute(this.element, "data-state", run.state);
    setAttribute(this.button, "aria-pressed", String(isSelected));
    const { error } = run;
    setText(this.failure, error ? shown(clipped(`${error.type.replace(/^.*\./, "")}: ${error.message ?? ""}`, 300)) : "");
    setAttribute(this.failure, "hidden", !error);
  }
}

function hint(recording, runs) {
  if (!recording) {
    return "Each step, attempt, fallback and tool of a run gets a line here.";
  }
  return runs > MOST_ROWS ? `… and ${count(runs - MOST_ROWS, "more run")}` : "";
}
