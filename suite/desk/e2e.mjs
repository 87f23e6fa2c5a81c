// Clicks through every page of `onrecord serve --demo` in headless Chromium, at a desk's and a
// telephone's width, light and dark: nothing on a console, nothing serious from axe-core, nothing wider
// than the screen. `node e2e.mjs PROGRAM [FOLDER]`; screenshots go into FOLDER where one is given.

import { spawn } from 'node:child_process';
import { strict as assert } from 'node:assert';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const [program, folder] = process.argv.slice(2);
assert(program, 'expected the path of onrecord');
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
if (folder) await mkdir(folder, { recursive: true });

const desk = spawn(program, ['serve', '--demo', '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
const base = await new Promise((resolve, reject) => {
  createInterface({ input: desk.stdout }).once('line', resolve);
  desk.once('exit', (code) => reject(new Error(`the desk ended with ${code}`)));
});

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
  ],
});

const looks = [
  { name: 'wide-light', width: 1280, scheme: 'light' },
  { name: 'wide-dark', width: 1280, scheme: 'dark' },
  { name: 'narrow-light', width: 390, scheme: 'light' },
  { name: 'narrow-dark', width: 390, scheme: 'dark' },
];

// What a page must not do; told with where it was.
const wrong = [];
const watch = (page) => {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrong.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error}`));
  page.on('response', (response) => {
    if (response.status() >= 500) wrong.push(`${response.url()}: ${response.status()}`);
  });
};

async function check(page, look, name) {
  if (folder) await page.screenshot({ path: `${folder}/${name}-${look.name}.png`, fullPage: true });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wider > 0) wrong.push(`${name}, ${look.name}: ${wider} pixels wider than the screen`);
  // The policy lets no script into the page; this runs beside it.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  for (const { id, impact, nodes } of violations) {
    if (['serious', 'critical'].includes(impact)) {
      wrong.push(`${name}, ${look.name}: ${id} (${impact}) at ${nodes.slice(0, 3).map((n) => n.target.join(' ')).join(' | ')}`);
    }
  }
}

async function reading(look) {
  const context = await browser.newContext({
    viewport: { width: look.width, height: 900 }, colorScheme: look.scheme, javaScriptEnabled: true,
  });
  const page = await context.newPage();
  watch(page);
  const at = (path) => page.goto(base + path);

  await at('/');
  assert.equal(new URL(page.url()).pathname, '/claims');
  await check(page, look, 'claims');

  // Search, and what is found.
  await page.getByLabel('Words in claims and quotations').fill('patrol ships');
  await page.getByRole('button', { name: 'Search' }).click();
  assert.match(page.url(), /q=patrol/);
  await page.locator('.claims h2 a').first().click();
  await check(page, look, 'claim');
  assert.ok(await page.locator('svg.provenance a.node').count() > 1, 'the graph has boxes to go to');

  // A quotation, to its place in the article.
  await page.locator('.voice a.go').first().click();
  assert.match(page.url(), /\/articles\/.+#s\d+/);
  const target = page.locator(':target');
  await target.waitFor();
  assert.ok(await target.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }), 'the words are in view');
  await check(page, look, 'article');
  await page.locator('details.why').first().locator('summary').click();
  assert.ok(await page.getByText('found by').first().isVisible());

  // A sentence, and what was found in it and why; then the next one.
  await page.locator('p[data-text]').first().hover();
  await page.locator('a.sign').first().click();
  assert.match(page.url(), /\?at=\d+#or-chosen/);
  await page.getByRole('heading', { name: 'In this sentence' }).waitFor();
  assert.ok(await page.locator('#or-chosen').isVisible());
  await check(page, look, 'sentence');
  const asked = page.url();
  await page.getByRole('link', { name: 'The next sentence' }).click();
  await page.waitForURL((url) => url.href !== asked);
  assert.ok(await page.locator('.in-sentence').isVisible());

  for (const [path, name] of [
    ['/articles', 'articles'], ['/articles?q=letter', 'search'], ['/sources', 'sources'],
    ['/events', 'events'], ['/corrections', 'corrections'], ['/add', 'add'], ['/claims/c-none', 'missing'],
  ]) {
    await at(path);
    await check(page, look, name);
  }
  await at('/sources');
  await page.locator('#speakers ~ .rows a').first().click();
  await check(page, look, 'speaker');
  await at('/sources');
  await page.locator('#outlets ~ .rows a').first().click();
  await check(page, look, 'outlet');
  await context.close();
}

async function changing() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  watch(page);

  // Set a finding right.
  await page.goto(`${base}/articles/courier-ships`);
  await page.getByLabel('Your name').fill('Ada Lund');
  await page.locator('details.why').first().locator('summary').click();
  await page.getByRole('button', { name: /^wrong/ }).first().click();
  await page.getByText('Marked wrong by Ada Lund').waitFor();
  await check(page, looks[0], 'corrected');
  await page.goto(`${base}/corrections`);
  assert.ok(await page.getByText('Wrong: statement').isVisible());
  await check(page, looks[0], 'corrections-filled');

  // Add a text.
  await page.goto(`${base}/add`);
  await page.getByLabel('Text of an article').fill(
    'Norway has asked Iceland for two tugs, the harbour master of Tromvik said on Monday.\n\n'
    + '“We never asked,” said a spokesman for the Norwegian government.');
  await page.getByLabel('Headline').fill('Tromvik wants tugs');
  await page.getByLabel('Outlet').fill('Tromvik Post');
  await page.getByLabel('Published').fill('2022-03-28');
  await page.getByRole('button', { name: 'Read' }).click();
  await page.getByRole('heading', { name: 'Just read' }).waitFor();
  await check(page, looks[0], 'seen');
  await page.getByRole('button', { name: 'Add to the ledger' }).click();
  await page.getByRole('heading', { name: 'Tromvik wants tugs' }).waitFor();
  await page.goto(`${base}/claims?q=tugs`);
  await page.locator('.claims h2 a').first().waitFor();

  // An address of a private network is refused, in words.
  await page.goto(`${base}/add`);
  await page.getByLabel('Or an address to fetch').fill('http://169.254.169.254/');
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.getByRole('button', { name: 'Read' }).click(),
  ]);
  assert.equal(answer.status(), 422);
  await page.getByText('private network').waitFor();

  // By keyboard alone: the first stop leads past the bar, and the graph's boxes can be reached.
  await page.goto(`${base}/claims`);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.locator('.claims h2 a').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('svg.provenance a.node').first().focus();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'a');
  await context.close();
}

async function withoutScript() {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${base}/claims`);
  await page.locator('.claims h2 a').first().click();
  assert.ok(await page.locator('svg.provenance').isVisible());
  await context.close();
}

try {
  for (const look of looks) await reading(look);
  await withoutScript();
  await changing();
  // A refusal is told by the browser too: that one was wished for.
  const own = wrong.filter((line) => !/status of (404|422)/.test(line));
  assert.deepEqual(own, []);
  console.log(`the desk: ${looks.length} looks at every page, nothing wrong`);
} finally {
  await browser.close();
  desk.kill('SIGINT');
}
