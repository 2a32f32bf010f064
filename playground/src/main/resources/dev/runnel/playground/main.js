// The page: the chain that is chosen, its input, the run that is shown, and the runs before it.

import { WholeView } from "./answer.js";
import { StepView } from "./chunks.js";
import { Comparison } from "./compare.js";
import { byId, el, setAttribute, setText } from "./dom.js";
import { InputForm, InputProblem } from "./form.js";
import { GraphView } from "./graph.js";
import { fromAddress, linkTo } from "./link.js";
import { Recording, isGraph } from "./recording.js";
import { Problem, chains, graph, inputSchema, streamEvents } from "./server.js";
import { count, inputLine, number, oneLine, shown, time } from "./text.js";
import { Timeline } from "./timeline.js";

const MOST_RUNS = 20;
const TICK_MILLIS = 200;

const form = new InputForm(byId("input"));
const graphView = new GraphView(byId("graph"), select);
const answer = new WholeView();
const step = new StepView(byId("step"));
const timeline = new Timeline(byId("timeline"), select);
const comparison = new Comparison(byId("columns"));
byId("answer").append(answer.element);

/** The chains by their paths, each with its graph and schema once they are known. */
const known = new Map();
let chosen = null;
/** The runs of this page, the newest last. */
const entries = [];
let current = null;
let selected = null;
/** Whether the step that is shown is the newest run of a model, until somebody chooses another. */
let isFollowing = true;
/** The run that goes on: when it began, and what stops it. */
let live = null;
let numbers = 0;
let isDirty = false;

function redraw() {
  if (!isDirty) {
    isDirty = true;
    requestAnimationFrame(() => {
      isDirty = false;
      draw();
    });
  }
}

function now() {
  return live ? performance.now() - live.since : 0;
}

function draw() {
  const recording = current?.recording ?? null;
  const at = now();
  const root = recording?.root;
  drawStatus(recording, at);
  graphView.show(recording?.graph ?? known.get(recording?.path ?? chosen)?.graph ?? null);
  graphView.update(recording, selected);
  following(byId("answer"), recording, () => answer.update(root ? recording.whole(root) : null, nothing(recording)));
  setAttribute(byId("answer"), "aria-busy", recording?.isOpen ? "true" : null);
  following(byId("step"), recording, () => step.update(recording, selected));
  timeline.update(recording, selected, at);
  drawPast(at);
  const compared = entries.filter((entry) => entry.isCompared);
  byId("comparison").hidden = compared.length < 2;
  comparison.update(compared.length < 2 ? [] : compared, at);
}

/** Keeps the end of what grows in sight, unless somebody has scrolled away from it. */
function following(box, recording, update) {
  const isAtEnd = recording?.isOpen && box.scrollHeight - box.scrollTop - box.clientHeight < 24;
  update();
  if (isAtEnd) {
    box.scrollTop = box.scrollHeight;
  }
}

function nothing(recording) {
  if (!recording) {
    return "What the chain gives appears here, as it comes.";
  }
  return recording.isOpen ? "Waiting for the first chunk …" : "It gave nothing.";
}

const STATES = { running: "Running", ended: "Ended", failed: "Failed", cancelled: "Stopped" };

function drawStatus(recording, at) {
  const status = byId("status");
  setText(status, recording ? STATES[recording.state] : "");
  setAttribute(status, "data-state", recording?.state);
  setText(byId("facts"), recording ? facts(recording, at) : "");
  byId("save").disabled = !recording || recording.isOpen || !recording.root;
  byId("again").disabled = !recording || Boolean(live) || !known.has(recording.path);
  byId("run").disabled = byId("link").disabled = !known.get(chosen)?.schema;
  swap(byId("run"), byId("stop"), Boolean(live));
}

/** Shows the second button in place of the first, which hands its focus on. */
function swap(first, second, isSecond) {
  const [shownButton, hiddenButton] = isSecond ? [second, first] : [first, second];
  const hadFocus = document.activeElement === hiddenButton;
  shownButton.hidden = false;
  hiddenButton.hidden = true;
  if (hadFocus) {
    shownButton.focus();
  }
}

