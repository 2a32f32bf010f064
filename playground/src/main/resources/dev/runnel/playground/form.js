// A form for what a JSON schema describes: fields for a record, a text area for text, a conversation
// for messages, and JSON as it is written for anything else.

import { el, setAttribute, setText } from "./dom.js";
import { clipped, oneLine, shown } from "./text.js";

const MOST_DEPTH = 6;
const MOST_SAID = 2000;
let ids = 0;

/** What somebody has typed cannot be sent. */
export class InputProblem extends Error {
  constructor(pointer, message) {
    super(message);
    this.pointer = pointer;
  }
}

export class InputForm {
  #container;
  #field;
  #schema = {};
  #asJson = false;

  constructor(container) {
    this.#container = container;
    container.replaceChildren(el("p", { class: "hint" }, "Loading …"));
  }

  get isJson() {
    return this.#field instanceof JsonField;
  }

  /** Tells whether the schema has a form of its own, and so a choice. */
  get hasChoice() {
    return !(fieldOf(this.#schema, root(this.#schema)) instanceof JsonField);
  }

  show(schema) {
    this.#schema = schema;
    this.#build(false);
  }

  /** Lets the input be written as JSON, or in fields again; what was typed stays where it fits. */
  toggleJson() {
    let value;
    try {
      value = this.read();
    } catch {
      value = undefined;
    }
    this.#build(!this.#asJson);
    if (value !== undefined) {
      this.write(value);
    }
  }

  #build(asJson) {
    this.#asJson = asJson;
    const context = root(this.#schema);
    this.#field = asJson ? new JsonField(this.#schema, context) : fieldOf(this.#schema, context);
    this.#container.replaceChildren(this.#field.element);
  }

  /** Returns the input; throws an InputProblem where it cannot be one. */
  read() {
    this.clearProblem();
    try {
      return this.#field.read();
    } catch (problem) {
      this.showProblem(problem.pointer ?? "", problem.message);
      throw problem;
    }
  }

  /** Fills the form; where the value does not fit its fields, it is shown as JSON. */
  write(value) {
    if (!this.#field.fits(value)) {
      this.#build(true);
    }
    this.#field.write(value);
  }

  /** Says at the field what is wrong with it, and puts the focus there. */
  showProblem(pointer, message) {
    const field = this.#field.find(pointer.split("/").slice(1)) ?? this.#field;
    field.problem(message);
    field.focus();
  }

  clearProblem() {
    this.#field.clear();
  }

  focus() {
    this.#field.focus();
  }

  /** Adds to a conversation what was asked and what the model has said. */
  answered(input, text) {
    this.#field.answered?.(input, text);
  }
}

function root(schema) {
  return { definitions: schema.$defs ?? {}, depth: 0, name: "Input", path: "" };
}

/** Returns the field for a schema; of one that may be null, that of the rest. */
function fieldOf(schema, context) {
  const plain = resolved(schema, context.definitions);
  if (isChat(plain)) {
    return new ChatField(plain, context);
  }
  if (Array.isArray(plain.enum) && plain.enum.every((each) => typeof each === "string" || each === null)) {
    return new ChoiceField(plain, context);
  }
  const types = [plain.type].flat().filter((type) => type !== "null");
  const type = types.length === 1 ? types[0] : undefined;
  if (context.depth >= MOST_DEPTH) {
    return new JsonField(plain, context);
  }
  switch (type) {
    case "string":
      return new TextField(plain, context);
    case "integer":
    case "number":
      return new NumberField(plain, context);
    case "boolean":
      return new SwitchField(plain, context);
    case "object":
      return isRecord(plain) ? new RecordField(plain, context) : new JsonField(plain, context);
    case "array":
      return plain.items ? new ListField(plain, context) : new JsonField(plain, context);
    default:
      return new JsonField(plain, context);
  }
}

function resolved(schema, definitions) {
  let plain = schema && typeof schema === "object" ? schema : {};
  for (let i = 0; i < 10 && typeof plain.$ref === "string"; i++) {
    const { $ref, ...beside } = plain;
    plain = { ...definitions[$ref.replace("#/$defs/", "")], ...beside };
  }
  const rest = plain.anyOf?.filter((each) => each.type !== "null");
  return rest?.length === 1 && plain.anyOf.length > 1 ? { ...resolved(rest[0], definitions), description: plain.description } : plain;
}

function isRecord(schema) {
  return schema.properties && Object.keys(schema.properties).length > 0;
}

function isChat(schema) {
  const list = [schema, ...(schema.anyOf ?? [])].find((each) => each.type === "array");
  return Boolean(list?.items?.properties?.role && list.items.properties.content);
}

/** A labelled control. */
class Field {
  constructor(schema, context) {
    this.schema = schema;
    this.context = context;
    this.id = `field-${++ids}`;
    this.alert = el("p", { class: "problem", id: `${this.id}-problem`, hidden: true });
  }

  build(control) {
    this.control = control;
    control.id = this.id;
    const { description } = this.schema;
    const help = description ? el("p", { class: "help", id: `${this.id}-help` }, shown(String(description))) : null;
    setAttribute(control, "aria-describedby", `${help ? `${this.id}-help ` : ""}${this.id}-problem`);
    this.element = el(
      "div",
      { class: "field" },
      el("label", { for: this.id, class: this.context.depth === 0 ? "unseen" : "" }, labelOf(this.context)),
      help,
      control,
      this.alert,
    );
  }

  problem(message) {
    setText(this.alert, shown(message));
    this.alert.hidden = false;
    this.control?.setAttribute("aria-invalid", "true");
  }

  clear() {
    this.alert.hidden = true;
    this.control?.removeAttribute("aria-invalid");
  }

  focus() {
    this.control?.focus();
  }

  find(keys) {
    return keys.length === 0 ? this : null;
  }

  fail(message) {
    throw new InputProblem(this.context.path, message);
  }

  get isOptional() {
    return this.context.isOptional ?? false;
  }
}

function labelOf({ name, isOptional }) {
  return `${oneLine(name, 80)}${isOptional ? " (optional)" : ""}`;
}

class TextField extends Field {
  constructor(schema, context) {
    super(schema, context);
    this.build(el("textarea", { rows: context.depth === 0 ? 4 : 2, spellcheck: "false" }));
  }

  read() {
    const text = this.control.value;
    return text === "" && this.isOptional ? undefined : text;
  }

  write(value) {
    this.control.value = value ?? "";
  }

  fits(value) {
    return typeof value === "string" || ((value === undefined || value === null) && this.isOptional);
  }
}

class NumberField extends Field {
  constructor(schema, context) {
    super(schema, context);
    this.build(el("input", { type: "text", inputmode: "decimal", autocomplete: "off" }));
  }

  read() {
    const text = this.control.value.trim();
    if (text === "" && this.isOptional) {
      return undefined;
    }
    const isWhole = [this.schema.type].flat().includes("integer");
    const value = Number(text);
    if (text === "" || !Number.isFinite(value) || (isWhole && !Number.isInteger(value))) {
      this.fail(text === "" ? "A number is missing." : `This is no ${isWhole ? "whole " : ""}number.`);
    }
    if (isWhole && !Number.isSafeInteger(value)) {
      this.fail("This number is too large for a form. Write the input as JSON.");
    }
    return value;
  }

  write(value) {
    this.control.value = value ?? "";
  }

  fits(value) {
    return typeof value === "number" || ((value === undefined || value === null) && this.isOptional);
  }
}

class SwitchField extends Field {
  constructor(schema, context) {
    super(schema, context);
    this.build(el("input", { type: "checkbox" }));
    this.element.classList.add("switch");
  }

  read() {
    return this.control.checked;
  }

  write(value) {
    this.control.checked = value === true;
  }

  fits(value) {
    return typeof value === "boolean" || ((value === undefined || value === null) && this.isOptional);
  }
}

class ChoiceField extends Field {
  constructor(schema, context) {
    super(schema, context);
    const names = schema.enum.filter((each) => each !== null);
    const options = this.isOptional ? ["", ...names] : names;
    this.build(el("select", {}, ...options.map((each) => el("option", { value: each }, oneLine(each, 80)))));
  }

  read() {
    const value = this.control.value;
    return value === "" && this.isOptional ? undefined : value;
  }

  write(value) {
    this.control.value = value ?? "";
  }

  fits(value) {
    return this.schema.enum.includes(value) || ((value === undefined || value === null) && this.isOptional);
  }
}

class JsonField extends Field {
  constructor(schema, context) {
    super(schema, context);
    this.build(el("textarea", { rows: context.depth === 0 ? 8 : 3, spellcheck: "false", class: "code" }));
    this.element.querySelector("label").append(" as JSON");
  }

  read() {
    const text = this.control.value;
    if (text.trim() === "" && this.isOptional) {
      return undefined;
    }
    if (text.trim() === "") {
      this.fail('There is no JSON yet. A text stands in quotes, as in "parrots".');
    }
    try {
      return JSON.parse(text);
    } catch (failure) {
      return this.fail(`This is no JSON: ${failure.message}`);
    }
  }

  write(value) {
    this.control.value = value === undefined ? "" : JSON.stringify(value, null, 2);
  }

  fits() {
    return true;
  }

  find() {
    return this;
  }
}

class RecordField extends Field {
  constructor(schema, context) {
    super(schema, context);
    const required = new Set(schema.required ?? []);
    this.fields = new Map(
      Object.entries(schema.properties).map(([name, each]) => [
        name,
        fieldOf(each, {
          definitions: context.definitions,
          depth: context.depth + 1,
          name,
          path: `${context.path}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
          isOptional: !required.has(name),
        }),
      ]),
    );
    const fields = [...this.fields.values()].map((field) => field.element);
    this.element =
      context.depth === 0
        ? el("div", { class: "record" }, ...fields, this.alert)
        : el("fieldset", {}, el("legend", {}, labelOf(context)), ...fields, this.alert);
  }

  read() {
    const value = {};
    for (const [name, field] of this.fields) {
      const read = field.read();
      if (read !== undefined) {
        value[name] = read;
      }
    }
    return this.isOptional && Object.keys(value).length === 0 ? undefined : value;
  }

  write(value) {
    for (const [name, field] of this.fields) {
      field.write(value?.[name]);
    }
  }

  fits(value) {
    if (value === undefined || value === null) {
      return this.isOptional;
    }
    return (
      typeof value === "object" &&
      !Array.isArray(value) &&
      Object.keys(value).every((name) => this.fields.has(name)) &&
      [...this.fields].every(([name, field]) => field.fits(value[name]))
    );
  }

  find(keys) {
    const [name, ...rest] = keys;
    const key = name?.replaceAll("~1", "/").replaceAll("~0", "~");
    return this.fields.has(key) ? this.fields.get(key).find(rest) : this;
  }

  clear() {
    super.clear();
    this.fields.forEach((field) => field.clear());
  }

  focus() {
    this.fields.values().next().value.focus();
  }
}

class ListField extends Field {
  constructor(schema, context) {
    super(schema, context);
    this.rows = [];
    this.list = el("div", { class: "items" });
    this.adder = el("button", { type: "button", class: "quiet", click: () => this.#add().field.focus() }, `Add to ${oneLine(context.name, 40)}`);
    const { description } = schema;
    this.element = el(
      "fieldset",
      {},
      el("legend", {}, labelOf(context)),
      description ? el("p", { class: "help" }, shown(String(description))) : null,
      this.list,
      this.adder,
      this.alert,
    );
  }

  #add() {
    const { definitions, depth, path, name } = this.context;
    const index = this.rows.length;
    const field = fieldOf(this.schema.items, { definitions, depth: depth + 1, name: `${name} ${index + 1}`, path: `${path}/${index}` });
    const row = { field };
    row.element = el(
      "div",
      { class: "item" },
      field.element,
      el("button", { type: "button", class: "quiet", "aria-label": `Remove ${oneLine(name, 40)} ${index + 1}`, click: () => this.#remove(row) }, "Remove"),
    );
    this.rows.push(row);
    this.list.append(row.element);
    return row;
  }

  /** Makes the rows again, since those behind the one that goes have other numbers then. */
  #remove(row) {
    const values = this.rows.filter((each) => each !== row).map((each) => each.field.raw?.() ?? safely(each.field));
    this.write(values);
    this.adder.focus();
  }

  read() {
    const values = this.rows.map((row) => row.field.read());
    return values.length === 0 && this.isOptional ? undefined : values;
  }

  write(values) {
    this.rows = [];
    this.list.replaceChildren();
    for (const value of values ?? []) {
      this.#add().field.write(value);
    }
  }

  fits(value) {
    if (value === undefined || value === null) {
      return this.isOptional;
    }
    const { definitions, depth, name } = this.context;
    const field = fieldOf(this.schema.items, { definitions, depth: depth + 1, name, path: "" });
    return Array.isArray(value) && value.every((each) => field.fits(each));
  }

  find(keys) {
    const [index, ...rest] = keys;
    return this.rows[Number(index)]?.field.find(rest) ?? this;
  }

  clear() {
    super.clear();
    this.rows.forEach((row) => row.field.clear());
  }

  focus() {
    (this.rows[0]?.field ?? { focus: () => this.adder.focus() }).focus();
  }
}

/** Returns what a field holds, or nothing where that is not complete. */
function safely(field) {
  try {
    return field.read();
  } catch {
    return undefined;
  }
}

/** A conversation: what was said stands above what is being typed. */
class ChatField extends Field {
  #said = [];

  constructor(schema, context) {
    super(schema, { ...context, name: "Message" });
    this.log = el("ol", { class: "chat", tabindex: 0, "aria-label": "What was said" });
    this.forget = el("button", { type: "button", class: "quiet", hidden: true, click: () => this.write([]) }, "New conversation");
    this.build(el("textarea", { rows: 3 }));
    this.element.prepend(this.log);
    this.element.append(this.forget);
  }

  read() {
    const text = this.control.value;
    if (text === "") {
      this.fail("The message is empty.");
    }
    return [...this.#said, { role: "user", content: text }];
  }

  write(value) {
    const messages = typeof value === "string" ? [{ role: "user", content: value }] : (value ?? []);
    const last = messages.at(-1);
    const isOpen = last?.role === "user";
    this.#said = isOpen ? messages.slice(0, -1) : [...messages];
    this.control.value = isOpen ? last.content : "";
    this.#draw();
  }

  fits(value) {
    return (
      value === undefined ||
      typeof value === "string" ||
      (Array.isArray(value) && value.every((each) => typeof each?.role === "string" && typeof each.content === "string"))
    );
  }

  /** Keeps what was asked and answered, so that the next message goes on from there. */
  answered(asked, text) {
    const messages = typeof asked === "string" ? [{ role: "user", content: asked }] : asked;
    this.#said = [...messages, { role: "assistant", content: text }];
    if (this.control.value === messages.at(-1).content) {
      this.control.value = "";
    }
    this.#draw();
  }

  #draw() {
    this.log.replaceChildren(
      ...this.#said.map(({ role, content }) =>
        el("li", { class: `said ${role === "user" ? "by-user" : ""}` }, el("span", { class: "role" }, oneLine(role, 20)), el("div", { dir: "auto" }, shown(clipped(content, MOST_SAID)))),
      ),
    );
    this.forget.hidden = this.#said.length === 0;
  }

  find() {
    return this;
  }
}
