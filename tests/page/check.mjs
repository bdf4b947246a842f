// Opens the pages of `wiredesk report` in a real browser and holds them to the records that they were made of.
//
//   mkdir -p target/page && cp tests/page/package.json target/page && npm install --no-package-lock --prefix target/page
//   node tests/page/check.mjs --wiredesk target/release/wiredesk --modules target/page [--shots DIR] [--large FILE]
//
// --large takes records of some hundred articles instead of those that the script makes of seeds/.
// What is expected is computed here from the records, not read from the page.

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({
  options: {
    wiredesk: { type: "string", default: "target/release/wiredesk" },
    modules: { type: "string", default: "target/page" },
    chromium: { type: "string", default: "/usr/bin/chromium" },
    shots: { type: "string" },
    large: { type: "string" },
  },
});
const load = createRequire(pathToFileURL(path.resolve(options.modules, "node_modules", "x.js")));
const { chromium } = load("playwright-core");
const axe = load("axe-core");

// Bounds that a slow machine with other work keeps, and a page that lays out every article at once does not.
const MOST_SECONDS_TO_USE = 15;
const MOST_SECONDS_TO_OPEN = 3;
const ARTICLES = 600;

const dir = fs.mkdtempSync(path.join(os.tmpdir(), "wiredesk-page-"));
const at = (name) => path.join(dir, name);
const wiredesk = (...args) => execFileSync(options.wiredesk, args, { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "pipe"] });
const records = (file) => fs.readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const report = (from, to, ...more) => {
  wiredesk("report", from, "-o", to, ...more);
  return pathToFileURL(path.resolve(to)).href;
};

let checks = 0;
const check = (holds, what, seen = "") => {
  checks += 1;
  if (!holds) throw new Error(`${what}${seen === "" ? "" : `: ${JSON.stringify(seen)}`}`);
};
const same = (seen, expected, what) => check(seen === expected, `${what}, not ${JSON.stringify(expected)}`, seen);

/** The text as HTML can hold it. */
const held = (text) => text.replaceAll("\0", "\ufffd");
const slice = (text, start, end) => [...text].slice(start, end).join("");

const browser = await chromium.launch({
  executablePath: options.chromium,
  args: [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});

/** Opens `url`; whatever the page says or asks for is a fault. */
async function open(url, settings) {
  const context = await browser.newContext(settings);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== url && !request.url().startsWith(url + "#")) faults.push(`request: ${request.url()}`); });
  await page.goto(url);
  return { page, faults, end: async () => { check(faults.length === 0, "the page is silent and asks for nothing", faults); await context.close(); } };
}

const shown = (page) => page.locator(".card:not([hidden])").count();
const settled = (page, text) => page.waitForFunction((text) => document.getElementById("status").textContent === text, text, { timeout: 20_000 })
  .catch(async () => same(await page.locator("#status").textContent(), text, "the status of the list"));
const some = (few, all) => (few === all ? `${all} articles` : `${few} of ${all} articles`);
const shot = async (page, name, full = false) => {
  if (!options.shots) return;
  fs.mkdirSync(options.shots, { recursive: true });
  await page.screenshot({ path: path.join(options.shots, `${name}.png`), fullPage: full });
};

/** The filters, each against a count of our own. */
async function filters(page, all) {
  const count = all.length;
  const type = all.flatMap((r) => r.threats)[0].type;
  await page.selectOption("#threat", type);
  const typed = all.filter((r) => r.threats.some((t) => t.type === type)).length;
  await settled(page, some(typed, count));
  same(await shown(page), typed, `articles with ${type}`);
  await page.click("#filter button");
  await settled(page, some(count, count));

  await page.selectOption("#kind", "denied");
  const denied = all.filter((r) => r.statements.some((s) => s.kind === "denied")).length;
  await settled(page, some(denied, count));
  await page.click("#filter button");

  const state = all.flatMap((r) => r.actors).find((a) => a.links[0]?.source === "iso3166");
  const code = state.links[0].id;
  const named = all.filter((r) => r.actors.some((a) => a.links[0]?.source === "iso3166" && a.links[0].id === code)).length;
  await page.locator("#actors a[data-actor]", { hasText: state.links[0].name }).first().click();
  await settled(page, some(named, count));
  await page.click("#filter button");
  await settled(page, some(count, count));

  // A word of a text that no headline has.
  const word = "mixer";
  const holding = all.filter((r) => (r.text + r.source.path).toLowerCase().includes(word)).length;
  check(holding > 0 && holding < count, "the word tells articles apart", holding);
  await page.fill("#words", word);
  await settled(page, some(holding, count));
  // A name that its page writes with a reference.
  const name = "szab\u00f3";
  check(all.every((r) => !r.text.toLowerCase().includes(name)), "the page writes the name with a reference");
  await page.fill("#words", name);
  await settled(page, some(all.filter((r) => r.text.includes("Szab&oacute;")).length, count));
  await page.fill("#words", "xyzzy");
  await settled(page, `0 of ${count} articles`);
  await page.click("#filter button");
  await settled(page, some(count, count));
}

