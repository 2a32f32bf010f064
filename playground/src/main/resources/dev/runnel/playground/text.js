// What a person sees of text, JSON, times and numbers that come from a run.

const NUMBERS = new Intl.NumberFormat("en");

// Controls that turn the direction of what follows, and other characters that nobody sees.
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Shows text as it is, but for controls, which are told by their names. */
export function shown(text) {
  return text
    .replace(DIRECTION, (control) => `⟨U+${control.charCodeAt(0).toString(16).toUpperCase()}⟩`)
    .replace(/\r\n/g, "\n")
    .replace(CONTROLS, (control) =>
      control === "\x7f" ? "␡" : String.fromCharCode(0x2400 + control.charCodeAt(0)),
    );
}

/** Keeps the first characters of a text, and says how many more there are. */
export function clipped(text, most) {
  if (text.length <= most) {
    return text;
  }
  const end = isHigh(text, most - 1) ? most - 1 : most;
  return `${text.slice(0, end)} … ${count(text.length - end, "more character")}`;
}

/** Keeps the last characters of a text. */
export function tail(text, most) {
  const start = text.length - most;
  return start <= 0 ? text : text.slice(isHigh(text, start - 1) ? start + 1 : start);
}

function isHigh(text, index) {
  const code = text.charCodeAt(index);
  return code >= 0xd800 && code <= 0xdbff;
}

/** Shows a value on one line. */
export function oneLine(value, most = 120) {
  const text = typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
  return shown(clipped(text, most)).replace(/\s*\n\s*/g, " ⏎ ");
}

/** Shows an input on one line; of a chat, what was said last. */
export function inputLine(input, most) {
  const last = Array.isArray(input) ? input.at(-1) : undefined;
  return oneLine(typeof last?.content === "string" ? last.content : input, most);
}

/** Shows a value as JSON on one line. */
export function json(value, most = 2000) {
  return shown(clipped(JSON.stringify(value) ?? "", most));
}

/** Shows how many there are of something. */
export function count(number, what) {
  return `${NUMBERS.format(number)} ${what}${number === 1 ? "" : "s"}`;
}

/** Shows a number. */
export function number(value) {
  return NUMBERS.format(value);
}

/** Shows a time in milliseconds. */
export function time(millis) {
  if (millis === undefined || millis === null) {
    return "";
  }
  if (millis < 1000) {
    return `${Number(millis.toFixed(millis < 10 ? 1 : 0))} ms`;
  }
  return millis < 60_000 ? `${(millis / 1000).toFixed(2)} s` : `${(millis / 60_000).toFixed(1)} min`;
}
