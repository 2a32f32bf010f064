// Drives a browser: each line of the input is an order as JSON, each line of the output its answer.
import axe from "axe-core";
import { chromium } from "playwright-core";
import { createInterface } from "node:readline";

const PATIENCE = 30_000;
const browser = await chromium.launch({
  executablePath: process.argv[2],
  args: [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
let size = { width: 720, height: 560 };
const context = await browser.newContext({ viewport: size });
context.setDefaultTimeout(PATIENCE);
let page;
let tabs = [];
let problems = [];

async function openTab(url) {
  page = await context.newPage();
  tabs.push(page);
  await page.setViewportSize(size);
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted/.test(message.text())) {
      problems.push(`policy: ${message.text()}`);
    }
  });
  page.on("dialog", async (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.goto(url);
}

const orders = {
  async open({ url }) {
    await Promise.all(tabs.map((tab) => tab.close()));
    tabs = [];
    problems = [];
    await openTab(url);
  },
  openTab: ({ url }) => openTab(url),
  async useTab({ number }) {
    page = tabs[number];
    await page.bringToFront();
  },
  async reload() {
    await page.reload();
  },
  url: () => page.url(),
  fill: ({ where, text }) => page.fill(where, text),
  click: ({ where }) => page.click(where),
  press: ({ key }) => page.keyboard.press(key),
  write: ({ text }) => page.keyboard.type(text),
  upload: ({ where, path }) => page.setInputFiles(where, path),
  async download({ where, path }) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.click(where)]);
    await download.saveAs(path);
    return download.suggestedFilename();
  },
  async resize({ width, height }) {
    size = { width: Number(width), height: Number(height) };
    await page?.setViewportSize(size);
  },
  async accessibility({ scheme }) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
  },
  async awaitText({ where, pattern }) {
    const end = Date.now() + PATIENCE;
    const wanted = new RegExp(`^(?:${pattern})$`, "s");
    let shown;
    do {
      shown = (await page.locator(where).allTextContents()).join("|");
    } while (!wanted.test(shown) && Date.now() < end);
    return shown;
  },
  evaluate: ({ script }) => page.evaluate(script),
  async screenshot({ path, scheme }) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path });
  },
  problems: () => problems,
};

function answer(json) {
  process.stdout.write(`${JSON.stringify(json)}\n`);
}

answer({ value: browser.version() });
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  try {
    answer({ value: (await orders[order.do](order)) ?? null });
  } catch (failure) {
    answer({ failure: failure.message });
  }
}
await browser.close();