/** From the address bar to an open article and back without a pointer. */
async function keyboard(page, record) {
  const focused = () => page.evaluate(() => document.activeElement.className || document.activeElement.id);
  await page.evaluate(() => { document.activeElement.blur(); window.scrollTo(0, 0); });
  await page.goto(page.url().split("#")[0]);
  await page.keyboard.press("Tab");
  same(await focused(), "skip", "the first stop is the skip link");
  await page.keyboard.press("Enter");
  let stops = 0;
  while ((await focused()) !== "open-0" && stops < 12) {
    await page.keyboard.press("Tab");
    stops += 1;
  }
  same(await focused(), "open-0", "the first article is a few stops behind the skip link");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  check(outline !== "none", "focus can be seen", outline);
  await page.keyboard.press("Enter");
  same(await page.locator("#pane-0 .text").evaluate((e) => e.textContent), held(record.text), "the text of the pane");
  same(await page.getAttribute("#open-0", "aria-expanded"), "true", "the state of the button");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  check(await page.locator("#pane-0").isHidden(), "Escape closes the article");
  same(await focused(), "open-0", "focus is where it was");
}

/** Every article: the text to the last code point, every mark where its record says. */
async function texts(page, all) {
  for (const [number, record] of all.entries()) {
    await page.click(`#open-${number}`);
    const seen = await page.locator(`#pane-${number} .text`).evaluate((e) => e.textContent);
    same(seen, held(record.text), `the text of ${record.source.path}`);
    const first = await page.evaluate((number) => Object.fromEntries(
      [...document.querySelectorAll(`#pane-${number} mark[id]`)].map((e) => [e.id, e.textContent])), number);
    for (const [letter, list] of [["m", record.mentions], ["n", record.amounts], ["d", record.dates]]) {
      for (const span of list) {
        const piece = first[`a${number}-${letter}${span.id}`];
        const whole = slice(record.text, span.start, span.end);
        check(piece !== undefined && piece !== "" && whole.startsWith(piece), `the mark of ${whole}`, piece);
      }
    }
    const broken = await page.evaluate((number) => [...document.querySelectorAll(`#pane-${number} a[href^="#"]`)]
      .filter((a) => !document.getElementById(a.hash.slice(1))).map((a) => a.hash), number);
    check(broken.length === 0, "links lead to what is there", broken);
    await page.click(`#open-${number}`);
  }
}

/** axe-core on the page with everything unfolded and one article open. */
async function accessible(page, name) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
  await page.click("#open-0");
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const told = violations.map((v) => `${v.impact} ${v.id} ${v.nodes.length}: ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].failureSummary}`);
  for (const line of told) console.log(`axe, ${name}: ${line}`);
  const bad = violations.filter((v) => ["serious", "critical"].includes(v.impact));
  check(bad.length === 0, `axe-core finds nothing serious, ${name}`, bad.map((v) => v.id));
  await page.click("#open-0");
}

