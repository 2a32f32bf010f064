// The graph of a chain, in which each step shows what its run does.

import { el, setAttribute, setText, svg } from "./dom.js";
import { layered } from "./layout.js";
import { count, number, oneLine, time } from "./text.js";

const NODE = { width: 152, least: 108, height: 48 };
const END = { width: 60, height: 30 };
const GAP = { along: 44, least: 26, below: 34, across: 14 };
const MOST_LABEL = 12;
const CHARACTER = 6.4;
const ROOM_FOR_BACK = 30;
const PADDING = 6;

export class GraphView {
  #container;
  #onSelect;
  #graph = null;
  #nodes = new Map();
  #edges = [];
  #width = 0;
  /** The recording that the runs are of; undefined until they are looked for anew. */
  #followed;
  #selected = null;
  #runs = new Map();
  #steps = new Map();
  #keys = new Map();
  #seen = 0;

  /** Calls onSelect with a run, or with "input" or "output". */
  constructor(container, onSelect) {
    this.#container = container;
    this.#onSelect = onSelect;
    new ResizeObserver(() => this.#draw()).observe(container);
  }

  show(graph) {
    if (graph !== this.#graph) {
      this.#graph = graph;
      this.#width = 0;
      this.#followed = undefined;
      this.#draw();
    }
  }

  update(recording, selected) {
    this.#selected = selected;
    if (recording !== this.#followed) {
      this.#followed = recording;
      this.#runs = new Map();
      this.#steps = new Map();
      this.#keys = new Map();
      this.#seen = 0;
    }
    this.#assign(recording);
    for (const [id, node] of this.#nodes) {
      this.#updateNode(id, node, recording, selected);
    }
    for (const edge of this.#edges) {
      this.#updateEdge(edge, recording);
    }
  }

  /** Finds the step that each new run is of: by its name, and among equals by branch and place. */
  #assign(recording) {
    const steps = (this.#graph?.nodes ?? []).filter((node) => node.name !== undefined);
    const runs = recording?.runs ?? [];
    for (; this.#seen < runs.length; this.#seen++) {
      const run = runs[this.#seen];
      const isRoot = this.#seen === 0;
      const node = isRoot ? (steps.length === 1 ? steps[0] : undefined) : this.#stepOf(run, steps, recording);
      if (node) {
        if (!this.#runs.has(node.id)) {
          this.#runs.set(node.id, []);
        }
        this.#runs.get(node.id).push(run);
        this.#steps.set(run.id, node);
      }
    }
  }

  #stepOf(run, steps, recording) {
    const within = this.#stepAround(run, recording);
    const named = steps.filter((node) => node.name === run.name && this.#canBeIn(node, within));
    const typed = named.filter((node) => node.type === run.type);
    const equals = typed.length > 0 ? typed : named;
    if (equals.length < 2) {
      return equals[0];
    }
    const keys = branchesOf(run, recording);
    const branch = equals.filter((node) => labelsBehind(node.id, this.#graph).some((label) => keys.has(label)));
    return branch.length === 1 ? branch[0] : this.#byPlace(branch.length > 0 ? branch : equals, run);
  }

  #stepAround(run, recording) {
    for (let above = recording.run(run.parent); above; above = recording.run(above.parent)) {
      if (this.#steps.has(above.id)) {
        return this.#steps.get(above.id);
      }
    }
    return null;
  }

  /** Within the run of a step are its attempts and its fallbacks, which read the same; the rest is its own. */
  #canBeIn(node, within) {
    const reads = (id) => this.#graph.edges.filter((edge) => edge.to === id && !edge.back).map((edge) => edge.from);
    return !within || node === within || reads(node.id).some((from) => reads(within.id).includes(from));
  }

  /** Runs of one parent at one place are of one step; those of other places are of the next. */
  #byPlace(equals, run) {
    const place = run.tags.filter((tag) => tag.startsWith("seq:step:")).join();
    const key = `${run.name} ${run.parent} ${place}`;
    if (!this.#keys.has(key)) {
      const taken = [...this.#keys.keys()].filter((other) => other.startsWith(`${run.name} `)).length;
      this.#keys.set(key, taken % equals.length);
    }
    return equals[this.#keys.get(key) % equals.length];
  }

  #runOf(id, recording) {
    return id === "output" ? recording?.root : this.#runs.get(id)?.at(-1);
  }

  #updateNode(id, { group, label, note, name, type, width }, recording, selected) {
    const run = this.#runOf(id, recording);
    const isEnd = isEndId(id);
    const state = id === "input" ? (recording ? "ended" : null) : run?.state;
    setAttribute(group, "data-state", state ?? "waiting");
    const notes = isEnd ? [""] : notesOf(run);
    if (!isEnd) {
      const tries = (this.#runs.get(id) ?? []).filter((each) => each.type === run.type).length;
      setText(label, shortened(name, width, tries > 1 ? ` ×${tries}` : ""));
      setText(note, notes.find((each) => each.length * CHARACTER <= width - 20) ?? "");
    }
    const said = isEnd ? name : `${label.textContent} ${note.textContent}`.trim();
    setText(group.querySelector("title"), [said, type, state].filter(Boolean).join(", "));
    setAttribute(group, "aria-pressed", String(selected !== null && (selected === id || (!isEnd && run !== undefined && selected === run))));
  }

  #updateEdge({ edge, group, from, to }, recording) {
    const run = this.#runOf(edge.from, recording);
    const isInput = edge.from === "input";
    const flowed = isInput ? recording !== null : run && (run.count > 0 || run.state === "ended");
    setAttribute(group, "data-state", flowed ? (run?.state === "running" ? "running" : "ended") : "waiting");
    const what = isInput ? "the input" : run ? count(run.count, "chunk") : "nothing yet";
    const why = edge.label ? ` (${oneLine(edge.label, 200)})` : "";
    setText(group.querySelector("title"), `from ${from} to ${to}${why}: ${what}`);
  }

  #select(id) {
    if (id === "input" || id === "output") {
      this.#onSelect(id);
      return;
    }
    const run = this.#runOf(id, this.#followed);
    if (run) {
      this.#onSelect(run);
    }
  }

