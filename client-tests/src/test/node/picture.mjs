// Takes the README's picture of the playground: a run in the middle of its answer.
import { chromium } from "playwright-core";

const [executable, url, file] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: executable, args: ["--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
await page.goto(url);
await page.click("#run");
await page.waitForFunction(() => Number(/· (\d+) chunks/.exec(document.querySelector("#facts").textContent)?.[1]) >= 40);
await page.screenshot({ path: file });
await browser.close();
