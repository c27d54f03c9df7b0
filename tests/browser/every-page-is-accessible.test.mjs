// Every page, wide and narrow: it does not scroll sideways, no word is broken between two letters, and it logs no
// console messages, requests nothing from other origins and stores nothing on the device. axe finds no violations,
// wide and narrow, in light and dark, on every page except those of places, which are all alike: ten of these in each
// language are checked. In the second colour scheme of a page only the rules about colours run. Welsh pages, which differ
// in words alone, are checked wide in light and narrow in dark.

import { after, test } from 'node:test';

import { bringAxe, brokenWords, overhang, violations, violationsOfColours } from './axe.mjs';
import { NARROW, WIDE, failIfAny, startChromium, visit } from './chromium.mjs';
import { COMPUTED_PAGES, inEnglish, listedPages, startDirectory, withTenPlaces } from './directory.mjs';

const TABS = 3;

const directory = await startDirectory();
const chromium = await startChromium();
after(async () => {
  await chromium.stop();
  await directory.stop();
});

const listed = await listedPages(directory.origin);
const examined = new Set(withTenPlaces(listed));
const isWelshPlace = (path) => path.startsWith('/cy/places/');
const pages = [
  // Of the Welsh pages of places, which differ from the English ones in words alone, the others are left out.
  ...listed.filter((path) => examined.has(path) || !isWelshPlace(path)).map((path) => ({ path, examine: examined.has(path) })),
  ...COMPUTED_PAGES.map((page) => ({ ...page, examine: true })),
];
const idle = await Promise.all(Array.from({ length: TABS }, openTab));

test('every page', { concurrency: TABS }, async (all) => {
  await Promise.all(
    pages.map((page) =>
      all.test(`${page.method ?? 'GET'} ${page.path}`, async () => {
        const tab = idle.pop();
        try {
          failIfAny(await faults(tab, page));
        } finally {
          idle.push(tab);
        }
      }),
    ),
  );
});

async function openTab() {
  const context = await chromium.newContext({ viewport: WIDE });
  const page = await context.newPage();
  const tab = { context, page, heard: [] };
  page.on('console', (message) => {
    // The browser logs every error status itself.
    const ownStatus = message.location().url === page.url() && /status of 4\d\d/.test(message.text());
    if (!ownStatus) tab.heard.push(`the console says: ${message.text()}`);
  });
  page.on('pageerror', (error) => tab.heard.push(`a script failed: ${error.message}`));
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== directory.origin) tab.heard.push(`it asked for ${request.url()}`);
  });
  return tab;
}

/** All problems of a page, each with the rule that it violates. */
async function faults(tab, wanted) {
  const { page } = tab;
  tab.heard = [];
  await page.setViewportSize(WIDE);
  await visit(page, directory.origin, wanted);
  const found = [...tab.heard];
  // From here on, scripts of the test run in the page; their effects are not the page's.
  if (wanted.examine) await bringAxe(page);
  for (const [width, viewport] of [['1280 px', WIDE], ['320 px', NARROW]]) {
    await page.setViewportSize(viewport);
    for (const [index, colorScheme] of (wanted.examine ? schemes(wanted.path, viewport) : []).entries()) {
      await page.emulateMedia({ colorScheme });
      const violated = index === 0 ? await violations(page) : await violationsOfColours(page);
      for (const violation of violated) found.push(`${violation} (${width}, ${colorScheme})`);
    }
    const beyond = await overhang(page);
    if (beyond > 0) found.push(`the page scrolls sideways by ${beyond} px (${width})`);
    for (const word of await brokenWords(page)) found.push(`“${word}” is broken between two letters (${width})`);
  }
  return [...found, ...(await leftBehind(tab))];
}

function schemes(path, viewport) {
  if (path === inEnglish(path)) return ['light', 'dark'];
  return viewport === WIDE ? ['light'] : ['dark'];
}

async function leftBehind({ context, page }) {
  const cookies = (await context.cookies()).map(({ name }) => `it set the cookie ${name}`);
  const stored = await page.evaluate(async () => {
    const found = [];
    if (localStorage.length > 0) found.push('it wrote to the local storage');
    if (sessionStorage.length > 0) found.push('it wrote to the session storage');
    if ((await indexedDB.databases()).length > 0) found.push('it opened a database');
    if ((await caches.keys()).length > 0) found.push('it opened a cache');
    if ((await navigator.serviceWorker.getRegistrations()).length > 0) found.push('it registered a worker');
    return found;
  });
  return [...cookies, ...stored];
}