  #draw() {
    const width = this.#container.clientWidth;
    if (width === this.#width || width === 0) {
      return;
    }
    this.#width = width;
    const focused = this.#container.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    this.#nodes = new Map();
    this.#edges = [];
    if (!this.#graph) {
      this.#container.replaceChildren(el("p", { class: "hint" }, "This chain does not say what it is made of."));
      return;
    }
    const drawn = placed(this.#graph, width);
    const picture = svg("svg", {
      width: drawn.width,
      height: drawn.height,
      viewBox: `0 0 ${drawn.width} ${drawn.height}`,
      role: "group",
      "aria-label": "Graph of the chain",
    });
    picture.append(arrowHead());
    const names = new Map(this.#graph.nodes.map((node) => [node.id, node.name ?? node.id]));
    this.#graph.edges.forEach((edge, index) => {
      picture.append(this.#edge(edge, drawn, index, names));
    });
    for (const node of this.#graph.nodes) {
      picture.append(this.#node(node, drawn.boxes.get(node.id)));
    }
    this.#container.replaceChildren(picture);
    if (focused) {
      [...picture.querySelectorAll("[data-id]")].find((each) => each.dataset.id === focused)?.focus();
    }
    const followed = this.#followed ?? null;
    this.#followed = undefined;
    this.update(followed, this.#selected);
  }

  #node(node, box) {
    const isEnd = node.name === undefined;
    const name = oneLine(node.name ?? node.id, 60);
    const note = isEnd ? null : svg("text", { class: "note", x: box.x + 12, y: box.y + 36 });
    const label = isEnd
      ? svg("text", { class: "end", x: box.x + box.width / 2, y: box.y + box.height / 2 + 4, "text-anchor": "middle" }, name)
      : svg("text", { class: "name", x: box.x + 12, y: box.y + 19 });
    const group = svg(
      "g",
      { class: "node", tabindex: 0, role: "button", "data-id": node.id, "data-name": name, ...pressed(() => this.#select(node.id)) },
      svg("title", {}, name),
      svg("rect", { ...box, rx: isEnd ? box.height / 2 : 7 }),
      isEnd ? null : svg("rect", { class: "strip", x: box.x, y: box.y + 8, width: 3, height: box.height - 16, rx: 1.5 }),
      label,
      note,
    );
    const type = isEnd ? "" : oneLine(node.type, 40).replaceAll("_", " ");
    this.#nodes.set(node.id, { group, label, note, name, type, width: box.width });
    return group;
  }

  #edge(edge, drawn, index, names) {
    const { path, label } = drawn.paths[index];
    const group = svg(
      "g",
      { class: `edge ${edge.back ? "back" : ""}`, tabindex: 0, role: "button", "data-id": `edge ${index}`, ...pressed(() => this.#select(edge.from)) },
      svg("title", {}),
      svg("path", { class: "touch", d: path }),
      svg("path", { class: "line", d: path, "marker-end": "url(#arrow)" }),
      edge.label && label
        ? svg("text", { class: "label", x: label.x, y: label.y, "text-anchor": "middle" }, labelOf(edge))
        : null,
    );
    const from = oneLine(names.get(edge.from), 60);
    const to = oneLine(names.get(edge.to), 60);
    this.#edges.push({ edge, group, from, to });
    return group;
  }
}

/** Returns the names of the parallel branches that a run is in. */
function branchesOf(run, recording) {
  const keys = new Set();
  for (let above = run; above; above = recording.run(above.parent)) {
    above.tags.filter((tag) => tag.startsWith("map:key:")).forEach((tag) => keys.add(tag.slice(8)));
  }
  return keys;
}

/** Returns the labels of all edges that lead on from a step. */
function labelsBehind(id, graph) {
  const reached = new Set([id]);
  const labels = new Set();
  for (const from of reached) {
    for (const edge of graph.edges.filter((each) => each.from === from && !each.back)) {
      reached.add(edge.to);
      edge.label?.split(", ").forEach((label) => labels.add(label));
    }
  }
  return [...labels];
}

/** Keeps so much of a name as a width has room for. */
function shortened(name, width, suffix = "") {
  const most = Math.max(4, Math.floor((width - 20) / (CHARACTER + 1)) - suffix.length);
  return (name.length > most ? `${name.slice(0, most - 1)}…` : name) + suffix;
}

/** Returns what stands at an edge: the first thing that its label says. */
function labelOf(edge) {
  const label = oneLine(edge.label.split(", ")[0], 60);
  const most = edge.back ? 2 * MOST_LABEL : MOST_LABEL;
  return label.length > most ? `${label.slice(0, most - 1)}…` : label;
}

function pressed(action) {
  return {
    click: action,
    keydown(event) {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        action();
      }
    },
  };
}

/** Returns what a step says of its run, at length and ever shorter. */
function notesOf(run) {
  if (!run) {
    return [""];
  }
  if (run.count > 0) {
    const first = time(run.first - run.start);
    return [`${count(run.count, "chunk")} · ${first}`, `${number(run.count)} · ${first}`, number(run.count)];
  }
  return [run.end === undefined ? "running" : time(run.end - run.start)];
}

function arrowHead() {
  return svg(
    "defs",
    {},
    svg(
      "marker",
      { id: "arrow", viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: "auto-start-reverse" },
      svg("path", { class: "head", d: "M1 1 L7 4 L1 7 z" }),
    ),
  );
}

/** Puts boxes and paths: from left to right where that fits, else from top to bottom. */
function placed(graph, width) {
  const { layers, routes } = layered(graph);
  const room = graph.edges.some((edge) => edge.back) ? ROOM_FOR_BACK : 0;
  const most = Math.max(...layers.map((ids) => ids.length));
  const row = rowSizes(layers, width, roomForLabels(graph, layers));
  const isRow = row !== null;
  const across = isRow ? NODE.height + GAP.across : Math.min(NODE.width + GAP.across, (width - 2 * PADDING - room) / most);
  const sizes = row ?? { node: across - GAP.across, end: Math.min(END.width, across), gaps: layers.map(() => GAP.below) };
  const middle = isRow ? PADDING + room + (most * across) / 2 : (width - room) / 2;
  const boxes = new Map();
  let along = PADDING;
  layers.forEach((ids, layer) => {
    const size = isRow ? layerWidth(ids, sizes.node) : NODE.height;
    ids.forEach((id, index) => {
      const aside = middle + (index - (ids.length - 1) / 2) * across;
      const center = along + size / 2;
      boxes.set(id, box(id, isRow ? [center, aside] : [aside, center], sizes));
    });
    along += size + (layer < layers.length - 1 ? sizes.gaps[layer] : 0);
  });
  const paths = graph.edges.map((edge, index) =>
    edge.back ? backPath(boxes.get(edge.from), boxes.get(edge.to), isRow) : path(routes[index].map((id) => boxes.get(id)), isRow),
  );
  const length = along + PADDING;
  return isRow
    ? { boxes, paths, width: length, height: most * across + room + 2 * PADDING }
    : { boxes, paths, width, height: length };
}

const isEndId = (id) => id === "input" || id === "output";

function layerWidth(ids, node) {
  return Math.max(...ids.map((id) => (isEndId(id) ? END.width : id.startsWith("~") ? 0 : node)));
}

/** Returns how much the labels need behind each layer. */
function roomForLabels(graph, layers) {
  const rooms = layers.map(() => 0);
  for (const edge of graph.edges.filter((each) => each.label && !each.back)) {
    const layer = layers.findIndex((ids) => ids.includes(edge.from));
    rooms[layer] = Math.max(rooms[layer], labelOf(edge).length * CHARACTER + 18);
  }
  return rooms;
}

/** Returns how wide steps and gaps are in a row, or null where a row does not fit. */
function rowSizes(layers, width, rooms) {
  const steps = layers.filter((ids) => layerWidth(ids, 1) === 1).length;
  const ends = layers.filter((ids) => layerWidth(ids, 1) === END.width).length;
  const left = width - 2 * PADDING - ends * END.width;
  const gaps = (least) => rooms.map((room) => Math.max(room, least));
  const sum = (numbers) => numbers.slice(0, -1).reduce((a, b) => a + b, 0);
  if (left < steps * NODE.least + sum(gaps(GAP.least))) {
    return null;
  }
  const wide = gaps(GAP.along);
  const chosen = left >= steps * NODE.width + sum(wide) ? wide : gaps(GAP.least);
  return { node: Math.min(NODE.width, (left - sum(chosen)) / Math.max(steps, 1)), end: END.width, gaps: chosen };
}

function box(id, [x, y], { node, end }) {
  const width = isEndId(id) ? end : id.startsWith("~") ? 0 : node;
  const height = isEndId(id) ? END.height : id.startsWith("~") ? 0 : NODE.height;
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function path(boxes, isRow) {
  const points = [];
  boxes.forEach((box, index) => {
    if (index > 0) {
      points.push(isRow ? [box.x, box.y + box.height / 2] : [box.x + box.width / 2, box.y]);
    }
    if (index < boxes.length - 1) {
      points.push(isRow ? [box.x + box.width, box.y + box.height / 2] : [box.x + box.width / 2, box.y + box.height]);
    }
  });
  let text = `M${points[0].join(" ")}`;
  for (let i = 1; i < points.length; i += 2) {
    const [[x, y], [toX, toY]] = [points[i - 1], points[i]];
    const bend = isRow ? (toX - x) / 2 : (toY - y) / 2;
    const [c1, c2] = isRow ? [[x + bend, y], [toX - bend, toY]] : [[x, y + bend], [toX, toY - bend]];
    text += ` C${c1.join(" ")} ${c2.join(" ")} ${toX} ${toY}`;
  }
  const [a, b] = [points[0], points[1]];
  return { path: text, label: { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2 - 5 } };
}

function backPath(from, to, isRow) {
  if (isRow) {
    const [x, toX] = [from.x + from.width / 2 + 18, to.x + to.width / 2 - 18];
    const top = Math.min(from.y, to.y) - 26;
    return { path: `M${x} ${from.y} C${x} ${top} ${toX} ${top} ${toX} ${to.y}`, label: { x: (x + toX) / 2, y: top + 4 } };
  }
  const [y, toY] = [from.y + from.height / 2 + 10, to.y + to.height / 2 - 10];
  const [x, toX] = [from.x + from.width, to.x + to.width];
  const right = Math.max(x, toX) + (from === to ? GAP.across : 26);
  return { path: `M${x} ${y} C${right} ${y} ${right} ${toY} ${toX} ${toY}`, label: null };
}
