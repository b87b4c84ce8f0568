// node axe.mjs CHROMIUM PAGE… → for each page what axe-core finds against WCAG 2.1 AA, and how wide
// it comes out on a screen of 320 pixels, as JSON.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
const NO_NETWORK = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
  "--disable-background-networking", "--disable-component-update",
];

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [executablePath, ...pages] = process.argv.slice(2);

// Its own folder for each run: playwright makes a new one, and removes it.
const browser = await chromium.launch({ executablePath, args: NO_NETWORK });
try {
  const found = {};
  for (const page of pages) found[page] = await examined(page);
  process.stdout.write(JSON.stringify(found));
} finally {
  await browser.close();
}

async function examined(path) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(path).href);
  await page.evaluate(axe);
  const said = await page.evaluate((rules) => globalThis.axe.run({ runOnly: rules }), RULES);
  await page.setViewportSize({ width: 320, height: 900 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.close();
  const named = ({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`);
  return {
    faults: said.violations.flatMap(named),
    undecided: said.incomplete.flatMap(named),
    passed: said.passes.length,
    width,
  };
}
