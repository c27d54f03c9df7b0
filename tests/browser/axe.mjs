// Runs axe in a page: every rule of WCAG 2.2 A and AA, and its best practices.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const SCRIPT = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const OPTIONS = {
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
  },
  // Disabled by default.
  rules: { 'target-size': { enabled: true } },
  resultTypes: ['violations'],
};
// The rules whose result depends on the colours.
const COLOURS = { ...OPTIONS, runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, rules: {} };

/** Injects axe into the page, bypassing its content security policy. Needed once per page. */
export async function bringAxe(page) {
  await page.evaluate(SCRIPT);
}

/** The rules that the page violates in its present state, one line for each violating element. */
export function violations(page) {
  return run(page, OPTIONS);
}

/** The rules about colours that the page violates, for a second colour scheme. */
export function violationsOfColours(page) {
  return run(page, COLOURS);
}

async function run(page, options) {
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), options);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = failureSummary.split('\n').slice(1).map((line) => line.trim());
      return `${id} (${help}): ${target.join(' ')}: ${why.join('. ')}`;
    }),
  );
}

/** The number of pixels by which the page overflows to the right. */
export function overhang(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** Words that break between two letters without a hyphen; URLs may break anywhere. */
export function brokenWords(page) {
  return page.evaluate(() => {
    const ADDRESSES = '.url, .cite, code';
    const words = wordsOfTheText();
    const before = words.map(lines);
    const fitted = new CSSStyleSheet();
    fitted.replaceSync('* { overflow-wrap: normal !important; word-break: normal !important }');
    document.adoptedStyleSheets = [fitted];
    const broken = words.filter((word, place) => lines(word) < before[place]);
    document.adoptedStyleSheets = [];
    return broken.map((word) => word.toString());

    function wordsOfTheText() {
      const found = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        // Elements one pixel wide are for screen readers only.
        if (node.parentElement.closest(ADDRESSES) || node.parentElement.offsetWidth === 1) continue;
        for (const { 0: text, index } of node.data.matchAll(/\S+/g)) {
          if (/\S[/@.]\S/.test(text)) continue;
          for (const letters of text.matchAll(/[\p{L}\p{M}’]{2,}/gu)) {
            const word = document.createRange();
            word.setStart(node, index + letters.index);
            word.setEnd(node, index + letters.index + letters[0].length);
            found.push(word);
          }
        }
      }
      return found;
    }

    function lines(word) {
      return new Set([...word.getClientRects()].map(({ top }) => Math.round(top))).size;
    }
  });
}