function facts(recording, at) {
  const { root } = recording;
  const tokens = recording.tokens();
  return [
    time(recording.duration(at)),
    root ? count(root.count, "chunk") : "",
    root?.first === undefined ? "" : `first after ${time(root.first - root.start)}`,
    tokens ? `${number(tokens.input)} → ${number(tokens.output)} tokens` : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

function drawPast(at) {
  const list = byId("past");
  byId("no-past").hidden = entries.length > 0;
  for (const entry of entries) {
    if (!entry.element) {
      entry.element = pastRun(entry);
      list.prepend(entry.element);
    }
    const { recording } = entry;
    setText(entry.note, [STATES[recording.state].toLowerCase(), time(recording.duration(at))].join(" · "));
    setAttribute(entry.element, "data-state", recording.state);
    setAttribute(entry.button, "aria-pressed", String(entry === current));
  }
}

function pastRun(entry) {
  const { recording } = entry;
  entry.note = el("span", { class: "note" });
  entry.button = el(
    "button",
    { type: "button", click: () => showEntry(entry) },
    el("span", { class: "asked" }, `${entry.number} · `, el("bdi", {}, inputLine(recording.input, 80))),
    el("span", { class: "note" }, el("bdi", {}, oneLine(recording.path, 40)), " · ", entry.note),
  );
  const box = el("input", {
    type: "checkbox",
    "aria-label": `Compare run ${entry.number}`,
    change: () => {
      entry.isCompared = box.checked;
      redraw();
    },
  });
  return el("li", {}, entry.button, el("label", { class: "compare", title: "Show side by side" }, box));
}

function add(recording) {
  const entry = { recording, number: ++numbers, isCompared: false };
  entries.push(entry);
  if (entries.length > MOST_RUNS) {
    entries.shift().element?.remove();
  }
  return entry;
}

function select(what) {
  selected = what;
  isFollowing = false;
  redraw();
}

/** Shows the step that says most: the model, or else the whole. */
function selectUsual(recording) {
  selected = recording.runs.findLast((run) => run.type === "chat_model") ?? recording.root ?? null;
}

async function showEntry(entry) {
  current = entry;
  selectUsual(entry.recording);
  redraw();
  if (known.has(entry.recording.path)) {
    await choose(entry.recording.path);
    form.write(entry.recording.input);
    drawFormChoice();
  }
}

function warn(message) {
  const alert = byId("alert");
  alert.hidden = !message;
  setText(alert, message ? shown(message) : "");
}

async function loadChains() {
  const served = await chains();
  known.clear();
  served.forEach((chain) => known.set(chain.path, { ...chain }));
  byId("chain").replaceChildren(...served.map(({ path }) => el("option", { value: path }, oneLine(path, 80))));
  if (served.length === 0) {
    throw new Problem("This server serves no chains.");
  }
}

/** Chooses a chain: its form, and its graph while no run is shown. */
async function choose(path) {
  if (path === chosen) {
    return;
  }
  const chain = known.get(path);
  chosen = path;
  byId("chain").value = path;
  try {
    const [drawn, schema] = await Promise.all([chain.graph ?? graph(path), chain.schema ?? inputSchema(path)]);
    chain.graph = isGraph(drawn) ? drawn : null;
    chain.schema = schema;
  } catch (problem) {
    chosen = chosen === path ? null : chosen;
    throw problem;
  }
  if (chosen === path) {
    form.show(chain.schema);
    drawFormChoice();
    redraw();
  }
}

function drawFormChoice() {
  const button = byId("as-json");
  button.hidden = !form.hasChoice;
  setText(button, form.isJson ? "As a form" : "As JSON");
}

async function run() {
  if (live || !known.get(chosen)?.schema) {
    return;
  }
  let input;
  try {
    input = form.read();
  } catch (problem) {
    if (problem instanceof InputProblem) {
      return;
    }
    throw problem;
  }
  warn("");
  const path = chosen;
  const recording = new Recording({ path, input, graph: known.get(path).graph });
  current = add(recording);
  selected = null;
  isFollowing = true;
  const stopper = new AbortController();
  live = { since: performance.now(), stop: () => stopper.abort() };
  const ticking = setInterval(redraw, TICK_MILLIS);
  redraw();
  try {
    await streamEvents(path, input, { signal: stopper.signal, onEvent: (event) => take(recording, event) });
    recording.finish(recording.root?.state === "ended" || !recording.root ? "ended" : recording.root.state, now());
  } catch (problem) {
    await failed(recording, problem);
  } finally {
    clearInterval(ticking);
    live = null;
  }
  if (recording.state === "ended" && chosen === path) {
    form.answered(input, recording.answerText());
  }
  redraw();
}

function take(recording, event) {
  if (!recording.root) {
    live.since = performance.now();
  }
  recording.take(event, now());
  if (isFollowing && current?.recording === recording) {
    selected = event.event === "on_chat_model_start" ? recording.runs.at(-1) : (selected ?? recording.root ?? null);
  }
  redraw();
}

async function failed(recording, problem) {
  if (problem.kind === "stopped") {
    recording.finish("cancelled", now());
    return;
  }
  recording.finish("failed", now(), problem);
  if (isFollowing && current?.recording === recording) {
    selected = recording.runs.findLast((run) => run.error) ?? selected;
  }
  if (problem.kind === "input") {
    form.showProblem(problem.pointer ?? "", problem.message);
  }
  warn(problem.message);
  if (problem.kind === "gone") {
    await reload(problem);
  }
}

/** Asks anew which chains there are, after one has gone. */
async function reload(problem) {
  try {
    await loadChains();
    const names = [...known.keys()];
    chosen = null;
    await choose(names[0]);
    warn(`${problem.message} It has ${names.join(", ")} now.`);
  } catch (failure) {
    warn(failure.message);
  }
}

async function again() {
  const { recording } = current;
  await choose(recording.path);
  form.write(recording.input);
  drawFormChoice();
  await run();
}

function save() {
  const { recording, number: place } = current;
  const url = URL.createObjectURL(new Blob([JSON.stringify(recording.toFile())], { type: "application/json" }));
  const name = recording.path.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  el("a", { href: url, download: `run-${name}-${place}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function open(file) {
  byId("file").value = "";
  try {
    const recording = Recording.ofFile(await file.text());
    recording.path = served(recording.path);
    warn("");
    await showEntry((current = add(recording)));
    if (!known.has(recording.path)) {
      warn(`The server has no chain ${recording.path}: this run can be looked at, but not run again.`);
    }
  } catch (problem) {
    warn(problem instanceof Problem ? problem.message : `This file cannot be opened: ${problem.message}`);
  }
}

/** Finds the path of a chain that a file names by its path, or by its last part. */
function served(chain) {
  return known.has(chain) ? chain : ([...known.keys()].find((path) => path.endsWith(`/${chain}`)) ?? chain);
}

async function copyLink() {
  let input;
  try {
    input = form.read();
  } catch {
    return;
  }
  const link = linkTo(chosen, input);
  history.replaceState(null, "", link);
  try {
    await navigator.clipboard.writeText(link);
    setText(byId("status"), "The link is copied");
  } catch {
    setText(byId("status"), "The link stands in the address");
  }
}

/** Does what the address says; never runs anything by itself. */
async function followAddress() {
  const linked = fromAddress();
  if (linked === null) {
    return false;
  }
  if (!known.has(linked.path)) {
    throw new Problem(`This link is for the chain ${linked.path}, which the server does not have. It has ${[...known.keys()].join(", ")}.`);
  }
  current = null;
  selected = null;
  await choose(linked.path);
  if (linked.input !== undefined) {
    form.write(linked.input);
    drawFormChoice();
  }
  redraw();
  return true;
}

async function guarded(action) {
  try {
    return await action();
  } catch (problem) {
    warn(problem instanceof Problem ? problem.message : `The page has failed: ${problem.message}`);
    return false;
  }
}

function listen() {
  byId("asking").addEventListener("submit", (event) => {
    event.preventDefault();
    guarded(run);
  });
  byId("stop").addEventListener("click", () => live?.stop());
  byId("again").addEventListener("click", () => guarded(again));
  byId("save").addEventListener("click", save);
  byId("link").addEventListener("click", copyLink);
  byId("as-json").addEventListener("click", () => {
    form.toggleJson();
    drawFormChoice();
  });
  byId("open").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", (event) => event.target.files[0] && open(event.target.files[0]));
  byId("chain").addEventListener("change", (event) => {
    current = null;
    selected = null;
    warn("");
    guarded(() => choose(event.target.value));
  });
  addEventListener("hashchange", () => guarded(followAddress));
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      guarded(run);
    } else if (event.key === "Escape") {
      live?.stop();
    }
  });
}

listen();
redraw();
await guarded(async () => {
  await loadChains();
  const isLinked = await guarded(followAddress);
  if (!isLinked && chosen === null) {
    await choose(known.keys().next().value);
  }
});