async function seeds() {
  wiredesk("annotate", "seeds/", "-o", at("seeds.jsonl"));
  const all = records(at("seeds.jsonl"));
  const url = report(at("seeds.jsonl"), at("seeds.html"));
  for (const colorScheme of ["light", "dark"]) {
    const { page, end } = await open(url, { colorScheme, viewport: { width: 1280, height: 900 } });
    await shot(page, `whole-${colorScheme}`, true);
    await filters(page, all);
    await keyboard(page, all[0]);
    if (colorScheme === "light") await texts(page, all);
    await accessible(page, colorScheme);
    await end();
  }
  const narrow = await open(url, { viewport: { width: 390, height: 844 } });
  await narrow.page.click("#open-0");
  const over = await narrow.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  check(over <= 0, "nothing but tables scrolls sideways at 390 px", over);
  await shot(narrow.page, "narrow", true);
  await narrow.end();

  const bare = await open(url, { javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  const sum = all.flatMap((r) => r.threats).length;
  const cells = await bare.page.locator("#threats .body > .wide tbody td:nth-child(2)").allTextContents();
  same(cells.map(Number).reduce((a, b) => a + b, 0), sum, "figures without a script");
  check(await bare.page.locator("svg.network").isVisible(), "the network without a script");
  check(await bare.page.locator("noscript").isVisible(), "what needs a script is said");
  check(await bare.page.locator("#filter").isHidden(), "no form that does nothing");
  await bare.end();
}

/** Articles that would like to be markup. */
async function hostile() {
  const words = "</script><script>window.caught = 1</script><img src=x onerror=\"window.caught = 2\"><!-- ";
  const story = `${words}\nLazarus Group ${words} stole $5 million from Acme Bank on Friday, police said. ${words}\n`;
  fs.mkdirSync(at("hostile"));
  fs.writeFileSync(at("hostile/<img src=x onerror=alert(1)>.txt"), story);
  fs.writeFileSync(at("hostile/page.html"), `<html><body><p>${story}</p></body></html>`);
  fs.writeFileSync(at("hostile/broken.txt.gz"), "not compressed");
  try {
    wiredesk("annotate", at("hostile"), "-o", at("hostile.jsonl"));
  } catch (error) {
    same(error.status, 1, "the status of a run with a broken file");
  }
  const all = records(at("hostile.jsonl"));
  const good = all.filter((r) => !r.error);
  const { page, end } = await open(report(at("hostile.jsonl"), at("hostile.html"), "--title", words), {});
  for (const [number, record] of good.entries()) {
    await page.click(`#open-${number}`);
    same(await page.locator(`#pane-${number} .text`).evaluate((e) => e.textContent), held(record.text), "a hostile text");
  }
  same(await page.locator("h1").textContent(), words, "the headline");
  same(await page.evaluate(() => window.caught), undefined, "what hostile text did");
  same(await page.locator("img, iframe, object").count(), 0, "foreign elements");
  same(await page.locator("#errors tbody tr").count(), all.length - good.length, "errors told");
  await end();
}

/** Records of `ARTICLES` articles of about 10 KB: texts of seeds/ joined by threes, in turns. */
function large() {
  if (options.large) return options.large;
  const texts = fs.readdirSync("seeds").filter((name) => name.endsWith(".txt")).sort()
    .map((name) => fs.readFileSync(path.join("seeds", name), "utf8"));
  fs.mkdirSync(at("large"));
  for (let first = 0; first < texts.length; first += 1) {
    const joined = [0, 1, 2].map((step) => texts[(first + step) % texts.length]).join("\n\n");
    fs.writeFileSync(at(`large/${first}.txt`), joined);
  }
  wiredesk("annotate", at("large"), "-o", at("few.jsonl"));
  const lines = fs.readFileSync(at("few.jsonl"), "utf8").trim().split("\n");
  fs.writeFileSync(at("large.jsonl"), Array.from({ length: ARTICLES }, (_, n) => lines[n % lines.length] + "\n").join(""));
  return at("large.jsonl");
}

async function many() {
  const file = large();
  const all = records(file).filter((r) => !r.error);
  let before = performance.now();
  const url = report(file, at("large.html"), "--most-articles", String(all.length));
  const made = (performance.now() - before) / 1000;
  const megabytes = (name) => fs.statSync(name).size / 1e6;
  const characters = all.reduce((sum, r) => sum + r.text.length, 0) / all.length / 1000;
  before = performance.now();
  const { page, end } = await open(url, { viewport: { width: 1280, height: 900 } });
  await page.selectOption("#threat", all.flatMap((r) => r.threats)[0].type);
  await page.waitForFunction(() => /of/.test(document.getElementById("status").textContent) || document.querySelectorAll(".card:not([hidden])").length > 0);
  const usable = (performance.now() - before) / 1000;
  await page.click("#filter button");
  await settled(page, some(all.length, all.length));
  const number = Math.floor(all.length / 2);
  await page.locator(`#open-${number}`).scrollIntoViewIfNeeded();
  const opened = await page.evaluate(async (number) => {
    const before = performance.now();
    document.getElementById(`open-${number}`).click();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return (performance.now() - before) / 1000;
  }, number);
  same(await page.locator(`#pane-${number} .text`).evaluate((e) => e.textContent), held(all[number].text), "the text of an article among many");
  const within = (word) => all.filter((r) => (r.text + r.source.path).toLowerCase().includes(word)).length;
  const words = all[number].text.toLowerCase().match(/\b[a-z]{8,}\b/g);
  const word = words.find((word) => within(word) < all.length);
  before = performance.now();
  await page.fill("#words", word);
  await settled(page, some(within(word), all.length));
  const searched = (performance.now() - before) / 1000;
  const figure = (value) => value.toFixed(2);
  console.log(`${all.length} articles of ${figure(characters)} thousand characters: records ${figure(megabytes(file))} MB, page `
    + `${figure(megabytes(at("large.html")))} MB in ${figure(made)} s; loaded and filtered in ${figure(usable)} s, `
    + `an article opened in ${figure(opened)} s, first search in ${figure(searched)} s`);
  check(usable < MOST_SECONDS_TO_USE, `usable within ${MOST_SECONDS_TO_USE} s`, usable);
  check(opened < MOST_SECONDS_TO_OPEN, `an article opens within ${MOST_SECONDS_TO_OPEN} s`, opened);
  await end();
}

try {
  await seeds();
  await hostile();
  await many();
  console.log(`${checks} checks, ${await browser.version()}: all hold`);
} finally {
  await browser.close();
  fs.rmSync(dir, { recursive: true, force: true });
}
